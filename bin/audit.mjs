/**
 * Reads `npm audit --json` from standard input, and fails on each known weakness that has no waiver.
 * The registry is asked in pull requests alone: what it knows changes while the code does not.
 */
import { readFileSync } from "node:fs";

/** By the advisory's address: why it doesn't hurt us, and until when. */
const WAIVERS = {};

const report = JSON.parse(readFileSync(0, "utf8"));
if (report.vulnerabilities === undefined) {
  console.error(`npm audit: must be a report, got ${JSON.stringify(report).slice(0, 200)}`);
  process.exit(2);
}
const advisories = Object.values(report.vulnerabilities).flatMap(({ via }) =>
  via.filter((each) => typeof each === "object"),
);
const open = new Map(advisories.map((each) => [each.url, each]));
const today = new Date().toISOString().slice(0, 10);
for (const [url, { until }] of Object.entries(WAIVERS)) {
  if (!open.has(url)) console.log(`::warning::the waiver of ${url} is not needed any more`);
  else if (until >= today) open.delete(url);
}
for (const { severity, name, title, url } of open.values()) {
  console.log(`::error::${severity} ${name}: ${title} (${url})`);
}
process.exitCode = open.size > 0 ? 1 : 0;
