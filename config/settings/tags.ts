import { NAME, STAGE } from "../../names/tags";
import { sentence } from "../../terminal/refusal";
import { named, rule, says } from "../schema";
import { text } from "./words";

/*
 * What every service takes that carries these tags. Prefixes: `Tag` in the RDS API reference. Spaces:
 * "Tag an Application Load Balancer" in its user guide. Case: "Rules for tagging" in the IAM user guide.
 * Empty values: for one of them the AWS provider plans every `tags_all` as known after apply.
 */
const MOST = 40;

const KEY_SAYS = says(
  `must be a tag key of 1 to 128 letters, digits, inner spaces and .:/=+@-_, and not aws:…, rds:…, ${NAME} or ${STAGE}`,
  "choose another, since AWS and the stage set those themselves",
);

export const tags = named(
  new RegExp(`^(?!(aws|rds):)(?!(${NAME}|${STAGE})$)(?! )[\\w .:/=+@-]{1,128}(?<! )$`, "i"),
  KEY_SAYS,
  text(
    "must be a tag value of 1 to 256 letters, digits, inner spaces and .:/=+@-_, and not aws:… or rds:…",
    'write it like "web"',
    /^(?!(aws|rds):)(?! )[\w .:/=+@-]{1,256}(?<! )$/i,
  ),
  says("must be an object of tags", 'write it like { Team: "web" }'),
)
  .check(
    rule([], (all) => {
      const count = Object.keys(all).length;
      const must = `must be at most ${MOST} tags, since AWS takes 50 and the stage sets some itself`;
      const remedy = "remove some";
      return count <= MOST ? [] : [{ path: [], says: sentence(must, count, remedy) }];
    }),
  )
  .check(rule([], (all) => Object.keys(all).flatMap(sameButForCase)))
  .default({});

/** A key that an earlier one equals but for case: the tags of a role know no difference. */
function sameButForCase(key: string, at: number, all: readonly string[]) {
  const first = all.slice(0, at).find((each) => each.toLowerCase() === key.toLowerCase());
  if (first === undefined) return [];
  const must = `must differ from ${first} in more than case, since IAM takes both for one key`;
  return [{ path: [key], says: sentence(must, key, "remove one of them") }];
}
