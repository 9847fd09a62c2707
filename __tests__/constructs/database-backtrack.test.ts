import { put, saidTo, sound } from "../support/refusals";
import { synthStage } from "../support/synth";

const [FIRST, SECOND] = ["aws_rds_cluster.database", "aws_rds_cluster.database_cluster_2"];
const restore = { from: "lab-database", to: "latest" };

test("hours of backtrack are seconds of each cluster, and nothing where there are none", () => {
  const both = synthStage("lab", { database: { backtrackHours: 24, restore } });
  expect([FIRST, SECOND].map((each) => both.at(each).backtrack_window)).toEqual([86_400, 86_400]);
  expect(synthStage("lab").at(FIRST)).not.toHaveProperty("backtrack_window");
});

test("backtrack is settled when a cluster is made, since AWS refuses it later", () => {
  expect(synthStage("lab").at(FIRST).lifecycle).toMatchObject({
    ignore_changes: expect.arrayContaining(["backtrack_window"]),
  });
});

test.each([0, 24])(
  "a plan with %s hours stops for a cluster that was made with others",
  (hours) => {
    const { output } = synthStage("lab", { database: { backtrackHours: hours } }).document;
    expect(JSON.stringify(output?.database_cluster)).toContain(
      `coalesce(${FIRST}.backtrack_window, 0) == ${hours * 3600}}`,
    );
  },
);

test("backtrack is refused with PostgreSQL, which has none", () => {
  const engine = { kind: "aurora-postgresql", version: "16.8" };
  const stage = (hours: number) =>
    put(put(sound, "database.engine", engine), "database.backtrackHours", hours);
  expect(saidTo({ lab: stage(24) })).toEqual([
    "lab.database.backtrackHours: must be 0, since AWS has backtrack for aurora-mysql alone, got 24; leave it out",
  ]);
  expect(saidTo({ lab: stage(0) })).toEqual([]);
});
