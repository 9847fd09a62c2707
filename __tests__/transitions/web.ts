import type { Line, Transition } from "./transition";

/** Instances that bring their release with them need no bucket for it. */
const FROM_STOCK: readonly Line[] = [
  "delete aws_iam_role_policy.release_read",
  "delete aws_s3_bucket.release",
  "delete aws_s3_bucket_lifecycle_configuration.release",
  "delete aws_s3_bucket_policy.release",
  "delete aws_s3_bucket_public_access_block.release",
  "delete aws_s3_bucket_server_side_encryption_configuration.release",
  "delete aws_s3_object.release",
  "delete aws_ssm_parameter.release_folder",
  "update aws_autoscaling_group.web (default_instance_warmup, health_check_grace_period, launch_template)",
  "update aws_iam_role_policy.web_own_parameters (policy)",
  "update aws_launch_template.web (default_version, image_id, latest_version, user_data)",
];

export const web: readonly Transition[] = [
  {
    change: "More instances",
    from: "lab",
    settings: { web: { min: 3, max: 6 } },
    plan: [
      "update aws_autoscaling_group.web (max_size, min_size)",
      "update aws_ssm_parameter.database_clients (insecure_value, value, version)",
    ],
  },
  {
    change: "Another instance type",
    from: "lab",
    settings: { web: { instanceType: "t3.micro" } },
    plan: [
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, instance_type, latest_version)",
    ],
  },
  {
    change: "Another instance type to fall back on",
    from: "lab",
    settings: { web: { fallbackTypes: ["t3.micro"] } },
    plan: ["update aws_autoscaling_group.web (mixed_instances_policy)"],
    note: "Each instance is replaced, as by a new release, though most are of the same type again. All are started on demand: AWS takes spot instances back after two minutes.",
  },
  {
    change: "One instance type again",
    from: "lab",
    first: [{ web: { fallbackTypes: ["t3.micro"] } }],
    settings: {},
    plan: ["update aws_autoscaling_group.web (launch_template)"],
    nightly: true,
    note: "The plan doesn't show that the list of types goes: the provider keeps the list in the state until the group has its template.",
  },
  {
    change: "A new release",
    from: "lab",
    settings: {},
    besides: "another release",
    plan: [
      "replace aws_s3_object.release (key)",
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, latest_version, user_data)",
    ],
    note: "This is a stage with a stock image: its instances install the release at their first boot. A stage with a baked image bakes the release first; then the change is a new image.",
  },
  {
    change: "A new image",
    from: "prod",
    settings: {},
    besides: "another image",
    plan: [
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, image_id, latest_version)",
    ],
    note: "The plan shows the old image and the new one. To go back, deploy the release from before: its image is still there, but a new one is baked.",
  },
  {
    change: "A baked image instead of stock",
    from: "lab",
    settings: { image: { kind: "baked" } },
    plan: FROM_STOCK,
    note: "Deploy the stage's image stack first: this plan reads the parameter in which that stack leaves the image.",
  },
  {
    change: "An image of your own instead of stock",
    from: "lab",
    settings: { image: { kind: "ami", id: "IMAGE_ID" } },
    plan: FROM_STOCK,
  },
  {
    change: "The load page off",
    from: "lab",
    settings: { web: { loadPage: false } },
    plan: [
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, latest_version, user_data)",
    ],
  },
  {
    change: "The CloudWatch agent",
    from: "lab",
    settings: { web: { agent: "cloudwatch" } },
    plan: [
      "create aws_cloudwatch_log_group.web_logs",
      "create aws_iam_role_policy.web_cloudwatch_agent",
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, latest_version, user_data)",
    ],
  },
  {
    change: "Another CPU target",
    from: "lab",
    settings: { web: { targetCpu: 50 } },
    plan: ["update aws_autoscaling_policy.web_cpu (target_tracking_configuration)"],
  },
  {
    change: "Scale on requests as well",
    from: "lab",
    settings: { web: { targetRequests: 600 } },
    plan: ["create aws_autoscaling_policy.web_requests"],
  },
  {
    change: "A canary before each rollout",
    from: "lab",
    settings: { web: { rollout: "canary" } },
    plan: [
      "create aws_cloudwatch_metric_alarm.web_errors",
      "update aws_autoscaling_group.web (instance_refresh)",
    ],
    note: "The change starts no rollout. The next rollout replaces one instance, waits ten minutes, and goes on unless the app answers with errors.",
  },
  {
    change: "A rollout without a canary",
    from: "prod",
    settings: { web: { rollout: "rolling" } },
    plan: [
      "delete aws_cloudwatch_metric_alarm.web_errors",
      "update aws_autoscaling_group.web (instance_refresh)",
    ],
    note: "The alarm goes first, so deploy it when no rollout is under way.",
  },
  {
    change: "New instances every week",
    from: "lab",
    settings: { web: { maxDays: 7 } },
    plan: ["update aws_autoscaling_group.web (max_instance_lifetime)"],
    note: "AWS replaces older instances at once, and from then on each instance before its days are over. A new one is healthy before the old one goes.",
  },
  {
    change: "Another health check path",
    from: "lab",
    settings: { web: { healthCheckPath: "/readyz" } },
    plan: ["update aws_lb_target_group.load_balancer (health_check)"],
    note: "The path counts at once for all instances: first roll out an app that knows it.",
  },
  {
    change: "Another app port",
    from: "lab",
    settings: { web: { port: 9090 } },
    plan: [
      "replace aws_lb_target_group.load_balancer (port)",
      "update aws_autoscaling_group.web (launch_template, target_group_arns)",
      "update aws_launch_template.web (default_version, latest_version, user_data)",
      "update aws_lb_listener.load_balancer_http (default_action)",
      "update aws_vpc_security_group_egress_rule.load_balancer_firewall_to_web_http (from_port, to_port)",
      "update aws_vpc_security_group_ingress_rule.web_firewall_from_load_balancer_http (from_port, to_port)",
    ],
    varies: ["firewalls", "target"],
    note: "AWS fixes the port when a target group is made. Terraform makes the new group, points the listener to it, and then deletes the old one.",
  },
];
