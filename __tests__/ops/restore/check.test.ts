import type { DBCluster } from "@aws-sdk/client-rds";
import { faultsOfCopy } from "../../../ops/restore/check";

const instance = (id: string, writer: boolean, status = "available") => ({
  ...{ id, writer, status, class: "db.t4g.medium", pending: [], lag: 20 },
});
const TWO = [instance("a", true), instance("b", false)];
const secret = (SecretArn: string, SecretStatus = "active") => ({ SecretArn, SecretStatus });
const COPY: DBCluster = { Status: "available", MasterUserSecret: secret("new") };
const OLD: DBCluster = { Status: "available", MasterUserSecret: secret("old") };

test("a copy in service with a secret of its own is sound, with the old one or without", () => {
  expect(faultsOfCopy(COPY, TWO, 2, OLD)).toEqual([]);
  expect(faultsOfCopy(COPY, TWO, 2, undefined)).toEqual([]);
});

test.each<[string, Partial<DBCluster>, typeof TWO, string]>([
  ["isn't available", { Status: "creating" }, TWO, "must be available, got creating"],
  ["lacks an instance", {}, TWO.slice(0, 1), "must have 2 instances in service, got 1"],
  [
    "has an instance that doesn't serve",
    {},
    [instance("a", true), instance("b", false, "creating")],
    "must have 2 instances in service, got 1",
  ],
  [
    "has no writer",
    {},
    TWO.map((each) => ({ ...each, writer: false })),
    "must have a writer, got none",
  ],
  [
    "has no secret",
    { MasterUserSecret: undefined },
    TWO,
    "must have a secret that AWS keeps, got none",
  ],
  [
    "has the old one's secret",
    { MasterUserSecret: secret("old") },
    TWO,
    "must have a secret of its own, got the other cluster's",
  ],
  [
    "has a secret that isn't ready",
    { MasterUserSecret: secret("new", "creating") },
    TWO,
    "must have a secret that can be read, got one that is creating",
  ],
  [
    "waits for its parameters",
    { DBClusterMembers: [{ DBClusterParameterGroupStatus: "pending-reboot" }] },
    TWO,
    "must have the parameters of its group, got an instance to restart",
  ],
])("a copy that %s is not", (_, more, instances, says) => {
  expect(faultsOfCopy({ ...COPY, ...more }, instances, 2, OLD)).toEqual([says]);
});
