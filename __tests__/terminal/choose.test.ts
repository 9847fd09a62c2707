import { choose } from "../../terminal/choose";
import { saidBy } from "../support/refusals";

const all = { lab: 1, prod: 2, spare: 3 };

test("without a name all are chosen", () => {
  expect(choose(all, [], "a stack")).toEqual(Object.entries(all));
});

test("the named ones come in the order they are written, each once", () => {
  expect(choose(all, ["spare", "lab", "spare"], "a stack")).toEqual([
    ["lab", 1],
    ["spare", 3],
  ]);
});

test("each unknown name is refused, with the nearest, and the arguments make no sense then", () => {
  const act = () => choose(all, ["lba", "lab", "constructor", ""], "a stack");
  expect(saidBy(act)).toEqual([
    'lba: is not a stack; did you mean "lab"?',
    "constructor: is not a stack; known are lab, prod, spare",
    '"": is not a stack; known are lab, prod, spare',
  ]);
  expect(act).toThrow(expect.objectContaining({ exitCode: 2 }));
});
