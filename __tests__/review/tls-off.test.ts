import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
import { keptStage } from "../support/kept-plans";

const HTTPS = "aws_lb_listener.load_balancer_https";
const named = (rest: string) => `ELBSecurityPolicy-TLS13-1-${rest}`;

/** What is said of the listener when it goes from one policy of TLS to another. */
function said(from: string, to: string): string[] {
  const plan = keptStage("prod");
  const changes = plan.resource_changes?.map((entry) => {
    const { before, after } = entry.change;
    if (entry.address !== HTTPS) return entry;
    const change = {
      ...entry.change,
      actions: ["update"],
      before: { ...(before as object), ssl_policy: from },
      after: { ...(after as object), ssl_policy: to },
    };
    return { ...entry, change };
  });
  const { findings } = review({ ...plan, resource_changes: changes } as Plan);
  return findings.filter(({ rule }) => rule === "tls-off").map(({ title }) => title);
}

test.each([
  ["2-Res-2021-06", "2-2021-06"],
  ["3-2021-06", "2-2021-06"],
  ["2-2021-06", "0-2021-06"],
])("from TLS13-1-%s to TLS13-1-%s more is accepted, and this is said", (from, to) => {
  expect(said(named(from), named(to))).toEqual(["also accepts older encryption"]);
});

test.each([
  ["2-2021-06", "2-Res-2021-06"],
  ["2-Res-2021-06", "2-Res-PQ-2025-09"],
])("from TLS13-1-%s to TLS13-1-%s is no step back", (from, to) => {
  expect(said(named(from), named(to))).toEqual([]);
});
