import { type Base, isOlder } from "../base";
import { ageIn, dayOf } from "../words";
import type { Image, Listed } from "./choose";

/**
 * The images, two lines each, newest first: what each is used for, and what it is.
 * @param now as ISO 8601
 */
export function render(stage: string, images: readonly Listed[], now: string): string {
  if (images.length === 0) return `${stage}: no images; its image stack has baked none\n`;
  const head = `${stage}: ${images.length === 1 ? "1 image" : `${images.length} images`}`;
  return `${[head, ...images.map((each) => entry(each, now))].join("\n")}\n`;
}

/** What `--delete` would do, for those who have not said it. */
export function renderGoing(images: readonly Listed[]): string {
  const going = images.filter(({ goes }) => goes);
  if (going.length === 0) return "nothing to remove\n";
  const lines = going.flatMap(({ id, snapshots }) => [id, ...snapshots.map((each) => `  ${each}`)]);
  return `${["--delete would remove, for good:", ...lines].join("\n")}\n`;
}

/** That the newest image is behind Amazon Linux, if it is. */
export function renderNewer({ base }: Image, newest: Base | undefined): string {
  if (base === undefined || newest === undefined || !isOlder(base, newest)) return "";
  return `a newer Amazon Linux came out on ${dayOf(newest.created)}: ${versionIn(newest)}; raise image.edition and bake\n\n`;
}

// --- internal ---

function entry({ id, created, release, uses, goes, edition, base }: Listed, now: string): string {
  const what = uses.length > 0 ? uses.join(", ") : "unused";
  const from = base === undefined ? "of an Amazon Linux that AWS doesn't name" : versionIn(base);
  return [
    `  ${id}  ${created.slice(0, 16)}Z  ${release}  ${what}${goes ? "; may go" : ""}`,
    `    ${ageIn(created, now)} old, edition ${edition ?? "unknown"}, ${from}`,
  ].join("\n");
}

/** `Amazon Linux 2023.9.20261101.0` */
function versionIn({ name }: Base): string {
  const version = /^al2023-ami-(2023[\d.]+)-/.exec(name)?.[1];
  return version === undefined ? name : `Amazon Linux ${version}`;
}
