export const USAGE = `usage: npm run try [-- --keep | --destroy]

Deploys the lab stage to a local AWS with real Terraform, and shows the plan, the outputs and what
that AWS holds then. Needs no account, costs nothing, and leaves nothing behind.

  --keep      leaves it running, and says how to go on with terraform and aws; once more after an
              edit, it shows what the edit changes and applies it
  --destroy   takes down what was kept with terraform destroy, and shows what is left; with nothing
              kept it deploys and destroys in one go
  --help      this text, as does -h

CDKTF_CONTEXT_JSON overrides settings, as it does for npm run synth.
Exit code: 0 done, 1 it failed, 2 the arguments make no sense, 130 interrupted.
`;

export type Wish = "show" | "keep" | "destroy";

export type Arguments =
  | { readonly kind: "try"; readonly wish: Wish }
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly faults: readonly string[] };

export function readArguments(args: readonly string[]): Arguments {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  const unknown = args.filter((arg) => arg !== "--keep" && arg !== "--destroy");
  const faults = unknown.map(
    (arg) => `${arg}: is not an option; known are --keep, --destroy and --help`,
  );
  const [keep, destroy] = [args.includes("--keep"), args.includes("--destroy")];
  if (keep && destroy) {
    faults.push("--keep: must be without --destroy, got both; keep it first, destroy it later");
  }
  if (faults.length > 0) return { kind: "refused", faults };
  return { kind: "try", wish: keep ? "keep" : destroy ? "destroy" : "show" };
}
