import { renderSteps } from "../../../ops/resize/render";
import { steps } from "../../../ops/resize/steps";
import { LARGE, MEMBERS } from "../made-up";

const shown = (target: Readonly<Record<string, string>>) =>
  renderSteps("lab", MEMBERS, steps(MEMBERS, target));

test("who resizes the writer alone reads that a smaller one takes over, and how to hand back", () => {
  expect(shown({ a: LARGE })).toContain(
    [
      "  1  a hands over to b",
      "     for about 30 s nothing is saved: the app waits, and tries again",
      "     b is smaller, and stays the writer until you hand back afterwards:",
      "     npm run ops -- failover lab --to a",
      "  2  reader a: db.t4g.medium to db.r6g.large",
    ].join("\n"),
  );
});

test.each([
  ["all become larger", { a: LARGE, b: LARGE }],
  ["the reader alone does", { b: LARGE }],
])("nobody hands back where %s", (_, target) => {
  expect(shown(target)).not.toContain("hand back");
});
