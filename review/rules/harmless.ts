/**
 * Types of our stacks that no rule judges, and why nobody is harmed by what a plan does to them.
 * A type that is neither here nor in a rule is listed as not judged.
 */
export const HARMLESS: Readonly<Record<string, string>> = {
  aws_s3_object: "a release, which instances copied when they booted; the code makes it again",
  aws_cloudwatch_dashboard: "a picture of the stage; nobody is served by it",
  aws_cloudwatch_query_definition: "a question about logs; nobody is served by it",
  aws_sns_topic: "news; nobody is served by it",
  aws_sns_topic_policy: "who may publish news; nobody is served by it",
  aws_db_event_subscription: "news of the database; nobody is served by it",
  aws_autoscaling_notification: "news of the fleet; nobody is served by it",
  aws_acm_certificate_validation: "waits for a certificate; the certificate has a rule",
  aws_imagebuilder_component: "a recipe's text; only the next bake reads it",
  aws_imagebuilder_distribution_configuration: "says where the next bake puts its image",
  aws_imagebuilder_infrastructure_configuration: "says where the next bake runs",
  aws_imagebuilder_image_recipe: "a recipe; only the next bake reads it",
  aws_imagebuilder_image: "a bake; the AMI that it made stays, also when the bake is deleted",
};
