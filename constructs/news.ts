import { AutoscalingNotification } from "@cdktf/provider-aws/lib/autoscaling-notification";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Construct } from "constructs";
import { namesOf } from "../names/stage";
import { policy } from "./iam";
import { stackOf } from "./readable-stack";

/** What people hear of: not that something is made, resized or scaled, as the settings say. */
const OF_CLUSTERS = ["failover", "failure", "maintenance", "notification"];
const OF_INSTANCES = [
  "availability",
  "configuration change",
  "failure",
  "low storage",
  "maintenance",
  "notification",
  "recovery",
];
const OF_FLEETS = [
  "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
];

/** What alarms listen to by a publisher of its own. */
export type Also = keyof typeof ALSO;

/** A topic with the news of the stage that somebody should read. People subscribe to it by hand. */
export class News extends Construct {
  readonly topicArn: string;
  /** The account that the stage is in. */
  readonly account: string;
  private readonly stage: string;

  /** @param alsoFrom what publishes there if the stage has alarms */
  constructor(scope: Construct, id: string, region: string, alsoFrom: readonly Also[] = []) {
    super(scope, id);
    this.stage = stackOf(this);
    // Without a key: AWS's own key of SNS lets no service of AWS publish, and a key of ours is paid.
    const topic = new SnsTopic(this, "sns-topic", { name: namesOf(this.stage).news });
    this.topicArn = topic.arn;
    this.account = topic.owner;
    new SnsTopicPolicy(this, "sns-topic-policy", {
      arn: topic.arn,
      policy: policy(publishers(topic, region, alsoFrom)),
    });
  }

  /**
   * Publishes what RDS has to say. Of every database in the account and region: a subscription that
   * lists its instances can't be changed once one of them is gone, and an apply would fail there.
   */
  ofDatabases(): void {
    const { news } = namesOf(this.stage);
    const sources = { cluster: OF_CLUSTERS, instance: OF_INSTANCES };
    for (const [source, eventCategories] of Object.entries(sources)) {
      new DbEventSubscription(this, source, {
        name: `${news}-${source}`,
        snsTopic: this.topicArn,
        sourceType: `db-${source}`,
        eventCategories,
      });
    }
  }

  /**
   * Publishes what a group of instances could not do.
   * @param onReplacement for replace_triggered_by: AWS forgets whom to tell with the group
   */
  ofFleet(groupName: string, onReplacement: readonly string[]): void {
    new AutoscalingNotification(this, "fleet", {
      topicArn: this.topicArn,
      groupNames: [groupName],
      notifications: OF_FLEETS,
      lifecycle: { replaceTriggeredBy: [...onReplacement] },
    });
  }
}

// --- internal ---

/** Services of AWS that may publish, each about its own things in this account and region. */
const PUBLISHERS = { "events.rds": "rds", cloudwatch: "cloudwatch" };

const ALSO = {
  /** AWS has no other condition for a rule of EventBridge. */
  events: (region: string, owner: string) => ({
    ArnLike: { "aws:SourceArn": `arn:aws:events:${region}:${owner}:rule/*` },
  }),
  /** By the account alone: a budget is of no region. */
  budgets: (_region: string, owner: string) => ({
    StringEquals: { "aws:SourceAccount": owner },
  }),
};

/** Auto Scaling publishes as a role of the account, which needs no word here. */
function publishers(
  { arn: Resource, owner }: SnsTopic,
  region: string,
  alsoFrom: readonly Also[],
): object[] {
  const publish = { Action: "sns:Publish", Resource };
  return [
    ...Object.entries(PUBLISHERS).map(([service, things]) => ({
      ...publish,
      Principal: { Service: `${service}.amazonaws.com` },
      Condition: {
        StringEquals: { "aws:SourceAccount": owner },
        ArnLike: { "aws:SourceArn": `arn:aws:${things}:${region}:${owner}:*` },
      },
    })),
    ...alsoFrom.map((service) => ({
      ...publish,
      Principal: { Service: `${service}.amazonaws.com` },
      Condition: ALSO[service](region, owner),
    })),
    {
      ...publish,
      Effect: "Deny",
      Principal: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
