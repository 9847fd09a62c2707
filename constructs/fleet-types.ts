import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { Capacity } from "./web-fleet";

/** All types that instances may be of, the wanted one first. */
export function typesOf({ instanceType, fallbackTypes = [] }: Capacity): readonly string[] {
  return [instanceType, ...fallbackTypes];
}

/**
 * What the group starts: the template, or with fallback types the first of them that AWS has. On demand
 * alone: AWS takes a spot instance back after two minutes, whatever the load.
 */
export function startedFrom(
  template: LaunchTemplate,
  capacity: Capacity,
): Pick<AutoscalingGroupConfig, "launchTemplate" | "mixedInstancesPolicy"> {
  // A number and not "$Latest": a new version is seen in the plan and starts the refresh.
  const version = template.getStringAttribute("latest_version");
  const types = typesOf(capacity);
  if (types.length === 1) return { launchTemplate: { id: template.id, version } };
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandAllocationStrategy: "prioritized",
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 100,
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        override: types.map((instanceType) => ({ instanceType })),
      },
    },
  };
}
