import type { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { choice, rule, strict } from "../schema";
import { alarms } from "./alarms";
import { backend } from "./backend";
import { boundary } from "./boundary";
import { database } from "./database";
import { entry } from "./entry";
import { logs } from "./logs";
import { network } from "./network";
import { WITHOUT_CERTIFICATES } from "./regions";
import { tags } from "./tags";
import { image, web } from "./web";
import { account, flag, region, ZONES } from "./words";

const AGENT_NEEDS = ["ec2", "logs", "monitoring"] as const;

/** Everything a stage can say. Strict: what is not here is refused, with the nearest name. */
export const settingsSchema = strict({
  region,
  /** Left out: whatever account the credentials are of. Given: with any other, a plan stops. */
  account: account.optional(),
  network,
  image,
  entry,
  web,
  database,
  logs,
  alarms,
  /** Settled when the database cluster is made. Whose key its storage and its password have. */
  encryption: choice(["aws", "own-key"]).default("aws"),
  /** What loses data needs a named act: deletion protection, prevent_destroy, final snapshot. */
  protection: flag,
  backend,
  /** The most that the stage's roles may do: a policy of the `state` stack's, beside its pipelines. */
  boundary: boundary.optional(),
  tags,
}).check(
  rule(["region", "image.kind"], ({ region, image }) => {
    if (image.kind === "ami" || !WITHOUT_CERTIFICATES.includes(region)) return [];
    const must = "must be a region whose RDS certificates are in the release";
    const remedy = 'choose another, or bring an image that has them (image.kind "ami")';
    return [{ path: ["region"], says: sentence(must, region, remedy) }];
  }),
  rule(
    ["database.instances", "network.zones"],
    ({ database: { instances }, network: { zones } }) => {
      if (!zones.every((zone) => ZONES.includes(zone))) return []; // a letter to mend comes first
      return Object.entries(instances)
        .filter(([, instance]) => ZONES.includes(instance?.zone) && !zones.includes(instance.zone))
        .map(([name, { zone }]) => ({
          path: ["database", "instances", name, "zone"],
          says: sentence(
            `must be a zone of the network (${zones.join(", ")})`,
            zone,
            "add it to network.zones or choose one of these",
          ),
        }));
    },
  ),
  rule(["account", "boundary"], ({ account, boundary }) => {
    if (account === undefined || boundary === undefined) return [];
    if (boundary.startsWith(`arn:aws:iam::${account}:`)) return [];
    const must = `must be a policy of the stage's account (${account})`;
    const remedy = "copy the ARN from the stack state in that account, or correct account";
    return [{ path: ["boundary"], says: sentence(must, boundary, remedy) }];
  }),
  rule(["region", "alarms.topic"], ({ region, alarms }) => {
    const topic = alarms?.topic;
    if (topic === undefined || topic.startsWith(`arn:aws:sns:${region}:`)) return [];
    const must = `must be a topic in the stage's region (${region}): alarms publish to no other`;
    const says = sentence(must, topic, "make a topic in that region");
    return [{ path: ["alarms", "topic"], says }];
  }),
  rule(["network.nat", "network.endpoints", "web.agent"], ({ network, web: { agent } }) => {
    const lacking = AGENT_NEEDS.filter((name) => !network.endpoints?.includes(name));
    if (agent !== "cloudwatch" || network.nat !== "none" || lacking.length === 0) return [];
    const must = 'must include what the CloudWatch agent sends to when nat is "none"';
    const remedy = `add ${lacking.join(", ")}, or set web.agent to "none"`;
    const fault = sentence(must, network.endpoints, remedy);
    return [{ path: ["network", "endpoints"], says: fault }];
  }),
);
/** A stage as people write it. */
export type SettingsInput = z.input<typeof settingsSchema>;
/** A stage as constructs read it: checked, with its defaults in place. */
export type Settings = z.output<typeof settingsSchema>;
