import { text } from "./words";

/** A permissions boundary: a role does at most what it and the role's own policies both allow. */
export const boundary = text(
  "must be the ARN of an IAM policy",
  "write what this prints: terraform output boundary_arns, of the stack state",
  /^arn:aws:iam::\d{12}:policy\/[\w+=,.@/-]{1,512}$/,
);
