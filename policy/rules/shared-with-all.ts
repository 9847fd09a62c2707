import { addressOf, type StackRule } from "./rule";

export const sharedWithAll: StackRule = {
  id: "shared-with-all",
  finds: "a snapshot or an image is given to every account of AWS",
  judge({ resources }) {
    return resources
      .filter(({ type, values }) => /snapshot|^aws_ami/.test(type) && namesAll(values))
      .map((each) => ({ address: addressOf(each), title: "is shared with every account of AWS" }));
  },
};

// --- internal ---

function namesAll(values: Readonly<Record<string, unknown>>): boolean {
  return ["shared_accounts", "group", "user_groups"].some((key) =>
    [values[key]].flat().includes("all"),
  );
}
