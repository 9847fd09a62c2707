import { queriesOf } from "../../alarms/queries";

const DATABASE = "/aws/rds/cluster/prod-database";
const ALL = {
  engine: "aurora-mysql",
  database: DATABASE,
  web: "/prod/web",
  flows: "/prod/flows",
} as const;

test("each log that a stage has can be asked", () => {
  expect(queriesOf(ALL).map(({ name, logGroups }) => [name, ...logGroups])).toEqual([
    ["app-errors", "/prod/web"],
    ["slow-pages", "/prod/web"],
    ["slow-statements", `${DATABASE}/slowquery`],
    ["database-errors", `${DATABASE}/error`],
    ["refused-connections", "/prod/flows"],
  ]);
});

test("a log that a stage doesn't have isn't asked", () => {
  const { web: _, flows: __, ...least } = { ...ALL, engine: "aurora-postgresql" as const };
  expect(queriesOf(least).flatMap(({ logGroups }) => logGroups)).toEqual([
    `${DATABASE}/postgresql`,
    `${DATABASE}/postgresql`,
  ]);
});

/** As each engine writes it, in one event of CloudWatch. */
const MYSQL = `# Time: 2026-11-29T21:00:00.000000Z
# User@Host: app[app] @  [10.0.1.7]  Id:    42
# Query_time: 1.532018  Lock_time: 0.000004 Rows_sent: 1  Rows_examined: 812345
use app;
SET timestamp=1796000400;
SELECT COUNT(*) FROM contacts WHERE note LIKE '%a%';`;
const POSTGRESQL =
  "2026-11-29 21:00:00 UTC:10.0.1.7(5432):app@app:[42]:LOG:  duration: 1532.018 ms  execute <unnamed>: SELECT 1";
const SIMPLE = POSTGRESQL.replace("execute <unnamed>", "statement");

test.each([
  [
    "aurora-mysql",
    MYSQL,
    { seconds: "1.532018", statement: "\nSELECT COUNT(*) FROM contacts WHERE note LIKE '%a%'" },
  ],
  ["aurora-postgresql", POSTGRESQL, { milliseconds: "1532.018", statement: "SELECT 1" }],
  ["aurora-postgresql", SIMPLE, { milliseconds: "1532.018", statement: "SELECT 1" }],
] as const)("slow-statements of %s finds time and statement", (engine, line, right) => {
  const slow = queriesOf({ engine, database: DATABASE }).find(
    ({ name }) => name === "slow-statements",
  );
  const pattern = /^parse @message \/(.*)\/$/m.exec(slow?.query ?? "")?.[1] ?? "";
  expect({ ...new RegExp(pattern).exec(line)?.groups }).toEqual(right);
});
