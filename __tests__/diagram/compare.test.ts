import { compared, type Done } from "../../diagram/compare";
import { allIn, type Picture } from "../../diagram/picture";
import { pictureOf } from "../../diagram/read";
import { synthStage } from "../support/synth";

const lab = (change: object = {}) => pictureOf("lab", synthStage("lab", change).document);
const NOTHING: Done = new Map();
/** "NAT b: new" for each noun, place and link that is marked. */
function marks(picture: Picture): string[] {
  const called = (id: string) => allIn(picture).find((each) => each.id === id)?.name;
  return [
    ...allIn(picture).map(({ name, mark }) => [name, mark]),
    ...picture.links.map(({ from, to, mark }) => [`${called(from)} → ${called(to)}`, mark]),
  ].flatMap(([name, mark]) => (mark ? [`${name}: ${mark}`] : []));
}
const named = (picture: Picture, name: string) =>
  allIn(picture).find((each) => each.name === name)?.facts;

test("two pictures that are the same have no mark", () => {
  expect(compared(lab(), lab(), NOTHING)).toEqual(lab());
});

test("what comes and what goes is in the picture, with its place and its arrows", () => {
  const perZone = lab({ network: { nat: "per-zone" } });
  const comes = compared(lab(), perZone, NOTHING);
  expect(marks(comes)).toEqual([
    "NAT a: changed",
    "NAT b: new",
    "web fleet → NAT b: new",
    "NAT b → internet: new",
  ]);
  expect(named(comes, "NAT a")).toEqual(["− for zones a b", "+ for zone a"]);
  const goes = compared(perZone, lab(), NOTHING);
  expect(marks(goes)).toContain("NAT b: gone");
  expect(marks(goes)).toContain("NAT b → internet: gone");
});

test("a line that another one follows stands before it, and the rest stays as it is", () => {
  const larger = compared(lab(), lab({ web: { instanceType: "t3.small" } }), NOTHING);
  expect(named(larger, "web fleet")?.slice(0, 3)).toEqual([
    "− 2 to 4 × t2.micro",
    "+ 2 to 4 × t3.small",
    "zones a b",
  ]);
});

test("lines that go and have no other one in their place stand at the end", () => {
  const empty = { places: [], nouns: [], links: [] };
  const [was, is] = [["state", "release", "image"], ["state"]];
  const titled = (notes: string[]) => ({ title: "lab", ...empty, notes });
  const { notes } = compared(titled(was), titled(is), NOTHING);
  expect(notes).toEqual(["state", "− release", "− image"]);
});

test("an arrow with another port says both", () => {
  const { links } = compared(lab(), lab({ web: { port: 9090 } }), NOTHING);
  expect(links).toContainEqual(
    expect.objectContaining({ to: "web", ports: ["− 8080", "+ 9090"], mark: "changed" }),
  );
});

test.each([
  ["the resource itself is replaced", "aws_lb.load_balancer", "replace", "load balancer: replaced"],
  ["the resource itself is updated", "aws_lb.load_balancer", "update", "load balancer: changed"],
  ["a part changes", "aws_lb_listener.load_balancer_http", "replace", "load balancer: changed"],
  ["a part with its name changes", "aws_launch_template.web", "update", "web fleet: changed"],
  ["one subnet of two is replaced", "aws_subnet.network_public_a", "replace", "public: changed"],
  ["a NAT gateway's address changes", "aws_eip.network_nat_a", "update", "NAT a: changed"],
] as const)("where %s, the thing is marked and no other", (_, address, verb, mark) => {
  expect(marks(compared(lab(), lab(), new Map([[address, verb]])))).toEqual([mark]);
});

test("what stands for nothing in the picture marks nothing", () => {
  const done = new Map([["aws_s3_object.release", "replace"]] as const);
  expect(marks(compared(lab(), lab(), done))).toEqual([]);
});
