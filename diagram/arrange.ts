import { allIn, type Link, type Noun, type Picture, type Place } from "./picture";

/**
 * The picture in which nouns of one row have changed places, so that the same layout shows zones from
 * left to right. Graphviz puts what is alike in any order. Only what has the same arrows changes places.
 * @param xOf where a noun stands in the layout of the picture as it is
 */
export function arranged(picture: Picture, xOf: (id: string) => number): Picture {
  const places = allIn(picture).filter((each): each is Place => "places" in each);
  const instead = new Map<string, Noun>();
  for (const row of places.flatMap(rowsIn)) {
    const slots = [...row].sort((a, b) => xOf(a.id) - xOf(b.id));
    for (const [i, { id }] of slots.entries()) instead.set(id, row[i] as Noun);
  }
  const idOf = (id: string) => instead.get(id)?.id ?? id;
  const links = picture.links.map(({ from, to }) =>
    picture.links.find((link) => link.from === idOf(from) && link.to === idOf(to)),
  );
  if (links.includes(undefined)) return picture;
  const nounOf = (each: Noun) => instead.get(each.id) ?? each;
  return { ...picture, ...swapped(picture, nounOf), links: links as Link[] };
}

// --- internal ---

/** Nouns of a place that differ in their last letter: `NAT a`, `NAT b`. */
function rowsIn({ nouns }: Place): Noun[][] {
  const rowOf = ({ name }: Noun) => name.slice(0, -1);
  const rows = [...new Set(nouns.map(rowOf))];
  return rows.map((row) => nouns.filter((each) => rowOf(each) === row));
}

type Contents = Pick<Place, "nouns" | "places">;

function swapped({ nouns, places }: Contents, nounOf: (each: Noun) => Noun): Contents {
  return {
    nouns: nouns.map(nounOf),
    places: places.map((place) => ({ ...place, ...swapped(place, nounOf) })),
  };
}
