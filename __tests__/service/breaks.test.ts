import { breaks, type Look, lineOf } from "../../service/breaks";
import type { Snapshot } from "../../service/snapshot";
import { WORKING } from "./working";

const look = (after: string, change: Partial<Snapshot> = {}): Look => ({
  after,
  snapshot: { ...WORKING, ...change },
});
const linesOf = (...looks: Look[]) => breaks(looks).map(lineOf);

const NO_NAT = { natGateways: [] };
const NO_ROUTE = { routeTables: [] };
const NO_RECORD = { records: [] };

test("nothing breaks while everything holds", () => {
  expect(linesOf(look("the beginning"), look("ec2 CreateRoute"))).toEqual([]);
});

test("a break lies between the call that made it and the call that mended it", () => {
  expect(
    linesOf(look("the beginning"), look("ec2 DeleteNatGateway", NO_NAT), look("ec2 ReplaceRoute")),
  ).toEqual(["way-out: broke at ec2 DeleteNatGateway, held again at ec2 ReplaceRoute"]);
});

test("another fault of the same invariant doesn't end the break", () => {
  expect(
    linesOf(
      look("the beginning"),
      look("ec2 DeleteNatGateway", NO_NAT),
      look("ec2 DeleteRoute", { ...NO_NAT, ...NO_ROUTE }),
      look("ec2 CreateVpcEndpoint"),
    ),
  ).toEqual(["way-out: broke at ec2 DeleteNatGateway, held again at ec2 CreateVpcEndpoint"]);
});

test("what breaks twice is reported twice, and what never mends says so", () => {
  expect(
    linesOf(
      look("the beginning"),
      look("ec2 DeleteNatGateway", NO_NAT),
      look("ec2 CreateNatGateway"),
      look("ec2 DeleteRoute", NO_ROUTE),
    ),
  ).toEqual([
    "way-out: broke at ec2 DeleteNatGateway, held again at ec2 CreateNatGateway",
    "way-out: broke at ec2 DeleteRoute, and stayed broken",
  ]);
});

test("what no call made was made by time", () => {
  expect(linesOf(look("the beginning"), look("time", { targetGroups: [] }), look("time"))).toEqual([
    "target: broke with time, held again with time",
  ]);
});

test("breaks come in the order in which they began", () => {
  const [first, second] = breaks([
    look("the beginning"),
    look("ec2 DeleteNatGateway", NO_NAT),
    look("route53 ChangeResourceRecordSets", { ...NO_NAT, ...NO_RECORD }),
  ]);
  expect([first?.invariant, second?.invariant]).toEqual(["way-out", "domain"]);
});

test("a break names its first fault", () => {
  const [found] = breaks([look("the beginning"), look("route53 POST", NO_RECORD)]);
  expect(found?.fault).toBe("www.example.com has no address");
});

test("a service that comes up for the first time breaks nothing", () => {
  expect(linesOf(look("the beginning", NO_NAT), look("ec2 CreateNatGateway"))).toEqual([]);
});
