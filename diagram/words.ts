import { allIn, MARKS, type Mark, type Picture } from "./picture";

/** The same as the picture says, in sentences, for those who can't see it. */
export function inWords(picture: Picture): string[] {
  const all = allIn(picture);
  const called = (id: string) => all.find((each) => each.id === id)?.name ?? id;
  const whereOf = (id: string) =>
    all.find(
      (each) => "places" in each && [...each.nouns, ...each.places].some((in_) => in_.id === id),
    );
  const things = all.map(({ id, name, facts, mark }) => {
    const where = whereOf(id);
    const place = where ? `, in ${where.name}` : "";
    return `${[name + does(mark), ...facts].join(", ")}${place}.`;
  });
  const links = picture.links.map(({ from, to, ports, mark }) => {
    const port = ports.length > 1 ? "ports" : "port";
    return `${called(from)} may connect to ${called(to)} on ${port} ${ports.join(", ")}${does(mark)}.`;
  });
  return [...things, ...links, ...picture.notes];
}

// --- internal ---

/** `web fleet (replaced)`, and nothing for what stays as it is. */
function does(mark: Mark | undefined): string {
  return mark ? ` (${MARKS[mark].toLowerCase()})` : "";
}
