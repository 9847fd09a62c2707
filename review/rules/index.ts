import type { Rule } from "../rule";
import { actionInvoked } from "./action-invoked";
import { alarmLooser } from "./alarm-looser";
import { backupsShorter } from "./backups-shorter";
import { boundaryRemoved } from "./boundary-removed";
import { classChanged } from "./class-changed";
import { conditionFails } from "./condition-fails";
import { cost } from "./cost";
import { dataLost } from "./data-lost";
import { domainChanged } from "./domain-changed";
import { doorOpened } from "./door-opened";
import { drift } from "./drift";
import { encryptionOff } from "./encryption-off";
import { failoverSmaller } from "./failover-smaller";
import { filterWeaker } from "./filter-weaker";
import { fleetDetached } from "./fleet-detached";
import { fleetReplaced } from "./fleet-replaced";
import { fleetRollout } from "./fleet-rollout";
import { fleetSmaller } from "./fleet-smaller";
import { HARMLESS } from "./harmless";
import { healthCheckChanged } from "./health-check-changed";
import { instanceReplaced } from "./instance-replaced";
import { lastReaderRemoved } from "./last-reader-removed";
import { listenerChanged } from "./listener-changed";
import { loadBalancerReplaced } from "./load-balancer-replaced";
import { metadataOpen } from "./metadata-open";
import { oneZone } from "./one-zone";
import { parameterChanged } from "./parameter-changed";
import { partialPlan } from "./partial-plan";
import { passwordByHand } from "./password-by-hand";
import { pathClosed } from "./path-closed";
import { placed } from "./placed";
import { protectionOff } from "./protection-off";
import { publicAddress } from "./public-address";
import { publicBucket } from "./public-bucket";
import { replacedOnRequest } from "./replaced-on-request";
import { restartNeeded } from "./restart-needed";
import { retentionShorter } from "./retention-shorter";
import { rightsGained } from "./rights-gained";
import { rightsLost } from "./rights-lost";
import { scalingGone } from "./scaling-gone";
import { secretShown } from "./secret-shown";
import { snapshotSkipped } from "./snapshot-skipped";
import { spotStarted } from "./spot-started";
import { subnetRemoved } from "./subnet-removed";
import { targetGroupReplaced } from "./target-group-replaced";
import { tlsOff } from "./tls-off";
import { trustWidened } from "./trust-widened";
import { vaultWeaker } from "./vault-weaker";
import { versionChanged } from "./version-changed";
import { watchOff } from "./watch-off";
import { wayOpened } from "./way-opened";
import { wayOutChanged } from "./way-out-changed";

/** Every rule, by family. The table in docs/review.md is made from this list. */
export const RULES: readonly Rule[] = [
  dataLost,
  snapshotSkipped,
  backupsShorter,
  protectionOff,
  encryptionOff,
  retentionShorter,
  vaultWeaker,
  loadBalancerReplaced,
  listenerChanged,
  targetGroupReplaced,
  healthCheckChanged,
  domainChanged,
  wayOutChanged,
  subnetRemoved,
  pathClosed,
  fleetRollout,
  spotStarted,
  fleetReplaced,
  fleetDetached,
  fleetSmaller,
  scalingGone,
  alarmLooser,
  rightsLost,
  parameterChanged,
  classChanged,
  versionChanged,
  restartNeeded,
  failoverSmaller,
  instanceReplaced,
  lastReaderRemoved,
  oneZone,
  doorOpened,
  wayOpened,
  publicAddress,
  publicBucket,
  rightsGained,
  trustWidened,
  boundaryRemoved,
  tlsOff,
  metadataOpen,
  watchOff,
  filterWeaker,
  drift,
  partialPlan,
  replacedOnRequest,
  conditionFails,
  actionInvoked,
  placed,
  cost,
  secretShown,
  passwordByHand,
];

/** Whether a rule or a line in `HARMLESS` answers for all that may happen to a type. */
export function isJudged(type: string): boolean {
  return JUDGED.has(type) || Object.hasOwn(HARMLESS, type);
}

// --- internal ---

const JUDGED = new Set(RULES.flatMap((rule) => ("types" in rule ? rule.types : [])));
