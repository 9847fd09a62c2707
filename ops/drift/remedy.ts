import type { Finding, Kind } from "./classify";

/** What to do about a finding, and what that does; empty where there is nothing to do. */
export function remedyOf(finding: Finding): string {
  const { kind, does, foreign, address, attributes } = finding;
  if (foreign) return `deploy leaves it: remove it with aws ${foreign.undo}`;
  if (kind === "reported" || kind === "foreign") return "";
  if (kind !== "changed") return DO[kind];
  const [type = ""] = address.split(".");
  const stays = attributes.map(({ path }) => STAYS[`${type}.${path}`]).find((says) => says);
  return stays ?? (does === "replace" ? REPLACES : DO.changed);
}

// --- internal ---

const DO: Readonly<Record<Exclude<Kind, "reported" | "foreign">, string>> = {
  deleted: "deploy makes it anew",
  changed: "deploy puts it back, or take it into the settings",
  planned:
    "nothing happened to it since the last deploy: deploy, or look who took a change into the state",
  added: "deploy leaves it: remove it by hand, or take it into the code",
};

const REPLACES =
  "deploy can't put it back: it would destroy this one and make another; take the change into the settings, or save first what is in it";

const VERSION =
  "deploy can't put it back, since AWS lowers no version: write the version that runs into the settings";

/** What AWS doesn't change back, though Terraform plans it as an update in place. */
const STAYS: Readonly<Record<string, string>> = {
  "aws_rds_cluster.engine_version": VERSION,
  "aws_rds_cluster_instance.engine_version": VERSION,
};
