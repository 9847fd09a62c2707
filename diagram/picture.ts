/** What a picture of a stack shows: nouns in places, and who may talk to whom. */
export interface Picture {
  readonly title: string;
  /** The outermost places, without what is in no place. */
  readonly places: readonly Place[];
  /** What is outside of every place. */
  readonly nouns: readonly Noun[];
  readonly links: readonly Link[];
  /** What has no place in the network: where state is kept, where the release comes from. */
  readonly notes: readonly string[];
}

/** What is shown by its name, with facts, and what a plan does to it. */
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly facts: readonly string[];
  /** Addresses of the resources that it stands for; none of what is not in the stack. */
  readonly of: readonly string[];
  readonly mark?: Mark;
}

/** A thing that people have a word for, which is many resources: "web fleet". */
export interface Noun extends Shown {
  readonly kind: Kind;
}

/** What a noun looks like. */
export type Kind = "outside" | "network" | "web" | "database" | "storage";

/** A frame around nouns and smaller places: the VPC, a tier, the cluster. */
export interface Place extends Shown {
  readonly nouns: readonly Noun[];
  readonly places: readonly Place[];
}

/** Connections that are opened, by nouns or places, to these ports. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[];
  readonly mark?: Mark;
}

/** What a plan does to a thing. In the picture it is a word, a colour and a line. */
export type Mark = "new" | "changed" | "replaced" | "gone";

export const MARKS: Readonly<Record<Mark, string>> = {
  new: "NEW",
  changed: "CHANGES",
  replaced: "REPLACED",
  gone: "GOES",
};

/** All nouns and places of a picture, the outer ones first. */
export function allIn({ nouns, places }: Pick<Picture, "nouns" | "places">): (Noun | Place)[] {
  return [...nouns, ...places.flatMap((place) => [place, ...allIn(place)])];
}
