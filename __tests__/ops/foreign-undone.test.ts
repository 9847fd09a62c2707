import type { Surroundings } from "../../ops/drift/surroundings";
import { acl, DEFAULT, found, nic, OPEN } from "./surroundings";

test("the command that removes a part names it, and its network where AWS asks for that", () => {
  const parts = [
    { kind: "subnet", id: "subnet-9", vpc: "vpc-1" },
    { kind: "VPN gateway", id: "vgw-9", vpc: "vpc-1" },
  ] as const;
  expect(found({ parts }).map(({ undo }) => undo)).toEqual([
    "ec2 delete-subnet --subnet-id subnet-9",
    "ec2 detach-vpn-gateway --vpc-id vpc-1 --vpn-gateway-id vgw-9",
  ]);
});

const undone = (more: Partial<Surroundings>) => found(more).map(({ undo }) => undo);
const allowed = (verb: string, side: string) =>
  `ec2 ${verb}-network-acl-entry --network-acl-id acl-1 --rule-number 100 --protocol -1 --cidr-block 0.0.0.0/0 --rule-action allow --${side}`;

test("an entry of AWS's own that is gone is created again", () => {
  const without = DEFAULT.filter(({ RuleNumber, Egress }) => RuleNumber !== 100 || !Egress);
  expect(undone({ acls: [acl(without)] })).toEqual([allowed("create", "egress")]);
});

test("an entry of AWS's own that lets less through is replaced: AWS creates no second one", () => {
  const [first, ...others] = DEFAULT;
  const narrow = { ...first, CidrBlock: "10.0.0.0/8" };
  expect(undone({ acls: [acl([narrow, ...others])] })).toEqual([allowed("replace", "ingress")]);
});

test("a denial in the place of AWS's own entry is replaced by it, and not deleted before", () => {
  const [first, ...others] = DEFAULT;
  const denies = { ...first, RuleAction: "deny" };
  const replaced = allowed("replace", "ingress");
  expect(undone({ acls: [acl([denies, ...others])] })).toEqual([replaced, replaced]);
});

test("another denial is deleted", () => {
  const denies = { ...OPEN, RuleNumber: 7, RuleAction: "deny", Egress: false };
  expect(undone({ acls: [acl([denies, ...DEFAULT])] })).toEqual([
    "ec2 delete-network-acl-entry --network-acl-id acl-1 --rule-number 7 --ingress",
  ]);
});

test("before a network ACL goes, its subnets get the network's default one", () => {
  const usual = { ...acl(DEFAULT), VpcId: "vpc-1" };
  const theirs = {
    ...{ NetworkAclId: "acl-9", VpcId: "vpc-1", IsDefault: false },
    Associations: [{ NetworkAclAssociationId: "aclassoc-1", SubnetId: "subnet-9" }],
  };
  expect(found({ acls: [usual, theirs] })).toMatchObject([
    {
      how: "give its subnets the network's default network ACL, and then remove it",
      first: [
        "ec2 replace-network-acl-association --association-id aclassoc-1 --network-acl-id acl-1",
      ],
      undo: "ec2 delete-network-acl --network-acl-id acl-9",
    },
  ]);
  const [free] = found({ acls: [usual, { ...theirs, Associations: [] }] });
  expect([free?.how, free?.first]).toEqual([undefined, undefined]);
});

test.each([
  ["an instance", { Attachment: { InstanceId: "i-9" } }, ", the instance i-9"],
  ["what AWS runs", { Status: "in-use" }, ", and it goes with that"],
])("a network interface of %s has no command: AWS deletes none that is attached", (...each) => {
  const [, more, which] = each;
  const [seen] = found({ interfaces: [nic("eni-9", more)] });
  expect([seen?.how, seen?.undo]).toEqual([`remove what it belongs to${which}`, undefined]);
});

test.each([{ Status: "available" }, {}])(
  "one that is attached to nothing, %j, is deleted",
  (more) => {
    expect(undone({ interfaces: [nic("eni-9", more)] })).toEqual([
      "ec2 delete-network-interface --network-interface-id eni-9",
    ]);
  },
);

const group = { AutoScalingGroupName: "lab-web" };

test("a name that others chose is one word of the command, whatever a shell makes of it", () => {
  const name = "night; id";
  const action = { ...group, ScheduledActionName: name, Recurrence: "0 1 * * *", MinSize: 1 };
  const policy = { ...group, PolicyARN: "arn:other", PolicyName: name };
  const all = found({ scheduledActions: [action], policies: [policy] });
  expect(all.map(({ undo }) => undo?.slice(-11))).toEqual(["'night; id'", "'night; id'"]);
});
