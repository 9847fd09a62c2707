import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("who may connect", () => {
  refuses(
    "entry.from.0",
    'must be an IPv4 range, got %s; write it like "203.0.113.0/24", without host bits or leading zeros',
    {
      "an address without a mask": "203.0.113.7",
      "host bits": "203.0.113.7/24",
      "leading zeros": "203.0.113.00/24",
      "a mask beyond 32": "0.0.0.0/33",
      "a word": "anywhere",
      IPv6: "::/0",
      "a number": 0,
      null: null,
    },
  );
  refuses("entry.from", 'must be a list of IPv4 ranges, got %s; write it like ["0.0.0.0/0"]', {
    "a range outside of a list": "0.0.0.0/0",
    nothing: undefined,
    null: null,
    "an object": {},
  });
  refuses(
    "entry.from",
    'must be a list of IPv4 ranges, at least 1, got %s; write it like ["0.0.0.0/0"]',
    {
      "nobody at all": [],
    },
  );
  test("entry.from refuses a range given twice", () => {
    expect(saidTo({ lab: put(sound, "entry.from", ["10.0.0.0/8", "10.0.0.0/8"]) })).toEqual([
      'lab.entry.from: must be a list of IPv4 ranges without repeats, got ["10.0.0.0/8","10.0.0.0/8"]; remove the second "10.0.0.0/8"',
    ]);
  });
  const offices = (count: number) => Array.from({ length: count }, (_, i) => `203.0.113.${i}/32`);
  test.each([
    { over: "HTTP", https: undefined, most: 60, needs: "port 80" },
    { over: "HTTPS", https: sound.entry.https, most: 30, needs: "port 80 and one for 443" },
  ])("entry.from takes as many ranges as a security group takes rules, over $over", (row) => {
    const stage = (count: number) => ({
      lab: put(put(sound, "entry.https", row.https), "entry.from", offices(count)),
    });
    expect(saidTo(stage(row.most))).toEqual([]);
    expect(saidTo(stage(row.most + 1))).toEqual([
      `lab.entry.from: must be at most ${row.most} IPv4 ranges, since AWS takes 60 rules in a security group and each range needs one for ${row.needs}, got ${row.most + 1}; join neighbouring ranges into larger ones`,
    ]);
  });
  accepts("entry.from", [["0.0.0.0/0"], ["203.0.113.7/32", "10.0.0.0/8"]]);
});

describe("the scheme", () => {
  refuses("entry.scheme", "must be one of internet-facing, internal, got %s; choose one of these", {
    "another word": "public",
    nothing: undefined,
    null: null,
    "a flag": true,
  });
  refuses(
    "entry.scheme",
    'must be one of internet-facing, internal, got %s; did you mean "internal"?',
    {
      "a typo": "intern",
    },
  );
  accepts("entry.scheme", ["internet-facing", "internal"]);
});

describe("the balancing", () => {
  refuses(
    "entry.balancing",
    "must be one of round-robin, weighted-random, got %s; choose one of these",
    { "another word": "sticky", null: null, "a flag": true },
  );
  accepts("entry.balancing", [undefined, "round-robin", "weighted-random"]);
});

describe("HTTPS", () => {
  refuses(
    "entry.https.domain",
    'must be a domain name of up to 64 characters, in lower case, got %s; write it like "www.example.com"',
    {
      nothing: undefined,
      "a name without a dot": "localhost",
      capitals: "WWW.example.com",
      "an URL": "https://www.example.com",
      "a path": "www.example.com/",
      "a dot at the end": "www.example.com.",
      "two dots": "www..example.com",
      "a dash at an end": "-www.example.com",
      "an underscore": "my_app.example.com",
      "65 characters, of which no certificate can be": `${"a".repeat(53)}.example.com`,
      "an address": "203.0.113.7",
      "a number": 1,
      null: null,
    },
  );
  refuses(
    "entry.https.zone",
    'must be a Route 53 hosted zone id, got %s; write it like "Z0123456789ABCDEFGHIJ"',
    {
      nothing: undefined,
      "the zone's name": "example.com",
      "a path": "/hostedzone/Z0123456789ABCDEFGHIJ",
      "lower case": "z0123456789abcdefghij",
      "an id too short": "Z0123",
      "an id too long": `Z${"A".repeat(32)}`,
      "a number": 123456,
    },
  );
  refuses("entry.https", "must be an object, got %s; give it domain, zone", {
    "a flag": true,
    null: null,
    "a domain alone": "www.example.com",
    "a list": [],
  });
  accepts("entry.https", [
    undefined,
    { domain: "a-1.example.co.uk", zone: "Z2FDTNDATAQYW2" },
    { domain: `${"a".repeat(52)}.example.com`, zone: "Z2FDTNDATAQYW2" },
  ]);
});
