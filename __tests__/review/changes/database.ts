import { attention, attentionAtOneOf, open, type Pair, risk, safe, withFollowing } from "../change";

const CLUSTER = "aws_rds_cluster.database";
const PARAMETERS = "aws_rds_cluster_parameter_group.database";
const [A, B, C] = ["a", "b", "c"].map((each) => `aws_rds_cluster_instance.database_${each}`) as [
  string,
  string,
  string,
];
/** A condition of the stack that warns of the same. */
const CHECK = "check.database_failover_target";
/** As in lab, with one value that differs or one more. */
const parameters = (name: string, value: string, more: object = {}) => {
  const all = {
    require_secure_transport: "ON",
    slow_query_log: "1",
    long_query_time: "1",
    max_execution_time: "5000",
  };
  const list = Object.entries({ ...all, [name]: value });
  return {
    [PARAMETERS]: {
      parameter: list.map(([each, its]) => ({
        name: each,
        value: its,
        ...(each === name && more),
      })),
    },
  };
};
const large = (...addresses: string[]) =>
  Object.fromEntries(addresses.map((each) => [each, { instance_class: "db.t4g.large" }]));
const classes = (name: string, ...addresses: string[]) =>
  Object.fromEntries(addresses.map((each) => [each, { instance_class: name }]));

const WRITER = { a: { class: "db.t4g.medium", zone: "a" } };
const A_AND_B = {
  a: { class: "db.r6g.large", zone: "a" },
  b: { class: "db.r6g.large", zone: "b" },
};

/** Instance a is the writer of both stages. */
export const database: readonly Pair[] = [
  {
    name: "writer-resized",
    from: "lab",
    what: "Another class for the writer",
    set: large(A),
    label: { ...withFollowing(attention(A), CHECK), costs: "more" },
    twin: {
      what: "Another class for the reader",
      set: large(B),
      label: { ...safe, costs: "more" },
    },
  },
  {
    name: "all-resized-at-once",
    from: "prod",
    what: "Another class for all three instances at once",
    set: classes("db.r6g.xlarge", A, B, C),
    label: { ...attentionAtOneOf(A, B, C), costs: "more" },
    twin: {
      what: "Another class for one reader",
      set: classes("db.r6g.xlarge", C),
      label: { ...safe, costs: "more" },
    },
  },
  {
    name: "failover-to-a-smaller-one",
    from: "prod",
    what: "Both readers are smaller than the writer",
    set: classes("db.t4g.medium", B, C),
    label: { ...withFollowing(attentionAtOneOf(B, C), CHECK), costs: "less" },
    twin: {
      what: "One of two readers is smaller",
      set: classes("db.t4g.medium", C),
      label: { ...open(C), costs: "less" },
    },
  },
  {
    name: "only-a-smaller-one-left",
    from: "prod",
    what: "The reader of the writer's class leaves, and the other one gets a smaller class",
    settings: { database: { instances: A_AND_B } },
    set: classes("db.t4g.medium", B),
    label: { ...withFollowing(attentionAtOneOf(B, C), CHECK), costs: "less" },
    twin: {
      what: "A reader leaves, and the other one gets a larger class",
      settings: { database: { instances: A_AND_B } },
      set: classes("db.r6g.xlarge", B),
      label: open(C),
    },
  },
  {
    name: "writer-moved",
    from: "prod",
    what: "The writer moves to a reader's zone",
    set: { [A]: { availability_zone: "us-east-1b" } },
    label: attention(A),
    twin: {
      what: "One of two readers moves to the other's zone",
      set: { [C]: { availability_zone: "us-east-1b" } },
      label: safe,
    },
  },
  {
    name: "new-reader-in-the-writers-zone",
    from: "lab",
    what: "Another reader takes the reader's place, in the writer's zone",
    settings: { database: { instances: { ...WRITER, c: { class: "db.t4g.medium", zone: "a" } } } },
    label: { ...attentionAtOneOf(B, C), costs: "same" },
    twin: {
      what: "Another reader takes the reader's place, in its zone",
      settings: {
        database: { instances: { ...WRITER, c: { class: "db.t4g.medium", zone: "b" } } },
      },
      label: { ...safe, costs: "same" },
    },
  },
  {
    name: "engine-patch",
    from: "lab",
    what: "Engine patch version",
    set: { [CLUSTER]: { engine_version: "8.0.mysql_aurora.3.10.1" } },
    label: withFollowing(attention(CLUSTER), A, B),
    twin: {
      what: "Maintenance at another hour",
      set: { [CLUSTER]: { preferred_maintenance_window: "mon:05:00-mon:05:30" } },
      label: safe,
    },
  },
  {
    name: "parameter-needs-restart",
    from: "lab",
    what: "A parameter that counts from the next restart on",
    set: parameters("binlog_format", "ROW", { apply_method: "pending-reboot" }),
    label: attention(PARAMETERS),
    twin: {
      what: "A parameter that counts at once",
      set: parameters("long_query_time", "2"),
      label: safe,
    },
  },
  {
    name: "all-in-one-zone",
    from: "lab",
    what: "Move the reader to the writer's zone",
    set: { [B]: { availability_zone: "us-east-1a" } },
    label: attention(B),
    twin: {
      what: "The reader is the second choice at a failover",
      set: { [B]: { promotion_tier: 2 } },
      label: safe,
    },
  },
  {
    name: "last-reader-removed",
    from: "lab",
    what: "The only reader leaves",
    settings: { database: { instances: { a: { class: "db.t4g.medium", zone: "a" } } } },
    label: { ...attention(B), costs: "less" },
    twin: {
      from: "prod",
      what: "One of two readers leaves",
      settings: {
        database: { instances: A_AND_B },
      },
      label: open(C),
    },
  },
  {
    name: "tls-not-required",
    from: "lab",
    what: "The database takes connections without TLS",
    set: parameters("require_secure_transport", "OFF"),
    label: risk(PARAMETERS),
    twin: {
      what: "Statements may take a second more",
      set: parameters("max_execution_time", "6000"),
      label: safe,
    },
  },
];
