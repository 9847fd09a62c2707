import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsEc2InstanceTypeOfferings } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { DataAwsRoute53Zones } from "@cdktf/provider-aws/lib/data-aws-route53-zones";
import { DataAwsSsmParametersByPath } from "@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path";
import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { Fn, Op, type Postcondition, type Precondition } from "cdktf";
import type { Construct } from "constructs";

/*
 * Guards check what a plan knows and a synth can't: Terraform asks AWS, and stops before anything is
 * changed. Guards only read, and nothing is built from what they read, so they never change a plan.
 */

/** The region has all the zones; letters differ from region to region and account to account. */
export function guardZones(scope: Construct, region: string, zones: readonly string[]): void {
  const names = JSON.stringify(zones.map((zone) => `${region}${zone}`));
  const postcondition: Postcondition = {
    condition: `\${alltrue([for zone in ${names} : contains(self.names, zone)])}`,
    errorMessage: `network.zones: must be zones that ${region} has for this account, got ${zones.join(", ")}; choose from \${join(", ", self.names)}`,
  };
  new DataAwsAvailabilityZones(scope, "availability-zones", {
    state: "available",
    lifecycle: { postcondition: [postcondition] },
  });
}

/**
 * Each of the zones offers one of the instance types, since old and new families are not in every zone,
 * and each type is offered in one of them.
 */
export function guardInstanceTypes(
  scope: Construct,
  region: string,
  types: readonly string[],
  zones: readonly string[],
): void {
  const names = JSON.stringify(zones.map((zone) => `${region}${zone}`));
  const postcondition: Postcondition = {
    condition: `\${alltrue([for zone in ${names} : contains(self.locations, zone)])}`,
    errorMessage: `web.instanceType: must be offered in every zone of the network (${zones.join(", ")}), got ${types.join(", ")}; choose another type, or zones from \${join(", ", sort(self.locations))}`,
  };
  const offered: Postcondition = {
    condition: `\${alltrue([for type in ${JSON.stringify(types)} : contains(self.instance_types, type)])}`,
    errorMessage: `web.fallbackTypes: must be types that ${region} offers, got ${types.join(", ")}; leave out those that are not among \${join(", ", distinct(self.instance_types))}`,
  };
  new DataAwsEc2InstanceTypeOfferings(scope, "ec2-instance-type-offerings", {
    locationType: "availability-zone",
    filter: [{ name: "instance-type", values: [...types] }],
    lifecycle: { postcondition: types.length > 1 ? [postcondition, offered] : [postcondition] },
  });
}

/** Every zone of the network has the service; in some zones AWS has few. */
export function guardEndpoint(
  scope: Construct,
  service: string,
  region: string,
  zones: readonly string[],
): void {
  const names = JSON.stringify(zones.map((zone) => `${region}${zone}`));
  const postcondition: Postcondition = {
    condition: `\${alltrue([for zone in ${names} : contains(self.availability_zones, zone)])}`,
    errorMessage: `network.endpoints: must be offered in every zone of the network (${zones.join(", ")}), got ${service}; leave it out, or choose zones from \${join(", ", sort(self.availability_zones))}`,
  };
  new DataAwsVpcEndpointService(scope, service, {
    serviceName: `com.amazonaws.${region}.${service}`,
    lifecycle: { postcondition: [postcondition] },
  });
}

/** The image fits the instance type, and its root volume is the one that we encrypt. */
export function guardImage(
  scope: Construct,
  id: string,
  architecture: string,
  rootDevice: string,
): void {
  const postcondition: Postcondition = {
    condition: `\${self.architecture == "${architecture}" && self.root_device_name == "${rootDevice}"}`,
    errorMessage: `image: must be an image for ${architecture} with its root on ${rootDevice}, got \${self.id} for \${self.architecture} with its root on \${self.root_device_name}; choose another image or another web.instanceType`,
  };
  new DataAwsAmi(scope, "ami", {
    filter: [{ name: "image-id", values: [id] }],
    lifecycle: { postcondition: [postcondition] },
  });
}

/** There is an image. Without this guard, the plan would say only "couldn't find resource". */
export function guardBaked(
  scope: Construct,
  imageStack: string,
  parameter: string,
): DataAwsSsmParametersByPath {
  const postcondition: Postcondition = {
    condition: `\${contains(self.names, "${parameter}")}`,
    errorMessage: `image: must be baked before the stage is deployed, got no parameter ${parameter}; deploy ${imageStack} first`,
  };
  return new DataAwsSsmParametersByPath(scope, "images", {
    path: parameter.replace(/\/[^/]+$/, ""),
    lifecycle: { postcondition: [postcondition] },
  });
}

/**
 * The hosted zone is public and holds the domain, or ACM would wait over an hour for its proof. It is
 * looked for among the account's zones first: reading a zone that isn't there ends in an error of
 * AWS's that names no setting.
 */
export function guardDomain(scope: Construct, domain: string, zoneId: string): void {
  const { fqn } = new DataAwsRoute53Zones(scope, "route53-zones");
  // Of an account without hosted zones the list is null, and not empty.
  const known = `\${try(coalesce(join(", ", ${fqn}.ids)), "none")}`;
  const precondition: Precondition = {
    condition: `\${try(contains(${fqn}.ids, "${zoneId}"), false)}`,
    errorMessage: `entry.https.zone: must be a hosted zone of this account, got ${zoneId}; give the id of the zone that holds ${domain}; the account has ${known}`,
  };
  const postcondition: Postcondition = {
    condition: `\${!self.private_zone && endswith(".${domain}", ".\${trimsuffix(self.name, ".")}")}`,
    errorMessage: `entry.https.zone: must be the public hosted zone that holds ${domain}, got ${zoneId}, which is \${self.private_zone ? "private" : "of"} \${self.name}; give the id of another zone, or another domain`,
  };
  new DataAwsRoute53Zone(scope, "route53-zone", {
    zoneId,
    lifecycle: { precondition: [precondition], postcondition: [postcondition] },
  });
}

/** What stands in these zones survives the loss of one zone. The zones are those that AWS reports. */
export function inTwoZones(zones: string[], setting: string, remedy: string): Precondition {
  return {
    condition: Op.gte(Fn.lengthOf(Fn.distinct(zones)), 2),
    errorMessage: `${setting}: must be in at least two availability zones, got ${Fn.join(", ", zones)}; ${remedy}`,
  };
}
