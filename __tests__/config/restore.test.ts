import { accepts, overridesIn, put, refuses, saidTo, sound } from "../support/refusals";

const place =
  "must be 1 or 2, a place for a cluster, got %s; write 1, or 2 where a restored cluster has place 2";
const NO_PLACES = { "a letter": "a", "a third one": 3, "no place": 0, text: "2", null: null };

describe("the cluster that the app uses", () => {
  refuses("database.cluster", place, NO_PLACES);
  accepts("database.cluster", [1, 2, undefined]);
});

describe("what a second cluster is made from", () => {
  refuses("database.restore", "must be an object, got %s; give it from, to, into", {
    "an identifier alone": "lab-database",
    "a list": [],
    null: null,
  });
  refuses(
    "database.restore.from",
    'must be a cluster or a snapshot, got %s; write an identifier like "lab-database", the resource id of a deleted cluster, or a snapshot\'s ARN',
    {
      capitals: "Lab-Database",
      "two dashes": "lab--database",
      "the ARN of a snapshot of one instance": "arn:aws:rds:us-east-1:123456789012:snapshot:a",
      "an empty text": "",
      "a place": 1,
      nothing: undefined,
      null: null,
    },
  );
  refuses(
    "database.restore.to",
    'must be "latest" or a time in UTC, got %s; write "latest", or a time like "2026-11-29T10:00:00Z"; a snapshot has one time, so leave it out',
    {
      "a time of no zone": "2026-11-29T10:00:00",
      "a time of another zone": "2026-11-29T10:00:00+01:00",
      "a day alone": "2026-11-29",
      "a day that isn't": "2026-02-30T10:00:00Z",
      "an hour that isn't": "2026-11-29T24:00:01Z",
      another: "now",
      null: null,
    },
  );
  refuses("database.restore.into", place, NO_PLACES);
  test("takes no time if it is a snapshot", () => {
    const from = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:lab-before";
    const says = (value: object) => saidTo({ lab: put(sound, "database.restore", value) });
    expect(says({ from, to: "latest" })).toEqual([
      `lab.database.restore.from: must be a cluster where there is a time to restore it to, got "${from}"; leave to out: a snapshot has one time`,
    ]);
    expect(says({ from })).toEqual([]);
  });
  accepts("database.restore", [
    undefined,
    { from: "lab-database", to: "latest" },
    { from: "lab-database-2", to: "2026-11-29T10:00:00Z", into: 1 },
    { from: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ", to: "latest", into: 1 },
    { from: "lab-database-final" },
    { from: "rds:lab-database-2026-11-29-03-05" },
  ]);
});

test("an override of the source replaces it whole, so that a snapshot gets no time from the stage", () => {
  const restore = { from: "lab-before" };
  const overrides = overridesIn(JSON.stringify({ settings: { lab: { database: { restore } } } }));
  expect(saidTo({ lab: sound }, overrides)).toEqual([]);
});
