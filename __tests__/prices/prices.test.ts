import { stages } from "../../config/stages";
import { auroraPrice, ec2Price, PRICES_REGION } from "../../prices/prices";
import { karpenterPrices, MISSING_FOR_KARPENTER } from "../support/karpenter";
import { needing } from "../support/needing";
import { testsAll } from "../support/tests-all";

test.each([
  ["t2.micro", 0.0116],
  ["t2.small", 0.023],
  ["t3.small", 0.0208],
  ["t4g.medium", 0.0336],
  ["m5.large", 0.096],
  ["m7g.medium", 0.0408],
  ["m6g.large", 0.077],
  ["c7g.4xlarge", 0.58],
])("an instance of type %s costs $%d an hour", (type, price) => {
  expect(ec2Price(type)).toBe(price);
});

test.each([
  ["db.t3.medium", 0.082],
  ["db.t4g.large", 0.146],
  ["db.r6g.large", 0.26],
  ["db.r7g.xlarge", 0.553],
])("an Aurora instance of class %s costs $%d an hour", (type, price) => {
  expect(auroraPrice(type)).toBe(price);
});

test.each(["m5.8xlarge", "m5.metal", "t2", "", "constructor", "db.t4g.medium"])(
  "%p is not in the table and has no price",
  (type) => {
    expect(ec2Price(type)).toBeNull();
  },
);

test("every type of our own stages is in the table", () => {
  for (const { web, database } of Object.values(stages)) {
    expect(ec2Price(web.instanceType)).not.toBeNull();
    for (const instance of Object.values(database.instances)) {
      expect(auroraPrice(instance.class)).not.toBeNull();
    }
  }
});

if (testsAll) {
  needing(MISSING_FOR_KARPENTER, "the prices of instances", () => {
    test("are those that AWS's autoscaler Karpenter brings in its newest release", () => {
      const listed = karpenterPrices(PRICES_REGION).filter(([type]) => ec2Price(type) !== null);
      expect(listed.length).toBeGreaterThan(120);
      expect(listed.map(([type]) => [type, ec2Price(type)])).toEqual(listed);
    });
  });
}
