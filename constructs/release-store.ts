import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { prefixesOf } from "../names/stage";
import { Bucket } from "./bucket";
import { grant } from "./iam";
import { stackOf } from "./readable-stack";

/** What instances run: an archive of the app and the scripts that install it. */
export interface Release {
  /** Where the archive lies at synth. */
  readonly path: string;
  /** Hash of the archive. While it is the same, no plan changes. */
  readonly sha256: string;
}

export interface ReleaseStoreProps {
  readonly release: Release;
  /** Name of a parameter that will hold the folder, for instances that install the release themselves. */
  readonly parameter?: string;
}

const FOLDER = "web";

/** A bucket with the release in it, under the hash of its contents. */
export class ReleaseStore extends Construct {
  /** `s3://bucket/key` */
  readonly location: string;
  /** Settings of an instance that installs the release. The hash is one, so a new release rolls out. */
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of the SSM parameter that holds the folder; empty without one. */
  readonly parameterArns: readonly string[];
  /** Wait for these before you start instances that fetch the release. */
  readonly contents: readonly ITerraformDependable[];
  private readonly releasesArn: string;

  constructor(scope: Construct, id: string, props: ReleaseStoreProps) {
    super(scope, id);
    const { path, sha256 } = props.release;
    const bucket = new Bucket(this, "Default", {
      namePrefix: prefixesOf(stackOf(this)).releaseBucket,
      protection: false,
    });
    // Copied next to the JSON, so that the folder of a stack is all that Terraform needs.
    const file = new TerraformAsset(this, "file", {
      path,
      type: AssetType.FILE,
      assetHash: sha256.slice(0, 16),
    });
    const object = new S3Object(this, "s3-object", {
      bucket: bucket.name,
      key: `${FOLDER}/${sha256}.tar.gz`,
      source: file.path,
      // S3 takes ten tags on an object, and a stage may have more: it carries its name alone.
      overrideProvider: { defaultTags: { tags: {} } },
    });
    this.location = `s3://${bucket.name}/${object.key}`;
    this.releasesArn = `${bucket.arn}/${FOLDER}/*`;
    const folder = `s3://${bucket.name}/${FOLDER}`;
    const parameters = props.parameter === undefined ? [] : [this.publish(props.parameter, folder)];
    this.parameterArns = parameters.map(({ arn }) => arn);
    this.contents = [object, ...parameters];
    this.environment = { RELEASE_PARAMETER: props.parameter ?? "", RELEASE_SHA256: sha256 };
  }

  /**
   * Lets a role read every release: in the middle of a rollout an instance may still start from the
   * previous template, and needs the previous release.
   */
  grantRead(roleName: string): ITerraformDependable {
    return grant(this, "read", roleName, "ReadRelease", [
      { Action: "s3:GetObject", Resource: this.releasesArn },
    ]);
  }

  private publish(name: string, value: string): SsmParameter {
    return new SsmParameter(this, "folder", { name, type: "String", value });
  }
}
