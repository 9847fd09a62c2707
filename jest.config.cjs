// The AWS SDK, used by tests alone, announces the end of Node 20 at every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

// What bin/install-test-tools.sh has put there, after what the machine has.
process.env.PATH += `:${require("node:path").join(__dirname, ".cache/tools")}`;

/**
 * Three projects: unit tests need Node, and those of the pipelines a shell with its usual company;
 * the app's run it on real databases and in a real browser; acceptance tests run real Terraform on
 * the emulator.
 */
const shared = {
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/give-way.cjs"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
    "\\.sh$": "<rootDir>/__tests__/support/text-transform.cjs",
  },
  moduleFileExtensions: ["ts", "js", "json", "sh"],
  moduleNameMapper: { "^archiver$": "<rootDir>/__tests__/support/archiver.cjs" },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.cache", "<rootDir>/.gen"],
};

const { TEST_ALL, UPDATE_PLANS } = process.env;

/** What has no test for `npm test`. */
const NIGHTLY =
  TEST_ALL === "1" ? [] : ["/fleet-load\\.test\\.ts$", "/acceptance/(cores|settled)\\.test\\.ts$"];

const TSX = { syntax: "typescript", tsx: true };
const JSX = { react: { runtime: "automatic", importSource: "hono/jsx" } };

module.exports = {
  maxWorkers: "100%",
  testSequencer: "<rootDir>/__tests__/support/longest-first.cjs",
  // For what hangs, in each test. Beside other runs, one that gives way has waited a quarter of an hour for
  // its CPU; at night one waits for a dozen applies.
  testTimeout: TEST_ALL === "1" || UPDATE_PLANS === "1" ? 3_600_000 : 1_200_000,
  workerGracefulExitTimeout: 30_000, // its warning is of what a test leaves open, not of a busy machine
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
      globalSetup: "<rootDir>/__tests__/support/prepare.ts",
      testMatch: ["<rootDir>/__tests__/acceptance/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", ...NIGHTLY],
    },
    {
      ...shared,
      displayName: "app",
      testMatch: ["<rootDir>/app/__tests__/**/*.test.{ts,tsx}"],
      testPathIgnorePatterns: ["/node_modules/", ...NIGHTLY],
      globalSetup: "<rootDir>/app/__tests__/support/global-setup.ts",
      globalTeardown: "<rootDir>/app/__tests__/support/global-teardown.ts",
      // First match wins: what the browser gets is text.
      transform: {
        "\\.(css|svg|client\\.js)$": "<rootDir>/__tests__/support/text-transform.cjs",
        "\\.tsx?$": ["@swc/jest", { jsc: { target: "es2022", parser: TSX, transform: JSX } }],
      },
      moduleFileExtensions: ["ts", "tsx", "js", "json"],
    },
  ],
};
