import { end, renderSteps } from "../../../ops/restore/render";
import type { Restoring } from "../../../ops/restore/restore";
import { RESTORE as job } from "../made-up";

test("the steps are shown with what users notice of each", () => {
  expect(renderSteps(job, ["make", "switch"])).toBe(`lab: the app uses lab-database

  1  lab-database-2 comes up: lab-database as it was at 2026-11-29T10:00:00Z
     users notice nothing; from then on two clusters are paid for
  2  the app goes to lab-database-2
     within 10 s, and nothing restarts; what people saved after the restored time
     is in lab-database alone, and so may be what they save in these 10 s`);
});

test("of a copy that is there the switch says when it was made", () => {
  expect(renderSteps(job, ["switch"], new Date("2026-11-29T11:00:00Z"))).toMatch(
    /\n {5}the copy was made at 2026-11-29T11:00:00Z$/,
  );
});

test("it ends with the settings to commit, and the command that removes the old cluster", () => {
  expect(end({ job } as Restoring)).toBe(`
lab: the app uses lab-database-2. Commit these settings:
a deploy without them would switch the app back to lab-database.

    cluster: 2,
    restore: { from: "lab-database", to: "2026-11-29T10:00:00Z" },

lab-database stays, and is paid for, until you remove it:
npm run ops -- restore lab --remove lab-database
After that, commit cluster: 2 without restore.`);
});

test("a cluster that is back in its place needs no other settings", () => {
  const copy = { ...job.copy, id: "lab-database", place: 1 } as const;
  expect(end({ job: { ...job, copy, source: { from: "before" } } } as Restoring)).toBe(
    "\nlab: the app uses lab-database. It is the snapshot before. The settings stay as they are.",
  );
});
