import type { Plan } from "../terraform/plan";
import { documentsOf } from "../terraform/plan-documents";
import { verbOf } from "../terraform/steps";
import { compared, type Done } from "./compare";
import { allIn, type Picture } from "./picture";
import { pictureOf } from "./read";

/**
 * The picture of what a plan does to a network and all that stands in it: what comes, goes and
 * changes is marked. Undefined where the plan does nothing to it, or has no network of ours.
 * @param shown what may be shown of a text, which has no secret in it any more
 */
export function pictureOfPlan(
  name: string,
  plan: Plan,
  shown: (text: string) => string,
): Picture | undefined {
  const { before, after } = documentsOf(plan);
  const [was, is] = [withoutTiers(pictureOf(name, before)), withoutTiers(pictureOf(name, after))];
  const picture = compared(was, is, doneIn(plan));
  const marked = [...allIn(picture), ...picture.links].some(({ mark }) => mark !== undefined);
  const standing = picture.places.some((place) => place.places.length > 0);
  if (!marked || !standing) return undefined;
  return {
    ...picture,
    title: `What the plan of ${shown(name)} changes`,
    ...masked(picture, shown),
  };
}

// --- internal ---

/** The nouns of a stack without a network are its tiers, which say nothing of a change. */
function withoutTiers(picture: Picture): Picture {
  return picture.places.length > 0 ? picture : { ...picture, nouns: [], links: [], notes: [] };
}

function doneIn({ resource_changes: all = [] }: Plan): Done {
  const own = all.filter((each) => each.mode === "managed" && each.deposed === undefined);
  return new Map(
    own.flatMap((each) => {
      const verb = verbOf(each);
      return verb === undefined ? [] : [[each.address, verb] as const];
    }),
  );
}

function masked<Each extends Pick<Picture, "nouns" | "places">>(
  { nouns, places }: Each,
  shown: (text: string) => string,
): Pick<Picture, "nouns" | "places"> {
  const words = ({ name, facts }: Picture["nouns"][number] | Picture["places"][number]) => {
    return { name: shown(name), facts: facts.map(shown) };
  };
  return {
    nouns: nouns.map((each) => ({ ...each, ...words(each) })),
    places: places.map((each) => ({ ...each, ...words(each), ...masked(each, shown) })),
  };
}
