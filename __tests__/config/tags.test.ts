import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("the tags", () => {
  test.each([
    { what: "AWS's own prefix", key: "aws:cost" },
    { what: "AWS's own prefix in capitals", key: "AWS:cost" },
    { what: "the prefix that RDS keeps for itself", key: "rds:cost" },
    { what: "a space in front, which a load balancer refuses", key: " cost" },
    { what: "a space at the end", key: "cost " },
    { what: "the Name that each resource gets", key: "Name" },
    { what: "the Stage that the stack sets", key: "Stage" },
    { what: "what differs from Stage in case alone", key: "stage" },
    { what: "a character that AWS refuses", key: "cost*" },
    { what: "129 characters", key: "k".repeat(129) },
  ])("no key is $what", ({ key }) => {
    const shown = key.length > 78 ? `"${key.slice(0, 76)}...` : `"${key}"`;
    const at = key.includes(" ") ? shown : key;
    expect(saidTo({ lab: put(sound, `tags.${key}`, "x") })).toEqual([
      `lab.tags.${at}: must be a tag key of 1 to 128 letters, digits, inner spaces and .:/=+@-_, and not aws:…, rds:…, Name or Stage, got ${shown}; choose another, since AWS and the stage set those themselves`,
    ]);
  });
  refuses(
    "tags.Team",
    'must be a tag value of 1 to 256 letters, digits, inner spaces and .:/=+@-_, and not aws:… or rds:…, got %s; write it like "web"',
    {
      "a number": 1,
      "a flag": true,
      null: null,
      "an object": { name: "web" },
      "a line break": "web\n",
      "a character that AWS refuses": "a*b",
      "an empty text, which the provider can't plan": "",
      "a space at the end": "web ",
      "a space in front": " web",
      "AWS's own prefix": "AWS:x",
      "the prefix that RDS keeps for itself": "rds:x",
    },
  );
  refuses("tags", 'must be an object of tags, got %s; write it like { Team: "web" }', {
    "a list": ["web"],
    text: "web",
    null: null,
  });
  accepts("tags", [
    undefined,
    {},
    { "Cost Center": "4 711", Name2: "a:b/c=d+e@f-g_h.i", nickname: "x" },
  ]);
});

test("no two tag keys differ in case alone: a role's tags can't", () => {
  const tags = { Team: "web", Cost: "1", TEAM: "shop", team: "web" };
  const must = "must differ from Team in more than case, since IAM takes both for one key";
  expect(saidTo({ lab: put(sound, "tags", tags) })).toEqual([
    `lab.tags.TEAM: ${must}, got "TEAM"; remove one of them`,
    `lab.tags.team: ${must}, got "team"; remove one of them`,
  ]);
});

test("more tags than AWS accepts on top of the stage's tags are refused, with their number", () => {
  const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`Tag${i}`, "x"]));
  expect(saidTo({ lab: put(sound, "tags", many) })).toEqual([
    "lab.tags: must be at most 40 tags, since AWS takes 50 and the stage sets some itself, got 41; remove some",
  ]);
});
