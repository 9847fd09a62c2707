/**
 * Two projects: unit tests need Node, and those of the pipelines a shell with its usual company;
 * acceptance tests run real Terraform on the emulator.
 */
const shared = {
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
    "\\.sh$": "<rootDir>/__tests__/support/text-transform.cjs",
  },
  moduleFileExtensions: ["ts", "js", "json", "sh"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.cache", "<rootDir>/.gen"],
};

module.exports = {
  maxWorkers: "100%",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/acceptance/"],
    },
    {
      ...shared,
      displayName: "acceptance",
      testMatch: ["<rootDir>/__tests__/acceptance/**/*.test.ts"],
    },
  ],
};
