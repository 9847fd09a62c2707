import { type MetricAlarm, metricsOf } from "../../alarms/alarm";
import { type Observed, statesOf } from "../../alarms/evaluator/alarm";
import { alarmsOf } from "../../alarms/table";
import { FACTS } from "./facts";
import { type Period, SAMPLES } from "./samples";

const alarms = alarmsOf(FACTS).filter((each): each is MetricAlarm => each.kind === "metric");

/** More periods than any alarm looks at. */
const LONG = 40;
const times = (count: number, period: Period): Period[] => Array<Period>(count).fill(period);

/** The periods as one series a metric. */
function observed(periods: readonly Period[]): Observed {
  const names = Object.keys(periods[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, periods.map((period) => period[name])]));
}

test("every metric alarm has a healthy and a sick series, and no series lacks its alarm", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(alarms.map(({ name }) => name).sort());
});

describe.each(alarms.map((alarm) => [alarm.name, alarm] as const))("%s", (name, alarm) => {
  const { healthy, sick, silent } = SAMPLES[name] ?? { healthy: {}, sick: {}, silent: "OK" };
  const { datapointsToAlarm, evaluationPeriods } = alarm;
  const nothing = Object.fromEntries(Object.keys(healthy).map((metric) => [metric, undefined]));
  const during = (...periods: readonly Period[]) => statesOf(alarm, observed(periods));

  test("is quiet as long as all is well", () => {
    expect(new Set(during(...times(LONG, healthy)))).toEqual(new Set(["OK"]));
  });

  test("goes off at the last of the datapoints that it waits for, not before", () => {
    const seen = during(...times(LONG, healthy), ...times(datapointsToAlarm, sick));
    expect(seen.slice(-datapointsToAlarm)).toEqual([
      ...Array<string>(datapointsToAlarm - 1).fill("OK"),
      "ALARM",
    ]);
  });

  test("goes off on the first day too, when there is no datapoint before", () => {
    expect(during(...times(evaluationPeriods, sick)).at(-1)).toBe("ALARM");
  });

  test("is over once all is well again", () => {
    const after = times(evaluationPeriods, healthy);
    expect(during(...times(LONG, sick), ...after).at(-1)).toBe("OK");
  });

  test("takes fewer bad datapoints than it waits for as a blip", () => {
    const blip = times(datapointsToAlarm - 1, sick);
    expect(during(...times(LONG, healthy), ...blip, ...times(LONG, healthy))).not.toContain(
      "ALARM",
    );
  });

  test(`is ${silent} when the metrics stop after all was well`, () => {
    expect(during(...times(LONG, healthy), ...times(LONG, nothing)).at(-1)).toBe(silent);
  });
});

describe("AWS sends a count of errors only in periods that have some:", () => {
  const alarm = (name: string) => alarms.find((each) => each.name === name) as MetricAlarm;
  test.each(["load-balancer-5xx", "target-5xx"])("%s is quiet without that count", (name) => {
    const quiet = observed(times(LONG, { errors: undefined, requests: 100 }));
    expect(new Set(statesOf(alarm(name), quiet))).toEqual(new Set(["OK"]));
  });

  test("load-balancer-5xx goes off when every request gets a 503, which RequestCount lacks", () => {
    const refused = observed(times(3, { errors: 7, requests: undefined }));
    expect(statesOf(alarm("load-balancer-5xx"), refused).at(-1)).toBe("ALARM");
  });
});

test("a gateway without traffic isn't taken for one that is gone", () => {
  const alarm = alarms.find(({ name }) => name === "nat-a-drops") as MetricAlarm;
  const idle = observed(times(LONG, { drops: 0, inside: 0, outside: 0 }));
  expect(new Set(statesOf(alarm, idle))).toEqual(new Set(["OK"]));
});

describe("AWS mixes the counts of all zones into one series:", () => {
  const alarm = alarms.find(({ name }) => name === "no-healthy-hosts") as MetricAlarm;
  const [{ statistic } = { statistic: "" }] = metricsOf(alarm);
  const taken = { Minimum: Math.min, Maximum: Math.max }[statistic] ?? (() => Number.NaN);
  const during = (...zones: number[]) =>
    statesOf(alarm, { HealthyHostCount: Array<number>(LONG).fill(taken(...zones)) }).at(-1);

  test("no-healthy-hosts is quiet as long as one zone has a healthy instance", () => {
    expect(during(0, 0, 1)).toBe("OK");
  });

  test("no-healthy-hosts goes off once no zone has any", () => {
    expect(during(0, 0, 0)).toBe("ALARM");
  });
});
