import { differs, ends, isGone, stays } from "../change";
import type { ResourceRule } from "../rule";

export const domainChanged: ResourceRule = {
  id: "domain-changed",
  family: "service",
  levels: ["attention", "note"],
  finds: "a certificate or a name in DNS goes, or leads elsewhere",
  why: "whoever uses the old name gets no answer, or a warning by the browser",
  types: ["aws_acm_certificate", "aws_route53_record"],
  judge(change) {
    const isRecord = change.type === "aws_route53_record";
    const name = change.before.text(isRecord ? "name" : "domain_name") ?? "the name";
    if (isRecord && change.before.text("type") === "CNAME" && name.startsWith("_")) {
      return ends(change) ? PROOF : undefined; // what ACM asks for, and no visitor
    }
    if (ends(change)) {
      return {
        level: "attention",
        title: isGone(change)
          ? `${name} ${isRecord ? "leads nowhere any more" : "has no certificate here any more"}`
          : `is replaced: ${isRecord ? `${name} is another record` : `another certificate than ${name}'s`}`,
        remedy: "keep the old name next to the new one until nobody uses it",
        downtime: isGone(change)
          ? `for everybody who uses the name ${name}`
          : "the old name ends at once; the new one works when ACM has seen its proof, minutes",
        shows: change.forcedBy,
      };
    }
    const moved = LEADS.filter((path) => differs(change, path));
    if (!stays(change) || moved.length === 0) return undefined;
    return {
      level: "attention",
      title: `${name} leads elsewhere`,
      remedy: "make sure that what it leads to serves already",
      downtime: "none if the new place serves; names in DNS are cached for up to their TTL",
      shows: moved,
    };
  },
};

// --- internal ---

const LEADS = ["alias", "records", "ttl"];

const PROOF = {
  level: "note" as const,
  title: "is a proof for ACM, which the certificate no longer needs or needs under another name",
  remedy: "see the certificate",
};
