import { ARNS, idInArn } from "../../ops/recover/rules";

const idOf = (type: string, arn: string) => {
  const rule = ARNS[type];
  return rule && idInArn(rule, arn);
};

test.each([
  ["aws_rds_cluster", "arn:aws:rds:us-east-1:123456789012:cluster:lab-database", "lab-database"],
  [
    "aws_cloudwatch_log_group",
    "arn:aws:logs:us-east-1:123456789012:log-group:/lab/web:*",
    "/lab/web",
  ],
  [
    "aws_backup_vault",
    "arn:aws:backup:us-east-1:123456789012:backup-vault:lab-database",
    "lab-database",
  ],
  [
    "aws_wafv2_web_acl",
    "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/lab-web/1a2b-3c",
    "1a2b-3c/lab-web/REGIONAL",
  ],
])("an ARN tells the id by which Terraform imports an %s", (type, arn, id) => {
  expect(idOf(type, arn)).toBe(id);
});

test("an ARN of another type gives none", () => {
  expect(idOf("aws_wafv2_web_acl", "arn:aws:rds:us-east-1:123456789012:db:lab")).toBeUndefined();
});
