import fs from "node:fs";
import fc from "fast-check";
import type { SettingsInput } from "../../config/settings";
import { type Fault, Refusal } from "../../terminal/refusal";
import { arbitraryFault, type Spoiling } from "../support/arbitrary-faults";
import { arbitrarySettings } from "../support/arbitrary-settings";
import { loadStages, overridesIn, saidBy, sound } from "../support/refusals";

const SHAPE = /^(must .+, got .+; .+|is not a (setting|stage); .+)$/;

/** The faults that stages are refused with. Any other error is passed on, and fails the test. */
function faultsOf(stages: Record<string, unknown>): readonly Fault[] {
  try {
    loadStages(stages as Record<string, SettingsInput>);
  } catch (error) {
    if (error instanceof Refusal) return error.faults;
    throw error;
  }
  return [];
}

const spoil = (settings: unknown, faults: readonly Spoiling[]) =>
  faults.reduce((at, fault) => fault.spoil(at), settings);

const spoiled = (minLength: number, maxLength: number) =>
  arbitrarySettings.chain((settings) =>
    fc
      .array(arbitraryFault(settings), { minLength, maxLength })
      .map((faults) => ({ faults, settings: spoil(settings, faults) })),
  );

describe("of 1,000 random stages", () => {
  test("with one fault each, every one is refused at the place of the fault", () => {
    fc.assert(
      fc.property(spoiled(1, 1), ({ faults: [fault], settings }) => {
        const told = faultsOf({ lab: settings });
        expect(told.map(({ where }) => where)).toContain(`lab.${fault?.at}`);
        for (const { where, says } of told) {
          expect(where).toMatch(/^lab\../);
          expect(says).toMatch(SHAPE);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("with several faults each, stages with a fault are refused and stages without are not", () => {
    const three = fc.record({ lab: spoiled(0, 3), spare: spoiled(0, 2), prod: spoiled(1, 3) });
    fc.assert(
      fc.property(three, (stages) => {
        const names = Object.entries(stages);
        const told = faultsOf(
          Object.fromEntries(names.map(([name, { settings }]) => [name, settings])),
        );
        expect(new Set(told.map(({ where }) => where.replace(/\..*/s, "")))).toEqual(
          new Set(names.filter(([, { faults }]) => faults.length > 0).map(([name]) => name)),
        );
        for (const { says } of told) expect(says).toMatch(SHAPE);
      }),
      { numRuns: 334 },
    );
  });

  test("no refusal touches the disk", () => {
    const touch = (
      ["openSync", "writeFileSync", "mkdirSync", "mkdtempSync", "renameSync", "rmSync"] as const
    ).map((name) => jest.spyOn(fs, name));
    fc.assert(
      fc.property(spoiled(1, 1), ({ settings }) => faultsOf({ lab: settings }).length > 0),
      { numRuns: 100 },
    );
    for (const spy of touch) expect(spy).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  test("without a fault, every one is accepted, and every value given comes out as it went in", () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        const { entry, image, network, web, logs, alarms, tags = {} } = settings;
        expect(loadStages({ lab: settings }).lab).toEqual({
          ...settings,
          network: { endpoints: [], flowLogs: "none", ...network },
          entry: { balancing: "weighted-random", ...entry },
          image: image.kind === "baked" ? { edition: 1, ...image } : image,
          web: {
            port: 8080,
            healthCheckPath: "/healthz",
            rollout: "rolling",
            loadPage: false,
            agent: "none",
            ...web,
          },
          logs: { access: "none", audit: "none", days: 30, ...logs },
          ...(alarms && { alarms: { mail: [], dashboard: "none", ...(alarms as object) } }),
          encryption: settings.encryption ?? "aws",
          database: { backtrackHours: 0, ...settings.database },
          tags,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("each overrides another with all it has", () => {
    const required: fc.Arbitrary<SettingsInput> = arbitrarySettings.map((settings) => ({
      ...settings,
      tags: {},
      account: sound.account,
      boundary: sound.boundary,
      logs: sound.logs,
      alarms: sound.alarms,
      encryption: sound.encryption,
      network: { flowLogs: "none", ...settings.network },
      entry: { balancing: "round-robin", ...sound.entry, ...settings.entry },
      web: { ...sound.web, ...settings.web },
      database: { ...WHOLE, ...settings.database },
    }));
    fc.assert(
      fc.property(required, required, (base, over) => {
        const context = JSON.stringify({ settings: { lab: over } });
        expect(loadStages({ lab: base }, overridesIn(context))).toEqual(loadStages({ lab: over }));
      }),
    );
  });
});

/** What a stage may leave out of its database. */
const { windows, cluster, restore, backupVault, insights } = sound.database;
const WHOLE = { backtrackHours: 0, windows, cluster, restore, backupVault, insights };

describe("whatever comes in from outside is accepted or refused, and never breaks", () => {
  const paths = ["", "network", "network.zones", "image", "database.instances", "web", "tags"];

  test("any JSON, at any place of an override", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const keys = ["settings", "lab", ...path.split(".").filter(Boolean)];
        const context = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        for (const fault of saidBy(() =>
          loadStages({ lab: sound }, overridesIn(JSON.stringify(context))),
        )) {
          expect(fault).toMatch(
            /^(lab|CDKTF_CONTEXT_JSON).*: (must .+, got .+; .+|is not a setting; .+)$/,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("any text as the context, and JSON means there what it means to JSON.parse", () => {
    const noise = fc.stringMatching(/^[{}[\]":,\\a1 ]{0,12}$/);
    const text = fc.oneof(fc.string(), fc.json(), noise).filter((context) => context !== "");
    fc.assert(
      fc.property(text, (context) => {
        const read = (): unknown => JSON.parse(context);
        const told = saidBy(() => overridesIn(context));
        const isJson = told.every((fault) => !fault.includes("must be JSON"));
        const several = told.every((fault) => /must (give|name|hold|be an object)/.test(fault));
        expect(told.length <= 1 || several).toBe(true);
        if (isJson) expect(read).not.toThrow();
        else expect(read).toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test("two names in one object are refused when they are the same, and not otherwise", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (one, other, value) => {
        const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
        const json = (key: string) =>
          `{"settings":[{"y":${JSON.stringify(value)},${first}:1,${key}:1}]}`;
        const odd = [one, other].some((name) => name === "__proto__" || name === "y");
        fc.pre(!odd && !JSON.stringify(value).includes("__proto__"));
        expect(saidBy(() => overridesIn(json(first)))).toHaveLength(1);
        expect(saidBy(() => overridesIn(json(second)))).toHaveLength(one === other ? 1 : 0);
      }),
    );
  });
});
