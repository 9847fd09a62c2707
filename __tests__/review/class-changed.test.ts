import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";

/** What is said of the first of so many instances that get another class in one apply. */
function saidOf(count: number): string | undefined {
  const type = "aws_rds_cluster_instance";
  const side = (instance_class: string) => ({ instance_class, apply_immediately: true });
  const [before, after] = [side("db.r6g.large"), side("db.r6g.xlarge")];
  const change = { actions: ["update"], before, after, after_unknown: {} };
  const resource_changes = Array.from({ length: count }, (_, at) => {
    return { address: `${type}.x${at}`, mode: "managed", type, name: `x${at}`, change };
  });
  const plan = { format_version: "1.2", terraform_version: "1.15.5", resource_changes };
  const { findings } = review(plan as unknown as Plan);
  return findings.find(({ rule }) => rule === "class-changed")?.title;
}

test.each([
  [2, "gets another class at the same time as 1 other"],
  [3, "gets another class at the same time as 2 others"],
])("of %i instances with another class, each says how many go with it", (count, says) => {
  expect(saidOf(count)).toBe(says);
});
