import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const lab = () => synthStage("lab");

test("is a topic of the stage, which has no key: services of AWS may not use AWS's own", () => {
  expect(lab().at("aws_sns_topic.news").name).toBe("lab-news");
  expect(lab().at("aws_sns_topic.news")).not.toHaveProperty("kms_master_key_id");
  expect(lab().output("news_topic_arn")).toBe("${aws_sns_topic.news.arn}");
});

test("takes news of RDS and CloudWatch about the account and region, and over TLS alone", () => {
  const topic = "${aws_sns_topic.news.arn}";
  const account = "${aws_sns_topic.news.owner}";
  const publish = { Action: "sns:Publish", Resource: topic };
  expect(policyOf(lab().at("aws_sns_topic_policy.news").policy)).toEqual([
    ...["rds", "cloudwatch"].map((service) => ({
      Effect: "Allow",
      Principal: { Service: `${service === "rds" ? "events.rds" : service}.amazonaws.com` },
      ...publish,
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:${service}:us-east-1:${account}:*` },
      },
    })),
    {
      Effect: "Deny",
      Principal: "*",
      ...publish,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("publishes failovers, failures and maintenance of the database, and no change that somebody ordered", () => {
  const categories = (source: string) => {
    const { source_type, event_categories } = lab().at(`aws_db_event_subscription.news_${source}`);
    expect(source_type).toBe(`db-${source}`);
    return event_categories as string[];
  };
  for (const source of ["cluster", "instance"]) {
    expect(categories(source)).toEqual(expect.arrayContaining(["failure", "maintenance"]));
    expect(categories(source)).not.toContain("creation");
  }
  expect(categories("cluster")).toContain("failover");
});

test("lists no database instance, or an apply would fail when one of them is gone", () => {
  for (const address of lab().addresses("aws_db_event_subscription")) {
    expect(lab().at(address)).not.toHaveProperty("source_ids");
  }
});

test("publishes instances that could not be started or ended, also for a group that is replaced", () => {
  expect(lab().at("aws_autoscaling_notification.news_fleet")).toMatchObject({
    topic_arn: "${aws_sns_topic.news.arn}",
    group_names: ["${aws_autoscaling_group.web.name}"],
    notifications: [
      "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
      "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    ],
    lifecycle: { replace_triggered_by: ["aws_autoscaling_group.web.arn"] },
  });
});
