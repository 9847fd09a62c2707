import { text } from "./words";

/** A permissions boundary: a role does at most what it and the role's own policies both allow. */
export const boundary = text(
  "must be the ARN of an IAM policy",
  "copy the stage's ARN from boundary_arns in what npx cdktf output state prints",
  /^arn:aws:iam::\d{12}:policy\/[\w+=,.@/-]{1,512}$/,
);
