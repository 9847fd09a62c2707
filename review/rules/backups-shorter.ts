import { falls, stays } from "../change";
import type { ResourceRule } from "../rule";

const DAYS = ["backup_retention_period", "automatic_snapshot_retention_period"];

export const backupsShorter: ResourceRule = {
  id: "backups-shorter",
  family: "data",
  levels: ["attention"],
  finds: "backups reach back fewer days",
  why: "AWS deletes what is older at once: a fault that is found later can't be taken back any more",
  types: ["aws_rds_cluster"],
  elsewhere: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_redshift_cluster",
  ],
  judge(change) {
    const path = DAYS.find((each) => falls(change, each));
    if (path === undefined || !stays(change)) return undefined;
    const [was, is] = [change.before.number(path), change.after.number(path)];
    return {
      level: "attention",
      title: `backups reach back ${is} ${is === 1 ? "day" : "days"} instead of ${was}`,
      remedy: "keep the days, or take a snapshot before: the older backups go at once",
      shows: [path],
    };
  },
};
