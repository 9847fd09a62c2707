/**
 * Categories of the events that RDS reports, by type of their source. From "Amazon RDS event categories and event
 * messages for Aurora" in the Aurora user guide.
 */
export const EVENT_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "db-cluster": [
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "global failover",
    "maintenance",
    "notification",
  ],
  "db-instance": [
    "availability",
    "backtrack",
    "backup",
    "configuration change",
    "creation",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "maintenance",
    "notification",
    "read replica",
    "recovery",
    "restoration",
    "security patching",
  ],
};
