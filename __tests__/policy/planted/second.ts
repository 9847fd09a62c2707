import { allow, grants, type Planted, trust, userData, WEB } from "./planted";

/** New ones. */
export const SECOND: readonly Planted[] = [
  {
    what: "Public addresses for all that starts in a private subnet",
    stack: "prod",
    set: { "aws_subnet.network_private_a": { map_public_ip_on_launch: true } },
  },
  {
    what: "Public addresses for the fleet",
    stack: "prod",
    set: {
      [WEB]: {
        network_interfaces: [
          {
            associate_public_ip_address: "true",
            security_groups: ["${aws_security_group.web_firewall.id}"],
          },
        ],
      },
    },
  },
  {
    what: "No flow logs any more",
    by: "checkov",
    stack: "prod",
    remove: ["aws_flow_log.network_flow_logs"],
  },
  {
    what: "Invalid headers passed on to the app",
    by: "checkov",
    stack: "prod",
    set: { "aws_lb.load_balancer": { drop_invalid_header_fields: false } },
  },
  {
    what: "A default security group that lets its members talk",
    stack: "prod",
    set: {
      "aws_default_security_group.network": {
        ingress: [{ protocol: "-1", from_port: 0, to_port: 0, self: true }],
      },
    },
  },
  {
    what: "An endpoint to everybody's buckets",
    stack: "prod",
    set: {
      "aws_vpc_endpoint.network_services_s3": {
        policy: allow({ Principal: "*", Action: "*", Resource: "*" }),
      },
    },
  },
  {
    what: "State without versions",
    by: "checkov",
    stack: "state",
    set: {
      "aws_s3_bucket_versioning.bucket": { versioning_configuration: { status: "Suspended" } },
    },
  },
  {
    what: "State that is read without TLS",
    stack: "state",
    remove: ["aws_s3_bucket_policy.bucket"],
  },
  {
    what: "State that goes with its bucket",
    stack: "state",
    set: { "aws_s3_bucket.bucket": { force_destroy: true } },
  },
  {
    what: "Administrators on the fleet",
    stack: "prod",
    add: {
      "aws_iam_role_policy_attachment.more": {
        role: "${aws_iam_role.web.name}",
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
      },
    },
  },
  {
    what: "A password in a plain parameter",
    stack: "prod",
    add: {
      "aws_ssm_parameter.database_password": {
        name: "/prod/database/password",
        type: "String",
        value: "correct-horse-battery",
      },
    },
  },
  {
    what: "A password in user data",
    stack: "prod",
    set: {
      [WEB]: { user_data: userData("echo DATABASE_PASSWORD='hunter2-hunter2' >>/etc/web.env") },
    },
  },
  {
    what: "A private key in user data",
    stack: "lab",
    set: {
      [WEB]: {
        user_data: userData("cat >/etc/key <<'END'\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nEND"),
      },
    },
  },
  {
    what: "A database that may send data anywhere",
    stack: "prod",
    add: {
      "aws_vpc_security_group_egress_rule.database_firewall_more": {
        security_group_id: "${aws_security_group.database_firewall.id}",
        ip_protocol: "-1",
        cidr_ipv4: "0.0.0.0/0",
      },
    },
  },
  {
    what: "A jump host in the public subnet",
    stack: "lab",
    add: {
      "aws_instance.jump": {
        ami: "ami-0123456789abcdef0",
        instance_type: "t3.micro",
        subnet_id: "${aws_subnet.network_public_a.id}",
        associate_public_ip_address: true,
      },
    },
  },
  {
    what: "SSH keys on the fleet",
    stack: "prod",
    set: { [WEB]: { key_name: "team" } },
  },
  {
    what: "A snapshot for every account",
    stack: "prod",
    add: {
      "aws_db_cluster_snapshot.copy": {
        db_cluster_identifier: "${aws_rds_cluster.database.id}",
        db_cluster_snapshot_identifier: "copy",
        shared_accounts: ["all"],
      },
    },
  },
  {
    what: "An image for every account",
    stack: "prod",
    add: {
      "aws_ami_launch_permission.all": { image_id: "ami-0123456789abcdef0", group: "all" },
    },
  },
  {
    what: "A key for every account",
    stack: "prod",
    add: { "aws_kms_key.more": { policy: trust({ AWS: "*" }, "kms:*", { Resource: "*" }) } },
  },
  {
    what: "A topic to which every account publishes, if it does so by TLS",
    stack: "prod",
    set: {
      "aws_sns_topic_policy.news": {
        policy: trust({ AWS: "*" }, "sns:Publish", {
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      },
    },
  },
  {
    what: "A user with keys that never expire",
    stack: "prod",
    add: {
      "aws_iam_user.deployer": { name: "deployer" },
      "aws_iam_access_key.deployer": { user: "${aws_iam_user.deployer.name}" },
    },
  },
  {
    what: "A role for all of another account",
    stack: "prod",
    set: {
      "aws_iam_role.web": { assume_role_policy: trust({ AWS: "arn:aws:iam::999999999999:root" }) },
    },
  },
  {
    what: "A role that may do all but one thing",
    stack: "prod",
    add: grants(allow({ NotAction: "iam:CreateUser", Resource: "*" })),
  },
  {
    what: "A way from the internet to the database's subnets",
    stack: "prod",
    add: {
      "aws_route.network_isolated": {
        route_table_id: "${aws_route_table.network_isolated.id}",
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: "${aws_internet_gateway.network.id}",
      },
    },
  },
  {
    what: "Access keys in the provider's settings",
    stack: "prod",
    blocks: {
      provider: {
        aws: [
          {
            region: "us-east-1",
            access_key: "AKIAIOSFODNN7EXAMPLE",
            secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          },
        ],
      },
    },
  },
];
