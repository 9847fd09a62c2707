import { machineImage } from "../../constructs/machine-image";
import { userData } from "../../constructs/user-data";

test("quotes values for the shell", () => {
  const script = Buffer.from(userData({ GREETING: "a $b `c`" }, ""), "base64").toString();
  expect(script).toContain("GREETING='a $b `c`'\n");
});

test.each(["it's", "two\nlines"])("refuses %j, which would end the quotes", (value) => {
  expect(() => userData({ NAME: value }, "")).toThrow(
    "user data: NAME must be without ' and line breaks",
  );
});

test("stays below the 16 KB that AWS takes", () => {
  expect(userData({ STAGE: "lab" }, machineImage({ kind: "stock" }).start).length).toBeLessThan(
    16_384,
  );
});
