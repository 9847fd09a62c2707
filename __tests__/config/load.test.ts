import { stages } from "../../config/stages";
import { loadStages, put, saidTo, sound } from "../support/refusals";

/** The sound stage with several values in place of its own. */
const withAll = (values: Record<string, unknown>) =>
  Object.entries(values).reduce((stage, [path, value]) => put(stage, path, value), sound);

describe("all faults come at once", () => {
  test("of several stages, types and rules and unknown keys together", () => {
    const lab = withAll({
      region: 1,
      "network.cidr": "10.0.0.0/33",
      "web.min": 9,
      "web.targetCpu": "30",
      "database.instances.b.zone": "c",
    });
    const prod = withAll({
      netwrok: {},
      "network.nat": "none",
      image: null,
      "entry.https.zone": "",
    });
    expect(saidTo({ lab, spare: sound, prod })).toEqual([
      'lab.region: must be a region of AWS\'s commercial partition, got 1; write it like "us-east-1"',
      'lab.network.cidr: must be a private /16 to /20, got "10.0.0.0/33"; write it like "10.0.0.0/16", without host bits or leading zeros',
      'lab.web.targetCpu: must be a percentage from 1 to 100, got "30"; write a number, like 30',
      "lab.web.max: must be at least min (9), got 4; raise max or lower min",
      'lab.database.instances.b.zone: must be a zone of the network (a, b), got "c"; add it to network.zones or choose one of these',
      'prod.network.endpoints: must include what the fleet cannot work without when nat is "none", got ["ssm","kms"]; add ec2messages, secretsmanager, ssmmessages, or set nat to "single"',
      "prod.image: must be an object, got null; give it a kind, one of stock, baked, ami",
      'prod.entry.https.zone: must be a Route 53 hosted zone id, got ""; write it like "Z0123456789ABCDEFGHIJ"',
      'prod.netwrok: is not a setting; did you mean "network"?',
    ]);
  });

  test("a rule speaks although its neighbours are unknown, missing or of the wrong type", () => {
    const stage = withAll({
      "web.mni": 2,
      "web.min": 5,
      "web.port": null,
      "network.cdir": "10.0.0.0/16",
      "network.nat": "none",
      "network.endpoints": ["ssm", "smm", "ssm"],
      "network.zones": ["a"],
      "database.name": undefined,
      "database.instances.a": "db.t4g.medium",
      "database.instances.b.size": 1,
    });
    expect(saidTo({ lab: stage })).toEqual([
      expect.stringMatching(
        /^lab\.network\.zones: must be a list of zone letters, at least 2, got/,
      ),
      expect.stringMatching(/^lab\.network\.endpoints\.1: must be one of .* did you mean "ssm"\?$/),
      expect.stringMatching(/^lab\.network\.endpoints: .* without repeats, got .* second "ssm"$/),
      expect.stringMatching(/^lab\.network\.cdir: is not a setting; did you mean "cidr"\?$/),
      expect.stringMatching(/^lab\.network\.endpoints: must include what the fleet cannot work/),
      expect.stringMatching(/^lab\.web\.port: must be a port/),
      expect.stringMatching(/^lab\.web\.mni: is not a setting; did you mean "min"\?$/),
      expect.stringMatching(/^lab\.web\.max: must be at least min \(5\), got 4/),
      expect.stringMatching(/^lab\.database\.name: must be .*, got nothing; /),
      expect.stringMatching(/^lab\.database\.instances\.a: must be an object, got "db.t4g.medium"/),
      expect.stringMatching(/^lab\.database\.instances\.b\.size: is not a setting/),
      expect.stringMatching(
        /^lab\.database\.instances\.b\.zone: must be a zone of the network \(a\)/,
      ),
    ]);
  });

  test("what stands under a bad name is looked at too", () => {
    const Writer = { class: "r6g.large", zone: "e" };
    expect(saidTo({ lab: put(sound, "database.instances", { Writer }) })).toEqual([
      'lab.database.instances.Writer.class: must be an instance class of Aurora: db.t… medium or large, db.r… or db.x… large or more, got "r6g.large"; write it like "db.t4g.medium"',
      'lab.database.instances.Writer: must be named in 1 to 15 of a-z, 0-9 and single dashes, starting with a letter, got "Writer"; name instances for good and not for their role, like "a"',
      'lab.database.instances.Writer.zone: must be a zone of the network (a, b), got "e"; add it to network.zones or choose one of these',
    ]);
  });

  test("but while a zone's letter is wrong, instances aren't held against it", () => {
    expect(saidTo({ lab: put(sound, "network.zones", ["us-east-1a", "b"]) })).toEqual([
      'lab.network.zones.0: must be a zone\'s letter, a to f, got "us-east-1a"; write it like "a"',
    ]);
  });

  test("a fault in an override, an unknown stage and a fault in a stage", () => {
    const overrides = { spare: { web: { min: "1" } }, sapre: {} };
    expect(saidTo({ lab: put(sound, "protection", "no"), spare: sound }, overrides)).toEqual([
      'lab.protection: must be true or false, got "no"; write true or false',
      'spare.web.min: must be a whole number from 1 to 100, got "1"; write a number of instances, like 2',
      'sapre: is not a stage; did you mean "spare"?',
    ]);
  });

  test("what is long is cut, so that a fault stays a line", () => {
    expect(saidTo({ lab: put(sound, "region", "x".repeat(500)) })).toEqual([
      `lab.region: must be a region of AWS's commercial partition, got "${"x".repeat(76)}...; write it like "us-east-1"`,
    ]);
  });
});

describe("the stages", () => {
  test("the stages of this repository are accepted", () => {
    expect(Object.keys(loadStages(stages))).toEqual(["lab", "prod"]);
  });

  test("what a stage leaves out gets its default", () => {
    const { endpoints: _e, flowLogs: _f, ...network } = sound.network;
    const { port: _p, healthCheckPath: _h, loadPage: _l, agent: _a, ...web } = sound.web;
    const { tags: _t, logs: _o, ...lean } = { ...sound, network, web };
    expect(loadStages({ lab: lean }).lab).toMatchObject({
      network: { endpoints: [], flowLogs: "none" },
      web: { port: 8080, healthCheckPath: "/healthz", loadPage: false, agent: "none" },
      logs: { access: "none", audit: "none", days: 30 },
      tags: {},
    });
  });

  test.each([
    "Lab",
    "1lab",
    "my_lab",
    "lab-",
    "a--b",
    "",
    "state",
    "lab-image",
    "internal",
    "internal-a",
    "sg-b",
    "aws1",
    "ssm-x",
    "sthree",
    "amzn-s3-demo-a",
    "a".repeat(17),
  ])('none is called "%s"', (name) => {
    const where = name === "" ? '""' : name;
    expect(saidTo({ [name]: sound })).toEqual([
      `${where}: must be named in up to 16 of a-z, 0-9 and single dashes, starting with a letter, and not "state", "…-image", "internal", "sg", "sthree", "amzn-s3-demo", "aws…" or "ssm…", got "${name}"; rename the stage`,
    ]);
  });

  test.each(["a", "lab", "prod-eu-1", "kind", "constructor", "a".repeat(16)])(
    'one may be called "%s"',
    (name) => {
      expect(saidTo({ [name]: sound, other: sound }, { other: {} })).toEqual([]);
    },
  );
});
