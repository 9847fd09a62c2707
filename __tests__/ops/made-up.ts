import type { Job } from "../../ops/restore/restore";

/** A writer and a reader of one class, as lab has them, and a larger class. */
export const [SMALL, LARGE] = ["db.t4g.medium", "db.r6g.large"] as const;
export const MEMBERS = [
  { name: "a", class: SMALL, writer: true },
  { name: "b", class: SMALL, writer: false },
];

/** A restore of lab's cluster into its other place. */
export const RESTORE = {
  stage: "lab",
  source: { from: "lab-database", to: "2026-11-29T10:00:00Z" },
  copy: { id: "lab-database-2", place: 2 },
  used: { id: "lab-database", place: 1 },
} as Job;
