import { z } from "zod";
import { choice, kinds, strict } from "../schema";
import { bucket, keyPrefix } from "./backend";
import { tags } from "./tags";
import { account, list, region, text } from "./words";

/** Everything the home of remote state can say. */
export const stateSchema = strict({
  region,
  account: account.optional(),
  /** Name of the bucket, unique in the world. */
  bucket,
  /** Where this stack's own state is kept: first locally, then in the bucket that it made. */
  backend: kinds([
    strict({ kind: z.literal("local") }),
    strict({ kind: z.literal("self"), keyPrefix: keyPrefix.optional() }),
  ]),
  /** Roles for GitHub Actions, without keys; left out, there are none. */
  github: strict({
    /** Begins the subject of every token of the repository's; newer repositories have ids in it. */
    subject: text(
      "must be what the subjects of the repository's OIDC tokens begin with",
      "write what this prints: gh api repos/OWNER/REPO/actions/oidc/customization/sub --jq .sub_claim_prefix",
      /^repo:[A-Za-z0-9](-?[A-Za-z0-9])*(\/[\w.-]{1,100}|@\d+\/[\w.-]{1,100}@\d+)$/,
    ),
    /** Of access from outside the account. none: the account has one here already, and AWS takes one. */
    analyzer: choice(["made", "none"]).default("made"),
  }).optional(),
  /** ARNs of those who may take the roles STAGE-ops, which read; without any, there are no such roles. */
  operators: list(
    text(
      "must be the ARN of a role, a user or an account",
      'write it like "arn:aws:iam::123456789012:role/operators"; of a login by IAM Identity Center it is what this prints: aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ --query "Roles[].Arn"',
      /^arn:aws:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]{1,200})$/,
    ),
    { what: "ARNs", least: 0, like: '["arn:aws:iam::123456789012:role/operators"]' },
  ).default([]),
  tags,
});

/** The home of state as people write it. */
export type StateInput = z.input<typeof stateSchema>;
/** And as constructs read it: checked, with its defaults in place. */
export type StateSettings = z.output<typeof stateSchema>;
