import agent from "../../image/agent.json";
import type { StatementJson } from "../../service/iam";
import { may, mayNot, on } from "../support/rights";
import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const lab = synthStage("lab");
const watched = synthStage("lab", { web: { agent: "cloudwatch" } });

test("is there only where it is chosen, with a log group that expires", () => {
  expect(watched.at("aws_cloudwatch_log_group.web_logs")).toMatchObject({
    name: "/lab/web",
    retention_in_days: 30,
  });
  const script = Buffer.from(String(watched.at("aws_launch_template.web").user_data), "base64");
  expect(script.toString()).toContain("AGENT='cloudwatch'\nLOG_GROUP='/lab/web'\n");
  expect(lab.has("aws_cloudwatch_log_group.web_logs")).toBe(false);
  expect(lab.has("aws_iam_role_policy.web_cloudwatch_agent")).toBe(false);
});

test("adds no policy of AWS's to the instances", () => {
  const attached = "aws_iam_role_policy_attachment";
  expect(watched.addresses(attached)).toEqual(lab.addresses(attached));
});

describe("an instance with the agent", () => {
  const { policy } = watched.at("aws_iam_role_policy.web_cloudwatch_agent");
  const group = on("logs", "log-group:/lab/web");
  const text = JSON.stringify(policyOf(policy)).replaceAll(
    "${aws_cloudwatch_log_group.web_logs.arn}",
    group,
  );
  const rights = { statements: JSON.parse(text) as StatementJson[] };

  may(rights, [
    ["logs:CreateLogStream", `${group}:log-stream:i-1`],
    ["logs:PutLogEvents", `${group}:log-stream:i-1`],
    ["cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": agent.metrics.namespace }],
    ["ec2:DescribeTags", "*"],
  ]);
  mayNot(rights, [
    ["logs:PutLogEvents", on("logs", "log-group:/prod/web:log-stream:i-1")],
    ["logs:PutLogEvents", on("logs", "log-group:/lab/web-of-others:log-stream:i-1")],
    ["logs:PutRetentionPolicy", group],
    ["logs:DeleteLogGroup", group],
    ["logs:CreateLogGroup", on("logs", "log-group:/lab/more")],
    ["cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "AWS/ApplicationELB" }],
    ["ssm:GetParameter", on("ssm", "parameter/AmazonCloudWatch-linux")],
  ]);
});
