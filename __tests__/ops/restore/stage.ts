import type { DBCluster } from "@aws-sdk/client-rds";
import type { Described } from "../../../ops/restore/judge";
import { Restoring } from "../../../ops/restore/restore";
import type { Source } from "../../../ops/restore/source";
import type { Block } from "../../../terraform/document";
import type { ResourceChange, Values } from "../../../terraform/plan";
import { planned, wholePlanOf } from "../support";

export const CLUSTER = "aws_rds_cluster.database_cluster_2";
const PARAMETER = "aws_ssm_parameter.database_endpoint";
export const MADE: Values = {
  restore_to_point_in_time: [
    { source_cluster_identifier: "lab-database", use_latest_restorable_time: true },
  ],
};
export const create = planned(CLUSTER, { actions: ["create"], before: null, after: {} });
export const known = (before: Values) => planned(CLUSTER, { before, after: before });
export const led = planned(PARAMETER, {
  actions: ["update"],
  before: { value: 1 },
  after: { value: 2 },
});
export const progress = () => undefined;
export const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

export interface Now {
  readonly copy?: Partial<DBCluster>;
  readonly live?: string;
  readonly make?: ResourceChange[];
  readonly switch?: ResourceChange[];
  readonly inPlace?: true;
  readonly usedSince?: Date;
  readonly source?: Source;
  /** What AWS says of a source that it can't restore. */
  readonly unrestorable?: string;
}

/** A stage that uses lab-database. What isn't given of AWS and of the plans is as before a restore. */
export function stage(now: Now) {
  const did: string[] = [];
  const copy: Described = {
    id: "lab-database-2",
    address: CLUSTER,
    addresses: new Set([CLUSTER]),
    size: 1,
  };
  const used = { id: "lab-database", place: 1, address: "aws_rds_cluster.database" } as const;
  const clusters: Record<string, Partial<DBCluster> | undefined> = {
    "lab-database": { ClusterCreateTime: now.usedSince ?? ago(2) },
    "lab-database-2": now.copy,
  };
  let asked: Block = {};
  const restoring = new Restoring({
    stage: "lab",
    region: "us-east-1",
    source: now.source ?? { from: "lab-database", to: "latest" },
    copy: { ...copy, place: now.inPlace ? 1 : 2 },
    used,
    clusterOf: async (id) => clusters[id] as DBCluster | undefined,
    refuseUnrestorable: async () => {
      if (now.unrestorable !== undefined) throw new Error(now.unrestorable);
    },
    instancesOf: () => ({
      instances: async () => [
        { id: "a", class: "c", writer: true, status: "available", pending: [], lag: undefined },
      ],
    }),
    live: async () => now.live ?? "lab-database",
    synth: async (change) => {
      asked = change;
      return { json: "{}" };
    },
    folder: {
      plan: async () => wholePlanOf([], (asked.cluster === 2 ? now.switch : now.make) ?? [create]),
      apply: async () => {
        did.push(JSON.stringify(asked));
      },
    },
    patience: { everyMs: 1, minuteMs: 60_000, applyMs: 60_000 },
    signal: new AbortController().signal,
  });
  return { restoring, did };
}

export const THERE = {
  ClusterCreateTime: ago(1),
  Status: "available",
  MasterUserSecret: { SecretArn: "new" },
};
export const LONG_AGO = { ...THERE, ClusterCreateTime: new Date("2026-01-01T10:00:00Z") };
