import { NAME, STAGE } from "../../names/tags";
import { sentence } from "../../terminal/refusal";
import { named, rule, says } from "../schema";
import { text } from "./words";

const MOST = 40;

export const tags = named(
  new RegExp(`^(?!aws:)(?!(${NAME}|${STAGE})$)[\\w .:/=+@-]{1,128}$`, "i"),
  says(
    `must be a tag key of 1 to 128 letters, digits, spaces and .:/=+@-_, and not aws:…, ${NAME} or ${STAGE}`,
    "choose another, since AWS and the stage set those themselves",
  ),
  text(
    "must be a tag value of up to 256 letters, digits, spaces and .:/=+@-_",
    'write it like "web"',
    /^[\w .:/=+@-]{0,256}$/,
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
  .default({});
