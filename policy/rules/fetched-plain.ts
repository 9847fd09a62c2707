import { addressOf } from "../../terraform/document";
import { plain } from "./plain";
import type { StackRule } from "./rule";

export const fetchedPlain: StackRule = {
  id: "fetched-plain",
  finds:
    "an instance loads something by plain HTTP at its start: whoever is on the way may change it",
  judge({ resources }) {
    return resources
      .filter(({ values }) =>
        ["user_data", "user_data_base64", "data"].some((key) => FETCH.test(text(values[key]))),
      )
      .map((each) => ({ address: addressOf(each), title: "loads something by plain HTTP" }));
  },
};

// --- internal ---

/** Not from the instance itself, nor from the address of its metadata. */
const FETCH = /\bhttp:\/\/(?!127\.|localhost|169\.254\.|\[::1\]|\$)/;

function text(value: unknown): string {
  return typeof value === "string" ? plain(value) : "";
}
