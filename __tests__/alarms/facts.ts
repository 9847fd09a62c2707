import type { StageFacts } from "../../alarms/stage";

/** A stage with everything that an alarm can listen to. */
export const FACTS: StageFacts = {
  loadBalancer: "app/prod-web/0123456789abcdef",
  targetGroup: "targetgroup/web-0123/0123456789abcdef",
};
