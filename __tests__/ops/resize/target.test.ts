import { targetOf, typed, type Wish } from "../../../ops/resize/target";
import { reasonOf } from "../../../ops/says";
import { TerraformError } from "../../../terraform/error";

const instances = ["a", "b"].map((name) => {
  return { name, id: `lab-database-${name}`, address: name, class: "db.t4g.medium", zone: name };
});
const wish = (all: string | undefined, ...some: string[]): Wish => ({ all, some });

test("a class is for all instances, --instance for those that it names", () => {
  expect(targetOf(wish("db.r6g.large"), instances)).toEqual({
    a: "db.r6g.large",
    b: "db.r6g.large",
  });
  expect(targetOf(wish(undefined, "b=db.r6g.large"), instances)).toEqual({ b: "db.r6g.large" });
});

test("the command to go on is the one that was typed", () => {
  expect(typed(wish("db.r6g.large"))).toEqual(["db.r6g.large"]);
  expect(typed(wish(undefined, "a=x", "b=y"), "x")).toEqual(
    "--instance a=x --instance b=y --folder x".split(" "),
  );
});

test.each<[Wish, string]>([
  [
    wish(undefined),
    "class: must be given for all instances or by --instance, got none; write resize lab db.r6g.large",
  ],
  [
    wish("db.r6g.large", "a=db.r6g.large"),
    "class: must be given for all instances or by --instance, got both; write resize lab db.r6g.large",
  ],
  [
    wish(undefined, "a", "bb=db.r6g.large"),
    'a: must be an instance and its class; write --instance a=db.r6g.large\nbb: is not an instance; did you mean "b"?',
  ],
  [
    wish(undefined, "a=db.r6g.large=db.r6g.xlarge"),
    "a=db.r6g.large=db.r6g.xlarge: must be an instance and its class; write --instance a=db.r6g.large",
  ],
  [
    wish(undefined, "a=db.r6g.large", "a=db.r6g.xlarge"),
    "a: must have one class, got more than one; name the instance once",
  ],
])("%j makes no sense", (its, says) => {
  expect(() => targetOf(its, instances)).toThrow(says);
});

const LOCKED = `
Error: Error acquiring the state lock

Error message: resource temporarily unavailable
Lock Info:
  ID:        9db590f1-b6fe-c5f2-2678-8804f089deba
  Path:      terraform.lab.tfstate
  Operation: OperationTypeApply
  Who:       ann@ci
  Version:   1.11.4
  Created:   2026-11-29 15:02:00.1 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state from being written by
multiple users at the same time. Please resolve the issue above and try
again.`;

test("a lock that is held is said by its holder, with what to do", () => {
  const run = { terraform: "terraform", folder: "x", args: ["plan"], exitCode: 1, stderr: LOCKED };
  expect(reasonOf(new TerraformError(run))).toBe(
    "the state's lock: must be free, got one that ann@ci holds since 2026-11-29 15:02:00.1 +0000 UTC; wait for the end of that run, or if there is none run terraform init and terraform force-unlock 9db590f1-b6fe-c5f2-2678-8804f089deba in the stage's folder",
  );
});
