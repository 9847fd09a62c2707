import { block } from "../../terraform/document";
import { differs, isGone } from "../change";
import { statementsIn } from "../rights";
import type { ResourceRule } from "../rule";

const PATH = "assume_role_policy";

export const trustWidened: ResourceRule = {
  id: "trust-widened",
  family: "doors",
  levels: ["danger", "attention"],
  finds: "everybody may assume a role (danger), or more may than before",
  why: "whoever may assume a role has its rights",
  types: ["aws_iam_role"],
  judge(change, context) {
    const { before, after } = change;
    if (isGone(change) || (before.exists && !differs(change, PATH))) return undefined;
    const had = trustedIn(before.text(PATH));
    const gained = trustedIn(after.text(PATH) ?? context.template(change, PATH)).filter(
      (each) => !had.some((old) => old === each || each.startsWith(`${old} {`)),
    );
    const all = gained.filter((each) => isEverybody(each));
    if (all.length === 0 && (gained.length === 0 || !before.exists)) return undefined;
    return {
      level: all.length > 0 ? "danger" : "attention",
      title:
        all.length > 0
          ? "may be assumed by everybody"
          : `may be assumed by more: ${gained.join("; ")}`,
      remedy:
        "name who may, and the condition under which: a repository and its environment, an account",
      shows: [PATH],
    };
  },
};

// --- internal ---

/** Each who is trusted, with the conditions: `Federated arn:… {"StringEquals":…}`. */
function trustedIn(policy: string | undefined): string[] {
  return statementsIn(policy)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Principal, Condition }) => {
      const given = typeof Principal === "string" ? { AWS: Principal } : block(Principal);
      const under = Condition === undefined ? "" : ` ${JSON.stringify(Condition)}`;
      return Object.entries(given).flatMap(([kind, who]) =>
        [who].flat().map((each) => `${kind} ${each}${under}`),
      );
    });
}

/** A provider of identities is for all of its users, unless a condition names the subject. */
function isEverybody(trusted: string): boolean {
  if (trusted === "AWS *") return true;
  if (!trusted.startsWith("Federated ")) return false;
  return !/:sub"|"aud"/.test(trusted) || /:sub":\[?"(repo:[^:"]*)?\*/.test(trusted);
}
