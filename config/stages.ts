import type { SettingsInput } from "./settings";

/**
 * The stages: one entry is one deployment of the whole system, and its key names the stack. Add
 * yours by adding a value here.
 */
export const stages = {
  /** The AWS "General Immersion Day" course: cheap, plain HTTP, gone with one destroy. */
  lab: {
    region: "us-east-1",
    network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" },
    image: { kind: "stock" },
    // In turn, so that each reload of the course's page shows another instance.
    entry: { scheme: "internet-facing", from: ["0.0.0.0/0"], balancing: "round-robin" },
    web: { instanceType: "t2.micro", min: 2, max: 4, targetCpu: 30, loadPage: true },
    database: {
      engine: { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0" },
      name: "immersionday",
      instances: {
        a: { class: "db.t4g.medium", zone: "a" },
        b: { class: "db.t4g.medium", zone: "b" },
      },
      backupDays: 1,
    },
    protection: false,
    backend: { kind: "local" },
  },

  /** Three zones, a way out in each, HTTPS, and nothing that holds data goes by accident. */
  prod: {
    region: "us-east-1",
    network: { cidr: "10.1.0.0/16", zones: ["a", "b", "c"], nat: "per-zone", flowLogs: "all" },
    image: { kind: "baked" },
    entry: {
      scheme: "internet-facing",
      from: ["0.0.0.0/0"],
      https: { domain: "www.example.com", zone: "Z0123456789EXAMPLE" },
    },
    web: { instanceType: "t3.small", min: 3, max: 12, targetCpu: 50, rollout: "canary" },
    database: {
      engine: { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0" },
      name: "immersionday",
      instances: {
        a: { class: "db.r6g.large", zone: "a" },
        b: { class: "db.r6g.large", zone: "b" },
        c: { class: "db.r6g.large", zone: "c" },
      },
      backupDays: 14,
    },
    // On the topic prod-news, to which people subscribe by hand: nobody's address is in Git.
    alarms: {},
    protection: true,
    backend: { kind: "local" },
  },
} satisfies Record<string, SettingsInput>;
