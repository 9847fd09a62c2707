/**
 * What AWS asks by the hour, in US dollars: on-demand list prices of us-east-1, Linux. The price of
 * a size that is not listed is null, and is never derived from other sizes. To update the list, go
 * through SOURCES, change the numbers, and then PRICES_AS_OF.
 */
export const PRICES_AS_OF = "2026-01-19";
export const PRICES_REGION = "us-east-1";
/** A month as AWS's calculator counts it: a twelfth of 365 days. */
export const HOURS_PER_MONTH = 730;
export const SOURCES = {
  ec2: "https://aws.amazon.com/ec2/pricing/on-demand/",
  vpc: "https://aws.amazon.com/vpc/pricing/",
  loadBalancer: "https://aws.amazon.com/elasticloadbalancing/pricing/",
  aurora: "https://aws.amazon.com/rds/aurora/pricing/",
  waf: "https://aws.amazon.com/waf/pricing/",
  backup: "https://aws.amazon.com/backup/pricing/",
  s3: "https://aws.amazon.com/s3/pricing/",
  cloudWatch: "https://aws.amazon.com/cloudwatch/pricing/",
  kms: "https://aws.amazon.com/kms/pricing/",
} as const;

/** What no total here includes, for people and for programs. */
export const NOT_COUNTED = [
  "traffic",
  "storage",
  "requests",
  "logs",
  "detailed monitoring",
  "secrets",
] as const;

export const NAT_GATEWAY = 0.045;
/** One interface endpoint in one zone. */
export const INTERFACE_ENDPOINT = 0.01;
/** In use or idle, whatever it is attached to. */
export const PUBLIC_IPV4 = 0.005;
/** Without its capacity units, which follow the traffic. */
export const APPLICATION_LOAD_BALANCER = 0.0225;

/** A gigabyte in a bucket for a month, S3 Standard. */
export const S3_GB_MONTH = 0.023;
/**
 * A gigabyte of an Aurora backup in a vault of AWS Backup, for a month. Each backup is a full copy, and
 * free as long as Aurora's automatic backups reach back to it.
 */
export const VAULT_GB_MONTH = 0.021;
/** A gigabyte that is written to CloudWatch Logs. */
export const LOG_GB = 0.5;

/** A web ACL, and each rule or rule group in it: $5 and $1 a month, paid by the hour that they are there. */
export const WEB_ACL = 5 / HOURS_PER_MONTH;
export const WEB_ACL_RULE = 1 / HOURS_PER_MONTH;
/** A million requests that a web ACL looks at. */
export const WEB_ACL_REQUESTS = 0.6;

/** $0.10 a month for each metric that an alarm watches, and $0.50 for an alarm that names others. */
export const ALARM_METRIC = 0.1 / HOURS_PER_MONTH;
export const COMPOSITE_ALARM = 0.5 / HOURS_PER_MONTH;

/** A dashboard, $3 a month. An account's first three are free with up to 50 metrics each. */
export const DASHBOARD = 3 / HOURS_PER_MONTH;

/** A vCPU of the database with Database Insights in advanced mode. */
export const INSIGHTS_VCPU = 0.0125;

/** A million change records that backtrack keeps, for an hour. */
export const CHANGE_RECORDS = 0.012;

/** A key of KMS: $1 a month. Its first and its second rotation add as much each, and later ones nothing. */
export const KMS_KEY = 1 / HOURS_PER_MONTH;

const BURSTABLE = ["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"];
const FIXED = ["large", "xlarge", "2xlarge", "4xlarge"];
const GRAVITON = ["medium", ...FIXED];

const EC2 = new Map([
  ...sizes(BURSTABLE, {
    t2: [0.0058, 0.0116, 0.023, 0.0464, 0.0928, 0.1856, 0.3712],
    t3: [0.0052, 0.0104, 0.0208, 0.0416, 0.0832, 0.1664, 0.3328],
    t3a: [0.0047, 0.0094, 0.0188, 0.0376, 0.0752, 0.1504, 0.3008],
    t4g: [0.0042, 0.0084, 0.0168, 0.0336, 0.0672, 0.1344, 0.2688],
  }),
  ...sizes(FIXED, {
    m5: [0.096, 0.192, 0.384, 0.768],
    m5a: [0.086, 0.172, 0.344, 0.688],
    m6a: [0.0864, 0.1728, 0.3456, 0.6912],
    m6i: [0.096, 0.192, 0.384, 0.768],
    m7i: [0.1008, 0.2016, 0.4032, 0.8064],
    "m7i-flex": [0.09576, 0.19152, 0.38304, 0.76608],
    c5: [0.085, 0.17, 0.34, 0.68],
    c5a: [0.077, 0.154, 0.308, 0.616],
    c6a: [0.0765, 0.153, 0.306, 0.612],
    c6i: [0.085, 0.17, 0.34, 0.68],
    c7i: [0.08925, 0.1785, 0.357, 0.714],
    "c7i-flex": [0.08479, 0.16958, 0.33915, 0.6783],
    r5: [0.126, 0.252, 0.504, 1.008],
    r6i: [0.126, 0.252, 0.504, 1.008],
    r7i: [0.1323, 0.2646, 0.5292, 1.0584],
  }),
  ...sizes(GRAVITON, {
    m6g: [0.0385, 0.077, 0.154, 0.308, 0.616],
    m7g: [0.0408, 0.0816, 0.1632, 0.3264, 0.6528],
    m8g: [0.04488, 0.08976, 0.17952, 0.35904, 0.71808],
    c6g: [0.034, 0.068, 0.136, 0.272, 0.544],
    c7g: [0.0363, 0.0725, 0.145, 0.29, 0.58],
    c8g: [0.03988, 0.07976, 0.15952, 0.31904, 0.63808],
    r6g: [0.0504, 0.1008, 0.2016, 0.4032, 0.8064],
    r7g: [0.0536, 0.1071, 0.2142, 0.4284, 0.8568],
    r8g: [0.05891, 0.11782, 0.23564, 0.47128, 0.94256],
  }),
]);

/** Aurora Standard; MySQL and PostgreSQL cost the same. */
const AURORA = new Map([
  ...sizes(["medium", "large"], { "db.t3": [0.082, 0.164], "db.t4g": [0.073, 0.146] }),
  ...sizes(FIXED, {
    "db.r5": [0.29, 0.58, 1.16, 2.32],
    "db.r6g": [0.26, 0.519, 1.038, 2.076],
    "db.r6i": [0.29, 0.58, 1.16, 2.32],
    "db.r7g": [0.276, 0.553, 1.106, 2.211],
    "db.r8g": [0.276, 0.552, 1.104, 2.208],
  }),
]);

/** The price of an instance type, `t3.small`; null if it is not in the table. */
export function ec2Price(type: string): number | null {
  return EC2.get(type) ?? null;
}

/** The price of an Aurora instance class, `db.t4g.medium`; null if it is not in the table. */
export function auroraPrice(instanceClass: string): number | null {
  return AURORA.get(instanceClass) ?? null;
}

/** Names and prices from a table by family: `t3` and `small` are `t3.small`. */
function sizes(
  names: readonly string[],
  families: Readonly<Record<string, readonly number[]>>,
): [string, number][] {
  return Object.entries(families).flatMap(([family, prices]) =>
    prices.map((price, i): [string, number] => [`${family}.${names[i]}`, price]),
  );
}
