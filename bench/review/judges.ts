/** Programs from PyPI that also judge or sum up a plan, by the version that is measured. */
export const JUDGES: readonly Peer[] = [
  {
    name: "checkov 3.3.30",
    ends: 1,
    once: true,
    args: (plan) => [
      "checkov",
      "--framework",
      "terraform_plan",
      "--skip-download",
      "--quiet",
      "--compact",
      "-f",
      plan,
      "-o",
      "json",
    ],
  },
  { name: "tf-nag 0.1.6", ends: 1, args: (plan) => ["tf-nag", "scan", "--plan-json", plan] },
  { name: "tfsumpy 0.2.1", ends: 0, args: (plan) => ["tfsumpy", plan] },
  { name: "readtheplan 0.4.0", ends: 0, args: (plan) => ["readtheplan", "analyze", plan] },
  { name: "blastcheck 0.8.0", ends: 0, args: (plan) => ["blastcheck", plan] },
];

export interface Peer {
  readonly name: string;
  /** Its exit code on this plan: of another one, nobody knows what was judged. */
  readonly ends: number;
  /** It takes minutes: the first round is enough. */
  readonly once?: true;
  /** Program, in the environment's folder of programs, and its arguments for a plan's JSON. */
  readonly args: (plan: string) => readonly string[];
}
