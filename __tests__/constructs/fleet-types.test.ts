import { synthStage } from "../support/synth";

describe("a fleet with fallback types", () => {
  const web = { fallbackTypes: ["t3.micro", "t3a.micro"] };
  const alone = synthStage("lab");
  const mixed = synthStage("lab", { web });

  test("starts the first type of which AWS has one, on demand alone, from the same template", () => {
    expect(mixed.at("aws_autoscaling_group.web")).not.toHaveProperty("launch_template");
    expect(mixed.at("aws_autoscaling_group.web").mixed_instances_policy).toEqual({
      instances_distribution: {
        on_demand_allocation_strategy: "prioritized",
        on_demand_base_capacity: 0,
        on_demand_percentage_above_base_capacity: 100,
      },
      launch_template: {
        launch_template_specification: {
          launch_template_id: "${aws_launch_template.web.id}",
          version: "${aws_launch_template.web.latest_version}",
        },
        override: ["t2.micro", "t3.micro", "t3a.micro"].map((type) => ({ instance_type: type })),
      },
    });
    expect(mixed.at("aws_launch_template.web")).toEqual(alone.at("aws_launch_template.web"));
  });

  test("each zone must have one of the types, and each type a zone", () => {
    const guard = mixed.at("data.aws_ec2_instance_type_offerings.web") as {
      filter: unknown;
      lifecycle: { postcondition: { condition: string }[] };
    };
    const types = ["t2.micro", "t3.micro", "t3a.micro"];
    expect(guard.filter).toEqual([{ name: "instance-type", values: types }]);
    expect(guard.lifecycle.postcondition.map(({ condition }) => condition)).toEqual([
      '${alltrue([for zone in ["us-east-1a","us-east-1b"] : contains(self.locations, zone)])}',
      `\${alltrue([for type in ${JSON.stringify(types)} : contains(self.instance_types, type)])}`,
    ]);
  });
});
