import { createColors } from "picocolors";
import { Screen } from "../../terminal/screen";

const BACK = "\r\u001b[2K";

function screen(live: boolean) {
  let text = "";
  const out = { write: (more: string) => (text += more), columns: 40 };
  return { screen: new Screen(out, live, createColors(false)), text: () => text };
}
const count = (shown: Screen) =>
  shown.step("apply", async (progress) => {
    progress("1/2 (at aws_lb.load_balancer, aws_vpc.network)", "1/2 aws_subnet.a created after 1s");
  });

test("a log gets a line each, and no control characters", async () => {
  const log = screen(false);
  await count(log.screen);
  expect(log.text()).toMatch(/^ {2}1\/2 aws_subnet\.a created after 1s\napply +\d+\.\d s\n$/);
});

test("a terminal gets one line, which is taken back and never wraps", async () => {
  const terminal = screen(true);
  await count(terminal.screen);
  const shown = terminal.text().split(BACK);
  expect(shown).toContainEqual(
    expect.stringMatching(/^apply {2}\d+\.\d s {2}1\/2 \(at aws_lb\.lo/),
  );
  expect(Math.max(...shown.slice(0, -1).map(({ length }) => length))).toBeLessThan(40);
  expect(shown.at(-1)).toMatch(/^apply +\d+\.\d s\n$/);
});

test("what is printed in a step stands above its line", async () => {
  const terminal = screen(true);
  const wait = terminal.screen.step("apply", async () => terminal.screen.print("stopping…"));
  await wait;
  expect(terminal.text()).toMatch(/^apply {2}\d+\.\d s.*stopping…\napply {2}\d+\.\d s/s);
});

test("a step that fails leaves no line behind, and its error is the caller's", async () => {
  const terminal = screen(true);
  const failing = terminal.screen.step("apply", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(terminal.text().endsWith(BACK)).toBe(true);
});

describe("a picture of several lines", () => {
  const UP = "\u001b[1A\u001b[2K";

  test("is taken back whole before the next one, and what is printed stands above it", () => {
    const { screen: shown, text } = screen(true);
    shown.show("one", "two", "three");
    shown.show("four", "five");
    shown.print("done");
    shown.show();
    expect(text()).toBe(
      `one\ntwo\nthree${BACK}${UP}${UP}four\nfive${BACK}${UP}done\nfour\nfive${BACK}${UP}`,
    );
  });

  test("has no line wider than the terminal, and no more of them than it shows", () => {
    let text = "";
    const out = { write: (more: string) => (text += more), columns: 10, rows: 2 };
    new Screen(out, true, createColors(true)).show(
      "above",
      "\u001b[36m0123456789\u001b[39m",
      "last",
    );
    expect(text).toBe("012345678\nlast");
  });

  test("is not drawn where no line can be taken back", () => {
    const { screen: shown, text } = screen(false);
    shown.show("one", "two");
    expect(text()).toBe("");
  });
});
