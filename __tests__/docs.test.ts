import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { draw } from "../diagram/draw";
import { pictureOf } from "../diagram/read";
import { synthStage } from "./support/synth";
import { transitions } from "./transitions";
import { page } from "./transitions/table";

const file = join(__dirname, "..", "docs", "transitions.md");

test("the page of transitions says what the cases say; npm run docs writes it", () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, page(transitions));
  expect(readFileSync(file, "utf8")).toBe(page(transitions));
});

test("no two transitions have one name, which would be one anchor", () => {
  const names = transitions.map(({ change }) => change);
  expect(new Set(names).size).toBe(names.length);
});

test("the README's picture is lab as it is synthesized; npm run docs draws it", async () => {
  const drawn = await draw(pictureOf("lab", synthStage("lab").document));
  const picture = join(__dirname, "..", "docs", "architecture.svg");
  if (process.env.UPDATE_DOCS) writeFileSync(picture, drawn);
  expect(readFileSync(picture, "utf8")).toBe(drawn);
});
