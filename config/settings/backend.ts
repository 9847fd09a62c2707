import { z } from "zod";
import { kinds, strict } from "../schema";
import { region, text } from "./words";

export const bucket = text(
  "must be a bucket name",
  'write it like "acme-terraform-state"',
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
);

export const keyPrefix = text(
  "must be a key prefix ending in /",
  'write it like "three-tier/"',
  /^([A-Za-z0-9_.-]+\/)+$/,
);

/** Where the state of a stack is kept, and who locks it. */
export const backend = kinds([
  /** A file in the project's folder: for one person and for trying. */
  strict({ kind: z.literal("local") }),
  /** A bucket with Terraform's own lock file; the state of a stack is `<keyPrefix><stack>.tfstate`. */
  strict({
    kind: z.literal("s3"),
    bucket,
    region,
    keyPrefix: keyPrefix.optional(),
  }),
  /** HCP Terraform (Terraform Cloud): one workspace a stack, named like the stack. */
  strict({
    kind: z.literal("hcp"),
    organization: text(
      "must be an organization name",
      'write it like "acme"',
      /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/,
    ),
    project: text(
      "must be a project name",
      'write it like "web"',
      /^[A-Za-z0-9][A-Za-z0-9 _-]{2,39}$/,
    ).optional(),
    hostname: text(
      "must be a host name",
      'write it like "app.terraform.io"',
      /^[a-z0-9.-]+\.[a-z]{2,}$/,
    ).optional(),
  }),
]);
