import { resolve } from "node:path";
import { terraformIn } from "../../terraform/find";

test.each([
  [undefined, "terraform"],
  ["", "terraform"],
  ["tofu", "tofu"],
  ["/opt/terraform", "/opt/terraform"],
  ["./bin/terraform", resolve("bin/terraform")],
])("TERRAFORM=%s is %s, also in the folder of a stack", (TERRAFORM, program) => {
  expect(terraformIn({ TERRAFORM })).toBe(program);
});
