import { differences } from "../../terraform/differences";

const TRUST = {
  Action: "sts:AssumeRole",
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
};

test.each<[string, unknown, unknown, unknown[]]>([
  ["nothing, where only emptiness differs", { a: null, b: [], c: "" }, { a: "", b: null }, []],
  ["a value", { a: 1, b: 2 }, { a: 1, b: 3 }, [["b", 2, 3]]],
  ["a value inside", { tags: { x: "1" } }, { tags: { x: "2" } }, [["tags.x", "1", "2"]]],
  ["a key more", { tags: { x: "1" } }, { tags: { x: "1", y: "2" } }, [["tags.y", undefined, "2"]]],
  ["inside of a list's one block", { m: [{ t: "a" }] }, { m: [{ t: "b" }] }, [["m.t", "a", "b"]]],
  [
    "what a list lost and won",
    { s: ["a", "b"] },
    { s: ["b", "c", "d"] },
    [["s", ["a"], ["c", "d"]]],
  ],
  [
    "what a policy says, by statement",
    { policy: JSON.stringify({ Statement: [TRUST, { ...TRUST, Sid: "b" }] }) },
    { policy: JSON.stringify({ Statement: [TRUST, { ...TRUST, Sid: "b", Principal: "*" }] }) },
    [["policy.Statement.1.Principal", { Service: "ec2.amazonaws.com" }, "*"]],
  ],
  [
    "a statement more",
    { policy: JSON.stringify({ Statement: [TRUST] }) },
    { policy: JSON.stringify({ Statement: [TRUST, { ...TRUST, Effect: "Deny" }] }) },
    [["policy.Statement", [], [{ ...TRUST, Effect: "Deny" }]]],
  ],
  [
    "a statement behind two that stay",
    { policy: JSON.stringify({ Statement: [TRUST, { ...TRUST, Sid: "b" }] }) },
    { policy: JSON.stringify({ Statement: [TRUST, { ...TRUST, Sid: "b" }, { Effect: "Allow" }] }) },
    [["policy.Statement", [], [{ Effect: "Allow" }]]],
  ],
  ["nothing, where a policy is only written otherwise", { p: '{"a": 1}' }, { p: '{"a":1}' }, []],
  ["text that only looks like JSON", { p: "{a" }, { p: "{b" }, [["p", "{a", "{b"]]],
  ["false and true", { a: false }, { a: true }, [["a", false, true]]],
])("tells %s", (_, before, after, expected) => {
  const found = differences(before, after).map((each) => [
    each.path.join("."),
    each.before,
    each.after,
  ]);
  expect(found).toEqual(expected);
});
