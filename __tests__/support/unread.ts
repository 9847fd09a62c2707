import { SURVEY_READS } from "../../constructs/pipeline/read";

/**
 * What the plan role may read, and no plan of a stage's acceptance test reads: another stage does.
 * Each list is exact, so that a right which nothing needs any more is found.
 */
export const UNREAD: Readonly<Record<"lab" | "prod" | "both", readonly string[]>> = {
  /** It has neither HTTPS, flow logs nor an alarm. */
  lab: [
    "acm:DescribeCertificate",
    "acm:ListTagsForCertificate",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:ListTagsForResource",
    "ec2:DescribeFlowLogs",
    "events:DescribeRule",
    "events:ListTagsForResource",
    "events:ListTargetsByRule",
    "route53:ListResourceRecordSets",
  ],
  /** Its network has no interface endpoints, and its image is baked, so the bucket and what bakes it are another stack's: lab-image's test has them. */
  prod: [
    "ec2:DescribeVpcEndpointServices",
    "imagebuilder:GetComponent",
    "imagebuilder:GetDistributionConfiguration",
    "imagebuilder:GetImage",
    "imagebuilder:GetImageRecipe",
    "imagebuilder:GetInfrastructureConfiguration",
    // Only a restore looks for the key that AWS has, and lab is restored.
    "kms:DescribeKey",
    "s3:GetAccelerateConfiguration",
    "s3:GetBucketAcl",
    "s3:GetBucketCORS",
    "s3:GetBucketLogging",
    "s3:GetBucketObjectLockConfiguration",
    "s3:GetBucketPolicy",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketRequestPayment",
    "s3:GetBucketTagging",
    "s3:GetBucketVersioning",
    "s3:GetBucketWebsite",
    "s3:GetEncryptionConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetObject",
    "s3:GetObjectTagging",
    "s3:GetReplicationConfiguration",
    "s3:ListBucket",
  ],
  /** Providers ask for the first from 6.21 on; the one on the emulator is older. The search for drift asks for the others. */
  both: [
    "s3:ListTagsForResource",
    ...SURVEY_READS,
    // Neither stage has an address for its mails; a transition has.
    "sns:GetSubscriptionAttributes",
    // Neither stage has a budget; a transition has.
    "budgets:ListTagsForResource",
    "budgets:ViewBudget",
    // Neither stage has a dashboard; a transition has.
    "cloudwatch:GetDashboard",
    "logs:DescribeQueryDefinitions",
    // Neither stage has a vault, a key or a web ACL; their transitions have.
    "backup:DescribeBackupVault",
    "backup:GetBackupPlan",
    "backup:GetBackupSelection",
    "backup:ListRecoveryPointsByBackupVault",
    "backup:ListTags",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListResourceTags",
    "wafv2:GetWebACL",
    "wafv2:GetWebACLForResource",
    "wafv2:ListTagsForResource",
  ],
};
