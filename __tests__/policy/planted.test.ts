import { own } from "../../policy/own";
import { STACK_RULES } from "../../policy/rules";
import { FIRST } from "./planted/first";
import { planted, soundOf } from "./planted/plant";
import { SECOND } from "./planted/second";
import { THIRD } from "./planted/third";

const ours = [...FIRST, ...SECOND, ...THIRD].filter(({ by }) => by === undefined);

test.each(ours)("$what: our rules see it, and nothing without it", (fault) => {
  expect(own([soundOf(fault)]).findings).toEqual([]);
  expect(own([planted(fault)]).findings).not.toEqual([]);
});

test("each rule about how a thing is made is needed for one of them", () => {
  const found = ours.flatMap((fault) => own([planted(fault)]).findings).map(({ check }) => check);
  expect(STACK_RULES.filter(({ id }) => !found.includes(id)).map(({ id }) => id)).toEqual([]);
});
