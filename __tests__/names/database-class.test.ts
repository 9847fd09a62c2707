import { memoryOf, sizeOf, vcpusOf } from "../../names/database-class";

/** AWS's page of instance classes for Aurora says so. */
test.each([
  ["db.t4g.medium", 2, 4],
  ["db.t4g.large", 2, 8],
  ["db.r6g.large", 2, 16],
  ["db.r6g.xlarge", 4, 32],
  ["db.r6g.2xlarge", 8, 64],
  ["db.x2g.large", 2, 32],
  ["db.r8g.16xlarge", 64, 512],
])("%s has %d vCPUs and %d GiB", (name, vcpus, memory) => {
  expect([vcpusOf(name), memoryOf(name)]).toEqual([vcpus, memory]);
});

test("sizes have one order, whatever the family", () => {
  const names = [
    "db.t4g.medium",
    "db.t4g.large",
    "db.r6g.xlarge",
    "db.x2g.2xlarge",
    "db.r8g.16xlarge",
  ];
  const sizes = names.map((name) => sizeOf(name) ?? 0);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(new Set(sizes).size).toBe(names.length);
});

test("of an unknown size nothing is known", () => {
  const name = "db.r9z.metal";
  expect([sizeOf(name), vcpusOf(name), memoryOf(name)]).toEqual([undefined, undefined, undefined]);
});
