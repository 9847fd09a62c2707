import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (path: string) => readFileSync(join(__dirname, "../..", path), "utf8");
const { engines } = JSON.parse(read("package.json"));

test("the project's Node is one exact release of a line that gets fixes", () => {
  expect(read(".nvmrc")).toMatch(/^22\.\d+\.\d+\n$/);
  const minor = Number(read(".nvmrc").split(".")[1]);
  expect(minor).toBeGreaterThanOrEqual(19);
});

test("the oldest Node that is allowed is the one that CI tests as well, and that types describe", () => {
  expect(engines.node).toMatch(/^>=20\.\d+$/); // .ci/run reads it in this form
  expect(read("node_modules/@types/node/package.json")).toContain('"version": "20.');
});

test("instances get the line of Node that the project is tested on", () => {
  expect(read("image/install.sh")).toContain("dnf install -y nodejs22\n");
});
