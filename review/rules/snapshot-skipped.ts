import { turnsOn } from "../change";
import type { ResourceRule } from "../rule";

export const snapshotSkipped: ResourceRule = {
  id: "snapshot-skipped",
  family: "data",
  levels: ["attention"],
  finds: "a destroyed database would leave no final snapshot any more",
  why: "without a final snapshot a destroy, also one by mistake, leaves nothing to restore from",
  types: ["aws_rds_cluster"],
  elsewhere: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_redshift_cluster",
  ],
  judge(change) {
    const { before, after } = change;
    if (!before.exists || !after.exists) return undefined;
    const skips = turnsOn(change, "skip_final_snapshot");
    const drops =
      turnsOn(change, "delete_automated_backups") && !before.flag("skip_final_snapshot");
    if (!skips && !drops) return undefined;
    return {
      level: "attention",
      title: skips
        ? "would leave no final snapshot when it is destroyed"
        : "would take its automated backups with it when it is destroyed",
      remedy: "keep skip_final_snapshot and delete_automated_backups off where data matters",
      shows: ["skip_final_snapshot", "delete_automated_backups", "final_snapshot_identifier"],
    };
  },
};
