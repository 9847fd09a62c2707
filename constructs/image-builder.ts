import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { ImagebuilderDistributionConfiguration } from "@cdktf/provider-aws/lib/imagebuilder-distribution-configuration";
import { ImagebuilderImage } from "@cdktf/provider-aws/lib/imagebuilder-image";
import { ImagebuilderInfrastructureConfiguration } from "@cdktf/provider-aws/lib/imagebuilder-infrastructure-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Architecture } from "../names/instance-type";
import { logGroupsOf, namesOf } from "../names/stage";
import { Firewall } from "./firewall";
import { addRole, grant, PUBLIC_PARAMETERS, READ_PARAMETERS } from "./iam";
import type { ImageRecipe } from "./image-recipe";
import type { Network } from "./network";
import { stackOf } from "./readable-stack";

export interface ImageBuilderProps {
  readonly network: Network;
  readonly architecture: Architecture;
}

export interface BakeProps {
  readonly region: string;
  /** On the AMI and its snapshot, by which old ones are found again. */
  readonly amiTags: Readonly<Record<string, string>>;
  /** What the builder needs, or it waits half an hour for it and then fails. */
  readonly after: readonly ITerraformDependable[];
}

/** Both have room to unpack and are gone after the bake. */
const INSTANCE_TYPE: Record<Architecture, string> = { x86_64: "t3.small", arm64: "t4g.small" };
const LOGS_KEPT_DAYS = 90;

/** A temporary instance, without a way in, on which a recipe becomes an image. */
export class ImageBuilder extends Construct {
  readonly firewall: Firewall;
  readonly roleName: string;
  private readonly name: string;
  private readonly infrastructure: string;
  private readonly rights: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ImageBuilderProps) {
    super(scope, id);
    this.name = namesOf(stackOf(this)).web;

    this.firewall = new Firewall(this, "firewall", {
      vpcId: props.network.vpcId,
      name: "builder",
      ports: {}, // nothing ever connects to it: Image Builder works through the SSM agent
    });
    const role = addRole(this, namesOf(stackOf(this)).imageBuilder, "ec2.amazonaws.com");
    this.roleName = role.name;
    const policies = ["EC2InstanceProfileForImageBuilder", "AmazonSSMManagedInstanceCore"];
    this.rights = [
      ...policies.map(
        (policy) =>
          new IamRolePolicyAttachment(this, policy, {
            role: role.name,
            policyArn: `arn:aws:iam::aws:policy/${policy}`,
          }),
      ),
      // Takes back what AmazonSSMManagedInstanceCore grants. A bake reads no parameter of ours.
      grant(this, "own-parameters", role.name, "OwnParametersOnly", [
        { Effect: "Deny", Action: READ_PARAMETERS, NotResource: PUBLIC_PARAMETERS },
      ]),
    ];
    this.infrastructure = this.addInfrastructure(props);
  }

  /** Bakes a recipe, once for each version of it. @returns the id of the AMI */
  bake(recipe: ImageRecipe, { region, amiTags, after }: BakeProps): string {
    const distribution = this.addDistribution(region, amiTags);
    // Or Image Builder makes it, and it never expires.
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: logGroupsOf(stackOf(this)).imageBuilder,
      retentionInDays: LOGS_KEPT_DAYS,
    });
    const image = new ImagebuilderImage(this, "imagebuilder-image", {
      imageRecipeArn: recipe.arn,
      infrastructureConfigurationArn: this.infrastructure,
      distributionConfigurationArn: distribution,
      enhancedImageMetadataEnabled: true,
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 60 },
      timeouts: { create: "90m" }, // a bake takes 15 to 45 minutes
      dependsOn: [logs, ...this.rights, ...this.firewall.rules, ...after],
    });
    return `\${one(aws_imagebuilder_image.${image.friendlyUniqueId}.output_resources[0].amis).image}`;
  }

  private addInfrastructure(props: ImageBuilderProps): string {
    const { network, architecture } = props;
    const profile = new IamInstanceProfile(this, "iam-instance-profile", {
      name: this.roleName,
      role: this.roleName,
    });
    return new ImagebuilderInfrastructureConfiguration(
      this,
      "imagebuilder-infrastructure-configuration",
      {
        name: this.name,
        instanceProfileName: profile.name,
        instanceTypes: [INSTANCE_TYPE[architecture]],
        subnetId: network.subnetIds("private")[0],
        securityGroupIds: [this.firewall.id],
        instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
        terminateInstanceOnFailure: true,
      },
    ).arn;
  }

  private addDistribution(region: string, amiTags: BakeProps["amiTags"]): string {
    return new ImagebuilderDistributionConfiguration(
      this,
      "imagebuilder-distribution-configuration",
      {
        name: this.name,
        distribution: [
          {
            region,
            amiDistributionConfiguration: {
              name: `${this.name}-{{ imagebuilder:buildDate }}`,
              amiTags: { ...amiTags },
            },
          },
        ],
      },
    ).arn;
  }
}
