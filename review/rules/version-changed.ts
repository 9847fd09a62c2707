import { differs, stays } from "../change";
import { CLUSTER, INSTANCE, waitsForWindow } from "../cluster";
import type { ResourceRule } from "../rule";

const PATH = "engine_version";

export const versionChanged: ResourceRule = {
  id: "version-changed",
  family: "database",
  levels: ["attention"],
  finds: "another engine version: minor, major or older",
  why: "all instances restart together, and no version can be taken back",
  types: [CLUSTER, INSTANCE],
  elsewhere: ["aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster"],
  judge(change) {
    if (!stays(change) || !differs(change, PATH)) return undefined;
    const kind = kindOf(change.before.text(PATH) ?? "", change.after.text(PATH) ?? "");
    const waits = kind === "minor" && waitsForWindow(change);
    return { level: "attention", ...SAYS[waits ? "waiting" : kind], shows: [PATH] };
  },
};

// --- internal ---

const SAYS = {
  minor: {
    title: "gets a newer engine",
    remedy: "read its release notes, take a snapshot, choose a quiet hour",
    downtime: "the whole database for about a minute, at once and not in the maintenance window",
  },
  waiting: {
    title: "gets a newer engine in the next maintenance window",
    remedy: "read its release notes; the next plan has nothing to do although it waits",
    downtime: "the whole database for about a minute, at a time that AWS chooses within the window",
  },
  major: {
    title: "gets another major engine",
    remedy: "do a blue/green deployment instead, after a trial on a copy",
    downtime: "the whole database, for many minutes",
  },
  older: {
    title: "gets an older engine, which AWS refuses: the apply stops half-way",
    remedy: "write the version that runs, or restore a snapshot into a new cluster",
    downtime: "none, as AWS refuses it",
  },
} as const;

/** `8.0.mysql_aurora.3.10.1`: its numbers are compared from the left; PostgreSQL's first is major. */
function kindOf(before: string, after: string): keyof typeof SAYS {
  const [was, is] = [before, after].map((text) => text.match(/\d+/g)?.map(Number) ?? []);
  const at = (was ?? []).findIndex((n, i) => n !== is?.[i]);
  if (at >= 0 && (is?.[at] ?? 0) < (was?.[at] ?? 0)) return "older";
  const majors = before.includes("aurora")
    ? 3
    : before.startsWith("5.") || before.startsWith("8.")
      ? 2
      : 1;
  return at >= 0 && at < majors ? "major" : "minor";
}
