import { allows, type Call, type StatementJson } from "../../service/iam";
import { BUCKET } from "./pipeline";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";

export const iam = (what: string) => `arn:aws:iam::${ACCOUNT}:${what}`;
export const on = (service: string, what: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${what}`;
/** An object in the bucket of states. */
export const key = (name: string) => `arn:aws:s3:::${BUCKET}/${name}`;

export type Row = readonly [action: string, resource: string, context?: Call["context"]];

/** In lab's region, unless the context says otherwise. */
export function call(...[action, resource, context]: Row): Call {
  return { action, resource, context: { "aws:RequestedRegion": REGION, ...context } };
}

/** One test a row: these rights, within this boundary if there is one, allow the call. */
export function may(rights: Held, rows: readonly Row[]): void {
  judge("may", rights, rows, true);
}

/** And here they don't. */
export function mayNot(rights: Held, rows: readonly Row[]): void {
  judge("may not", rights, rows, false);
}

interface Held {
  readonly statements: readonly StatementJson[];
  readonly boundary?: readonly StatementJson[];
}

function judge(title: string, rights: Held, rows: readonly Row[], expected: boolean): void {
  const { statements, boundary } = rights;
  test.each(rows.map((row) => ({ row, words: JSON.stringify(row) })))(
    `${title} $words`,
    ({ row }) => expect(allows(statements, call(...row), boundary)).toBe(expected),
  );
}
