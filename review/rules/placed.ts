import type { Change } from "../change";
import type { Located, PlanRule } from "../rule";
import { dataLost } from "./data-lost";
import { fleetReplaced } from "./fleet-replaced";
import { loadBalancerReplaced } from "./load-balancer-replaced";

export const placed: PlanRule = {
  id: "placed",
  family: "truth",
  levels: ["danger", "attention", "note"],
  finds: "imports, moves, forgotten objects; an import that replaces what it takes is a danger",
  why: "only the state changes, and from then on Terraform manages other objects than before",
  judgePlan(_, { changes }) {
    return changes
      .filter(isPlaced)
      .flatMap((each) => [imported, moved, forgotten, leftBehind].flatMap((say) => say(each)));
  },
};

// --- internal ---

function isPlaced({ verb, entry: { change, previous_address, deposed } }: Change): boolean {
  const moves = change.importing != null || previous_address !== undefined;
  return moves || deposed !== undefined || verb === "forget" || verb === "create-and-forget";
}

function imported({ address, verb, entry }: Change): Located[] {
  if (entry.change.importing == null) return [];
  if (verb === "replace") {
    const title = "is imported and replaced at once: what there is gets destroyed";
    return [
      { address, level: "danger", title, remedy: "write the code so that nothing forces it" },
    ];
  }
  if (verb === "no-op") {
    return [{ address, level: "note", title: "is imported as it is", remedy: "none" }];
  }
  const title = "is imported and changed at once";
  return [
    { address, level: "attention", title, remedy: "make sure that the code says what there is" },
  ];
}

function moved({ address, entry }: Change): Located[] {
  if (entry.previous_address === undefined) return [];
  const title = `was ${entry.previous_address}, and stays the same object`;
  return [{ address, level: "note", title, remedy: "none" }];
}

/** What other rules say better. */
const SAID = new Set(
  [dataLost, fleetReplaced, loadBalancerReplaced].flatMap(({ types, elsewhere = [] }) => [
    ...types,
    ...elsewhere,
  ]),
);

function forgotten({ address, type, verb }: Change): Located[] {
  if ((verb !== "forget" && verb !== "create-and-forget") || SAID.has(type)) return [];
  const title = "is forgotten: it stays as it is, and no plan sees it any more";
  return [{ address, level: "attention", title, remedy: "write down who looks after it" }];
}

function leftBehind({ address, entry, type }: Change): Located[] {
  if (entry.deposed === undefined || SAID.has(type)) return [];
  const title = `an object that an interrupted replacement left behind goes (${entry.deposed})`;
  return [{ address, level: "note", title, remedy: "none" }];
}
