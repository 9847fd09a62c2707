import { duration, ESTIMATES, renderTable, tableOf } from "../../../ops/restore/drill/table";
import { onOneLine, readPage } from "../../support/docs";

const MINUTE = 60_000;

test("a drill's table has the runbook's form, with its own times", () => {
  const measured = {
    restored: 21 * MINUTE + 4_000,
    started: 6 * MINUTE,
    checked: 400,
    behind: 3 * MINUTE,
  };
  expect(renderTable(tableOf(measured))).toBe(
    `| part                              | RTO: it takes                          | RPO: it loses                                                   |
| --------------------------------- | -------------------------------------- | --------------------------------------------------------------- |
| a copy of the cluster is restored | 21 min 4 s                             | all that was saved after the time; with \`latest\` the last 3 min |
| its first instance starts         | 6 min                                  | nothing more                                                    |
| the copy is checked               | 0.4 s, and your own look at the tables | nothing more                                                    |
| the app is switched to the copy   | not drilled: a deploy, then up to 10 s | what is saved to the old cluster in these 10 s                  |`,
  );
});

test("a drill of a cluster without a latest restorable time says that its loss is unknown", () => {
  const { restored } = tableOf({ restored: 1, started: 1, checked: 1, behind: undefined });
  expect(restored.rpo).toBe(
    "all that was saved after the time; with `latest` the last minutes: how many is unknown",
  );
});

test.each([
  [0, "0.0 s"],
  [9_949, "9.9 s"],
  [59_600, "1 min"],
  [60_000, "1 min"],
  [250_000, "4 min 10 s"],
])("%i ms are %s", (ms, said) => expect(duration(ms)).toBe(said));

test("the runbook has the estimates, and says that they are", () => {
  expect(readPage("docs/runbooks/database.md")).toContain(renderTable(ESTIMATES));
  expect(onOneLine("docs/runbooks/database.md")).toContain("These are estimates");
});
