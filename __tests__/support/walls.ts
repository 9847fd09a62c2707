/**
 * Who may import whom. A room imports rooms of lower floors, never a neighbour on its own floor; what
 * differs stands here, with the reason. `npm run docs` writes this table into CONTRIBUTING.md.
 */
export interface Room {
  readonly floor: number;
  /** These rooms and no others, whichever their floor. */
  readonly only?: readonly string[];
  /** Rooms on lower floors that it doesn't import all the same. */
  readonly not?: readonly string[];
  /** Rooms of which it imports types alone. */
  readonly types?: readonly string[];
  /** The only rooms that import it, tests aside. */
  readonly importedBy?: readonly string[];
  readonly why?: string;
}

/** Tests are above everything, and the app's below the others, which list what they lack. */
const TESTS = 7;
const READS_JSON = "it reads Terraform's JSON, so that CDKTF can be replaced";

export const ROOMS: Readonly<Record<string, Room>> = {
  __tests__: { floor: TESTS + 1, not: ["app"], why: "the web app has tests of its own" },
  "app/__tests__": {
    floor: TESTS,
    only: ["app", "emulator", "processes", "__tests__"],
    why: "the app is tested on real databases and the emulator, with the tests' own helpers",
  },
  bench: {
    floor: 6,
    not: ["config", "constructs"],
    importedBy: [],
    why: "it measures the commands that people run",
  },
  policy: {
    floor: 6,
    not: ["config", "constructs", "diagram", "emulator", "summary", "try"],
    importedBy: [],
    why: "it judges Terraform's JSON, and asks the review's rules what they think of it",
  },
  ops: {
    floor: 6,
    not: ["constructs", "diagram", "emulator", "summary", "try"],
    why: "it works on what is deployed, and asks the review what a step does to users",
  },
  review: {
    floor: 5,
    not: ["config", "constructs", "emulator", "ops", "summary"],
    why: "it judges what Terraform's JSON says, and shows the picture of it",
  },
  "main.ts": {
    floor: 4,
    not: ["emulator", "ops", "review", "summary"],
    why: "people wait for what a synth loads",
  },
  diagram: {
    floor: 4,
    not: ["config", "constructs", "emulator", "ops"],
    why: READS_JSON,
  },
  try: { floor: 4, not: ["config", "constructs"], why: "it runs synth and Terraform as people do" },
  constructs: { floor: 3, types: ["config"], why: "a construct receives its values as props" },
  emulator: { floor: 3, not: ["config"], why: READS_JSON },
  summary: { floor: 3, not: ["config"], why: READS_JSON },
  alarms: { floor: 2 },
  bin: { floor: 2, importedBy: [], why: "others run its programs" },
  config: { floor: 2 },
  service: { floor: 2 },
  terraform: { floor: 2 },
  ".gen": {
    floor: 1,
    importedBy: ["constructs", "main.ts"],
    why: "npx cdktf get writes bindings for constructs there",
  },
  app: {
    floor: 1,
    importedBy: ["bin"],
    why: "the web app is a program of its own, which bin bundles",
  },
  image: { floor: 1 },
  names: { floor: 1 },
  prices: { floor: 1 },
  processes: { floor: 1, only: ["terminal"], why: "what can't be run is an expected error" },
  terminal: { floor: 1 },
};

/** Packages that only some rooms import: a program that reads the JSON doesn't need CDKTF. */
export const CDKTF = /^(cdktf|constructs|@cdktf\/.+)$/;
export const CDKTF_ROOMS = ["constructs", "main.ts", "__tests__", ".gen"];

/** The room of a file, by its path from the project's root. */
export function roomOf(path: string): string {
  const [room = "", inner] = path.split("/");
  return room === "app" && inner === "__tests__" ? "app/__tests__" : room;
}

/** Why one room may not import another; undefined if it may. */
export function refusal(from: string, to: string, types = false): string | undefined {
  if (from === to) return undefined;
  const [importer, imported] = [ROOMS[from], ROOMS[to]];
  if (!importer || !imported) return `${importer ? to : from} is not in the table of rooms`;
  const because = importer.why ?? "floors";
  if (importer.only) return importer.only.includes(to) ? undefined : because;
  if (importer.types?.includes(to)) return types ? undefined : because;
  if (importer.not?.includes(to)) return because;
  const { importedBy } = imported;
  if (importedBy && importer.floor < TESTS && !importedBy.includes(from)) return imported.why;
  return imported.floor < importer.floor ? undefined : "only lower floors are imported";
}

/** The table as a page shows it. */
export function wallsTable(): string {
  const rows = Object.entries(ROOMS).map(([name, room]) => [
    room.floor,
    `\`${name}\``,
    importsOf(room),
    room.why ?? "",
  ]);
  const lines = [["floor", "room", "imports", "because"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`.replace(/ +\|$/, " |")).join("\n");
}

// --- internal ---

function importsOf({ floor, only, not, types, importedBy }: Room): string {
  const list = (rooms: readonly string[]) => rooms.map((room) => `\`${room}\``).join(", ");
  const parts = [only ? list(only) : floor === 1 ? "no other room" : "lower floors"];
  if (not) parts.push(`but not ${list(not)}`);
  if (types) parts.push(`of ${list(types)} only types`);
  if (importedBy) parts.push(`imported by ${list(importedBy) || "nobody"}`);
  return parts.join("; ");
}
