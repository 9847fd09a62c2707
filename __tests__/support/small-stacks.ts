/** Parameters of two tiers. */
export const parameters = (values: { name: string; port?: string }) => ({
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_ssm_parameter: {
      network_name: { name: "/lab/name", type: "String", value: values.name },
      ...(values.port && {
        database_port: { name: "/lab/port", type: "String", value: values.port },
      }),
    },
  },
  output: { name: { value: values.name } },
});

/** What a stage with a domain and a baked image asks of its account. */
export const expecting = (zone: string) => ({
  provider: { aws: [{ region: "us-east-1" }] },
  data: {
    aws_route53_zone: { web: { zone_id: zone } },
    aws_ssm_parameters_by_path: { web: { path: "/lab/image" } },
    aws_ssm_parameter: { web: { name: "/lab/image/ami" } },
    aws_ami: {
      web: { filter: [{ name: "image-id", values: [ref("data.aws_ssm_parameter.web.value")] }] },
    },
  },
  resource: {
    aws_acm_certificate: { web: { domain_name: "www.small.example", validation_method: "DNS" } },
    aws_launch_template: { web: { name: "small", instance_type: "t4g.small" } },
  },
  output: {
    architecture: { value: ref("data.aws_ami.web.architecture") },
    zone: { value: ref("data.aws_route53_zone.web.name") },
  },
});
const ref = (what: string) => `\${${what}}`;

/** One thing of Terraform's own, which runs a command when it is made: nothing of AWS's, at once. */
export const making = (command: string) => ({
  resource: { terraform_data: { web: { provisioner: [{ "local-exec": { command } }] } } },
});
/**
 * It begins, and then takes for ever, in short steps: a shell heeds a signal between two commands, and
 * one that comes just before a long sleep would wait for its end.
 */
export const FOR_EVER = "touch begun; i=0; while [ $i -lt 6000 ]; do sleep 0.1; i=$((i+1)); done";

/** What a run that ended well has left. */
export const nothing = { processes: [], files: [] };
