import { architectureOf, sizeOf } from "../../names/instance-type";

test.each([
  ["t4g.micro", "arm64"],
  ["m7gd.large", "arm64"],
  ["c7gn.xlarge", "arm64"],
  ["im4gn.large", "arm64"],
  ["a1.medium", "arm64"],
  ["t2.micro", "x86_64"],
  ["g4dn.xlarge", "x86_64"],
  ["g5.xlarge", "x86_64"],
  ["m7i-flex.large", "x86_64"],
])("%s is %s", (instanceType, architecture) => {
  expect(architectureOf(instanceType)).toBe(architecture);
});

test.each([
  ["t2.micro", "micro"],
  ["m7i-flex.12xlarge", "12xlarge"],
  ["c7i.metal-24xl", "metal-24xl"],
])("%s is of the size %s", (instanceType, size) => {
  expect(sizeOf(instanceType)).toBe(size);
});
