/*
 * The outputs of our stacks: name, type, and a description for people. The stacks publish by these
 * types, and what reads `terraform output -json` reads by them.
 */

/** By letter of the zone, or by name of the stage. */
type By<T> = Readonly<Record<string, T>>;
type DescriptionsOf<Outputs> = Readonly<Record<keyof Outputs, string>>;

/** Of a stage's service, `lab`. */
export interface ServiceOutputs {
  readonly url: string;
  readonly nat_public_ips: By<string>;
  readonly web_group: string;
  readonly target_group_arn: string;
  /** A path in the Parameter Store. */
  readonly database_parameters: string;
  readonly database_secret_arn: string;
  readonly database_cluster: string;
  /** A topic of SNS. */
  readonly news_topic_arn: string;
  /** Changes with constructs/order.ts, so that the next plan has something to apply. */
  readonly order: string;
}

export const SERVICE_OUTPUTS: DescriptionsOf<ServiceOutputs> = {
  url: "Where people open the app",
  nat_public_ips: "Addresses the fleet is seen under, by zone",
  web_group: "Auto Scaling group of the web fleet",
  target_group_arn: "Its health is the app's health",
  database_parameters: "Where the app reads how to connect",
  database_secret_arn: "User and password, rotated by AWS",
  news_topic_arn: "Subscribe to it to hear of failovers and failures",
  database_cluster: "Aurora cluster, for failover",
  order: "Version of the order of destruction that the state has recorded",
};

/** Of the bake of a stage's image, `prod-image`. */
export interface ImageOutputs {
  readonly ami_id: string;
}

export const IMAGE_OUTPUTS: DescriptionsOf<ImageOutputs> = {
  ami_id: "What the stage's next plan starts instances from",
};

/** Of the home of remote state, `state`. */
export interface StateOutputs {
  readonly bucket_name: string;
}

export const STATE_OUTPUTS: DescriptionsOf<StateOutputs> = {
  bucket_name: "What stages name in their backend",
};

/** Of `state` too, if it has roles for pipelines. ARNs by stage. */
export interface PipelineOutputs {
  readonly plan_role_arns: By<string>;
  readonly apply_role_arns: By<string>;
  readonly boundary_arns: By<string>;
}

export const PIPELINE_OUTPUTS: DescriptionsOf<PipelineOutputs> = {
  plan_role_arns: "By stage: what runs that only look assume",
  apply_role_arns: "By stage: what runs that change it assume",
  boundary_arns: "By stage: its setting `boundary`",
};

/** Of `state` too, if it lists operators. */
export interface OperatorOutputs {
  readonly ops_role_arns: By<string>;
}

export const OPERATOR_OUTPUTS: DescriptionsOf<OperatorOutputs> = {
  ops_role_arns: "By stage: what people assume who look after it",
};
