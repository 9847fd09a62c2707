import type { SettingsInput } from "../../config/settings";
import { loadStages, put, saidTo, sound } from "../support/refusals";

/** The sound stage with `over` merged into it. */
const loaded = (over: unknown, base: SettingsInput = sound) =>
  loadStages({ lab: base }, { lab: over }).lab;
const asItIs = loadStages({ lab: sound }).lab;

describe("an override", () => {
  test.each([{}, { lab: {} }, { lab: { web: {}, network: {}, tags: {} } }])(
    "of nothing, %j, gives exactly the stage",
    (overrides) => {
      expect(JSON.stringify(loadStages({ lab: sound }, overrides).lab)).toBe(
        JSON.stringify(asItIs),
      );
    },
  );
  test("changes the key it names, deep down, and nothing else", () => {
    expect(
      loaded({ network: { nat: "per-zone" }, entry: { https: { domain: "a.example.com" } } }),
    ).toEqual(put(put(asItIs, "network.nat", "per-zone"), "entry.https.domain", "a.example.com"));
  });
  test("of one stage leaves the others alone", () => {
    const { lab, prod } = loadStages({ lab: sound, prod: sound }, { prod: { web: { min: 3 } } });
    expect([lab?.web.min, prod?.web.min]).toEqual([2, 3]);
  });
  test("doesn't write into the stage it is merged over", () => {
    const before = structuredClone(sound);
    loaded({ network: { zones: ["a", "b", "c"] }, tags: { Owner: "me" } });
    expect(sound).toEqual(before);
  });
  test("may name a key that the schema knows and the stage leaves out", () => {
    const { targetRequests: _, ...web } = sound.web;
    expect(loaded({ web: { targetRequests: 500 } }, { ...sound, web })?.web).toEqual({
      ...asItIs?.web,
      targetRequests: 500,
    });
    const { https: _https, ...entry } = sound.entry;
    const https = { domain: "b.example.com", zone: "Z0123456789" };
    expect(loaded({ entry: { https } }, { ...sound, entry })?.entry).toEqual({ ...entry, https });
  });
  test("adds tags key by key, also one that is called kind", () => {
    expect(loaded({ tags: { kind: "web" } })?.tags).toEqual({ Team: "web", kind: "web" });
    const tagged = put(sound, "tags", { kind: "web" });
    expect(loaded({ tags: { Team: "a" } }, tagged)?.tags).toEqual({ kind: "web", Team: "a" });
  });
  test("of null takes out what the stage sets, and what it must have is then missing", () => {
    const https = { domain: "b.example.com", zone: "Z0123456789" };
    const base = put(sound, "entry.https", https) as SettingsInput;
    expect(loaded({ entry: { https: null } }, base)?.entry).not.toHaveProperty("https");
    expect(saidTo({ lab: sound }, { lab: { web: { min: null } } })).toEqual([
      "lab.web.min: must be a whole number from 1 to 100, got nothing; write a number of instances, like 2",
    ]);
  });
  test("replaces a list whole", () => {
    expect(loaded({ network: { zones: ["c", "a", "b"], endpoints: [] } })?.network).toMatchObject({
      zones: ["c", "a", "b"],
      endpoints: [],
    });
  });
  test("replaces database.instances whole", () => {
    const instances = { c: { class: "db.r6g.large", zone: "b" } };
    expect(loaded({ database: { instances } })?.database).toEqual({ ...sound.database, instances });
  });
  test.each([
    { path: "image", value: { kind: "ami", id: "ami-01234567" } },
    { path: "backend", value: { kind: "s3", bucket: "acme", region: "us-east-1" } },
    { path: "database.engine", value: { kind: "aurora-postgresql", version: "16.8" } },
  ])("replaces $path, a value with a kind, whole", ({ path, value }) => {
    const over = path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    expect(loaded(over)).toEqual(put(asItIs, path, value));
  });
  test("of a value with a kind needs all of it", () => {
    expect(saidTo({ lab: sound }, { lab: { database: { engine: { version: "16.8" } } } })).toEqual([
      "lab.database.engine.kind: must be one of aurora-mysql, aurora-postgresql, got nothing; choose one of these",
    ]);
  });
  test("of the instances by none leaves none, which is refused", () => {
    expect(saidTo({ lab: sound }, { lab: { database: { instances: {} } } })).toEqual([
      "lab.database.instances: must be 1 to 16 instances, got 0; list one writer and up to 15 readers",
    ]);
  });
  test("is held to the same rules as a stage, together with what the stage says", () => {
    expect(
      saidTo({ lab: sound }, { lab: { web: { max: 1 }, network: { zones: ["a", "c"] } } }),
    ).toEqual([
      "lab.web.max: must be at least min (2), got 1; raise max or lower min",
      'lab.database.instances.b.zone: must be a zone of the network (a, c), got "b"; add it to network.zones or choose one of these',
    ]);
  });
  test("with a kind where there is none is refused for the kind, and not taken for another value", () => {
    expect(saidTo({ lab: sound }, { lab: { web: { kind: "spot" } } })).toEqual([
      'lab.web.kind: is not a setting; did you mean "min"?',
    ]);
  });
  test("of an unknown stage is refused with the nearest", () => {
    expect(saidTo({ lab: sound, prod: sound }, { prd: {}, staging: sound, kind: {} })).toEqual([
      'prd: is not a stage; did you mean "prod"?',
      "staging: is not a stage; known are lab, prod",
      "kind: is not a stage; known are lab, prod",
    ]);
  });
  test.each(["constructor", "toString", "hasOwnProperty", "__proto__"])(
    "of a stage called %s, which every object has, is refused",
    (name) => {
      const overrides = Object.fromEntries([[name, sound]]);
      expect(saidTo({ lab: sound }, overrides)).toEqual([`${name}: is not a stage; known are lab`]);
    },
  );
  test.each([
    { what: "a list", over: [], got: "[]" },
    { what: "null", over: null, got: "null" },
    { what: "text", over: "per-zone", got: '"per-zone"' },
  ])("isn't $what", ({ over, got }) => {
    expect(saidTo({ lab: sound }, over)).toEqual([
      `settings: must be an object keyed by stage, got ${got}; write it like {"lab":{…}}`,
    ]);
    expect(saidTo({ lab: sound }, { lab: over })).toEqual([
      `lab: must be an object, got ${got}; give it region, account, network, image, entry, web, database, logs, alarms, encryption, protection, backend, boundary, tags`,
    ]);
  });
});
