/*
 * What Terraform calls to make, change and take down a stage, by service. Acceptance tests compare
 * it with the calls that lab and prod make.
 */

export const AUTOSCALING = of("autoscaling", [
  "CreateAutoScalingGroup UpdateAutoScalingGroup DeleteAutoScalingGroup",
  "CreateOrUpdateTags DeleteTags PutScalingPolicy DeletePolicy",
  "StartInstanceRefresh CancelInstanceRefresh AttachTrafficSources DetachTrafficSources",
  "AttachLoadBalancerTargetGroups DetachLoadBalancerTargetGroups",
  "EnableMetricsCollection DisableMetricsCollection",
]);

/** On buckets called like the stage. The one with the states never is: the settings refuse it. */
export const BUCKETS = of("s3", [
  "CreateBucket DeleteBucket DeleteBucketPolicy DeleteObject DeleteObjectVersion",
  "PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning",
  "PutEncryptionConfiguration PutLifecycleConfiguration PutObject PutObjectTagging",
]);

export const CERTIFICATES = of("acm", [
  "AddTagsToCertificate DeleteCertificate RemoveTagsFromCertificate",
]);

/** RunInstances, since a group is made only by those who could start its instances themselves. */
export const EC2 = of("ec2", [
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

export const ELB = of("elasticloadbalancing", [
  "AddTags CreateListener CreateLoadBalancer CreateTargetGroup DeleteListener DeleteLoadBalancer",
  "DeleteTargetGroup ModifyListener ModifyListenerAttributes ModifyLoadBalancerAttributes",
  "ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags SetIpAddressType SetSecurityGroups",
  "SetSubnets",
]);

/** Of a role that carries the boundary, and of no other. */
export const BOUND = of("iam", [
  "CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy",
]);

/** For these AWS knows no condition on a boundary. */
export const UNBOUND = of("iam", [
  "AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile DeleteRole",
  "RemoveRoleFromInstanceProfile TagInstanceProfile TagRole UntagInstanceProfile UntagRole",
]);

export const LOGS = of("logs", [
  "CreateLogGroup DeleteLogGroup DeleteRetentionPolicy PutRetentionPolicy TagResource",
  "UntagResource",
]);

export const PARAMETERS = of("ssm", [
  "AddTagsToResource DeleteParameter PutParameter RemoveTagsFromResource",
]);

export const RDS = of("rds", [
  "AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBClusterSnapshot",
  "CreateDBInstance CreateDBSubnetGroup DeleteDBCluster DeleteDBClusterParameterGroup",
  "DeleteDBInstance DeleteDBSubnetGroup ModifyDBCluster ModifyDBClusterParameterGroup",
  "ModifyDBInstance ModifyDBSubnetGroup RebootDBInstance RemoveTagsFromResource",
  "ResetDBClusterParameterGroup",
]);

export const RDS_WITH_DEFAULTS = of("rds", [
  "CreateDBCluster CreateDBInstance ModifyDBCluster ModifyDBInstance",
]);

function of(service: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(" ")).map((action) => `${service}:${action}`);
}
