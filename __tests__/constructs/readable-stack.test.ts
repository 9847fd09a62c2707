import { Eip } from "@cdktf/provider-aws/lib/eip";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { ReadableStack, renamed } from "../../constructs/readable-stack";
import { synth } from "../support/synth";
import type { Synthesized } from "../support/synthesized";

/** A stack called "s" with what `fill` puts into it. */
function stackOf(fill: (stack: ReadableStack) => void, providerVersion?: string): Synthesized {
  return synth("s", (app) => {
    const tags = { Team: "web" };
    const backend = { kind: "local" } as const;
    fill(new ReadableStack(app, "s", { region: "us-east-1", backend, tags, providerVersion }));
  });
}

/** A chain of constructs. */
function below(scope: Construct, ...ids: string[]): Construct {
  return ids.reduce((parent, id) => new Construct(parent, id), scope);
}

describe("an address", () => {
  test.each([
    ["is the path joined with _", ["network", "nat-a", "address"], "network_nat_a_address"],
    ["does not say again what the type says", ["network", "nat", "eip"], "network_nat"],
    ["leaves out Default at the end", ["network", "Default"], "network"],
    ["leaves out Default in between", ["network", "Default", "a", "eip"], "network_a"],
    ["of one id keeps it, whatever it is", ["eip"], "eip"],
  ])("%s", (_, path, name) => {
    const stack = stackOf((root) => {
      new Eip(below(root, ...path.slice(0, -1)), path.at(-1) ?? "", {});
    });
    expect(stack.addresses()).toEqual([`aws_eip.${name}`]);
  });

  test("may be shared by two types", () => {
    const stack = stackOf((root) => {
      new Eip(root, "a", {});
      new IamPolicy(below(root, "Default"), "a", { policy: "{}" });
    });
    expect(stack.addresses()).toEqual(["aws_eip.a", "aws_iam_policy.a"]);
  });

  test("of two resources is refused, and both paths are named", () => {
    expect(() =>
      stackOf((root) => {
        new Eip(below(root, "nat"), "a", {});
        new Eip(root, "nat-a", {});
      }),
    ).toThrow(
      "[s] aws_eip.nat_a: must be the address of one element, got s/nat/a and s/nat-a; rename one",
    );
  });

  test("of two outputs is refused as well", () => {
    expect(() =>
      stackOf((root) => {
        new TerraformOutput(root, "web-url", { value: 1 });
        new TerraformOutput(below(root, "web"), "url", { value: 2 });
      }),
    ).toThrow(
      "[s] output.web_url: must be the address of one element, got s/web-url and s/web/url; rename one",
    );
  });

  test.each(["a_b", "1a", "a.b"])("can't be made from %j", (id) => {
    expect(() => stackOf((root) => new Eip(root, id, {}))).toThrow(
      `${id}: id must be letters, digits and dashes, starting with a letter, got "${id}"; rename the construct`,
    );
  });
});

test("a construct that had another id moves its resources, and leaves the others", () => {
  const stack = stackOf((root) => {
    const door = below(root, "network", "door");
    renamed(door, "gate");
    new Eip(below(door, "a"), "eip", {});
    new Eip(door, "b", {});
    new Eip(root, "gate", {});
  });
  expect(stack.document.moved).toEqual([
    { from: "aws_eip.network_gate_a", to: "aws_eip.network_door_a" },
    { from: "aws_eip.network_gate_b", to: "aws_eip.network_door_b" },
  ]);
});

test("an attribute of another stack's resource is refused, since nothing would hand it over", () => {
  const props = { region: "us-east-1", backend: { kind: "local" }, tags: {} } as const;
  const twoStacks = () =>
    synth("reads", (app) => {
      const address = new Eip(new ReadableStack(app, "holds", props), "a", {});
      const reads = new ReadableStack(app, "reads", props);
      new TerraformOutput(reads, "there", { value: address.publicIp });
    });
  expect(twoStacks).toThrow(
    "reads: must use its own resources alone, got aws_eip.a; write the value to an SSM parameter in the other stack, and read that",
  );
});

test("in the console a resource is named after its address", () => {
  const stack = stackOf((root) => new Eip(below(root, "network", "nat"), "a", {}));
  expect(stack.at("aws_eip.network_nat_a")).toMatchObject({ tags: { Name: "s-network-nat-a" } });
});

test("a name given by hand stays", () => {
  const stack = stackOf((root) => new Eip(root, "a", { tags: { Name: "mine" } }));
  expect(stack.at("aws_eip.a")).toMatchObject({ tags: { Name: "mine" } });
});

test("all resources get the stack's tags from the provider", () => {
  expect(stackOf(() => undefined).document.provider.aws).toEqual([
    { default_tags: [{ tags: { Team: "web" } }], region: "us-east-1" },
  ]);
});

test("a stack of one account is planned with credentials of no other", () => {
  const props = { region: "us-east-1", backend: { kind: "local" }, tags: {} } as const;
  const stack = synth(
    "s",
    (app) => new ReadableStack(app, "s", { ...props, account: "000000000012" }),
  );
  expect(stack.document.provider.aws).toMatchObject([{ allowed_account_ids: ["000000000012"] }]);
});

test.each([
  [undefined, "~> 6.25"],
  ["5.100.0", "5.100.0"],
])("given the provider version %s it asks for %s", (given, asked) => {
  expect(stackOf(() => undefined, given).document.terraform).toMatchObject({
    required_providers: { aws: { source: "hashicorp/aws", version: asked } },
    required_version: ">= 1.10",
  });
});
