import { actions } from "../iam";

/*
 * The actions of IAM behind the calls by which Terraform makes, changes and destroys a stage, by
 * service. Acceptance tests compare these lists with the calls that lab and prod make.
 */

export const AUTOSCALING = actions("autoscaling:", [
  "CreateAutoScalingGroup UpdateAutoScalingGroup DeleteAutoScalingGroup",
  "CreateOrUpdateTags DeleteTags PutScalingPolicy DeletePolicy",
  "StartInstanceRefresh CancelInstanceRefresh AttachTrafficSources DetachTrafficSources",
  "AttachLoadBalancerTargetGroups DetachLoadBalancerTargetGroups",
  "EnableMetricsCollection DisableMetricsCollection",
  "PutNotificationConfiguration DeleteNotificationConfiguration",
]);

export const ALARMS = actions("cloudwatch:", [
  "PutMetricAlarm DeleteAlarms TagResource UntagResource",
]);

/** On dashboards named after the stage. */
export const DASHBOARDS = actions("cloudwatch:", ["DeleteDashboards PutDashboard"]);

/** On budgets named after the stage. ModifyBudget is AWS's one right to make, change and delete them. */
export const BUDGETS = actions("budgets:", ["ModifyBudget TagResource UntagResource"]);

/** On rules named after the stage. */
export const EVENTS = actions("events:", [
  "DeleteRule PutRule PutTargets RemoveTargets TagResource UntagResource",
]);

/** On buckets named after the stage. The settings refuse such a name for the bucket with the states. */
export const BUCKETS = actions("s3:", [
  "CreateBucket DeleteBucket DeleteBucketPolicy DeleteObject DeleteObjectVersion",
  "PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning",
  "PutEncryptionConfiguration PutLifecycleConfiguration PutObject PutObjectTagging",
]);

export const CERTIFICATES = actions("acm:", [
  "AddTagsToCertificate DeleteCertificate RemoveTagsFromCertificate",
]);

/** RunInstances is among them since AWS demands the right of whoever makes a group. */
export const EC2 = actions("ec2:", [
  "AllocateAddress AssociateRouteTable AttachInternetGateway",
  "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress",
  "CreateFlowLogs CreateInternetGateway CreateLaunchTemplate CreateLaunchTemplateVersion",
  "CreateNatGateway CreateRoute CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags",
  "CreateVpc CreateVpcEndpoint DeleteFlowLogs DeleteInternetGateway DeleteLaunchTemplate",
  "DeleteLaunchTemplateVersions DeleteNatGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup",
  "DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints DetachInternetGateway DisassociateAddress",
  "DisassociateRouteTable ModifyLaunchTemplate ModifySecurityGroupRules ModifySubnetAttribute",
  "ModifyVpcAttribute ModifyVpcEndpoint ReleaseAddress ReplaceRoute ReplaceRouteTableAssociation",
  "RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances",
]);

export const ELB = actions("elasticloadbalancing:", [
  "AddTags CreateListener CreateLoadBalancer CreateTargetGroup DeleteListener DeleteLoadBalancer",
  "DeleteTargetGroup ModifyListener ModifyListenerAttributes ModifyLoadBalancerAttributes",
  "ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags SetIpAddressType SetSecurityGroups",
  "SetSubnets",
]);

/** Only for a role that carries the boundary. */
export const BOUND = actions("iam:", [
  "CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy",
]);

/** For these actions AWS offers no condition on the boundary. */
export const UNBOUND = actions("iam:", [
  "AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile DeleteRole",
  "RemoveRoleFromInstanceProfile TagInstanceProfile TagRole UntagInstanceProfile UntagRole",
]);

/** On the stage's own key. None of them uses it. */
export const KEYS = actions("kms:", [
  "EnableKey EnableKeyRotation PutKeyPolicy ScheduleKeyDeletion UntagResource UpdateKeyDescription",
]);

/** On the web ACL, the load balancer, and the rule groups that AWS keeps. */
export const WAF = actions("wafv2:", [
  "AssociateWebACL CreateWebACL DeleteWebACL DisassociateWebACL TagResource UntagResource",
  "UpdateWebACL",
]);

export const LOGS = actions("logs:", [
  "CreateLogGroup DeleteLogGroup DeleteRetentionPolicy PutRetentionPolicy TagResource",
  "UntagResource",
]);

export const PARAMETERS = actions("ssm:", [
  "AddTagsToResource DeleteParameter PutParameter RemoveTagsFromResource",
]);

export const RDS = actions("rds:", [
  "AddTagsToResource CreateDBClusterParameterGroup CreateDBClusterSnapshot CreateDBSubnetGroup",
  "DeleteDBCluster DeleteDBClusterParameterGroup DeleteDBInstance DeleteDBSubnetGroup",
  "ModifyDBClusterParameterGroup ModifyDBSubnetGroup RebootDBInstance RemoveTagsFromResource",
  "ResetDBClusterParameterGroup",
  "CreateEventSubscription ModifyEventSubscription DeleteEventSubscription",
]);

export const RDS_WITH_DEFAULTS = actions("rds:", [
  "CreateDBCluster CreateDBInstance ModifyDBCluster ModifyDBInstance",
  "RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime",
]);

/** On vaults named after the stage, and on plans: AWS gives their ids, and they have the stage's tag. */
export const BACKUPS = actions("backup:", [
  "CreateBackupPlan CreateBackupSelection CreateBackupVault DeleteBackupPlan DeleteBackupSelection",
  "DeleteBackupVault DeleteBackupVaultLockConfiguration DeleteRecoveryPoint",
  "PutBackupVaultLockConfiguration TagResource UntagResource UpdateBackupPlan",
]);

export const TOPICS = actions("sns:", [
  "CreateTopic DeleteTopic SetTopicAttributes Subscribe TagResource UntagResource",
]);
