import { renderPause } from "../ops/failover/render";
import { renderSteps as renderResize } from "../ops/resize/render";
import { steps } from "../ops/resize/steps";
import { renderTable, tableOf } from "../ops/restore/drill/table";
import { end, renderSteps as renderRestore } from "../ops/restore/render";
import type { Restoring } from "../ops/restore/restore";
import { LARGE, MEMBERS, RESTORE } from "./ops/made-up";
import { codeBlocks } from "./support/docs";

/* What the pages of operations show as examples: a command that prints something else fails here. */

const DRILLED = { restored: 1_264_000, started: 360_000, checked: 400, behind: 180_000 };
const URL = "http://lab-web-1.us-east-1.elb.amazonaws.com";

test.each([
  ["failover", "how long nothing could be saved", renderPause(URL, { ms: 9_700, exactMs: 1_000 })],
  ["resize", "the steps", renderResize("lab", MEMBERS, steps(MEMBERS, { a: LARGE, b: LARGE }))],
  ["restore", "the steps", renderRestore(RESTORE, ["make", "switch"])],
  ["restore", "the settings to commit", end({ job: RESTORE } as Restoring).trim()],
  ["restore", "the table of a drill", renderTable(tableOf(DRILLED))],
])("the page of %s shows %s as the command prints it", (page, _, printed) => {
  expect(codeBlocks(`docs/ops/${page}.md`, "text").join("\n")).toContain(printed);
});
