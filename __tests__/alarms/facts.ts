import type { StageFacts } from "../../alarms/stage";

/** A stage with everything that an alarm can listen to. */
export const FACTS: StageFacts = {
  region: "us-east-1",
  zones: ["a", "b"],
  loadBalancer: "app/prod-web/0123456789abcdef",
  targetGroup: "targetgroup/web-0123/0123456789abcdef",
  certificate: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  group: { name: "prod-web", min: 2, max: 6 },
  nat: { a: "nat-0a", b: "nat-0b" },
  database: {
    cluster: "prod-database",
    engine: "aurora-mysql",
    classes: ["db.t4g.medium", "db.r6g.large"],
    secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1",
  },
  budget: 500,
};
