import { settingsSchema } from "../config/settings";
import { readControls } from "../policy/controls";
import { readWaivers } from "../policy/waivers";
import { expectWritten } from "./support/docs";

const controls = readControls();
const WORDS = {
  met: "met",
  choice: "choice",
  waived: "waived",
  account: "your account's",
} as const;

test("docs/controls.md shows every control that applies; npm run docs writes it", () => {
  const rows = controls.map(({ id, asks, is, how, check = "" }) => {
    const asked = check === "" ? "" : `\`${check}\``;
    return `| ${id} | ${asks} | ${WORDS[is]} | ${how} | ${asked} |`;
  });
  const count = (is: string) => controls.filter((each) => each.is === is).length;
  const page = [
    "# AWS's security controls",
    "",
    "These controls of AWS's Foundational Security Best Practices apply to what our stacks make. A few more are in other standards of",
    "AWS, or were once in this one. The table has them as `prod` does:",
    `${count("met")} are met, ${count("choice")} are met by a setting that you can choose, ${count("waived")} are waived with a reason, and ${count("account")} are`,
    "[your account's](security.md#what-belongs-to-your-account). The last column names a scanner's check that asks the same, and a test",
    "compares both. [policy/waivers.yaml](../policy/waivers.yaml) has the reason and the price of what is not met. Made from",
    "[policy/controls.yaml](../policy/controls.yaml) by `npm run docs`.",
    "",
    "| control | asks that | is | by, or because | check |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ];
  expectWritten("docs/controls.md", page.join("\n"));
});

test("every control is listed once", () => {
  const ids = controls.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.each(controls.filter(({ is }) => is === "choice").map(({ id, how }) => [id, how]))(
  "%s is a choice by a setting that there is: %s",
  (_, how) => {
    const [setting = ""] = /^[\w.]+/.exec(how) ?? [];
    expect({ setting, found: isSetting(setting) }).toEqual({ setting, found: true });
  },
);

test.each(
  readWaivers().flatMap(({ check, met_by }) => settingsIn(met_by).map((path) => [check, path])),
)("%s is met by a setting that there is: %s", (_, path) => expect(isSetting(path)).toBe(true));

/** A way to meet a check that begins with a setting's path: `logs.access: "bucket"`. */
function settingsIn(text: string): string[] {
  const [path] = /^[a-z][a-zA-Z]*(\.[a-zA-Z]+)+(?=$|[ :,])/.exec(text) ?? [];
  return path === undefined ? [] : [path];
}

function isSetting(path: string): boolean {
  let at: unknown = settingsSchema;
  for (const part of path.split(".")) {
    while (at && !("shape" in (at as object)) && "unwrap" in (at as object)) {
      at = (at as { unwrap(): unknown }).unwrap();
    }
    at = (at as { shape?: Record<string, unknown> } | undefined)?.shape?.[part];
  }
  return at !== undefined;
}
