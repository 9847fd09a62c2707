import { turnsOff, turnsOn } from "../change";
import type { ResourceRule } from "../rule";

/** Per type, the flags that give a public address. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  aws_launch_template: ["network_interfaces.associate_public_ip_address"],
  aws_subnet: ["map_public_ip_on_launch"],
  aws_rds_cluster_instance: ["publicly_accessible"],
};
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  aws_instance: ["associate_public_ip_address"],
  aws_db_instance: ["publicly_accessible"],
  aws_launch_configuration: ["associate_public_ip_address"],
  aws_redshift_cluster: ["publicly_accessible"],
};

export const publicAddress: ResourceRule = {
  id: "public-address",
  family: "doors",
  levels: ["danger", "attention"],
  finds: "an instance or a database gets a public address (danger), or a load balancer does",
  why: "what has a public address is one firewall rule away from the internet",
  types: [...Object.keys(FLAGS), "aws_lb"],
  elsewhere: Object.keys(ELSEWHERE),
  judge(change) {
    if (change.type === "aws_lb") {
      if (!turnsOff(change, "internal")) return undefined;
      return {
        level: "attention",
        title: "is reached from the internet instead of from inside alone",
        remedy: "make sure that everybody may see the app",
        shows: ["internal"],
      };
    }
    const flags = FLAGS[change.type] ?? ELSEWHERE[change.type] ?? [];
    const path = flags.find((each) => turnsOn(change, each));
    if (path === undefined) return undefined;
    return {
      level: "danger",
      title: "gets public addresses",
      remedy: "leave it without: visitors come by the load balancer, people by Session Manager",
      shows: [path],
    };
  },
};
