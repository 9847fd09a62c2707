import {
  ALARM_METRIC,
  CHANGE_RECORDS,
  COMPOSITE_ALARM,
  DASHBOARD,
  HOURS_PER_MONTH,
  INSIGHTS_VCPU,
  INTERFACE_ENDPOINT,
  KMS_KEY,
  LOG_GB,
  S3_GB_MONTH,
  VAULT_GB_MONTH,
  WEB_ACL,
  WEB_ACL_REQUESTS,
  WEB_ACL_RULE,
} from "./prices";

/** A setting that costs money, one value each. The table in docs/choices.md is made from this list. */
export interface Choice {
  /** The setting and its value, as people write them. */
  readonly value: string;
  readonly gives: string;
  /** What it costs and of what, by the prices of this room. */
  readonly costs: string;
  /** Whether a deployed stage can still choose it, or leave it. */
  readonly later: string;
}

export const CHOICES: readonly Choice[] = [
  {
    value: "alarms: {}",
    gives: "mails when something goes wrong, and one alarm that pages when users feel it",
    costs: `${dollars(ALARM_METRIC * HOURS_PER_MONTH)} a month for each metric that an alarm watches, and ${dollars(COMPOSITE_ALARM * HOURS_PER_MONTH)} for the alarm that pages`,
    later: "on and off at any time",
  },
  {
    value: 'alarms: { dashboard: "cloudwatch" }',
    gives: "a dashboard in the order of a diagnosis, and saved queries of the logs",
    costs: `${dollars(DASHBOARD * HOURS_PER_MONTH)} a month, and $0.005 for each GB that a query reads`,
    later: "on and off at any time",
  },
  {
    value: "database.backupVault: { days: 35 }",
    gives: "a backup a day in a vault, which stays when cluster and automatic backups are deleted",
    costs: `${dollars(VAULT_GB_MONTH)} a month for each GB of each backup older than \`database.backupDays\`; with \`backupDays: 14\` and 100 GB ${dollars(VAULT_GB_MONTH * 21 * 100)}`,
    later: "on at any time; off on a protected stage once the vault is empty",
  },
  {
    value: "database.backtrackHours: 24",
    gives: "the database as it was at any second of these hours, in minutes and in place",
    costs: `${dollars(CHANGE_RECORDS)} an hour for each million changes kept, about ${dollars(Math.round(0.24 * CHANGE_RECORDS * HOURS_PER_MONTH * 100) / 100)} a month for 10,000 changes an hour`,
    later: "settled when the cluster is made; on and off by a restore, `aurora-mysql` alone",
  },
  {
    value: 'database.insights: "advanced"',
    gives: "which statements kept the database busy, for fifteen months instead of a week",
    costs: `${dollars(INSIGHTS_VCPU)} an hour for each vCPU, about ${dollars(2 * INSIGHTS_VCPU * HOURS_PER_MONTH)} a month for a \`large\` instance`,
    later: 'on at any time; to switch it off, write `"standard"`',
  },
  {
    value: 'encryption: "own-key"',
    gives: "a key of yours for the database's storage, backups and master password",
    costs: `${dollars(KMS_KEY * HOURS_PER_MONTH)} a month in the first year, twice as much in the second, and three times as much from the third on`,
    later: "settled when the cluster is made; on and off by a restore",
  },
  {
    value: "entry.waf: {}",
    gives: "AWS's rules against usual attacks, and a limit of requests for each address",
    costs: `${dollars((WEB_ACL + 5 * WEB_ACL_RULE) * HOURS_PER_MONTH)} a month for the web ACL with its five rules, and ${dollars(WEB_ACL_REQUESTS)} for each million requests`,
    later: "on and off at any time",
  },
  {
    value: 'logs.access: "bucket"',
    gives: "each request to the load balancer is a line in a bucket",
    costs: `${dollars(S3_GB_MONTH)} a month for each GB kept`,
    later: "on and off at any time",
  },
  {
    value: 'logs.audit: "cloudwatch"',
    gives: "who connects to the database; on MySQL also who changes users, rights and tables",
    costs: `${dollars(LOG_GB)} for each GB written`,
    later: "on and off at any time",
  },
  {
    value: 'network.endpoints: ["secretsmanager"]',
    gives: "a service of AWS by private addresses, without the way through a NAT gateway",
    costs: `${dollars(INTERFACE_ENDPOINT * HOURS_PER_MONTH)} a month for each service and zone`,
    later: "on and off at any time",
  },
  {
    value: 'network.flowLogs: "all"',
    gives: "each connection in the network is a line in a log, or with `rejected` each refused one",
    costs: `${dollars(LOG_GB)} for each GB written`,
    later: "on and off at any time",
  },
];

/** `$0.50`, `$0.023` */
export function dollars(price: number): string {
  const cents = price.toFixed(2);
  const exact = Number(price.toFixed(6)); // without what a division by hours leaves behind
  return `$${Number(cents) === exact ? cents : exact}`;
}
