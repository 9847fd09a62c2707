import { own } from "../../policy/own";
import { FIRST } from "./planted/first";
import { planted, soundOf } from "./planted/plant";
import { SECOND } from "./planted/second";

const ours = [...FIRST, ...SECOND].filter(({ by }) => by === undefined);

test.each(ours)("$what: our rules see it, and nothing without it", (fault) => {
  expect(own([soundOf(fault)]).findings).toEqual([]);
  expect(own([planted(fault)]).findings).not.toEqual([]);
});
