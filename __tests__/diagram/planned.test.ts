import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allIn, type Picture } from "../../diagram/picture";
import { pictureOfPlan } from "../../diagram/planned";
import type { Plan } from "../../terraform/plan";
import { keptStage } from "../support/kept-plans";

const PLANS = join(__dirname, "../review/plans");
const plan = (path: string) =>
  JSON.parse(readFileSync(join(PLANS, `${path}.json`), "utf8")) as Plan;
const pictured = (of: Plan, shown = (text: string) => text) => pictureOfPlan("lab", of, shown);
const marked = (picture: Picture | undefined) =>
  allIn(picture ?? { nouns: [], places: [] }).flatMap(({ name, mark }) =>
    mark ? [`${name}: ${mark}`] : [],
  );

test("of a plan that replaces the network, all that stands in it is replaced where it stands", () => {
  const picture = pictured(plan("whole/data/network-replaced"));
  const things = allIn(picture ?? { nouns: [], places: [] });
  expect(things.filter(({ of, mark }) => of.length > 0 && mark !== "replaced")).toEqual([]);
  const tiers = picture?.places[0]?.places.map(({ name, nouns, places }) => [
    name,
    [...nouns, ...places].map((each) => each.name),
  ]);
  expect(tiers).toEqual([
    ["public", ["load balancer", "NAT a"]],
    ["private", ["web fleet", "gateway endpoint"]],
    ["isolated", ["aurora-mysql"]],
  ]);
  expect(picture?.links).toHaveLength(6);
});

test("what was changed by hand is marked alone, with old and new", () => {
  const picture = pictured(plan("whole/truth/class-changed-by-hand"));
  expect(marked(picture)).toEqual(["lab-database-b: changed"]);
  const [cluster] = picture?.places[0]?.places[2]?.places ?? [];
  expect(cluster?.nouns[1]?.facts).toEqual(["zone b", "− db.t4g.large", "+ db.t4g.medium"]);
});

test.each([
  ["changes nothing", keptStage("lab")],
  ["has no network", plan("applied/state")],
  ["is of somebody else's stack", plan("cores/terraform-1.15.5/nested-modules-odd-keys")],
  ["has no resources", { format_version: "1.2", terraform_version: "1.15.5" }],
])("of a plan that %s there is no picture", (_, of) => {
  expect(pictured(of)).toBeUndefined();
});

test("every text of the plan in the picture is as it may be shown", () => {
  const picture = pictured(plan("whole/data/network-replaced"), () => "(shown)");
  expect(new Set(allIn(picture ?? { nouns: [], places: [] }).map(({ name }) => name))).toEqual(
    new Set(["(shown)"]),
  );
  expect(picture?.title).toBe("What the plan of (shown) changes");
});
