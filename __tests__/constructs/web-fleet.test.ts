import { release, synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const lab = () => synthStage("lab");
const group = (change: object = {}) => synthStage("lab", change).at("aws_autoscaling_group.web");
const template = (change: object = {}) => synthStage("lab", change).at("aws_launch_template.web");
const scriptOf = (change: object = {}) =>
  Buffer.from(String(template(change).user_data), "base64").toString();

describe("the group", () => {
  test("spans the private subnets of all zones and keeps to min and max", () => {
    expect(group()).toMatchObject({
      min_size: 2,
      max_size: 4,
      vpc_zone_identifier: [
        "${aws_subnet.network_private_a.id}",
        "${aws_subnet.network_private_b.id}",
      ],
    });
  });

  test("registers its instances itself, and replaces an instance that the load balancer gives up", () => {
    expect(group()).toMatchObject({
      target_group_arns: ["${aws_lb_target_group.load_balancer.arn}"],
      health_check_type: "ELB",
    });
    expect(lab().addresses("aws_autoscaling_attachment")).toEqual([]);
  });

  test("leaves the number of instances to its scaling policies", () => {
    expect(group()).not.toHaveProperty("desired_capacity");
    expect(group()).toMatchObject({ lifecycle: { ignore_changes: ["desired_capacity"] } });
  });

  test("rolls out a new version of the template, the new instance before the old one goes", () => {
    expect(group()).toMatchObject({
      launch_template: {
        id: "${aws_launch_template.web.id}",
        version: "${aws_launch_template.web.latest_version}",
      },
      instance_refresh: {
        strategy: "Rolling",
        preferences: { min_healthy_percentage: 100, max_healthy_percentage: 150 },
      },
    });
  });

  test("keeps all its instances healthy whenever AWS replaces one", () => {
    expect(group().instance_maintenance_policy).toEqual({
      min_healthy_percentage: 100,
      max_healthy_percentage: 150,
    });
  });

  test("starts no instance before its way out is open, and what it installs is there", () => {
    expect(group().depends_on).toEqual([
      "aws_route_table_association.network_private_a",
      "aws_route_table_association.network_private_b",
      "aws_route.network_private_a",
      "aws_route.network_private_b",
      "aws_s3_object.release",
      "aws_ssm_parameter.release_folder",
    ]);
  });

  test("reports its own size", () => {
    expect(group().enabled_metrics).toContain("GroupInServiceInstances");
  });
});

describe("scaling", () => {
  test("keeps the average CPU", () => {
    expect(lab().at("aws_autoscaling_policy.web_cpu")).toMatchObject({
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
        target_value: 30,
      },
    });
  });

  test("keeps requests for one instance only when asked", () => {
    expect(lab().has("aws_autoscaling_policy.web_requests")).toBe(false);
    const asked = synthStage("lab", { web: { targetRequests: 600 } });
    expect(asked.at("aws_autoscaling_policy.web_requests")).toMatchObject({
      target_tracking_configuration: {
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label:
            "${aws_lb.load_balancer.arn_suffix}/${aws_lb_target_group.load_balancer.arn_suffix}",
        },
        target_value: 600,
      },
      depends_on: ["aws_lb_listener.load_balancer_http"],
    });
  });
});

describe("an instance", () => {
  test("has no public address, an encrypted volume, and metadata by token only", () => {
    expect(template()).toMatchObject({
      network_interfaces: [
        {
          associate_public_ip_address: "false",
          security_groups: ["${aws_security_group.web_firewall.id}"],
        },
      ],
      block_device_mappings: [{ ebs: { encrypted: "true", volume_type: "gp3" } }],
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    });
    expect(template()).not.toHaveProperty("key_name");
  });

  test("carries the stage's tags, which default tags do not reach", () => {
    expect(group({ tags: { Team: "web" } }).tag).toEqual([
      { key: "Name", propagate_at_launch: true, value: "lab-web" },
      { key: "Team", propagate_at_launch: true, value: "web" },
      { key: "Stage", propagate_at_launch: true, value: "lab" },
    ]);
  });

  test("is not replaced for a tag: the template holds only tags that never change", () => {
    expect(template({ tags: { Team: "web" } })).toEqual(template());
    expect(template().tag_specifications).toEqual(
      ["volume", "network-interface"].map((resource_type) => ({
        resource_type,
        tags: { Name: "lab-web", Stage: "lab" },
      })),
    );
  });

  test.each([
    ["t2.micro", "x86_64"],
    ["t4g.small", "arm64"],
  ])("of type %s is the newest Amazon Linux 2023 for %s", (instanceType, architecture) => {
    expect(template({ web: { instanceType } }).image_id).toBe(
      `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    );
  });

  test("receives where everything is, and no secret", () => {
    expect(scriptOf()).toContain(
      [
        "PORT='8080'",
        "STAGE='lab'",
        "AWS_REGION='us-east-1'",
        "DATABASE_PARAMETERS='/lab/database'",
        "LOAD_PAGE='on'",
        "RELEASE_PARAMETER='/lab/release'",
        `RELEASE_SHA256='${release.sha256}'`,
        "ENVIRONMENT\n",
      ].join("\n"),
    );
  });

  test("of a stock image is set up at its first boot", () => {
    expect(scriptOf()).toContain("systemctl start web.service");
    expect(scriptOf().match(/^#!/gm)).toHaveLength(1);
  });

  test("of a baked image is made from the id that the plan reads, and receives only its environment", () => {
    const baked = { image: { kind: "baked" } };
    expect(template(baked).image_id).toBe("${data.aws_ssm_parameter.web_image.insecure_value}");
    expect(synthStage("lab", baked).at("data.aws_ssm_parameter.web_image").name).toBe(
      "/lab/image/ami",
    );
    expect(synthStage("lab", baked).at("data.aws_ssm_parameters_by_path.web_images").path).toBe(
      "/lab/image",
    );
    expect(scriptOf(baked)).not.toContain("RELEASE");
    expect(synthStage("lab", baked).addresses("aws_s3_bucket")).toEqual([]);
  });

  test("of an image of your own receives only its environment", () => {
    const own = { image: { kind: "ami", id: "ami-0123456789abcdef0" } };
    expect(template(own).image_id).toBe("ami-0123456789abcdef0");
    expect(scriptOf(own)).toContain("\nENVIRONMENT\nsystemctl restart web.service\n");
    expect(scriptOf(own)).not.toContain("/etc/systemd");
  });
});

describe("the role", () => {
  test("can be taken by EC2 alone", () => {
    expect(policyOf(lab().at("aws_iam_role.web").assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ec2.amazonaws.com" },
      },
    ]);
  });

  test("reads its own parameters and no other of the account's", () => {
    const ours = lab().addresses("aws_ssm_parameter");
    const [denied] = policyOf(lab().at("aws_iam_role_policy.web_own_parameters").policy) as [
      { NotResource: string[] },
    ];
    expect(denied).toMatchObject({
      Effect: "Deny",
      Action: ["ssm:GetParameter", "ssm:GetParameters"],
    });
    expect(denied.NotResource.sort()).toEqual(ours.map((address) => `\${${address}.arn}`));
  });

  test("finds a bucket that ends uploads which broke off", () => {
    expect(lab().at("aws_s3_bucket_lifecycle_configuration.release").rule).toEqual([
      {
        id: "unfinished-uploads",
        status: "Enabled",
        filter: [{}],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  test("reads releases, and nothing else of the bucket", () => {
    expect(policyOf(lab().at("aws_iam_role_policy.release_read").policy)).toEqual([
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "${aws_s3_bucket.release.arn}/web/*",
      },
    ]);
  });

  test("lets Session Manager in, instead of ssh keys", () => {
    expect(lab().at("aws_iam_role_policy_attachment.web_session_manager")).toMatchObject({
      role: "${aws_iam_role.web.name}",
      policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
  });
});
