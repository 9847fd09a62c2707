import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { METRICS_NAMESPACE } from "../../constructs/cloudwatch-agent";

const read = (name: string) => readFileSync(join(__dirname, "../../image", name), "utf8");
const OURS = JSON.parse(read("agent.json"));

const text = z.string().min(1).max(255);
const bytes = ["free", "total", "used", "used_percent"] as const;
const measured = <Name extends string>(...names: Name[]) => z.array(z.enum(names)).min(1);

/**
 * The names that the agent knows, of the sections that we use: its schema.json and registered_metrics.go
 * of 1.300069 (Amazon Linux 2023 in August 2026). Its own schema leaves objects open, so that it takes
 * a section, plugin or metric that is misspelt, and collects nothing for it.
 */
const AGENT = z.strictObject({
  agent: z.strictObject({ metrics_collection_interval: z.int().positive() }),
  metrics: z.strictObject({
    namespace: z.literal(METRICS_NAMESPACE),
    append_dimensions: z.strictObject({
      AutoScalingGroupName: z.literal("${aws:AutoScalingGroupName}"),
      InstanceId: z.literal("${aws:InstanceId}"),
    }),
    aggregation_dimensions: z.array(z.array(z.enum(["AutoScalingGroupName", "InstanceId"]))),
    metrics_collected: z.strictObject({
      mem: z.strictObject({
        measurement: measured(...bytes, "active", "available", "available_percent", "buffered"),
      }),
      disk: z.strictObject({
        measurement: measured(...bytes, "inodes_free", "inodes_total", "inodes_used"),
        resources: z.array(text),
        drop_device: z.boolean(),
      }),
    }),
  }),
  logs: z.strictObject({
    logs_collected: z.strictObject({
      files: z.strictObject({
        collect_list: z
          .array(z.strictObject({ file_path: text, log_group_name: text, log_stream_name: text }))
          .min(1),
      }),
    }),
  }),
});

test("the agent knows each name in its settings", () => {
  expect(AGENT.parse(OURS)).toEqual(OURS);
});

test("a misspelt name is refused, whichever it is", () => {
  const names = [...new Set(read("agent.json").match(/"[a-zA-Z_]+"(?=:)/g))];
  expect(names).toContain('"measurement"');
  for (const name of names) {
    const misspelt = JSON.parse(read("agent.json").replaceAll(`${name}:`, `"x${name.slice(1)}:`));
    expect({ name, taken: AGENT.safeParse(misspelt).success }).toEqual({ name, taken: false });
  }
});

test("the agent sends the file of web-log.service to the stage's group, a stream for each instance", () => {
  expect(OURS.logs.logs_collected.files.collect_list).toEqual([
    {
      file_path: "/var/log/web/web.log",
      log_group_name: "LOG_GROUP",
      log_stream_name: "{instance_id}",
    },
  ]);
  expect(read("web-log.service")).toContain("\nLogsDirectory=web\n"); // below /var/log
  expect(read("web-log.sh")).toContain("\nlog=$LOGS_DIRECTORY/web.log\n");
});
