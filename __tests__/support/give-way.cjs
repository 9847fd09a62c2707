/**
 * Unit tests give way to the acceptance tests that run at the same time: those are one long chain of
 * waits each, and the longest decides when a run ends.
 */
require("node:os").setPriority(10);
