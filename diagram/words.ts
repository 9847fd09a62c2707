import { allIn, type Picture } from "./picture";

/** The same as the picture says, in sentences, for those who can't see it. */
export function inWords(picture: Picture): string[] {
  const all = allIn(picture);
  const called = (id: string) => all.find((each) => each.id === id)?.name ?? id;
  const whereOf = (id: string) =>
    all.find(
      (each) => "places" in each && [...each.nouns, ...each.places].some((in_) => in_.id === id),
    );
  const things = all.map(({ id, name, facts }) => {
    const where = whereOf(id);
    const place = where ? `, in ${where.name}` : "";
    return `${[name, ...facts].join(", ")}${place}.`;
  });
  const links = picture.links.map(({ from, to, ports }) => {
    const port = ports.length > 1 ? "ports" : "port";
    return `${called(from)} may connect to ${called(to)} on ${port} ${ports.join(", ")}.`;
  });
  return [...things, ...links, ...picture.notes];
}
