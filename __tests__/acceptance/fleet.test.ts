import {
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  StartInstanceRefreshCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { DeleteRouteCommand } from "@aws-sdk/client-ec2";
import { DeleteRolePolicyCommand } from "@aws-sdk/client-iam";
import { aws, configOf } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { deafen, passTime } from "../../emulator/fleet-time";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { CHECKS, GRACE, SmallFleet, START_UP } from "../support/small-fleet";

onEmulator("a fleet on the emulator", () => {
  let emulator: Emulator;
  let fleet: SmallFleet;

  /** A fleet that has been healthy for long, and from here on takes its time. */
  beforeEach(async () => {
    emulator = await emptyEmulator();
    fleet = await SmallFleet.of(aws(emulator));
    await passTime(emulator, 0);
  });
  afterEach(() => emulator?.stop());

  const refresh = (MinHealthyPercentage = 100, MaxHealthyPercentage = 150, more: object = {}) =>
    fleet.cloud.autoScaling.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: "small",
        Preferences: { MinHealthyPercentage, MaxHealthyPercentage, ...more },
      }),
    );
  const alarm = async (StateValue: "OK" | "ALARM") => {
    const cloudWatch = new CloudWatchClient(configOf(emulator));
    const metric = { Namespace: "AWS/ApplicationELB", MetricName: "HTTPCode_Target_5XX_Count" };
    const asked = { EvaluationPeriods: 1, Period: 60, Statistic: "Sum" as const, Threshold: 5 };
    const ComparisonOperator = "GreaterThanOrEqualToThreshold";
    const named = { AlarmName: "small-errors" };
    await cloudWatch.send(
      new PutMetricAlarmCommand({ ...named, ...metric, ...asked, ComparisonOperator }),
    );
    await cloudWatch.send(
      new SetAlarmStateCommand({ ...named, StateValue, StateReason: "a test says so" }),
    );
  };
  const status = async () => {
    const { InstanceRefreshes: [last] = [] } = await fleet.cloud.autoScaling.send(
      new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: "small" }),
    );
    return last?.Status;
  };
  const loseOne = async () => {
    const [InstanceId] = await fleet.instances();
    await fleet.cloud.autoScaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId,
        ShouldDecrementDesiredCapacity: false,
      }),
    );
  };

  test("is healthy at once, as long as nobody has moved the clock", async () => {
    expect(await fleet.health()).toEqual(["healthy", "healthy"]);
  });

  test("an instance is healthy when its start and two checks are over, and not before", async () => {
    await loseOne();
    await passTime(emulator, START_UP + CHECKS - 1);
    expect(await fleet.health()).toEqual(["healthy", "unhealthy"]);
    await passTime(emulator, 1);
    expect(await fleet.health()).toEqual(["healthy", "healthy"]);
  });

  test.each([
    [
      "its subnet has no way out",
      () =>
        fleet.cloud.ec2.send(
          new DeleteRouteCommand({
            RouteTableId: fleet.routeTable,
            DestinationCidrBlock: "0.0.0.0/0",
          }),
        ),
    ],
    [
      "its role may not read the release",
      () =>
        fleet.cloud.iam.send(
          new DeleteRolePolicyCommand({ RoleName: "small", PolicyName: "Release" }),
        ),
    ],
    ["it listens on another port than the target group's", () => fleet.listenOn(9090)],
    ["it is one that never answers", () => deafen(emulator, 1)],
  ])("an instance is never healthy if %s", async (_, spoil) => {
    await spoil();
    await loseOne();
    await passTime(emulator, START_UP + CHECKS);
    expect(await fleet.health()).toEqual(["healthy", "unhealthy"]);
  });

  test("an instance that doesn't get healthy is replaced after the grace period", async () => {
    await deafen(emulator, 1);
    await loseOne();
    const before = await fleet.instances();
    await passTime(emulator, GRACE);
    expect(await fleet.instances()).not.toEqual(before);
    await passTime(emulator, START_UP + CHECKS);
    expect(await fleet.health()).toEqual(["healthy", "healthy"]);
  });

  test("a refresh takes away an old instance only when a new one is healthy", async () => {
    const before = await fleet.instances();
    await refresh();
    await passTime(emulator, 5);
    expect(await fleet.health()).toEqual(["healthy", "healthy", "initial"]);
    await passTime(emulator, START_UP + CHECKS);
    expect((await fleet.instances()).filter((id) => before.includes(id))).toHaveLength(1);
    expect(await status()).toBe("InProgress");
    await passTime(emulator, START_UP + CHECKS + 10);
    expect((await fleet.instances()).filter((id) => before.includes(id))).toEqual([]);
    expect([await status(), await fleet.health()]).toEqual(["Successful", ["healthy", "healthy"]]);
  });

  test("a refresh that may go below full capacity takes one away first", async () => {
    await refresh(50, 100);
    await passTime(emulator, 5);
    expect(await fleet.health()).toEqual(["healthy", "initial"]);
  });

  test("a refresh to a release that never answers fails, and the old instances stay", async () => {
    const before = await fleet.instances();
    await fleet.listenOn(9090);
    await refresh();
    await passTime(emulator, 3 * 3600);
    expect(await status()).toBe("Failed");
    expect(await fleet.instances()).toEqual(expect.arrayContaining(before));
    expect((await fleet.health()).filter((state) => state === "healthy")).toHaveLength(2);
  });

  test("a refresh waits at a checkpoint, and goes on when the time is over", async () => {
    const before = await fleet.instances();
    const old = async () => (await fleet.instances()).filter((id) => before.includes(id)).length;
    await refresh(100, 150, { CheckpointPercentages: [1, 100], CheckpointDelay: 600 });
    await passTime(emulator, START_UP + CHECKS + 10);
    expect([await old(), await status()]).toEqual([1, "InProgress"]);
    await passTime(emulator, 580);
    expect(await old()).toBe(1);
    await passTime(emulator, 30 + 2 * (START_UP + CHECKS));
    expect([await old(), await status()]).toEqual([0, "Successful"]);
  });

  test("a refresh fails when its alarm goes off, and leaves the other old instances", async () => {
    const before = await fleet.instances();
    const AlarmSpecification = { Alarms: ["small-errors"] };
    const more = { CheckpointPercentages: [1, 100], CheckpointDelay: 600, AlarmSpecification };
    await alarm("OK");
    await refresh(100, 150, more);
    await passTime(emulator, START_UP + CHECKS + 10);
    await alarm("ALARM");
    await passTime(emulator, 5);
    expect(await status()).toBe("Failed");
    await passTime(emulator, 3600);
    expect((await fleet.instances()).filter((id) => before.includes(id))).toHaveLength(1);
    // And one that starts while the alarm is on does nothing.
    await refresh(100, 150, more);
    expect(await status()).toBe("Failed");
  });

  test("a refresh with a bake time is refused, which Terraform's provider has no attribute for", async () => {
    await expect(refresh(100, 150, { BakeTime: 60 })).rejects.toThrow("BakeTime is not emulated");
  });

  test("a second refresh is refused while the first is under way, and accepted after its end", async () => {
    await refresh();
    await expect(refresh()).rejects.toThrow("already in progress");
    await fleet.cloud.autoScaling.send(
      new CancelInstanceRefreshCommand({ AutoScalingGroupName: "small" }),
    );
    expect(await status()).toBe("Cancelled");
    await refresh();
    expect(await status()).toBe("InProgress");
  });
});
