import { statementsIn } from "../../review/rights";
import { addressOf, block, type Resource } from "../../terraform/document";
import type { StackRule } from "./rule";

export const sharedWithAll: StackRule = {
  id: "shared-with-all",
  finds:
    "a snapshot or an image is given to every account of AWS, or a policy lets every account use a key, a topic or another thing",
  judge({ resources }) {
    return resources
      .filter((each) => namesAll(each) || letsAllIn(each))
      .map((each) => ({ address: addressOf(each), title: "is shared with every account of AWS" }));
  },
};

// --- internal ---

function namesAll({ type, values }: Resource): boolean {
  if (!/snapshot|^aws_ami/.test(type)) return false;
  return ["shared_accounts", "group", "user_groups"].some((key) =>
    [values[key]].flat().includes("all"),
  );
}

/** The policy of an endpoint is none of these: it limits whoever is in the network. */
function letsAllIn({ type, values }: Resource): boolean {
  if (type.startsWith("aws_vpc_endpoint")) return false;
  return statementsIn(String(values.policy)).some(
    ({ Effect, Principal, Condition }) =>
      Effect === "Allow" &&
      isEverybody(Principal) &&
      !Object.entries(block(Condition)).some(bounds),
  );
}

function isEverybody(principal: unknown): boolean {
  return [principal, block(principal).AWS].flat().includes("*");
}

/** Whether a condition holds for some accounts, organizations or networks alone. */
function bounds([operator, keys]: [string, unknown]): boolean {
  if (/Not|Null|Bool/.test(operator)) return false;
  return Object.entries(block(keys)).some(
    ([key, value]) =>
      /(account|arn|orgid|orgpaths|vpce?)$/i.test(key) && ![value].flat().includes("*"),
  );
}
