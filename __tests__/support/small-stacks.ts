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
