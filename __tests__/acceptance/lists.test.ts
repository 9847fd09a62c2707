import { dirname, join } from "node:path";
import { REGIONS } from "../../config/settings/regions";
import { ZONES } from "../../config/settings/words";
import { emulatorPython } from "../../emulator/python";
import { architectureOf } from "../../names/instance-type";
import { run } from "../../processes/run";
import { onEmulator } from "../support/deployment";
import { put, saidTo, sound } from "../support/refusals";

/** What support/lists.py prints. */
interface Lists {
  readonly partition: string;
  readonly regions: readonly string[];
  readonly services: readonly string[];
  /** Names of zones by region. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  /** Architectures by instance type. */
  readonly instanceTypes: Readonly<Record<string, readonly string[]>>;
  readonly databaseClasses: readonly string[];
}

/** Held against what AWS's own packages and answers say; docs/lists.md says which and why. */
onEmulator("lists that were typed", () => {
  let aws: Lists;
  beforeAll(async () => {
    const script = join(dirname(__dirname), "support", "lists.py");
    const { exitCode, stdout, stderr } = await run(await emulatorPython(), [script], {
      env: process.env,
    });
    if (exitCode !== 0) throw new Error(stderr);
    aws = JSON.parse(stdout);
  });

  const oneType = put(sound, "web.fallbackTypes", []);
  const refused = (path: string, values: readonly string[]) =>
    values.filter((value) => saidTo({ lab: put(oneType, path, value) }).length > 0);

  test("regions: those of AWS's commercial partition, all and no other", () => {
    expect(aws.partition).toBe("aws");
    expect([...REGIONS]).toEqual(aws.regions);
  });

  test("zones: every zone of every region has one of the letters", () => {
    expect(Object.keys(aws.zones).length).toBeGreaterThan(25);
    const letters = Object.entries(aws.zones).flatMap(([region, names]) =>
      names.map((name) => name.replace(region, "")),
    );
    expect([...new Set(letters)].sort()).toEqual([...ZONES]);
  });

  test("instance types: the schema takes every type but the Macs", () => {
    const types = Object.keys(aws.instanceTypes);
    expect(types.length).toBeGreaterThan(1000);
    expect(refused("web.instanceType", types).filter((type) => !type.startsWith("mac"))).toEqual(
      [],
    );
  });

  test("architectures: a type's name says which it has", () => {
    const wrong = Object.entries(aws.instanceTypes).filter(
      ([type, has]) => !type.startsWith("mac") && !has.includes(architectureOf(type)),
    );
    expect(wrong).toEqual([]);
  });

  test("database classes: the schema takes every one of Aurora but serverless", () => {
    expect(aws.databaseClasses.length).toBeGreaterThan(40);
    const classes = refused("database.instances.a.class", aws.databaseClasses);
    expect(classes).toEqual(["db.serverless"]);
  });
});
