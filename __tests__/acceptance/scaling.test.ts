import { DeletePolicyCommand, SuspendProcessesCommand } from "@aws-sdk/client-auto-scaling";
import type { Emulator } from "../../emulator/emulator";
import { deafen, passTime } from "../../emulator/fleet-time";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { AutoScalingGroupName, ScalingFleet } from "../support/scaling-fleet";
import { START_UP } from "../support/small-fleet";

onEmulator("target tracking on the emulator", () => {
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

  test("a fleet grows after three minutes above the target, and not before", async () => {
    await scaling.work(2.1);
    await scaling.minutes(2);
    expect(await scaling.size()).toBe(2);
    await scaling.minutes(1);
    expect(await scaling.size()).toBe(3);
  });

  test("a fleet grows in proportion to the load", async () => {
    await scaling.work(3.5);
    await scaling.minutes(3);
    expect(await scaling.size()).toBe(4);
  });

  test("a fleet never grows above its maximum", async () => {
    await scaling.work(20);
    await scaling.minutes(30);
    expect(await scaling.size()).toBe(4);
  });

  test("a fleet at its target stays as it is", async () => {
    await scaling.work(2);
    await scaling.minutes(60);
    expect(await scaling.size()).toBe(2);
  });

  test("the same load starts no more instances while the first still warm up", async () => {
    await scaling.work(2.5);
    await scaling.minutes(3);
    await passTime(emulator, START_UP - 60);
    expect(await scaling.size()).toBe(3);
  });

  test("a load that gets higher starts more instances while the first still warm up", async () => {
    await scaling.work(2.5);
    await scaling.minutes(3);
    await scaling.work(3.5);
    await scaling.minutes(1);
    expect(await scaling.size()).toBe(4);
  });

  test("an instance takes its share and counts when its warm-up is over", async () => {
    await scaling.work(3);
    await scaling.minutes(3);
    await passTime(emulator, START_UP);
    expect(await scaling.cpu()).toEqual([...Array(6).fill([45, 2]), [30, 3]]);
  });

  test("a fleet shrinks after fifteen minutes well below the target, and not before", async () => {
    await scaling.resize(4);
    await passTime(emulator, START_UP);
    await scaling.work(1);
    await scaling.minutes(14);
    expect(await scaling.size()).toBe(4);
    await scaling.minutes(1);
    expect(await scaling.size()).toBe(3);
  });

  test("a fleet shrinks by one instance a minute, down to its minimum", async () => {
    await scaling.resize(4);
    await passTime(emulator, START_UP);
    await scaling.work(0);
    await scaling.minutes(15);
    const sizes = [await scaling.size()];
    for (const _ of [1, 2]) {
      await scaling.minutes(1);
      sizes.push(await scaling.size());
    }
    expect(sizes).toEqual([3, 2, 2]);
  });

  test("a fleet that is below its target, but not well below, stays as it is", async () => {
    await scaling.resize(4);
    await passTime(emulator, START_UP);
    await scaling.work(4 * 0.75);
    await scaling.minutes(60);
    expect(await scaling.size()).toBe(4);
  });

  test("a fleet doesn't shrink if the instances that stay would be above the target", async () => {
    await scaling.resize(3);
    await passTime(emulator, START_UP);
    await scaling.work(3 * 0.69);
    await scaling.minutes(60);
    expect(await scaling.size()).toBe(3);
  });

  test("a fleet doesn't shrink while an instance warms up", async () => {
    await scaling.resize(3);
    await passTime(emulator, START_UP);
    await scaling.work(0);
    await scaling.minutes(14);
    await scaling.resize(4);
    await scaling.minutes(3);
    expect(await scaling.size()).toBe(4);
    await scaling.minutes(1);
    expect(await scaling.size()).toBe(3);
  });

  test("a policy with scale-in disabled never shrinks a fleet", async () => {
    await scaling.put({ DisableScaleIn: true });
    await scaling.resize(4);
    await passTime(emulator, START_UP);
    await scaling.work(0);
    await scaling.minutes(60);
    expect(await scaling.size()).toBe(4);
  });

  test("a group whose alarm notifications are suspended doesn't scale", async () => {
    const ScalingProcesses = ["AlarmNotification"];
    await autoScaling().send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }),
    );
    await scaling.work(4);
    await scaling.minutes(10);
    expect(await scaling.size()).toBe(2);
  });

  test("a policy that is taken away changes nothing any more, and its alarms are gone", async () => {
    await scaling.work(4);
    await scaling.minutes(2);
    await autoScaling().send(new DeletePolicyCommand({ AutoScalingGroupName, PolicyName: "cpu" }));
    await scaling.minutes(10);
    expect([await scaling.size(), await scaling.alarms()]).toEqual([2, []]);
  });

  test("an instance that never answers has no share, so the others do its work", async () => {
    await deafen(emulator, 1);
    await scaling.resize(3);
    await passTime(emulator, START_UP);
    await scaling.work(2);
    await scaling.minutes(1);
    expect(await scaling.cpu()).toEqual([[20, 3]]);
  });

  test("requests by instance scale a fleet too, and the larger capacity of two policies counts", async () => {
    const { TargetGroupARNs: [arn = ""] = [] } = await scaling.fleet.group();
    const PredefinedMetricSpecification = {
      PredefinedMetricType: "ALBRequestCountPerTarget" as const,
      ResourceLabel: `app/small/1a2b/${arn.split(":").at(-1)}`,
    };
    await scaling.put({ PredefinedMetricSpecification, TargetValue: 1000 }, "requests");
    await scaling.work(2.1, 4000 / 60);
    await scaling.minutes(3);
    expect(await scaling.size()).toBe(4);
  });

  test("without an app that reports its work nothing scales, for there are no metrics", async () => {
    await scaling.minutes(60);
    expect([await scaling.size(), await scaling.cpu()]).toEqual([2, []]);
  });
});
