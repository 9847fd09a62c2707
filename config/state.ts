import type { StateInput } from "./settings/state";

/**
 * The home of remote state, the stack `state`: docs/runbooks/remote-state.md says how to move in.
 * Stages that keep their state here say `backend: { kind: "s3", bucket: state.bucket, region:
 * state.region }`.
 */
export const state = {
  region: "us-east-1",
  bucket: "example-three-tier-state", // yours: bucket names are unique in the world
  backend: { kind: "local" },
} satisfies StateInput;
