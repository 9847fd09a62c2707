import { actions, PUBLIC_PARAMETERS, type Statement } from "../iam";
import { readImage } from "./image";
import { bucketsOf, type PipelineStage, parametersReadBy, rolesOf } from "./stage";

/**
 * What plans read of AWS, action by action: everybody who can push a branch can do so. Acceptance
 * tests hold the lists against the calls that plans make. AWS limits most of these actions to no
 * resource, so a plan can look at other stages too, but at nothing that only secrets lie in.
 */
export function read(stage: PipelineStage): Statement[] {
  const { name } = stage;
  return [
    { Action: [...READS, ...SURVEY_READS], Resource: "*" },
    { Action: ROLE_READS, Resource: rolesOf(name) },
    { Action: ["ssm:GetParameter", "ssm:GetParametersByPath"], Resource: parametersReadBy(name) },
    { Action: BUCKET_READS, Resource: bucketsOf(name) },
    ...readImage(stage),
    {
      // AWS's own key decrypts secure strings for whoever may read the parameter.
      Sid: "NoSecureStrings",
      Effect: "Deny",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringLike: { "kms:ViaService": "ssm.*.amazonaws.com" } },
    },
  ];
}

/** What an apply reads on top: how far a change is, and what EC2 looks up with the caller's rights. */
export function readOfApply({ name }: PipelineStage): Statement[] {
  return [
    { Action: WAITS, Resource: "*" },
    { Action: "iam:ListInstanceProfilesForRole", Resource: rolesOf(name) },
    { Action: "ssm:GetParameters", Resource: PUBLIC_PARAMETERS },
  ];
}

/** Not DescribeInstanceAttribute, DescribeVpnConnections and others, which tell user data or keys. */
const READS = [
  "acm:DescribeCertificate",
  "acm:ListTagsForCertificate",
  "autoscaling:DescribeAutoScalingGroups",
  "autoscaling:DescribeNotificationConfigurations",
  "autoscaling:DescribePolicies",
  ...actions("backup:", [
    "DescribeBackupVault GetBackupPlan GetBackupSelection ListRecoveryPointsByBackupVault ListTags",
  ]),
  ...actions("budgets:", ["ListTagsForResource ViewBudget"]),
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetDashboard",
  "cloudwatch:ListTagsForResource",
  ...actions("ec2:Describe", [
    "Addresses AddressesAttribute AvailabilityZones FlowLogs Images InstanceTypeOfferings",
    "InternetGateways LaunchTemplates LaunchTemplateVersions NatGateways NetworkAcls PrefixLists",
    "RouteTables SecurityGroupRules SecurityGroups Subnets VpcAttribute VpcEndpoints",
    "VpcEndpointServices Vpcs",
  ]),
  ...actions("elasticloadbalancing:Describe", [
    "CapacityReservation ListenerAttributes Listeners LoadBalancerAttributes LoadBalancers Tags",
    "TargetGroupAttributes TargetGroups",
  ]),
  ...actions("events:", ["DescribeRule ListTagsForResource ListTargetsByRule"]),
  ...actions("kms:", ["DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags"]),
  "logs:DescribeLogGroups",
  "logs:DescribeQueryDefinitions",
  "logs:ListTagsForResource",
  ...actions("rds:Describe", [
    "DBClusterParameterGroups DBClusterParameters DBClusters DBInstances DBSubnetGroups",
    "EventSubscriptions GlobalClusters OrderableDBInstanceOptions",
  ]),
  "rds:ListTagsForResource",
  "route53:GetHostedZone",
  "route53:ListHostedZones",
  "route53:ListResourceRecordSets",
  "route53:ListTagsForResource",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListTagsForResource",
  "ssm:DescribeParameters",
  "ssm:ListTagsForResource",
  ...actions("wafv2:", ["GetWebACL GetWebACLForResource ListTagsForResource"]),
];

/** What the nightly search for drift also asks: what others may have put where the stage stands. */
export const SURVEY_READS = [
  "autoscaling:DescribeScheduledActions",
  ...actions("ec2:Describe", ["NetworkInterfaces VpcPeeringConnections VpnGateways"]),
  "elasticloadbalancing:DescribeRules",
];

const ROLE_READS = actions("iam:", [
  "GetInstanceProfile GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
]);

/** ListTagsForResource since provider 6.21. */
const BUCKET_READS = [
  ...actions("s3:Get", [
    "AccelerateConfiguration BucketAcl BucketCORS BucketLogging BucketObjectLockConfiguration",
    "BucketPolicy BucketPublicAccessBlock BucketRequestPayment BucketTagging BucketVersioning",
    "BucketWebsite EncryptionConfiguration LifecycleConfiguration Object ObjectTagging",
    "ReplicationConfiguration",
  ]),
  "s3:ListBucket",
  "s3:ListTagsForResource",
];

const WAITS = [
  ...actions("autoscaling:Describe", [
    "InstanceRefreshes LoadBalancerTargetGroups ScalingActivities",
  ]),
  "elasticloadbalancing:DescribeTargetHealth",
  "route53:GetChange",
];
