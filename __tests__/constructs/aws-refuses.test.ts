import type { TerraformResource } from "cdktf";
import { ServiceStack } from "../../constructs/service-stack";
import { release, settingsOf, synth } from "../support/synth";

const TARGETS = "aws_lb_target_group.load_balancer";
const GROUP = "aws_autoscaling_group.web";

/** Synthesizes lab with overrides on one of its resources, by their paths, as somebody may write them. */
function synthWith(address: string, overrides: object): void {
  synth("lab", (app) => {
    const stack = new ServiceStack(app, "lab", { settings: settingsOf("lab"), release });
    const [type, name] = address.split(".");
    const found = stack.node.findAll().find((node) => {
      const { terraformResourceType, friendlyUniqueId } = node as TerraformResource;
      return terraformResourceType === type && friendlyUniqueId === name;
    });
    for (const [path, value] of Object.entries(overrides)) {
      (found as TerraformResource).addOverride(path, value);
    }
  });
}

test.each([
  {
    what: "anomaly mitigation in turn",
    of: TARGETS,
    overrides: { load_balancing_anomaly_mitigation: "on" },
    says: `${TARGETS}: load_balancing_algorithm_type must be "weighted_random" with anomaly mitigation, got "round_robin"; set load_balancing_anomaly_mitigation to off`,
  },
  {
    what: "a slow start with another algorithm than in turn",
    of: TARGETS,
    overrides: { slow_start: 30, load_balancing_algorithm_type: "weighted_random" },
    says: `${TARGETS}: slow_start must be 0 with weighted_random, got 30; leave it out, or choose "round_robin"`,
  },
  {
    what: "a maximum below the minimum",
    of: GROUP,
    overrides: { min_size: 5 },
    says: `${GROUP}: max_size must be at least min_size (5), got 4; change one of them`,
  },
  {
    what: "a desired capacity above the maximum",
    of: GROUP,
    overrides: { desired_capacity: 5 },
    says: `${GROUP}: max_size must be at least desired_capacity (5), got 4; change one of them`,
  },
  {
    what: "a maintenance policy whose percentages lie too far apart",
    of: GROUP,
    overrides: { "instance_maintenance_policy.min_healthy_percentage": 40 },
    says: `${GROUP}: max_healthy_percentage must be at most min_healthy_percentage + 100 (140), got 150; bring them closer together`,
  },
  {
    what: "a refresh with one percentage of two",
    of: GROUP,
    overrides: { "instance_refresh.preferences.min_healthy_percentage": undefined },
    says: `${GROUP}: max_healthy_percentage must come with min_healthy_percentage, got 150; set both, or neither`,
  },
  {
    what: "checkpoints out of order",
    of: GROUP,
    overrides: { "instance_refresh.preferences.checkpoint_percentages": [50, 20, 100] },
    says: `${GROUP}: checkpoint_percentages must ascend, got [50,20,100]; put them in order, each once`,
  },
  {
    what: "a wait between checkpoints that are not there",
    of: GROUP,
    overrides: { "instance_refresh.preferences.checkpoint_delay": "600" },
    says: `${GROUP}: checkpoint_delay must come with checkpoint_percentages, got "600"; set both, or neither`,
  },
])("$what is refused at synth", ({ of, overrides, says }) => {
  expect(() => synthWith(of, overrides)).toThrow(`[lab] ${says}`);
});
