import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

const said = (windows: object) =>
  saidTo({ lab: put(sound, "database.windows", { ...sound.database.windows, ...windows }) });

describe("the windows of the database", () => {
  accepts("database.windows", [undefined, sound.database.windows]);
  accepts("database.windows.apply", ["now", "window"]);
  accepts("database.windows.backup", ["03:00-03:30", "23:45-00:15"]);
  accepts("database.windows.maintenance", ["sat:23:30-sun:00:30", "wed:12:00-wed:12:30"]);
  refuses(
    "database.windows.backup",
    'must be hours of a day in UTC, at least half an hour, got %s; write it like "03:00-04:00"',
    { "an hour that isn't": "24:00-25:00", "a day": "sun:03:00-sun:04:00", "one time": "03:00" },
  );
  refuses(
    "database.windows.maintenance",
    'must be hours of a week in UTC, at least half an hour and less than a day, got %s; write it like "sun:04:30-sun:05:30"',
    { capitals: "Sun:04:30-Sun:05:30", "no day": "04:30-05:30", null: null },
  );
});

test.each([
  ["backup", "03:00-03:29", 'write it like "03:00-04:00"'],
  ["backup", "03:00-03:00", 'write it like "03:00-04:00"'],
  ["maintenance", "sun:23:50-mon:00:10", 'write it like "sun:04:30-sun:05:30"'],
  ["maintenance", "sun:05:00-mon:05:00", 'write it like "sun:04:30-sun:05:30"'],
])("a window of %s is half an hour at least, and less than a day: %s", (key, window, remedy) => {
  const must = "must be at least 30 minutes long, and less than a day";
  expect(said({ backup: "10:00-11:00", [key]: window })).toContain(
    `lab.database.windows.${key}: ${must}, got "${window}"; ${remedy}`,
  );
});

test.each([
  ["03:00-05:00", "sun:04:30-sun:05:30"],
  ["04:45-05:15", "sun:04:30-sun:05:30"],
  ["23:30-00:30", "sun:00:00-sun:01:00"],
  ["00:00-01:00", "sat:23:30-sun:00:30"],
])("AWS refuses windows that overlap on any day: %s and %s", (backup, maintenance) => {
  expect(said({ backup, maintenance })).toEqual([
    `lab.database.windows.maintenance: must not overlap the backup window ${backup}, got "${maintenance}"; choose other hours`,
  ]);
});

test.each([
  ["03:00-04:30", "sun:04:30-sun:05:30"],
  ["05:30-06:00", "sun:04:30-sun:05:30"],
])("windows that only touch are apart: %s and %s", (backup, maintenance) => {
  expect(said({ backup, maintenance })).toEqual([]);
});
