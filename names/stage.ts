/**
 * What AWS calls the things of a stack. Constructs write these names, ops looks for them, and
 * pipelines are limited to them. A stage's service is the stack with the stage's own name.
 */

/** The name of a thing: `lab-web`. With `*` the pattern, in IAM, of all such names. */
export function named(stack: string, what: string): string {
  return `${stack}-${what}`;
}

/** The path of a parameter or log group: `/lab/release`. With `*` the pattern of all below. */
export function pathOf(stack: string, what: string): string {
  return `/${stack}/${what}`;
}

/** Names that are ours to give; what has none here gets an id from AWS and is found by its tags. */
export function namesOf(stack: string) {
  const database = named(stack, "database");
  return {
    /** Load balancer, Auto Scaling group, launch template, role, baked AMI: of the web tier. */
    web: named(stack, "web"),
    /** The subnet group of the clusters. */
    database,
    /** The alarm for errors that the app answers with. */
    webErrors: named(stack, "web-errors"),
    flowLogs: named(stack, "flow-logs"),
    /** The role by which AWS Backup makes backups. */
    backup: named(stack, "backup"),
    dashboard: named(stack, "dashboard"),
    /** The topic with the stage's news; what publishes there begins with this name too. */
    news: named(stack, "news"),
    /** AWS's own policies let Image Builder pass on a role with "imagebuilder" in its name. */
    imageBuilder: named(named(stack, "web"), "imagebuilder"),
    planRole: named(stack, "plan"),
    applyRole: named(stack, "apply"),
    /** What people operate a stage with: it reads. */
    opsRole: named(stack, "ops"),
    /** A policy of both of these roles: what plans read. */
    readPolicy: named(stack, "read"),
    /** A policy of the apply role, where an image is baked: what its stack needs. */
    bakePolicy: named(stack, "bake"),
    /** A policy of the apply role: writes that its inline policies have no room for. */
    writesPolicy: named(stack, "writes"),
    /** A policy of the apply role: what stays forbidden. */
    limits: named(stack, "limits"),
    boundary: named(stack, "boundary"),
  };
}

/** The alarm that pages: of those that say what users feel, one has gone off. */
export const USERS_AFFECTED = "users-affected";

/** An alarm, or a rule for an event, by its name in the table of alarms: `lab-latency-p95`. */
export function alarmName(stage: string, name: string): string {
  return named(stage, name);
}

/** The places of a stage for a cluster: docs/decisions/0021. */
export const PLACES = [1, 2] as const;
export type ClusterPlace = (typeof PLACES)[number];

/** The cluster in one of the places, and what belongs to this cluster alone. */
export function clusterNames(stage: string, place: ClusterPlace) {
  const database = named(stage, "database");
  // Instances are named with a letter first, so none of place 1 is ever named like this.
  const cluster = place === 1 ? database : named(database, String(place));
  return {
    cluster,
    instance: (key: string) => named(cluster, key),
    /** What a protected cluster leaves behind when it is destroyed. */
    finalSnapshot: named(cluster, "final"),
    /** RDS decides on the path. */
    logs: (log: string) => `${clusterLogs(cluster)}/${log}`,
  };
}

/** What a name begins with where AWS completes it, so that the next one can be made first. */
export function prefixesOf(stack: string) {
  return {
    releaseBucket: named(stack, "release-"),
    /** Of the bucket with the load balancer's logs. */
    accessLogs: named(stack, "access-logs-"),
    parameterGroup: named(stack, "database-"),
    securityGroup: (firewall: string) => named(stack, `${firewall}-`),
  };
}

/** Of every stage: AWS takes six characters, which leaves no room for a stage's name. */
export const TARGET_GROUP_PREFIX = "web-";

/** Paths in the Parameter Store. */
export function parametersOf(stage: string) {
  return {
    /** How the app connects to the database; one parameter a fact. */
    database: pathOf(stage, "database"),
    /** The id of the AMI that was baked last. */
    image: pathOf(stage, "image/ami"),
    /** Names of the alarms that page, with commas between. */
    pages: pathOf(stage, "alarms/pages"),
    /** `s3://BUCKET/FOLDER`, in which a stock image finds the release. */
    release: pathOf(stage, "release"),
  };
}

export function logGroupsOf(stack: string) {
  return {
    web: pathOf(stack, "web"),
    flowLogs: pathOf(stack, "network/flow-logs"),
    /** Image Builder decides on the path. */
    imageBuilder: imageBuildLogs(namesOf(stack).web),
  };
}

/** Where RDS puts the logs of a cluster. */
export function clusterLogs(cluster: string): string {
  return `/aws/rds/cluster/${cluster}`;
}

/** Where Image Builder puts the logs of a recipe's builds. */
export function imageBuildLogs(recipe: string): string {
  return `/aws/imagebuilder/${recipe}`;
}
