import {
  DescribePoliciesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import type { Emulator } from "../../emulator/emulator";
import { passTime } from "../../emulator/fleet-time";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { AutoScalingGroupName, ScalingFleet } from "../support/scaling-fleet";
import { START_UP } from "../support/small-fleet";

onEmulator("what one sees of target tracking on the emulator", () => {
  let emulator: Emulator;
  let original: ScalingFleet;
  let scaling: ScalingFleet;

  beforeAll(async () => {
    original = await ScalingFleet.of(await emptyEmulator());
  });
  beforeEach(async () => {
    scaling = await original.copy();
    emulator = scaling.emulator;
  });
  afterEach(() => scaling?.emulator.stop());
  afterAll(() => original?.emulator.stop());

  const autoScaling = () => scaling.fleet.cloud.autoScaling;

  test("the alarms of a policy are CloudWatch's, and say which state they are in", async () => {
    expect(await scaling.alarms()).toEqual([
      ["TargetTracking-small-AlarmHigh", 30, "INSUFFICIENT_DATA"],
      ["TargetTracking-small-AlarmLow", 21, "INSUFFICIENT_DATA"],
    ]);
    await scaling.work(4);
    await scaling.minutes(3);
    expect((await scaling.alarms()).map(([, , state]) => state)).toEqual(["ALARM", "OK"]);
  });

  test("the alarms of a policy are those that the policy names", async () => {
    const { ScalingPolicies: [policy] = [] } = await autoScaling().send(
      new DescribePoliciesCommand({ AutoScalingGroupName }),
    );
    const { MetricAlarms = [] } = await scaling.cloudWatch.send(new DescribeAlarmsCommand({}));
    expect(policy?.Alarms?.map(({ AlarmARN }) => AlarmARN)).toEqual(
      MetricAlarms.map(({ AlarmArn }) => AlarmArn),
    );
  });

  test("the activities say which alarm and which policy changed the capacity", async () => {
    await scaling.work(2.5);
    await scaling.minutes(3);
    const [latest] = await scaling.causes();
    expect(latest).toBe(
      "At TIME a monitor alarm TargetTracking-small-AlarmHigh-ID in state ALARM triggered policy cpu " +
        "changing the desired capacity from 2 to 3.  At TIME an instance was started in response to a " +
        "difference between desired and actual capacity, increasing the capacity from 2 to 3.",
    );
    await passTime(emulator, START_UP);
    await scaling.work(0);
    await scaling.minutes(15);
    expect((await scaling.causes())[0]).toBe(
      "At TIME a monitor alarm TargetTracking-small-AlarmLow-ID in state ALARM triggered policy cpu " +
        "changing the desired capacity from 3 to 2.  At TIME an instance was taken out of service in " +
        "response to a difference between desired and actual capacity, shrinking the capacity from 3 " +
        "to 2.  At TIME instance INSTANCE was selected for termination.",
    );
  });

  test("a capacity that is set by hand is no activity of a policy", async () => {
    await scaling.resize(3);
    const by = (await scaling.causes()).map((cause) => /^At TIME a (.*?) chang/.exec(cause)?.[1]);
    expect(by).toEqual([
      "user request explicitly set group desired capacity",
      "user request created an AutoScalingGroup",
      "user request created an AutoScalingGroup",
    ]);
  });

  test("a minimum that is raised is an update of the group's, and no policy's", async () => {
    await autoScaling().send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 3 }),
    );
    expect((await scaling.causes())[0]).toMatch(
      /^At TIME a user request update of AutoScalingGroup constraints to min: 3, max: 4, desired: \d changing the desired capacity from 2 to 3\./,
    );
  });
});
