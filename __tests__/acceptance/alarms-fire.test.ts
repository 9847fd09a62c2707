import {
  StartInstanceRefreshCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { MetricAlarm } from "../../alarms/alarm";
import { statesOf } from "../../alarms/evaluator/alarm";
import { alarmsOf } from "../../alarms/table";
import { aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { deafen, passTime } from "../../emulator/fleet-time";
import { FACTS } from "../alarms/facts";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { SmallFleet } from "../support/small-fleet";

/** What the load balancer counts of a fleet in one zone, one number a minute. */
type Counts = Record<"HealthyHostCount" | "UnHealthyHostCount", number[]>;

onEmulator("faults that are played, and the alarms that their counts set off:", () => {
  let emulator: Emulator;
  let fleet: SmallFleet;
  beforeEach(async () => {
    emulator = await emptyEmulator();
    fleet = await SmallFleet.of(aws(emulator));
    await passTime(emulator, 0);
  });
  afterEach(() => emulator?.stop());

  /** The load balancer's counts of the next minutes. A target that isn't checked yet is in neither. */
  const counted = async (minutes: number): Promise<Counts> => {
    const counts: Counts = { HealthyHostCount: [], UnHealthyHostCount: [] };
    for (let minute = 0; minute < minutes; minute++) {
      await passTime(emulator, 60);
      const health = await fleet.health();
      const count = (state: string) => health.filter((each) => each === state).length;
      counts.HealthyHostCount.push(count("healthy"));
      counts.UnHealthyHostCount.push(count("unhealthy"));
    }
    return counts;
  };
  /** Names of the alarms that went off at any time. */
  const wentOff = (counts: Counts) =>
    alarmsOf(FACTS)
      .filter((each): each is MetricAlarm => each.kind === "metric")
      .filter(({ watched }) => watched.kind === "metric" && watched.metric.name in counts)
      .filter(({ name }) => !name.endsWith("-b")) // the fleet stands in one zone
      .filter((alarm) => statesOf(alarm, counts).includes("ALARM"))
      .map(({ name }) => name);
  const refresh = () =>
    fleet.cloud.autoScaling.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: "small",
        Preferences: { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
      }),
    );
  const lose = async (InstanceId: string) => {
    const asked = { InstanceId, ShouldDecrementDesiredCapacity: false };
    await fleet.cloud.autoScaling.send(new TerminateInstanceInAutoScalingGroupCommand(asked));
  };

  test("the loss of one instance, which the group replaces, sets none off", async () => {
    const [first = ""] = await fleet.instances();
    await lose(first);
    expect(wentOff(await counted(20))).toEqual([]);
  });

  test("a rollout of a good release sets none off", async () => {
    await refresh();
    expect(wentOff(await counted(20))).toEqual([]);
  });

  test("the loss of all instances, whose successors never answer, sets off no-healthy-hosts first", async () => {
    await deafen(emulator, 20);
    for (const instance of await fleet.instances()) await lose(instance);
    expect(wentOff(await counted(3))).toEqual(["no-healthy-hosts"]);
  });

  test("a release that never gets healthy sets off unhealthy-hosts, and no alarm that pages", async () => {
    await fleet.listenOn(9090);
    await refresh();
    expect(wentOff(await counted(20))).toEqual(["unhealthy-hosts-a"]);
  });
});
