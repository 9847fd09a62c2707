import { text } from "./words";

/** A permissions boundary: a role does at most what it and the role's own policies both allow. */
export const boundary = text(
  "must be the ARN of an IAM policy",
  "write the stage's of boundary_arns, which npx cdktf output state prints",
  /^arn:aws:iam::\d{12}:policy\/[\w+=,.@/-]{1,512}$/,
);
