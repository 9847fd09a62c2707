import { readFileSync } from "node:fs";
import { review } from "../../review/review";
import { readJson } from "../../terraform/json";
import type { Plan } from "../../terraform/plan";

/** Run by the benchmark in a process of its own: `probe.ts parse FILE` or `probe.ts judge FILE`. */
const WORK: Readonly<Record<string, (file: string) => unknown>> = {
  parse: (file) => JSON.parse(readFileSync(file, "utf8")),
  judge: (file) => review(readJson(readFileSync(file, "utf8")) as Plan),
};

const [, , work = "", file = ""] = process.argv;
const start = process.cpuUsage();
const result = WORK[work]?.(file);
const { user, system } = process.cpuUsage(start);
const seconds = (user + system) / 1e6;
const peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, peak, done: result !== undefined }));
