import { userData } from "../../constructs/user-data";

test("quotes values for the shell", () => {
  const script = Buffer.from(userData({ GREETING: "a $b `c`" }, "baked"), "base64").toString();
  expect(script).toContain("GREETING='a $b `c`'\n");
});

test.each(["it's", "two\nlines"])("refuses %j, which would end the quotes", (value) => {
  expect(() => userData({ NAME: value }, "baked")).toThrow(
    "user data: NAME must be without ' and line breaks",
  );
});

test("stays below the 16 KB that AWS takes", () => {
  expect(userData({ STAGE: "lab" }, "stock").length).toBeLessThan(16_384);
});
