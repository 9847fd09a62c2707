import { UNREAD } from "../../support/unread";

test("what one stage's plans don't read, the other's do", () => {
  expect(UNREAD.lab.filter((action) => UNREAD.prod.includes(action))).toEqual([]);
});
