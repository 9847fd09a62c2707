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
  expect(terminal.text()).toMatch(/^apply {2}0\.0 s.*stopping…\napply {2}0\.0 s/s);
});

test("a step that fails leaves no line behind, and its error is the caller's", async () => {
  const terminal = screen(true);
  const failing = terminal.screen.step("apply", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(terminal.text().endsWith(BACK)).toBe(true);
});
