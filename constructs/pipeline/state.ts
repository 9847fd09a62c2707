import type { Statement } from "../iam";
import type { PipelineStage } from "./stage";

/** Reads the states of one stage. Without ListBucket, a state that isn't there yet would be a 403. */
export function readState(bucket: string, { stateKeys }: PipelineStage): Statement[] {
  return [
    { Action: "s3:ListBucket", Resource: bucket },
    { Action: "s3:GetObject", Resource: stateKeys.map((key) => `${bucket}/${key}`) },
  ];
}

/** Overwrites a state and never deletes it, so its versions stay. Its lock comes and goes. */
export function writeState(bucket: string, { stateKeys }: PipelineStage): Statement[] {
  const states = stateKeys.map((key) => `${bucket}/${key}`);
  const locks = states.map((state) => `${state}.tflock`);
  return [
    { Action: "s3:PutObject", Resource: states },
    { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Resource: locks },
  ];
}
