import fc from "fast-check";
import { isPrivate, readCidr } from "../../config/cidr";

test.each(["10.0.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "192.168.7.0/24"])(
  "%s is a range, and reads as itself",
  (text) => {
    expect(readCidr(text)?.address).toBe(text);
  },
);

test("a range is written in one way only: no other text for the same bits is read", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, mask) => {
      const bits = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
      const hostBits = bits % 2 ** (32 - mask);
      expect(readCidr(`${address}/${mask}`) !== undefined).toBe(hostBits === 0);
      expect(readCidr(`${address}/0${mask}`)).toBeUndefined();
      expect(readCidr(`0${address}/${mask}`)).toBeUndefined();
      expect(readCidr(address)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test.each([
  { text: "10.0.0.0/8", inside: true },
  { text: "10.255.255.255/32", inside: true },
  { text: "172.16.0.0/12", inside: true },
  { text: "192.168.0.0/16", inside: true },
  { text: "8.0.0.0/6", inside: false },
  { text: "172.0.0.0/8", inside: false },
  { text: "172.15.0.0/16", inside: false },
  { text: "172.32.0.0/16", inside: false },
  { text: "192.168.0.0/15", inside: false },
  { text: "11.0.0.0/16", inside: false },
])("$text lies within a private block: $inside", ({ text, inside }) => {
  const range = readCidr(text);
  expect(range && isPrivate(range)).toBe(inside);
});
