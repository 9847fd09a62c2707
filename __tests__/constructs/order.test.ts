import fc from "fast-check";
import { settingsSchema } from "../../config/settings";
import { FIRST, LAST } from "../../constructs/order";
import { ServiceStack } from "../../constructs/service-stack";
import { arbitrarySettings } from "../support/arbitrary-settings";
import { dependenciesIn, namedIn } from "../support/dependencies";
import { release, synth, synthImage, synthStage, synthState } from "../support/synth";
import type { Synthesized } from "../support/synthesized";
import { transitions } from "../transitions";

const LAB = {
  name: "lab",
  region: "us-east-1",
  stateKeys: ["lab.tfstate"],
  bakes: true,
  protection: false,
};
/** With every setting that adds a type. */
const most = synthStage("lab", {
  web: { agent: "cloudwatch", targetRequests: 600 },
  network: { flowLogs: "all", endpoints: ["ssm"] },
  logs: { access: "bucket", audit: "cloudwatch" },
  entry: { waf: {} },
  database: { backupVault: { days: 35, lock: "governance" } },
  encryption: "own-key",
});
const state = synthState({ github: { subject: "repo:acme/web" } }, [LAB]);
const services = [synthStage("lab"), synthStage("prod"), most];
const all = [...services, state, synthImage("prod")];

const isLast = (stack: Synthesized, address: string) => {
  const { lifecycle } = stack.at(address) as { lifecycle?: { create_before_destroy?: boolean } };
  return lifecycle?.create_before_destroy === true;
};

describe("the table", () => {
  const typeOf = (address: string) => address.split(".")[0] ?? "";
  const used = new Set(
    all.flatMap((stack) => [...dependenciesIn(stack).values()].flatMap((each) => [...each])),
  );

  test("decides each type that something refers to", () => {
    const decided = new Set([...Object.keys(LAST).map(typeOf), ...Object.keys(FIRST)]);
    const open = [...new Set([...used].map(typeOf))].filter((type) => !decided.has(type));
    const must = "must be in LAST or in FIRST, since something refers to it";
    expect(open.map((type) => `constructs/order.ts: ${type} ${must}`)).toEqual([]);
  });

  test("names nothing else", () => {
    const there = new Set([...used].flatMap((address) => [address, typeOf(address)]));
    const stale = [...Object.keys(LAST), ...Object.keys(FIRST)].filter((key) => !there.has(key));
    expect(stale).toEqual([]);
    expect(Object.keys(LAST).filter((key) => key in FIRST)).toEqual([]);
  });

  test("says of each resource whether it goes last", () => {
    for (const stack of all) {
      for (const address of stack.addresses().filter((each) => !each.startsWith("data."))) {
        const inTable = address in LAST || typeOf(address) in LAST;
        expect([address, isLast(stack, address)]).toEqual([address, inTable]);
      }
    }
  });
});

describe("create_before_destroy", () => {
  /** What Terraform adds by itself, since what goes last refers to it. */
  const spread = (stack: Synthesized) => {
    const of = [...dependenciesIn(stack)].filter(([address]) => isLast(stack, address));
    const reached = new Set(of.flatMap(([, dependencies]) => [...dependencies]));
    return [...reached].filter((address) => !isLast(stack, address)).sort();
  };

  test("spreads to nothing that can't be there twice", () => {
    expect([...services, state].map(spread)).toEqual([[], [], [], []]);
  });

  // The image waits for all of it. Nothing there with a fixed name is ever replaced.
  test("spreads in an image's stack to all that the bake needs", () => {
    expect(spread(synthImage("lab"))).toEqual([
      "aws_iam_instance_profile.builder",
      "aws_iam_role.builder",
      "aws_iam_role_policy.builder_own_parameters",
      "aws_iam_role_policy.release_read",
      "aws_iam_role_policy_attachment.builder_AmazonSSMManagedInstanceCore",
      "aws_iam_role_policy_attachment.builder_EC2InstanceProfileForImageBuilder",
      "aws_imagebuilder_distribution_configuration.builder",
      "aws_imagebuilder_infrastructure_configuration.builder",
      "aws_vpc_endpoint.network_services_s3",
      "aws_vpc_security_group_egress_rule.builder_firewall_to_internet_https",
      "aws_vpc_security_group_egress_rule.builder_firewall_to_s3_https",
    ]);
  });
});

/** What would be destroyed while something that stays still has it, in a change of settings. */
function leftTooEarly(before: Synthesized, after: Synthesized): string[] {
  const gone = goneIn(after);
  return [...dependenciesIn(before)]
    .filter(([user]) => !gone(user))
    .flatMap(([user, dependencies]) => {
      const early = [...dependencies].filter((each) => gone(each) && !isLast(before, each));
      return early
        .filter((each) => !(each in KNOWN))
        .map((each) => `${each} goes before ${user} is updated`);
    });
}

/** What a plan destroys: it leaves the settings, and isn't forgotten. */
function goneIn(after: Synthesized): (address: string) => boolean {
  const forgotten = new Set(after.document.removed?.map(({ from }) => from));
  return (address) =>
    !address.startsWith("data.") && !after.has(address) && !forgotten.has(address);
}

/** Can't be mended, and is said in docs/transitions.md. */
const KNOWN: Readonly<Record<string, string>> = {
  "aws_lb_listener.load_balancer_https": "the load balancer's name can't be taken twice",
  "aws_cloudwatch_metric_alarm.web_errors": "a rollout alone names it, when it starts",
  "aws_s3_bucket_policy.load_balancer_access_logs": "the logs go with their bucket anyway",
};

/**
 * References that a change of settings takes away by leaving out their attribute. Where AWS computes
 * such an attribute, leaving it out changes nothing, and what it named is destroyed in use: say what
 * takes its place, `default.aurora-mysql8.0`.
 */
function leftOut(before: Synthesized, after: Synthesized): string[] {
  const gone = goneIn(after);
  const staying = before.addresses().filter((address) => after.has(address));
  return staying.flatMap((user) => {
    const { depends_on: _, lifecycle, ...attributes } = before.at(user);
    const lost = Object.entries(attributes).filter(([name]) => !(name in after.at(user)));
    return lost
      .filter(([, value]) => namedIn(before, value).some(gone))
      .map(([name]) => `${user}: ${name}`);
  });
}

describe("what leaves is destroyed after its users, and no user keeps it unseen,", () => {
  const ids = { HOSTED_ZONE: "Z0123456789ABC", IMAGE_ID: "ami-01234567" };
  const changed = ({ from, settings }: (typeof transitions)[number]) => {
    const text = JSON.stringify(settings);
    const known = text.replaceAll(/HOSTED_ZONE|IMAGE_ID/g, (word) => ids[word as keyof typeof ids]);
    return synthStage(from, JSON.parse(known) as object);
  };
  const both = (before: Synthesized, after: Synthesized) => [
    ...leftTooEarly(before, after),
    ...leftTooEarly(after, before),
    ...leftOut(before, after),
    ...leftOut(after, before),
  ];

  test.each(transitions)("by the change, and by its way back: $change", (transition) => {
    expect(both(synthStage(transition.from), changed(transition))).toEqual([]);
  });

  test("by any change of any settings", () => {
    const stackOf = (settings: Parameters<typeof settingsSchema.parse>[0]) =>
      synth("one", (app) => {
        new ServiceStack(app, "one", { release, settings: settingsSchema.parse(settings) });
      });
    fc.assert(
      fc.property(arbitrarySettings, arbitrarySettings, (first, second) => {
        expect(both(stackOf(first), stackOf(second))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
