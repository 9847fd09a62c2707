import { subscriptionId } from "../../names/mail";
import { sentence } from "../../terminal/refusal";
import { choice, orNone, rule, strict } from "../schema";
import { list, text, whole } from "./words";

const OBJECT = 'must be "none" or an object';

/** Confirms by a link in its first mail. An address that is written here is in Git for good. */
const mail = text(
  "must be a mail address",
  'write it like "ops@example.com"',
  /^[^\s@"<>]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/,
);

/** Whom AWS calls when something is wrong. It can be switched on and off at any time. */
export const alarms = orNone(
  strict(
    {
      /** Who subscribes to the topic `STAGE-news`. Others may subscribe by hand. */
      mail: list(mail, {
        what: "mail addresses",
        least: 0,
        like: '["ops@example.com"]',
      })
        .check(rule([], alike))
        .default([]),
      /** A topic of your own that hears of what pages, such as one that wakes somebody. */
      topic: text(
        "must be the ARN of an SNS topic",
        'write it like "arn:aws:sns:us-east-1:123456789012:on-call"',
        /^arn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
      ).optional(),
      /** Dollars a month that the stage may cost. Its tag must be activated in the account that pays. */
      budget: whole(
        1,
        1_000_000,
        "must be a whole number of dollars a month from 1 to 1000000",
        "write a number, like 500",
      ).optional(),
      /** A dashboard of the alarms, and saved queries of the logs. The dashboard is paid by the month. */
      dashboard: choice(["none", "cloudwatch"]).default("none"),
    },
    OBJECT,
  ),
);

// --- internal ---

/** Each address is a subscription with an address in Terraform, which has letters, digits and dashes alone. */
function alike(addresses: readonly string[]) {
  const idOf = (address: unknown) =>
    typeof address === "string" ? subscriptionId(address) : address;
  return addresses.flatMap((address, i) => {
    const other = addresses.find((each) => Object.is(idOf(each), idOf(address)));
    if (Object.is(other, address)) return [];
    const must = `must differ from "${other}" in more than punctuation and capitals`;
    return [{ path: [String(i)], says: sentence(must, address, "leave one of them out") }];
  });
}
