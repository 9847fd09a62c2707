import { named, says } from "../refusal";
import { text } from "./words";

export const tags = named(
  /^(?!aws:)(?!(Name|Stage)$)[\w .:/=+@-]{1,128}$/i,
  says(
    "must be a tag key of 1 to 128 letters, digits, spaces and .:/=+@-_, and not aws:…, Name or Stage",
    "choose another, since AWS and the stage set those themselves",
  ),
  text(
    "must be a tag value of up to 256 letters, digits, spaces and .:/=+@-_",
    'write it like "web"',
    /^[\w .:/=+@-]{0,256}$/,
  ),
  says("must be an object of tags", 'write it like { Team: "web" }'),
).default({});
