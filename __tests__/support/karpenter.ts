import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { onPath } from "./needing";

/** What is missing to ask for Karpenter's prices, one sentence each. */
export const MISSING_FOR_KARPENTER = ["go", "unzip"]
  .filter((name) => onPath(name) === undefined)
  .map((name) => `${name}: not found on PATH`);

const MODULE = "github.com/aws/karpenter-provider-aws";
const FILE = "pkg/providers/pricing/zz_generated.pricing_aws.go";

/** Types and prices that AWS's autoscaler Karpenter brings, each release with those of its day. */
export function karpenterPrices(region: string): [string, number][] {
  const version = execFileSync("go", ["list", "-m", "-f", "{{.Version}}", `${MODULE}@latest`], {
    cwd: tmpdir(),
    encoding: "utf8",
  }).trim();
  const file = `${MODULE}@${version}/${FILE}`;
  const source = execFileSync("unzip", ["-p", zipOf(version), file], { maxBuffer: 1e8 }).toString();
  const listed = source.split(`"${region}": {`)[1]?.split("\n\t},")[0] ?? "";
  return [...listed.matchAll(/"([\w.-]+)": ([\d.]+)/g)].map(([, type = "", price]) => [
    type,
    Number(price),
  ]);
}

// --- internal ---

/** A Go older than the module may not build it, and downloads it all the same. */
function zipOf(version: string): string {
  try {
    const args = ["mod", "download", "-json", `${MODULE}@${version}`];
    return JSON.parse(execFileSync("go", args, { cwd: tmpdir(), encoding: "utf8" })).Zip;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout).Zip;
  }
}
