/** Terraform: the oldest that can work with our JSON, and the one that pipelines install. */
export const TERRAFORM = {
  /** S3's own lock file came with it. A contract: it stands in the JSON as `required_version`. */
  oldest: "1.10",
  /** The first release that keeps the identities of resources in the state as it should. */
  keepsIdentities: "1.12.2",
  /** Pipelines install it. The tests run on it, too, by a package of PyPI, and on no newer one. */
  recommended: "1.15.5",
} as const;

/** The AWS provider. */
export const AWS_PROVIDER = {
  /** A contract: it stands in the JSON, unless AWS_PROVIDER_VERSION replaces it at synth. */
  constraint: "~> 6.25",
  /**
   * What pipelines take. From 6.23 to 6.36, and again in 6.59, a plan could fail as a whole because
   * of one missing identity (hashicorp/terraform-provider-aws#45303, #46964, #49448).
   */
  recommended: "6.66.0",
} as const;

/** What to do where Terraform is missing. */
export const INSTALL_TERRAFORM =
  `install Terraform ${TERRAFORM.recommended}, at least ${TERRAFORM.oldest} ` +
  "(https://developer.hashicorp.com/terraform/install)";
