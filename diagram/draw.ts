import { type Attributes, type Graph, instance, type Subgraph } from "@viz-js/viz";
import { arranged } from "./arrange";
import { STYLE } from "./look";
import { allIn, type Link, MARKS, type Noun, type Picture, type Place } from "./picture";
import { inWords } from "./words";

/**
 * A picture as one SVG, the same bytes on every machine: Graphviz lays it out and measures text by
 * metrics of its own, with no font of the machine.
 */
export async function draw(picture: Picture): Promise<string> {
  const viz = await instance();
  const layOut = (of: Picture) =>
    viz.renderString(graphOf(of), { format: "svg_inline" }).replaceAll("&#45;", "-");
  const first = layOut(picture);
  const better = arranged(picture, (id) => xIn(first, id));
  return dressed(layOut(better), picture);
}

// --- internal ---

/** Where the text of a noun stands in a drawing. */
function xIn(svg: string, id: string): number {
  const [, x] = new RegExp(`<g id="noun-${id}"[^]*? x="([-\\d.]+)"`).exec(svg) ?? [];
  return Number(x);
}

const FONT = { fontname: "Arial", fontsize: 12 };
const FRAME = { ...FONT, labeljust: "l", labelloc: "t" };

/** Above all nouns of one place stands what leads to them, since ranks follow the arrows. */
function graphOf(picture: Picture): Graph {
  return {
    graphAttributes: {
      ...FONT,
      compound: true,
      labeljust: "l",
      labelloc: "b",
      label: { html: picture.notes.map(escaped).join('<br align="left"/>') },
      nodesep: 0.15,
      ranksep: 0.32,
    },
    nodeAttributes: { ...FONT, shape: "box", style: "rounded", margin: "0.1,0.05" },
    edgeAttributes: { fontname: "Arial", fontsize: 11, arrowsize: 0.6 },
    nodes: picture.nouns.map(node),
    subgraphs: picture.places.map(subgraph),
    edges: [
      ...picture.links.flatMap((link) => edges(picture, link)),
      ...picture.places.flatMap(({ places }) => rows(places)),
    ],
  };
}

function node(noun: Noun) {
  const { id, kind, facts } = noun;
  const label = { html: [headingOf(noun), ...facts.map(escaped)].join("<br/>") };
  return { name: id, attributes: { label, class: classOf(kind, noun), id: `noun-${id}` } };
}

/** Facts in a row, in lines that keep a picture narrow enough for a phone. */
function linesOf(facts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const line = [...lines.slice(-1), fact].join(", ");
    if (line.length <= WIDEST) lines.splice(-1, 1, line);
    else lines.push(fact);
  }
  return lines;
}

/** Letters of such a line. */
const WIDEST = 38;

/** A name, and what becomes of what has it: a word, since not everybody sees the colour. */
function headingOf({ name, mark }: Noun | Place): string {
  return `<b>${escaped(name)}</b>${mark ? ` ${MARKS[mark]}` : ""}`;
}

function classOf(kind: string, { mark }: Noun | Place | Link): string {
  return mark ? `${kind} ${mark}` : kind;
}

function subgraph(place: Place): Subgraph {
  const { id, facts, nouns, places } = place;
  const lines = linesOf(facts).map(escaped);
  const beside = place.mark ? "" : (lines.shift() ?? ""); // a mark takes the room next to the name
  const below = lines.map((line) => `<br align="left"/>${line}`).join("");
  const html = `${headingOf(place)} ${beside}${below && `${below}<br align="left"/>`}`;
  return {
    name: clusterOf(id),
    graphAttributes: {
      ...FRAME,
      label: { html },
      class: classOf("place", place),
      id: `place-${id}`,
    },
    nodes: nouns.map(node),
    subgraphs: places.map(subgraph),
  };
}

/**
 * An arrow to a place ends at its frame, and Graphviz asks for a noun in it all the same. The other
 * nouns of the place get invisible arrows, so that all of them stand in one row.
 */
function edges(picture: Picture, link: Link): Edge[] {
  const { from, to, ports } = link;
  const place = allIn(picture).find((each): each is Place => each.id === to && "places" in each);
  const shown = { label: ` ${ports.join(", ")}`, class: classOf("way", link) };
  if (!place) return [upwards(picture, { tail: from, head: to, attributes: shown })];
  const middle = middleOf(place.nouns);
  return place.nouns.map((noun): Edge => {
    const attributes = noun === middle ? { ...shown, lhead: clusterOf(to) } : UNSEEN;
    return { tail: from, head: noun.id, attributes };
  });
}

const UNSEEN: Attributes = { style: "invis" };

function middleOf(nouns: readonly Noun[]): Noun | undefined {
  return nouns[Math.floor((nouns.length - 1) / 2)];
}

function nounsIn(place: Place | undefined): Noun[] {
  return place ? allIn(place).filter((each): each is Noun => "kind" in each) : [];
}

/** Places below each other, though no arrow may lead from one to the next. */
function rows(places: readonly Place[]): Edge[] {
  return places.slice(1).flatMap((below, i) => {
    const head = middleOf(nounsIn(below));
    const above = nounsIn(places[i]);
    return head ? above.map(({ id }) => ({ tail: id, head: head.id, attributes: UNSEEN })) : [];
  });
}

/** A way out leads up in the picture, where the internet is: Graphviz draws it from the other end. */
function upwards(picture: Picture, edge: Edge): Edge {
  const order = [
    "internet",
    ...picture.places.flatMap((place) => allIn(place)).map(({ id }) => id),
  ];
  const { tail, head, attributes } = edge;
  const climbs = order.includes(tail) && order.indexOf(head) < order.indexOf(tail);
  return climbs ? { tail: head, head: tail, attributes: { ...attributes, dir: "back" } } : edge;
}

interface Edge {
  readonly tail: string;
  readonly head: string;
  readonly attributes: Attributes;
}

function clusterOf(id: string): string {
  return `cluster_${id}`;
}

/** Graphviz's own titles and comments give way to one title, a text that says the same, and a style. */
function dressed(svg: string, picture: Picture): string {
  const [, width = "0", height = "0"] = /width="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? [];
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}" role="img" aria-labelledby="title text">\n<title id="title">` +
    `${escaped(picture.title)}</title>\n<desc id="text">${escaped(inWords(picture).join("\n"))}</desc>\n` +
    `<style>${STYLE}</style>\n`;
  return svg
    .replaceAll(/<!--[\s\S]*?-->\n?/g, "")
    .replaceAll(/<title>.*?<\/title>\n/g, "")
    .replace(/<svg[\s\S]*?>\n/, head);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
