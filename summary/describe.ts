import { dollars } from "../prices/choices";
import { CHANGE_RECORDS, ec2Price, LOG_GB, S3_GB_MONTH, VAULT_GB_MONTH } from "../prices/prices";
import type { Alarms } from "./alarms";
import type { Database } from "./database";
import type { Bucket, Image } from "./image";
import { columns, fold, LATER, labelled, WIDEST, zones } from "./lines";
import type { Listener, LoadBalancer } from "./load-balancer";
import type { Network } from "./network";
import type { Others, Tier } from "./summarize";
import type { Web } from "./web";

/** What is in a tier, in lines for people, none wider than the column. */
export function describe(tier: Tier): string[] {
  return linesOf(tier).flatMap(fold);
}

function linesOf(tier: Tier): string[] {
  switch (tier.tier) {
    case "network":
      return network(tier);
    case "load-balancer":
      return loadBalancer(tier);
    case "web":
      return web(tier);
    case "database":
      return database(tier);
    case "alarms":
      return alarms(tier);
    case "image":
      return bake(tier);
    case "bucket":
      return bucket(tier);
    case "resources":
      return others(tier);
  }
}

function alarms({ alarms, events, pages, mail, budget }: Alarms): string[] {
  return [
    labelled("metrics", `${alarms} alarms, ${pages} of them page`),
    labelled("events", `${events} kinds that AWS reports`),
    labelled("mail", mail.join(", ") || "to whoever subscribes by hand"),
    ...(budget === null ? [] : [labelled("budget", `news above $${budget} a month`)]),
  ];
}

function network(tier: Network): string[] {
  const { cidr, natZones, natGateways, interfaceEndpoints, gatewayEndpoints, flowLogs } = tier;
  const nat = `NAT in ${zones(natZones)}${natGateways === 1 ? " only" : ""}`;
  const free = gatewayEndpoints.map((name) => `${name} (free)`);
  return [
    labelled("VPC", cidr),
    ...subnets(tier),
    labelled("way out", natGateways === 0 ? "none but the endpoints" : nat),
    labelled("endpoints", [...free, ...interfaceEndpoints].join(", ") || "none"),
    labelled("flow logs", flowLogs ? `${flowLogs}, ${dollars(LOG_GB)} for each GB` : "none"),
  ];
}

/** A line for each zone and a column for each kind, or where that is too wide a line for each. */
function subnets({ subnets: all }: Network): string[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const letters = [...new Set(all.map(({ zone }) => zone))].sort();
  const cidr = (zone: string, kind: string) =>
    all.find((each) => each.zone === zone && each.kind === kind)?.cidr ?? "-";
  const rows = [
    ["", ...kinds],
    ...letters.map((zone) => [zone, ...kinds.map((kind) => cidr(zone, kind))]),
  ];
  const table = columns(rows);
  if (table.every((line) => line.length <= WIDEST)) return table;
  return columns(all.map((subnet) => [subnet.kind, subnet.zone, subnet.cidr ?? "-"]));
}

function loadBalancer({ scheme, domain, listeners, ...tier }: LoadBalancer): string[] {
  const { accessLogDays: days, webRules } = tier;
  return [
    labelled("scheme", `${scheme}, ${zones(tier.zones)}`),
    ...(domain === null ? [] : [labelled("name", domain)]),
    ...listeners.map(listener),
    ...(isOpen(scheme, listeners) ? [labelled("open", "to the internet, over plain HTTP")] : []),
    ...(webRules === null
      ? []
      : [
          labelled(
            webRules.onlyCounts ? "counted" : "refused",
            `by rules ${webRules.rules.join(", ")}`,
          ),
        ]),
    ...(days === null
      ? []
      : [labelled("requests", `logged for ${days} days, ${dollars(S3_GB_MONTH)} a GB and month`)]),
    labelled("deletion", tier.deletionProtection ? "protected" : "not protected"),
  ];
}

/** What people send can be read on the way, by anyone who may send. */
function isOpen(scheme: LoadBalancer["scheme"], listeners: readonly Listener[]): boolean {
  const isToAll = ({ protocol, from, redirectsTo }: Listener) =>
    protocol === "http" && redirectsTo === null && from.includes(WORLD);
  return scheme === "internet-facing" && listeners.some(isToAll);
}

const WORLD = "0.0.0.0/0";

function listener({ protocol, port, from, redirectsTo }: Listener): string {
  const peers = from.map((peer) => (peer === WORLD ? "anywhere" : peer));
  const to = redirectsTo === null ? "" : `, redirected to ${redirectsTo}`;
  return labelled(`${protocol} ${port ?? "?"}`, `from ${peers.join(", ") || "nobody"}${to}`);
}

function web({ instanceType, min, max, targetCpu, targetRequests, ...tier }: Web): string[] {
  const keeps = [
    ...(targetCpu === null ? [] : [`CPU at ${targetCpu} %`]),
    ...(targetRequests === null ? [] : [`requests at ${targetRequests} a minute each`]),
  ];
  return [
    labelled("instances", `${min} to ${max} × ${instanceType ?? LATER}, ${zones(tier.zones)}`),
    ...tier.fallbackTypes.map((type, i) => labelled(i === 0 ? "else" : "", fallback(type))),
    labelled("scaling", keeps.length === 0 ? "none" : `keeps ${keeps.join(", ")}`),
    labelled("app", `port ${tier.port ?? LATER}, health at ${tier.healthCheckPath ?? LATER}`),
    labelled("image", image(tier.image)),
  ];
}

/** A type that AWS starts when it has no better one, and its price. */
function fallback(type: string): string {
  const price = ec2Price(type);
  return `${type}, ${price === null ? "price not in the table" : `${dollars(price)} an hour`}`;
}

/** Of AWS's parameter that holds its newest image the last part, which is the image's name. */
function image(id: string | null): string | null {
  if (id?.startsWith("/")) return `baked, its id in parameter ${id}`;
  const newest = id?.match(/^resolve:ssm:.*\/([^/]+)$/)?.[1];
  return newest === undefined ? id : `newest ${newest}`;
}

function database({ engine, version, name, port, instances, ...tier }: Database): string[] {
  const classes = [...new Set(instances.map((instance) => instance.class))];
  const lines = classes.map((each) => {
    const same = instances.filter((instance) => instance.class === each);
    const letters = new Set(same.flatMap(({ zone }) => zone ?? []).sort());
    return `${same.length} × ${each ?? LATER}, ${zones([...letters])}`;
  });
  const { backupDays, vault, backtrackHours, changesWaitFor, audited } = tier;
  const { deletionProtection, finalSnapshot } = tier;
  const guard = deletionProtection ? "protected" : "not protected";
  return [
    labelled("engine", `${engine ?? LATER} ${version ?? ""}`.trimEnd()),
    ...lines.map((line, i) => labelled(i === 0 ? "instances" : "", line)),
    labelled("database", `${name ?? LATER}, port ${port ?? LATER}`),
    labelled(
      "backups",
      backupDays === null ? null : `${backupDays} day${backupDays === 1 ? "" : "s"}`,
    ),
    ...(vault ? vaultLines(vault, backupDays ?? 0) : []),
    ...(backtrackHours ? [labelled("backtrack", backtrack(backtrackHours))] : []),
    ...(audited ? [labelled("audit", `logged, ${dollars(LOG_GB)} for each GB`)] : []),
    ...(changesWaitFor ? [labelled("changes", `wait for ${changesWaitFor} UTC`)] : []),
    labelled("deletion", `${guard}, ${finalSnapshot ? "final snapshot" : "no final snapshot"}`),
  ];
}

/** Backups to which the automatic ones reach back cost nothing; each older one is paid as a full copy. */
function vaultLines({ days, locked }: NonNullable<Database["vault"]>, free: number): string[] {
  const paid = Math.max(0, days - free);
  const price =
    paid > 0 ? `${paid} of them ${dollars(VAULT_GB_MONTH)} a GB and month` : "none of them paid";
  return [
    labelled("vault", `a backup a day for ${days} days${locked ? ", locked" : ""}`),
    labelled("", price),
  ];
}

function backtrack(hours: number): string {
  const price = `${dollars(CHANGE_RECORDS)} an hour for each million changes kept`;
  return `${hours} hour${hours === 1 ? "" : "s"} back, ${price}`;
}

function bake({ base, builder, parameter }: Image): string[] {
  return [
    labelled("base", base && `newest ${base} at each bake`),
    labelled("builder", builder && `${builder}, for the minutes of a bake`),
    labelled("AMI id", parameter && `in parameter ${parameter}`),
  ];
}

function bucket({ name, oldVersionDays }: Bucket): string[] {
  return [
    labelled("name", name),
    labelled("versions", oldVersionDays === null ? "none" : `old ones for ${oldVersionDays} days`),
    labelled("deletion", "protected"),
  ];
}

function others({ types }: Others): string[] {
  const rows = Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1));
  return rows.length > 0 ? rows.map(([type, count]) => `${count} ${type}`) : ["nothing"];
}
