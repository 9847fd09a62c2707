import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { command, runner } from "../../__tests__/support/command";
import { groupOfTwo } from "../../__tests__/support/group-of-two";
import { testsAll } from "../../__tests__/support/tests-all";
import { aws } from "../../emulator/aws";
import { type Emulator, startEmulator } from "../../emulator/emulator";
import { setPace } from "../../emulator/fleet-time";
import { DevCommand } from "./support/dev-command";
import { temporaryFolder } from "./support/folder";
import { onParts } from "./support/parts";
import { until } from "./support/until";

const nightly: typeof onParts = testsAll ? onParts : () => undefined;
const AutoScalingGroupName = "lab-web";
const PACE = 60;

/*
 * All that is real is there at once: the load of npm run ops -- load, the app of npm run dev, and the
 * fleet, whose time runs 60 times as fast as the clock.
 */
nightly("a load on the local app", ["mariadb", "emulator"], () => {
  const folder = temporaryFolder();
  let emulator: Emulator;
  let dev: DevCommand;
  let url: string;

  beforeAll(async () => {
    mkdirSync(join(folder, "stacks/lab"), { recursive: true });
    writeFileSync(
      join(folder, "stacks/lab/cdk.tf.json"),
      JSON.stringify({
        provider: { aws: [{ region: "us-east-1", default_tags: [{ tags: { Stage: "lab" } }] }] },
      }),
    );
    emulator = await startEmulator();
    const cloud = aws(emulator);
    await groupOfTwo(cloud);
    const { Subnets = [] } = await cloud.ec2.send(new DescribeSubnetsCommand({}));
    const VPCZoneIdentifier = Subnets.slice(0, 2)
      .map(({ SubnetId }) => SubnetId)
      .join(",");
    const changes = { VPCZoneIdentifier, DefaultInstanceWarmup: 240, AvailabilityZones: undefined };
    await cloud.autoScaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...changes }),
    );
    dev = new DevCommand(join(folder, "dev"), 0, { ...emulator.env, FLEET: AutoScalingGroupName });
    url = await dev.url();
    await setPace(emulator, PACE);
    await until(() => dev.said.includes(`2 instances, at ${PACE} times`));
  });
  afterAll(async () => {
    dev?.signal("SIGTERM");
    await dev?.groupEnded();
    await emulator?.stop();
  });

  const causes = async () => {
    const asked = new DescribeScalingActivitiesCommand({ AutoScalingGroupName });
    const { Activities = [] } = await aws(emulator).autoScaling.send(asked);
    return Activities.flatMap(({ Cause = "" }) => /Alarm(?:High|Low)/.exec(Cause)?.[0] ?? []);
  };

  test("makes the fleet grow by its policy, and shrink when it is over", async () => {
    const out = join(folder, "load.html");
    const how = ["--duration", "10s", "--watch", "180s", "--out", out];
    const load = command([runner, "ops/cli.ts", "load", "lab", "--url", url, "--yes", ...how], {
      ...emulator.env,
      CDKTF_OUTDIR: folder,
    });
    const { out: said, err } = await load.ended;
    expect(err).toBe("");
    expect(said).toMatch(/^instances {2}2 → [34] → 2, which it had again after /m);
    expect(said).toMatch(
      /Launching a new EC2 instance: i-.*\n(.*\n)*.*Terminating EC2 instance: i-/,
    );
    const all = await causes();
    expect(all.at(-1)).toBe("AlarmHigh");
    expect(all[0]).toBe("AlarmLow");
    expect(readFileSync(out, "utf8")).toContain("Terminating EC2 instance");
  });
});
