import { allIn, type Picture } from "../../diagram/picture";
import { pictureOf } from "../../diagram/read";
import { synthImage, synthStage, synthState } from "../support/synth";

const lab = (change: object = {}) => pictureOf("lab", synthStage("lab", change).document);
const prod = () => pictureOf("prod", synthStage("prod").document);
/** "web fleet → aurora-mysql: 3306", for each link. */
function links(picture: Picture): string[] {
  const called = (id: string) => allIn(picture).find((each) => each.id === id)?.name;
  return picture.links.map(({ from, to, ports }) => `${called(from)} → ${called(to)}: ${ports}`);
}
const named = (picture: Picture, name: string) =>
  allIn(picture).find((each) => each.name === name)?.facts;

test("lab: anyone reaches the load balancer, which reaches the fleet, which reaches the database", () => {
  expect(links(lab()).sort()).toEqual([
    "NAT a → internet: 443",
    "anyone → load balancer: 80",
    "load balancer → web fleet: 8080",
    "web fleet → NAT a: 443",
    "web fleet → aurora-mysql: 3306",
    "web fleet → gateway endpoint: 443",
  ]);
});

test("each tier is shown in its subnets, with the subnets' ranges", () => {
  const [vpc] = lab().places;
  const inside = vpc?.places.map(({ name, nouns, places }) => [
    name,
    [...nouns, ...places].map((each) => each.name),
  ]);
  expect(inside).toEqual([
    ["public", ["load balancer", "NAT a"]],
    ["private", ["web fleet", "gateway endpoint"]],
    ["isolated", ["aurora-mysql"]],
  ]);
  expect(named(lab(), "public")).toEqual(["a 10.0.0.0/21", "b 10.0.8.0/21"]);
});

test("without NAT nothing reaches the internet, and the interface endpoints are one noun", () => {
  const endpoints = ["ssm", "secretsmanager", "ssmmessages", "ec2messages", "logs"];
  const closed = lab({ network: { nat: "none", endpoints }, image: { kind: "baked" } });
  expect(named(closed, "internet")).toBeUndefined();
  expect(named(closed, "interface endpoints")).toEqual([...endpoints].sort());
  expect(links(closed)).toContain("web fleet → interface endpoints: 443");
});

test("a NAT gateway says which zones go out by it", () => {
  expect(named(lab(), "NAT a")).toEqual(["for zones a b"]);
  expect(named(lab({ network: { nat: "per-zone" } }), "NAT b")).toEqual(["for zone b"]);
});

test("an internal load balancer stands in the private subnets, for people in the network", () => {
  const internal = lab({ entry: { scheme: "internal", from: ["10.0.0.0/8"] } });
  expect(links(internal)).toContain("people in the network → load balancer: 80");
  const tier = internal.places[0]?.places.find(({ name }) => name === "private");
  expect(tier?.nouns.map(({ name }) => name)).toContain("load balancer");
});

test("three ranges of visitors are named, and the others counted", () => {
  const from = ["198.51.100.0/24", "203.0.113.0/24", "192.0.2.0/25", "192.0.2.128/25"];
  expect(named(lab({ entry: { from } }), "people")).toEqual([
    "192.0.2.0/25",
    "192.0.2.128/25",
    "198.51.100.0/24",
    "and 1 more",
  ]);
});

test("prod: HTTPS, its name, where HTTP goes, the baked image, and an instance a zone", () => {
  expect(named(prod(), "load balancer")).toEqual([
    "internet-facing",
    "zones a b c",
    "www.example.com",
    "https 443, http 80 to https",
  ]);
  expect(links(prod())).toContain("anyone → load balancer: 80,443");
  expect(named(prod(), "web fleet")).toContain("baked image");
  expect(named(prod(), "prod-database-c")).toEqual(["zone c", "db.r6g.large"]);
});

test("the stack of an image shows the builder, what it starts from and where the id goes", () => {
  const bake = pictureOf("lab-image", synthImage("lab").document);
  expect(named(bake, "image builder")).toEqual([
    "t3.small",
    "from amazon-linux-2023-x86",
    "to /lab/image/ami",
  ]);
  expect(links(bake)).toContain("image builder → NAT a: 443");
});

test("a stack without a network is drawn as its tiers", () => {
  const state = pictureOf("state", synthState().document);
  expect(state.places).toEqual([]);
  expect(named(state, "bucket")).toContain("deletion: protected");
});

test("it says where state is kept, and which connections are logged", () => {
  expect(prod().notes).toEqual(["Flow logs: all connections.", "State: terraform.prod.tfstate"]);
});
