import { heldBy } from "../../review/rules/data-lost";
import { commandLine } from "../../terminal/shell";
import type { Values } from "../../terraform/plan";
import type { Finding, Kind } from "./classify";
import { undoOf } from "./undo";

/** What to do about a finding. */
export interface Remedy {
  /** A sentence without a full stop. */
  readonly says: string;
  /** To paste into a shell, one after the other; empty where people must decide first. */
  readonly commands: readonly string[];
}

/** Where a finding is. */
export interface Place {
  readonly stage: string;
  readonly region: string;
  /** Whether HCP keeps the state: it may refuse a deploy from a command line. */
  readonly inHcp: boolean;
  /** Of the resource, as it is; of a deleted one, as it was. */
  readonly values: Values;
}

/** Undefined where there is nothing to do. */
export function remedyOf(finding: Finding, place: Place): Remedy | undefined {
  return REMEDIES[finding.kind](finding, place);
}

// --- internal ---

type Remedying = (finding: Finding, place: Place) => Remedy | undefined;

const REMEDIES: Readonly<Record<Kind, Remedying>> = {
  deleted,
  changed,
  planned: (_, place) => deploying(PLANNED, place),
  added,
  foreign: (finding, place) => ({
    says: `deploy leaves it: ${finding.foreign?.how ?? "remove it"}`,
    ...undoing(finding, place),
  }),
  waiting: (finding, place) => ({
    says: "deploy leaves it: take it back, or leave it to the window",
    ...undoing(finding, place),
  }),
  follows: () => undefined,
  reported: () => undefined,
};

/** What a deploy does, and how it is started: HCP refuses one from here if it takes runs from VCS. */
function deploying(says: string, { stage, inHcp }: Place): Remedy {
  if (inHcp) return { says: `${says}; ${START_A_RUN}`, commands: [] };
  return { says, commands: [commandLine(["npx", "cdktf", "deploy", stage])] };
}

const START_A_RUN = "to deploy, start a run in HCP, as docs/pipelines/terraform-cloud.md says";

function aws({ region }: Place, words: readonly string[]): string {
  return commandLine(["aws", ...words, "--region", region]);
}

function undoing({ foreign }: Finding, { region }: Place): Pick<Remedy, "commands"> {
  const { first = [], undo } = foreign ?? {};
  const all = undo === undefined ? [] : [...first, undo];
  return { commands: all.map((each) => `aws ${each} --region ${region}`) };
}

function deleted({ address }: Finding, place: Place): Remedy {
  const lost = heldBy(typeOf(address));
  if (lost === undefined) return deploying("deploy makes it again", place);
  const says = `deploy makes it again, empty: ${lost} went with it; look first for a backup, or whether it only got another name`;
  const backups = BACKUPS[typeOf(address)];
  return backups === undefined ? deploying(says, place) : { says, commands: backups(place) };
}

const BACKUPS: Readonly<Record<string, (place: Place) => string[]>> = {
  aws_rds_cluster: (place) =>
    ["snapshots", "automated-backups"].map((kind) =>
      aws(place, [
        ...["rds", `describe-db-cluster-${kind}`, "--db-cluster-identifier"],
        String(place.values.id),
      ]),
    ),
};

function changed({ address, attributes, does }: Finding, place: Place): Remedy {
  const type = typeOf(address);
  const stays = attributes.map(({ path }) => STAYS[`${type}.${path}`]).find((says) => says);
  if (stays) return { says: stays, commands: [] };
  if (does !== "replace") return deploying(PUTS_BACK, place);
  const lost = heldBy(type);
  return lost === undefined
    ? deploying(REPLACES, place)
    : { says: `${DESTROYS} ${lost}${KEEP}`, commands: [] };
}

function added(
  { address, attributes: [attribute], entry }: Finding,
  place: Place,
): Remedy | undefined {
  const { path = "", after } = attribute ?? {};
  const given = { attribute: path, what: String(after), entry };
  const undo = undoOf(typeOf(address), place.values, given);
  if (undo === undefined) {
    return { says: "deploy leaves it: remove it by hand, or take it into the code", commands: [] };
  }
  return {
    says: `deploy leaves it: remove it (${undo.ends}), or take it into the code`,
    commands: undo.commands.map((words) => aws(place, words)),
  };
}

const PLANNED =
  "nothing happened to it since the last deploy: deploy, or look who took a change into the state";
const PUTS_BACK = "deploy puts it back, or take it into the settings";
const REPLACES =
  "deploy puts it back only by another one in its place, or take it into the settings";
const DESTROYS = "deploy can't put it back: it would destroy this one, and with it";
const KEEP = ", and make another; take the change into the settings";

const VERSION =
  "deploy can't put it back, since AWS lowers no version: write the version that runs into the settings";

/** What AWS doesn't change back, though Terraform plans it as an update in place. */
const STAYS: Readonly<Record<string, string>> = {
  "aws_rds_cluster.engine_version": VERSION,
  "aws_rds_cluster_instance.engine_version": VERSION,
};

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}
