import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { policy } from "./iam";

export interface BucketProps {
  /** Unique in the world. Changing it replaces the bucket. */
  readonly name?: string;
  /** Instead of a name: AWS completes it to one that is unique. Up to 37 characters. */
  readonly namePrefix?: string;
  /**
   * Days that a version is kept after a newer one, or a delete, took its place. Left out, there are
   * no versions: for buckets in which nothing is ever overwritten.
   */
  readonly oldVersionDays?: number;
  /** Days that an object is kept. Left out, for ever. */
  readonly keptDays?: number;
  /** What the policy of the bucket with this ARN says on top of "TLS only". */
  readonly statements?: (arn: string) => readonly object[];
  /** prevent_destroy, and no delete while something is in it. */
  readonly protection: boolean;
}

/** So many old versions are kept whatever their age. */
const NEWEST_OLD_VERSIONS = 20;

/** Id and contents of a rule. */
type Rule = readonly [id: string, rule: object];

const ENDS_UPLOADS: Rule = ["unfinished-uploads", {}];
const expiresAfter = (days: number): Rule => ["kept-days", { expiration: [{ days }] }];

/** A bucket for files of our own: private, encrypted, TLS only. */
export class Bucket extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { name, namePrefix, oldVersionDays, keptDays, protection } = props;

    const bucket = new S3Bucket(this, "s3-bucket", {
      bucket: name,
      bucketPrefix: namePrefix,
      forceDestroy: !protection,
      lifecycle: { preventDestroy: protection },
    });
    this.name = bucket.id;
    this.arn = bucket.arn;
    this.encrypt();
    this.closeToThePublic();
    if (oldVersionDays !== undefined) this.keepVersions(oldVersionDays);
    else this.addRule(...(keptDays === undefined ? ENDS_UPLOADS : expiresAfter(keptDays)));
    this.policy = this.addPolicy(props.statements?.(this.arn) ?? []);
  }

  /** With S3's own key: there is no key policy to lose, and nothing to pay by the request. */
  private encrypt(): void {
    new S3BucketServerSideEncryptionConfigurationA(
      this,
      "s3-bucket-server-side-encryption-configuration",
      {
        bucket: this.name,
        rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
    );
  }

  private closeToThePublic(): void {
    new S3BucketPublicAccessBlock(this, "s3-bucket-public-access-block", {
      bucket: this.name,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  private keepVersions(noncurrentDays: number): void {
    const versioning = new S3BucketVersioningA(this, "s3-bucket-versioning", {
      bucket: this.name,
      versioningConfiguration: { status: "Enabled" },
    });
    const kept = { noncurrentDays, newerNoncurrentVersions: NEWEST_OLD_VERSIONS };
    // A deleted lock file leaves a marker behind, one a run.
    const expiration = [{ expiredObjectDeleteMarker: true }];
    const rule = { noncurrentVersionExpiration: [kept], expiration };
    // On a bucket without versions the rule would mean nothing yet.
    this.addRule("old-versions", rule, [versioning]);
  }

  private addRule(id: string, rule: object, dependsOn: S3BucketVersioningA[] = []): void {
    new S3BucketLifecycleConfiguration(this, "s3-bucket-lifecycle-configuration", {
      bucket: this.name,
      rule: [
        {
          id,
          status: "Enabled",
          filter: [{}],
          ...rule,
          // Parts of an upload that broke off are paid for, and no list of objects shows them.
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn,
    });
  }

  private addPolicy(statements: readonly object[]): S3BucketPolicy {
    const tlsOnly = {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [this.arn, `${this.arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    return new S3BucketPolicy(this, "s3-bucket-policy", {
      bucket: this.name,
      policy: policy([tlsOnly, ...statements]),
    });
  }
}
