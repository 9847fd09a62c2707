import { z } from "zod";
import { kinds, strict } from "../schema";
import { region, text } from "./words";

/** "General purpose bucket naming rules" in the S3 user guide. */
export const bucket = text(
  "must be a bucket name of 3 to 63 of a-z, 0-9, dashes and single dots, not an address, and none that S3 keeps for itself",
  'write it like "acme-terraform-state"',
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3|\.mrap)$)(?!.*\.\.)(?!\d+(\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
);

/** "Object key naming guidelines" of S3: 1,024 bytes, of which the stack's name and the lock need some. */
export const keyPrefix = text(
  "must be a key prefix of up to 900 characters ending in /",
  'write it like "three-tier/"',
  /^(?!.{901})([A-Za-z0-9_.-]+\/)+$/,
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
