import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Alarm } from "../../alarms/alarm";
import { alarmsOf } from "../../alarms/table";
import { Alarms } from "../../constructs/alarms";
import { News } from "../../constructs/news";
import { ReadableStack } from "../../constructs/readable-stack";
import { configOf } from "../../emulator/aws";
import { linesOf } from "../../terraform/steps";
import { FACTS } from "../alarms/facts";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { synth } from "../support/synth";
import type { Synthesized } from "../support/synthesized";

const ALL = alarmsOf(FACTS);
const WITHOUT = ALL.filter(({ name }) => name !== "latency-p95");
const GONE = "aws_cloudwatch_metric_alarm.alarms_latency_p95";
const PAGE = "aws_cloudwatch_composite_alarm.alarms_users_affected";
const TRIGGER = "replace_triggered_by";

/** A topic and these alarms, about things that are not there: CloudWatch doesn't ask. */
function watched(alarms: readonly Alarm[]): Synthesized {
  return synth("small", (app) => {
    const stack = new ReadableStack(app, "small", {
      region: FACTS.region,
      backend: { kind: "local" },
      tags: {},
    });
    const news = new News(stack, "news", FACTS.region, ["events", "budgets"]);
    if (alarms.length === 0) return;
    const mail = ["ops@example.com"];
    new Alarms(stack, "alarms", { alarms, mail, newsTopic: news.topicArn });
  });
}

/** The same, as one would write it: the rule changes in place. */
function inPlace(stack: Synthesized): Synthesized {
  const document = JSON.parse(stack.text);
  delete document.resource.aws_cloudwatch_composite_alarm.alarms_users_affected.lifecycle[TRIGGER];
  return { ...stack, text: JSON.stringify(document) } as Synthesized;
}

// One after the other, on one emulator.
onEmulator("the alarms of a stage", (tools) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.of("small", tools, () => watched(ALL));
    await deployment.terraform.apply();
  });
  afterAll(() => deployment?.close());

  test("are made as the table says, and a second plan has nothing to do", async () => {
    expect(await deployment.terraform.planWithExitCode()).toBe("no changes");
  });

  test("say that users are affected as soon as one of them goes off", async () => {
    const cloudWatch = new CloudWatchClient(configOf(deployment.emulator));
    const state = async () => {
      const AlarmNames = ["small-users-affected"];
      const asked = { AlarmNames, AlarmTypes: ["CompositeAlarm" as const] };
      const { CompositeAlarms } = await cloudWatch.send(new DescribeAlarmsCommand(asked));
      return CompositeAlarms?.[0]?.StateValue;
    };
    const set = (AlarmName: string, StateValue: "OK" | "ALARM") =>
      cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "a test" }));

    await set("small-group-at-maximum", "ALARM");
    expect(await state()).toBe("OK");
    await set("small-target-5xx", "ALARM");
    expect(await state()).toBe("ALARM");
    await set("small-target-5xx", "OK");
    expect(await state()).toBe("OK");
  });

  test("lose one that pages: the alarm that names it is deleted first, and created again without it", async () => {
    deployment.change(inPlace(watched(WITHOUT)));
    expect(await refusalOf(deployment.terraform.apply())).toContain(
      "Cannot delete small-latency-p95 as there are composite alarm(s) depending on it",
    );
    deployment.change(watched(WITHOUT));
    expect(linesOf(await deployment.terraform.plan())).toEqual([
      `delete ${GONE}`,
      `replace ${PAGE} (${TRIGGER})`,
      "update aws_ssm_parameter.alarms_users_affected_names (insecure_value, value, version)",
    ]);
    await deployment.terraform.apply();
    expect(await deployment.terraform.planWithExitCode()).toBe("no changes");
  });

  test("go, all at once", async () => {
    deployment.change(watched([]));
    await deployment.terraform.apply();
    expect(await deployment.terraform.planWithExitCode()).toBe("no changes");
  });
});
