const ACCOUNT = "123456789012";
const on = (service: string, ...what: string[]) =>
  what.map((each) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${each}`);
const iam = (...what: string[]) => what.map((each) => `arn:aws:iam::${ACCOUNT}:${each}`);

/** What a call is about, as our stacks name it; AWS asks for each of them. Else it is `*`. */
export const RESOURCES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^iam:\w*InstanceProfile$/, iam("instance-profile/STAGE-web")],
  [/^iam:CreateServiceLinkedRole$/, iam("role/aws-service-role/imagebuilder.amazonaws.com/x")],
  [/^iam:GetPolicy/, ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]],
  [/^iam:/, iam("role/STAGE-web", "role/STAGE-flow-logs")],
  [/^secretsmanager:/, on("secretsmanager", "secret:rds!cluster-1")],
  [/^ec2:DeregisterImage$/, ["arn:aws:ec2:us-east-1::image/ami-1"]],
  [/^ec2:DeleteSnapshot$/, ["arn:aws:ec2:us-east-1::snapshot/snap-1"]],
  [/:Describe|:List/, ["*"]],
  [/^wafv2:Get/, ["*"]],
  [/^backup:Get/, ["*"]],
  [/^backup:\w*Backup(Plan|Selection)$/, on("backup", "backup-plan:1")],
  [/^backup:/, on("backup", "backup-vault:STAGE-database")],
  [
    /^wafv2:(Create|Update)/,
    on(
      "wafv2",
      "regional/webacl/STAGE-web/1",
      "regional/managedruleset/AWSManagedRulesCommonRuleSet/1",
    ),
  ],
  [
    /^wafv2:\w*[Aa]ssociate/,
    [
      ...on("wafv2", "regional/webacl/STAGE-web/1"),
      ...on("elasticloadbalancing", "loadbalancer/app/STAGE-web/1"),
    ],
  ],
  [/^wafv2:/, on("wafv2", "regional/webacl/STAGE-web/1")],
  [/^acm:(?!Request)/, on("acm", "certificate/1")],
  [/^autoscaling:/, on("autoscaling", "autoScalingGroup:1:autoScalingGroupName/STAGE-web")],
  [
    /^elasticloadbalancing:(?!Create)\w*Listener/,
    on("elasticloadbalancing", "listener/app/STAGE-web/1/2"),
  ],
  [/^elasticloadbalancing:\w*Target/, on("elasticloadbalancing", "targetgroup/web-1/2")],
  [/^elasticloadbalancing:/, on("elasticloadbalancing", "loadbalancer/app/STAGE-web/1")],
  [/^budgets:/, ["arn:aws:budgets::123456789012:budget/STAGE-budget"]],
  [/^cloudwatch:PutCompositeAlarm$/, ["*"]],
  [/^cloudwatch:\w+Dashboards?$/, ["arn:aws:cloudwatch::123456789012:dashboard/STAGE-dashboard"]],
  [/^logs:\w+QueryDefinitions?$/, ["*"]],
  [/^events:/, on("events", "rule/STAGE-refresh-failed")],
  [/^cloudwatch:/, on("cloudwatch", "alarm:STAGE-web-errors")],
  [/^imagebuilder:\w+Component$/, on("imagebuilder", "component/STAGE-image-web/1.0.1/1")],
  [/^imagebuilder:\w+Recipe$/, on("imagebuilder", "image-recipe/STAGE-image-web/1.0.1")],
  [/^imagebuilder:\w+Image$/, on("imagebuilder", "image/STAGE-image-web/1.0.1/1")],
  [/^imagebuilder:\w+Dis/, on("imagebuilder", "distribution-configuration/STAGE-image-web")],
  [/^imagebuilder:/, on("imagebuilder", "infrastructure-configuration/STAGE-image-web")],
  [/^kms:(?!CreateKey|DescribeKey)/, on("kms", "key/1")],
  [
    /^logs:/,
    on(
      "logs",
      "log-group:/STAGE/network/flow-logs",
      "log-group:/aws/rds/cluster/STAGE-database/error",
    ),
  ],
  [
    /^rds:((Create|Modify)DBCluster|RestoreDBCluster\w+)$/,
    on(
      "rds",
      "cluster:STAGE-database",
      "cluster:STAGE-database-2",
      "cluster-pg:STAGE-database-1",
      "subgrp:STAGE-database",
      "og:default:aurora-mysql-8-0",
    ),
  ],
  [
    /^rds:DeleteDBCluster$/,
    on("rds", "cluster:STAGE-database", "cluster-snapshot:STAGE-database-final"),
  ],
  [/^rds:\w+DBClusterParameterGroup$/, on("rds", "cluster-pg:STAGE-database-1")],
  [/^rds:\w+EventSubscription$/, on("rds", "es:STAGE-news-cluster")],
  [/^rds:\w+DBSubnetGroup$/, on("rds", "subgrp:STAGE-database")],
  [/^rds:\w+DBInstance$/, on("rds", "db:STAGE-database-a", "cluster:STAGE-database")],
  [/^rds:/, on("rds", "cluster:STAGE-database")],
  [/^route53:Change/, ["arn:aws:route53:::hostedzone/Z0123456789EXAMPLE"]],
  [/^s3:/, ["arn:aws:s3:::STAGE-release-1", "arn:aws:s3:::STAGE-access-logs-1"]],
  [
    /^ssm:GetParameters$/,
    ["arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/x"],
  ],
  [/^sns:/, on("sns", "STAGE-news")],
  [/^ssm:/, on("ssm", "parameter/STAGE/database/endpoint")],
];
