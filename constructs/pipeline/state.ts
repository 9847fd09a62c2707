import type { Statement } from "../iam";
import type { PipelineStage } from "./stage";

/** Reads the state of one stage. Without ListBucket, a state that isn't there yet would be a 403. */
export function readState(bucket: string, { stateKey }: PipelineStage): Statement[] {
  return [
    { Action: "s3:ListBucket", Resource: bucket },
    { Action: "s3:GetObject", Resource: `${bucket}/${stateKey}` },
  ];
}

/** Overwrites the state and never deletes it, so its versions stay. Its lock comes and goes. */
export function writeState(bucket: string, { stateKey }: PipelineStage): Statement[] {
  const lock = `${bucket}/${stateKey}.tflock`;
  return [
    { Action: "s3:PutObject", Resource: `${bucket}/${stateKey}` },
    { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Resource: lock },
  ];
}
