import { allows, type Call, type StatementJson } from "../../service/iam";

/** The judge of the pipelines' rights, held against the rules that AWS publishes. */
const allow = (more: Partial<StatementJson> = {}): StatementJson => ({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  ...more,
});
const get: Call = { action: "s3:GetObject", resource: "arn:aws:s3:::b/k", context: { tag: "lab" } };
const only = (operator: string, key: string, value: string | string[]) =>
  allow({ Condition: { [operator]: { [key]: value } } });

test.each<[string, StatementJson[], boolean]>([
  ["what nobody allows is denied", [], false],
  ["what one allows is allowed", [allow()], true],
  ["one Deny is stronger than any Allow", [allow(), allow({ Effect: "Deny" }), allow()], false],
  ["actions are alike in small letters", [allow({ Action: "S3:getobject" })], true],
  ["a wildcard goes over slashes", [allow({ Resource: "arn:aws:s3:::*k" })], true],
  ["without a wildcard all of it counts", [allow({ Resource: "arn:aws:s3:::b" })], false],
  ["a dot is a dot", [allow({ Resource: "arn:aws:s3:::b.k" })], false],
  ["NotAction is all others", [allow({ Action: undefined, NotAction: "s3:*" })], false],
  ["NotResource too", [allow({ Resource: undefined, NotResource: "arn:aws:s3:::c/*" })], true],
  ["StringEquals on one of several", [only("StringEquals", "tag", ["prod", "lab"])], true],
  ["StringEquals knows no wildcard", [only("StringEquals", "tag", "l*")], false],
  ["StringEquals on a missing key", [only("StringEquals", "none", "lab")], false],
  ["StringNotEquals on a missing key", [only("StringNotEquals", "none", "lab")], true],
  ["IfExists on a missing key", [only("StringLikeIfExists", "none", "l*")], true],
  ["IfExists on one that is there", [only("StringLikeIfExists", "tag", "p*")], false],
  ["ForAllValues on a missing key", [only("ForAllValues:StringLike", "none", "l*")], true],
  ["Null false wants the key", [only("Null", "none", "false")], false],
  ["Null true wants it missing", [only("Null", "none", "true")], true],
])("%s", (_, statements, expected) => {
  expect(allows(statements, get)).toBe(expected);
});

test("within a boundary both must allow", () => {
  expect(allows([allow()], get, [allow()])).toBe(true);
  expect(allows([allow()], get, [])).toBe(false);
  expect(allows([], get, [allow()])).toBe(false);
});

test("an operator that isn't known here is no guess", () => {
  expect(() => allows([only("IpAddress", "tag", "x")], get)).toThrow(
    "IpAddress: is not known here",
  );
});
