export const USAGE = `usage: npm run try [-- [STACK] [--keep [--yes] | --destroy | --drop]]

Deploys a stack, lab if none is named, to a local AWS with real Terraform, and shows the plan, the
outputs and what that AWS holds then. Needs no account, costs nothing, and leaves nothing behind.

  --keep      leaves it running, and says how to go on with cdktf, terraform and aws; once more after
              an edit, or with another stack, it shows the plan and applies it to what is kept
  --yes       with --keep: applies without a question what deletes or replaces something
  --destroy   takes down a kept stack with terraform destroy, and shows what is left
  --drop      ends what is kept with all that is in it
  --help      this text, as does -h

CDKTF_CONTEXT_JSON overrides settings, as it does for npm run synth.
Exit code: 0 done, 1 it failed, 2 the arguments make no sense, 130 interrupted.
`;

export interface Wish {
  readonly stack: string;
  /** show: deploy and leave nothing. drop: end what is kept, whatever is in there. */
  readonly act: "show" | "keep" | "destroy" | "drop";
  /** Agreed in advance to what deletes or replaces. */
  readonly yes: boolean;
}

export type Arguments =
  | { readonly kind: "try"; readonly wish: Wish }
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly faults: readonly string[] };

export function readArguments(args: readonly string[]): Arguments {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  const options = args.filter((arg) => arg.startsWith("-"));
  const unknown = options.filter((arg) => !OPTIONS.includes(arg));
  const faults = unknown.map((arg) => `${arg}: is not an option; known are ${OPTIONS.join(", ")}`);
  const acts = ACTS.filter((act) => options.includes(`--${act}`));
  if (acts.length > 1) {
    const got = acts.map((act) => `--${act}`).join(" and ");
    faults.push(`--${acts[0]}: must be alone, got ${got}; keep first, destroy or drop later`);
  }
  const names = args.filter((arg) => !arg.startsWith("-"));
  if (names.length > 1) {
    faults.push(`${names[1]}: must be one stack at a time, got ${names.length}; name one`);
  }
  if (faults.length > 0) return { kind: "refused", faults };
  const [stack = "lab"] = names;
  return { kind: "try", wish: { stack, act: acts[0] ?? "show", yes: options.includes("--yes") } };
}

const ACTS = ["keep", "destroy", "drop"] as const;
const OPTIONS = ["--keep", "--yes", "--destroy", "--drop", "--help"];
