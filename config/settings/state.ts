import { z } from "zod";
import { kinds, strict } from "../refusal";
import { bucket, keyPrefix } from "./backend";
import { tags } from "./tags";
import { region, text } from "./words";

/** Everything the home of remote state can say. */
export const stateSchema = strict({
  region,
  /** Name of the bucket, unique in the world. */
  bucket,
  /** Where this stack's own state is kept: first locally, then in the bucket that it made. */
  backend: kinds([
    strict({ kind: z.literal("local") }),
    strict({ kind: z.literal("self"), keyPrefix: keyPrefix.optional() }),
  ]),
  /** Roles for GitHub Actions, without keys; left out, there are none. */
  github: strict({
    repository: text(
      "must be a repository with its owner",
      'write it like "acme/three-tier-web"',
      /^[A-Za-z0-9](-?[A-Za-z0-9])*\/[A-Za-z0-9._-]{1,100}$/,
    ),
  }).optional(),
  tags,
});

/** The home of state as people write it. */
export type StateInput = z.input<typeof stateSchema>;
/** And as constructs read it: checked, with its defaults in place. */
export type StateSettings = z.output<typeof stateSchema>;
