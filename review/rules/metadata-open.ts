import { isGone } from "../change";
import type { ResourceRule } from "../rule";

const TOKENS = "metadata_options.http_tokens";

export const metadataOpen: ResourceRule = {
  id: "metadata-open",
  family: "doors",
  levels: ["attention"],
  finds: "an instance's credentials can be had without a token, or from one hop further",
  why: "a fault of the app that fetches an address of a stranger's choice hands out the instance's credentials",
  types: ["aws_launch_template"],
  elsewhere: ["aws_instance", "aws_launch_configuration"],
  judge(change) {
    const { before, after } = change;
    if (isGone(change)) return undefined;
    const open = (side: typeof after) =>
      side.text(TOKENS) !== "required" && !side.isUnknown(TOKENS);
    const hops = (side: typeof after) =>
      side.number("metadata_options.http_put_response_hop_limit") ?? 1;
    const opens = open(after) && (!before.exists || !open(before));
    if (!opens && (!before.exists || hops(after) <= hops(before))) return undefined;
    return {
      level: "attention",
      title: opens
        ? "gives out the instance's credentials without a token"
        : "gives out the instance's credentials beyond the instance",
      remedy: "keep http_tokens required and the hop limit at 1",
      shows: ["metadata_options"],
    };
  },
};
