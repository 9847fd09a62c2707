import { addressOf } from "../../terraform/document";
import type { StackRule } from "./rule";

export const lastingKeys: StackRule = {
  id: "lasting-keys",
  finds: "somebody gets in by a key that never expires: a user's, or an SSH key of an instance",
  judge({ resources }) {
    return resources.flatMap((each) => {
      const { type, values } = each;
      if (/^aws_(iam_access_key|iam_user|iam_user_login_profile|key_pair)$/.test(type)) {
        return [{ address: addressOf(each), title: "is a login that never expires" }];
      }
      const hasKey = values.key_name !== undefined && values.key_name !== null;
      if (!hasKey || !/^aws_(launch_template|launch_configuration|instance)$/.test(type)) return [];
      return [{ address: addressOf(each), title: "takes logins by an SSH key" }];
    });
  },
};
