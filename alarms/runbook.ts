/** The page with what to do about each alarm, from the project's root. */
export const RUNBOOK = "docs/runbooks/alarms.md";

/** Where a heading of that page is. */
export function runbook(heading: string): string {
  return `${RUNBOOK}#${heading.toLowerCase().replaceAll(" ", "-")}`;
}
