import type { Alarm, EventAlarm } from "./alarm";
import { perRole } from "./database-roles";
import { runbook } from "./runbook";
import type { DatabaseFacts, StageFacts } from "./stage";

/** What goes wrong in the database before users feel it. */
export function databaseAlarms({ database }: StageFacts): readonly Alarm[] {
  return [...perRole(database), failover(), rotationFailed(database)];
}

// --- internal ---

/** RDS reports it of every database in the account and region: constructs/news.ts says why. */
function failover(): EventAlarm {
  return {
    kind: "event",
    name: "database-failover",
    says: "Another instance has become the writer.",
    firstStep: "Look whether the app saves again, and at what status says of the instances.",
    runbook: runbook("failover"),
    reach: "mail",
    event: { source: "rds", of: "cluster", category: "failover" },
  };
}

function rotationFailed({ secret }: DatabaseFacts): EventAlarm {
  return {
    kind: "event",
    name: "rotation-failed",
    says: "The password of the database could not be rotated; the app goes on with the one it has.",
    firstStep: "Look at the secret's status in RDS, and rotate by hand once its cause is gone.",
    runbook: runbook("rotation failed"),
    reach: "mail",
    event: {
      source: "eventbridge",
      pattern: {
        source: ["aws.secretsmanager"],
        // Arrives only where the account has a trail of CloudTrail.
        "detail-type": ["AWS Service Event via CloudTrail"],
        detail: {
          eventName: ["RotationFailed", "RotationAbandoned"],
          additionalEventData: { SecretId: [secret] },
        },
      },
    },
  };
}
