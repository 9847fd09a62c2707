import type { Listed } from "./choose";

/** The images, a line each, newest first. */
export function render(stage: string, images: readonly Listed[]): string {
  if (images.length === 0) return `${stage}: no images; its image stack has baked none\n`;
  const head = `${stage}: ${images.length === 1 ? "1 image" : `${images.length} images`}`;
  return `${[head, ...images.map(line)].join("\n")}\n`;
}

/** What `--delete` would do, for those who have not said it. */
export function renderGoing(images: readonly Listed[]): string {
  const going = images.filter(({ goes }) => goes);
  if (going.length === 0) return "nothing to remove\n";
  const lines = going.flatMap(({ id, snapshots }) => [id, ...snapshots.map((each) => `  ${each}`)]);
  return `${["--delete would remove, for good:", ...lines].join("\n")}\n`;
}

// --- internal ---

function line({ id, created, release, uses, goes }: Listed): string {
  const what = uses.length > 0 ? uses.join(", ") : "unused";
  return `  ${id}  ${created.slice(0, 16)}Z  ${release}  ${what}${goes ? "; may go" : ""}`;
}
