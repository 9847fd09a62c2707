import { DataAwsDbInstances } from "@cdktf/provider-aws/lib/data-aws-db-instances";
import { DataAwsRdsOrderableDbInstance } from "@cdktf/provider-aws/lib/data-aws-rds-orderable-db-instance";
import type { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Op, type Postcondition, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { sizeOf } from "../names/database-class";
import type { ClusterPlace } from "../names/stage";
import { type Engine, engineFacts } from "./database-engine";

/* What a plan asks about a database; guards.ts says what a guard is. */

export interface Order {
  readonly region: string;
  readonly engine: Engine;
  /** By the identifiers that AWS will know them by. */
  readonly instances: Readonly<Record<string, { readonly class: string; readonly zone: string }>>;
  /** The stage's places, if a cluster that isn't there would begin empty. */
  readonly places?: Places | undefined;
}

export interface Places {
  readonly used: ClusterPlace;
  /** Identifiers of the clusters. */
  readonly clusters: Readonly<Record<ClusterPlace, string>>;
}

/**
 * AWS offers the version with every class, in the zones where the instances of this class are to be.
 * An instance that is there may stay: AWS stops offering versions and classes long before they end.
 * @returns conditions for the cluster, which alone knows what version runs
 */
export function guardOrder(scope: Construct, order: Order): Postcondition[] {
  const { engine, instances } = order;
  const classes = [...new Set(Object.values(instances).map((each) => each.class))].sort();
  const offers = classes.map((name) => offerOf(scope, engine, name));
  new DataAwsDbInstances(scope, "db-instances", {
    // Not of the cluster alone: whether AWS answers for a cluster that isn't there is not documented.
    filter: [{ name: "engine", values: [engine.kind] }],
    lifecycle: {
      postcondition: [
        ...offers.flatMap((offer) => [
          offersVersion(order, offer, offers),
          offersZones(order, offer),
        ]),
        ...(order.places === undefined ? [] : [notEmptyBeside(order.places)]),
      ],
    },
  });
  return [notOlder(engine), sameMajor(engine), ...offers.map((offer) => runsOrIs(order, offer))];
}

/**
 * A failover would not end on a smaller machine than the writer has. A warning and not an error,
 * since a resize by steps passes through it; and only AWS knows which instance is the writer.
 */
export function guardFailover(scope: Construct, instances: readonly RdsClusterInstance[]): void {
  const sizes = instances.map(({ instanceClassInput }) => sizeOf(instanceClassInput) ?? 0);
  const largest = instances.filter((_, i) => sizes[i] === Math.max(...sizes));
  const [alone, ...others] = largest;
  if (instances.length < 2 || alone === undefined || others.length > 0) return;
  const name = `${alone.identifierInput} alone with ${alone.instanceClassInput}`;
  TerraformStack.of(scope).addOverride("check.database_failover_target", {
    assert: {
      condition: Op.not(alone.writer),
      error_message: `database.instances: must have another instance as large as the writer, got ${name}; a failover would end on a smaller one, so fail over by hand while you can choose when, or give one more instance this class`,
    },
  });
}

// --- internal ---

/** What AWS offers of a class: the version that is asked for, or else the newest one. */
interface Offer {
  readonly class: string;
  /** Addresses of the data sources. */
  readonly found: string;
  readonly newest: string;
}

function offerOf(scope: Construct, { kind, version }: Engine, instanceClass: string): Offer {
  const place = new Construct(scope, `offer-${instanceClass.replaceAll(".", "-")}`);
  const asked = { engine: kind, instanceClass };
  const newest = new DataAwsRdsOrderableDbInstance(place, "newest", {
    ...asked,
    preferredInstanceClasses: [instanceClass],
    engineLatestVersion: true,
  });
  // Without the second version the provider would fail where AWS lacks the first, and name no setting.
  const found = new DataAwsRdsOrderableDbInstance(place, "rds-orderable-db-instance", {
    ...asked,
    preferredEngineVersions: [version, newest.engineVersion],
  });
  return { class: instanceClass, found: found.fqn, newest: newest.fqn };
}

/** Of an account without instances the list may be null, and not empty. */
const isThere = (id: string) => `try(contains(self.instance_identifiers, ${id}), false)`;

const isOffered = ({ version }: Engine, { found }: Offer) =>
  `${found}.engine_version == "${version}"`;

function offersVersion(order: Order, offer: Offer, all: readonly Offer[]): Postcondition {
  const { engine, instances } = order;
  const ids = JSON.stringify(Object.keys(instances));
  const isNew = `alltrue([for id in ${ids} : !${isThere("id")}])`;
  // Where AWS offers the version with one class and not with another, the other was never there.
  const any = all.map((each) => isOffered(engine, each)).join(" || ");
  return {
    condition: `\${${isOffered(engine, offer)} || !(${isNew} || ${any})}`,
    errorMessage: unavailable(order, offer),
  };
}

function offersZones({ region, instances }: Order, { class: name, found }: Offer): Postcondition {
  const these = Object.entries(instances).filter(([, each]) => each.class === name);
  const allowed = these.map(
    ([id, { zone }]) =>
      `${isThere(`"${id}"`)} || contains(${found}.availability_zones, "${region}${zone}")`,
  );
  const got = [...new Set(these.map(([, { zone }]) => zone))].sort().join(", ");
  return {
    condition: `\${alltrue([${allowed.join(", ")}])}`,
    errorMessage: `database.instances: must be in zones that offer ${name}, got ${got}; choose another class, or zones from \${join(", ", sort(${found}.availability_zones))}`,
  };
}

/**
 * Settings from before a restore would make the old place's cluster again, empty, and lead the app there,
 * while its data is in the other one. A cluster is there if one of its instances is.
 */
function notEmptyBeside({ used, clusters }: Places): Postcondition {
  const other = used === 1 ? 2 : 1;
  const [mine, others] = [clusters[used], clusters[other]];
  const found = (id: string) =>
    `!try(alltrue([for id in self.instance_identifiers : length(regexall("^${id}-[a-z]", id)) == 0]), true)`;
  return {
    condition: `\${${found(mine)} || !${found(others)}}`,
    errorMessage: `database.cluster: must be the place of a cluster that is there, got ${used} while ${others} is there and ${mine} is not; write cluster: ${other}, or database.restore with a backup to make ${mine} from`,
  };
}

function runsOrIs(order: Order, offer: Offer): Postcondition {
  const runs = `self.engine_version_actual == "${order.engine.version}"`;
  return {
    condition: `\${${runs} || ${isOffered(order.engine, offer)}}`,
    errorMessage: unavailable(order, offer),
  };
}

function unavailable({ region, engine }: Order, { class: name, newest }: Offer): string {
  return `database.engine.version: must be a version that ${region} offers with ${name}, got ${engine.version}; write another version or another class, the newest version with this class is \${${newest}.engine_version}`;
}

/** After AWS raised a version by itself, the settings ask for an older one. */
function notOlder(engine: Engine): Postcondition {
  return {
    condition: `\${${isNotOlder(engine)}}`,
    errorMessage: `database.engine.version: must not be older than the version that runs (\${self.engine_version_actual}), got ${engine.version}; write the version that runs, since AWS takes no step back`,
  };
}

function sameMajor(engine: Engine): Postcondition {
  const { major } = engineFacts(engine);
  return {
    // Of an older version, one message is enough.
    condition: `\${startswith(self.engine_version_actual, "${major}.") || !(${isNotOlder(engine)})}`,
    errorMessage: `database.engine.version: must be of the major version that runs (\${self.engine_version_actual}), got ${engine.version}; first move the cluster by a blue/green deployment, then write its new version`,
  };
}

/** Terraform can compare no versions, but sorts text: each number gets five digits. */
function isNotOlder({ version }: Engine): string {
  const digits = (version.match(/\d+/g) ?? []).map((part) => part.padStart(5, "0")).join("");
  const parts = `[for part in regexall("[0-9]+", self.engine_version_actual) : format("%05d", part)]`;
  return `sort(["${digits}", join("", ${parts})])[1] == "${digits}"`;
}
