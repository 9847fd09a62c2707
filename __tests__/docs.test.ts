import { draw } from "../diagram/draw";
import { pictureOf } from "../diagram/read";
import { expectWritten } from "./support/docs";
import { synthStage } from "./support/synth";
import { transitions } from "./transitions";
import { page } from "./transitions/table";

test("the page of transitions says what the cases say; npm run docs writes it", () => {
  expectWritten("docs/transitions.md", page(transitions));
});

test("no two transitions have one name, which would be one anchor", () => {
  const names = transitions.map(({ change }) => change);
  expect(new Set(names).size).toBe(names.length);
});

test("the README's picture is lab as it is synthesized; npm run docs draws it", async () => {
  const drawn = await draw(pictureOf("lab", synthStage("lab").document));
  expectWritten("docs/architecture.svg", drawn);
});
