import { z } from "zod";
import { choice, says, strict } from "../schema";

/** "retentionInDays" in the API reference of CloudWatch Logs, PutRetentionPolicy. */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

/** What is recorded of those who use the stage, and for how long. Each can be switched at any time. */
export const logs = strict({
  /** Every request to the load balancer. */
  access: choice(["none", "bucket"]).default("none"),
  /** Who connects to the database, and on MySQL who changes users, rights and tables. */
  audit: choice(["none", "cloudwatch"]).default("none"),
  /** Days that these and all other logs of the stage are kept. */
  days: z
    .literal(
      DAYS,
      says("must be a number of days that CloudWatch takes", `choose from ${DAYS.join(", ")}`),
    )
    .default(30),
}).prefault({});
