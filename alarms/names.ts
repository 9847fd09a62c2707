import { USERS_AFFECTED } from "../names/stage";
import { alarmsOf } from "./table";

/**
 * Every name that an alarm of a stage may have, whatever the stage's settings. The prefix of a stage's
 * names doesn't tell: `lab-` also begins the names of a stage `lab-eu`.
 */
export const ALARM_NAMES: ReadonlySet<string> = new Set([
  "web-errors", // of a canary: constructs/rollout.ts
  USERS_AFFECTED,
  ...alarmsOf({
    region: "",
    zones: ["a", "b", "c", "d", "e", "f"],
    loadBalancer: "",
    targetGroup: "",
    certificate: "",
    group: { name: "", min: 1, max: 2 },
    nat: { a: "", b: "", c: "", d: "", e: "", f: "" },
    database: {
      cluster: "",
      engine: "aurora-mysql",
      classes: ["db.t4g.medium", "db.t4g.medium"],
      secret: "",
    },
    budget: 1,
  }).map(({ name }) => name),
]);
