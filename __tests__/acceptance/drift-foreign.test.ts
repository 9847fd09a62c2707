import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateRuleCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ModifyDBInstanceCommand } from "@aws-sdk/client-rds";
import { SURVEY_READS } from "../../constructs/pipeline/read";
import type { Aws } from "../../emulator/aws";
import type { State } from "../../terraform/plan";
import { callsDuring } from "../support/asked";
import { withAwsCommand } from "../support/aws-command";
import { needing as needed, refused } from "../support/calls";
import { command, runner } from "../support/command";
import { onEmulator } from "../support/deployment";
import { missingCommands, needing } from "../support/needing";
import { expectCalls } from "../support/ops-calls";
import { rightsOf, stateStackForGithub } from "../support/pipeline";
import { Service } from "../support/service";
import { safe, script } from "../workflows/scripts";

const run = promisify(execFile);

onEmulator("npm run ops -- drift, where others put things beside an applied lab", (tools) => {
  let lab: Service;
  let found: { code: number | null; drift: Record<string, string>[]; calls: string[] };

  const drift = async (...args: string[]) => {
    const all = ["drift", "lab", "--folder", lab.deployment.folder, "--json", ...args];
    const { code, out, err } = await command([runner, "ops/cli.ts", ...all], lab.deployment.env)
      .ended;
    if (code === 2) throw new Error(out + err);
    return { code, drift: JSON.parse(out).stages[0].drift };
  };

  beforeAll(async () => {
    lab = await Service.of("lab", tools);
    await lab.terraform.apply();
    await clutter(lab.cloud, (await lab.terraform.statePull()) as State);
    const calls = await callsDuring(lab.deployment.emulator.log, async () => {
      found = { ...(await drift()), calls: [] };
    });
    found.calls.push(...calls);
  });
  afterAll(() => lab?.deployment.close());

  test("reports each of them, with what it hangs on and what it does", () => {
    expect(found.code).toBe(1);
    const lines = found.drift.map((each) => {
      const [{ path, after }] = each.attributes as unknown as [{ path: string; after: string }];
      return `${each.address} ${path}: ${after.replace(/(acl|eni|subnet)-\w{8,}/, "$1-…")}`;
    });
    expect(lines.sort()).toEqual([
      "aws_autoscaling_group.web scaling policy: other, SimpleScaling",
      "aws_autoscaling_group.web scheduled action: night, at 0 1 * * *: min 0, max 0, desired 0",
      "aws_lb.load_balancer listener: HTTP 8080, fixed-response",
      "aws_lb_listener.load_balancer_http rule: 1, path-pattern /secret*: fixed-response",
      "aws_rds_cluster_instance.database_a DBInstanceClass: db.r6g.large, in the next maintenance window",
      "aws_security_group.database_firewall ingress: tcp 3306 0.0.0.0/0",
      "aws_subnet.network_isolated_a network ACL entry: acl-… 7: denies all 0.0.0.0/0 in",
      "aws_subnet.network_private_a network interface: eni-… (by hand)",
      "aws_vpc.network subnet: subnet-…",
    ]);
    const hurts = found.drift.flatMap(
      ({ foreign }) => (foreign as { hurts?: string })?.hurts ?? [],
    );
    expect(hurts).toContain("it ends all instances: nobody is served until a deploy");
    expect(hurts.filter((words) => words.startsWith("it holds the network"))).toHaveLength(2);
  });

  test("the plan role may ask all that is asked, and needs all that it may ask for it", () => {
    const rights = rightsOf(stateStackForGithub({}), "lab");
    const place = { stage: "lab", boundaryArn: rights.boundaryArn };
    // Who did what in the whole account is nothing for whoever can push a branch.
    expect(refused(found.calls, rights.plan, place)).toEqual(["cloudtrail:LookupEvents on *"]);
    const asked = needed(found.calls, place);
    expect(SURVEY_READS.filter((action) => !asked.has(action))).toEqual([]);
  });

  test("the role of operators may ask all of it", () => {
    expectCalls("drift", "lab", found.calls);
  });

  needing(missingCommands("aws", "jq"), "the nightly workflow", () => {
    test("finds the same by AWS's command line", async () => {
      const { folder, env } = lab.deployment;
      const whole = join(folder, "whole.json");
      const plan = await lab.terraform.look("-lock=false");
      writeFileSync(whole, JSON.stringify(plan));
      const asked = script("survey.sh", [whole], {
        env: withAwsCommand(env, folder),
        input: JSON.stringify(safe(plan)),
      });
      expect(asked).toMatchObject({ code: 0, stderr: "" });
      const file = join(folder, "drift.json");
      writeFileSync(file, asked.stdout);
      const { code, drift: same } = await drift("--plan", file);
      expect({ code, drift: same }).toEqual({ code: 1, drift: found.drift });
    });
  });

  needing(missingCommands("aws"), "the commands of the report", () => {
    test("remove each, when pasted into a shell", async () => {
      const env = withAwsCommand(lab.deployment.env, lab.deployment.folder);
      const all = found.drift.flatMap(({ undo }) => undo as unknown as string[]);
      expect(all.length).toBe(found.drift.length);
      for (const line of all)
        await run("/bin/sh", ["-c", line], { env: { ...process.env, ...env } });
      expect(await drift()).toEqual({ code: 0, drift: [] });
    });
  });
});

/** Puts one of each beside what a stage has. */
async function clutter(cloud: Aws, state: State): Promise<void> {
  const idOf = (type: string, name: string) =>
    String(
      state.resources.find((each) => each.type === type && each.name === name)?.instances[0]
        ?.attributes.id,
    );
  const { autoScaling, ec2, loadBalancing: entry } = cloud;
  const { LoadBalancers: [balancer] = [] } = await entry.send(new DescribeLoadBalancersCommand({}));
  const LoadBalancerArn = balancer?.LoadBalancerArn;
  const { Listeners: [ours] = [] } = await entry.send(
    new DescribeListenersCommand({ LoadBalancerArn }),
  );
  const answer = { Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } } as const;
  const listener = { LoadBalancerArn, Port: 8080, Protocol: "HTTP" as const };
  await entry.send(new CreateListenerCommand({ ...listener, DefaultActions: [answer] }));
  const Conditions = [{ Field: "path-pattern", Values: ["/secret*"] }];
  const rule = { ListenerArn: ours?.ListenerArn, Priority: 1, Conditions, Actions: [answer] };
  await entry.send(new CreateRuleCommand(rule));

  const AutoScalingGroupName = "lab-web";
  const none = { MinSize: 0, MaxSize: 0, DesiredCapacity: 0, Recurrence: "0 1 * * *" };
  const night = { AutoScalingGroupName, ScheduledActionName: "night", ...none };
  await autoScaling.send(new PutScheduledUpdateGroupActionCommand(night));
  const step = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: -1 };
  const other = { AutoScalingGroupName, PolicyName: "other", PolicyType: "SimpleScaling", ...step };
  await autoScaling.send(new PutScalingPolicyCommand(other));

  const DBInstanceIdentifier = "lab-database-a";
  const resize = { DBInstanceIdentifier, DBInstanceClass: "db.r6g.large", ApplyImmediately: false };
  await cloud.rds.send(new ModifyDBInstanceCommand(resize));

  const VpcId = idOf("aws_vpc", "network");
  await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.250.0/24" }));
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}));
  const acl = NetworkAcls.find((each) => each.VpcId === VpcId);
  const deny = { RuleNumber: 7, Protocol: "-1", CidrBlock: "0.0.0.0/0", Egress: false };
  const entryOf = { NetworkAclId: acl?.NetworkAclId, RuleAction: "deny" as const, ...deny };
  await ec2.send(new CreateNetworkAclEntryCommand(entryOf));
  const SubnetId = idOf("aws_subnet", "network_private_a");
  await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Description: "by hand" }));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand());
  const database = SecurityGroups.find(({ GroupName }) => GroupName?.startsWith("lab-database-"));
  const open = {
    IpProtocol: "tcp",
    FromPort: 3306,
    ToPort: 3306,
    IpRanges: [{ CidrIp: "0.0.0.0/0" }],
  };
  const IpPermissions = [open];
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId: database?.GroupId, IpPermissions }),
  );
}
