import { stays, turnsOff } from "../change";
import { CLUSTER } from "../cluster";
import type { ResourceRule } from "../rule";

const PATH = "manage_master_user_password";

export const passwordByHand: ResourceRule = {
  id: "password-by-hand",
  family: "secrets",
  levels: ["danger"],
  finds: "AWS no longer keeps the database's password",
  why: "AWS deletes the secret by which the app connects, and the new password stands in the state",
  types: [CLUSTER],
  elsewhere: ["aws_db_instance"],
  judge(change) {
    if (!stays(change) || !turnsOff(change, PATH)) return undefined;
    return {
      level: "danger",
      title: "AWS no longer keeps and rotates the password, and deletes the secret that holds it",
      remedy: "keep manage_master_user_password on",
      downtime: "for everybody who connects by the secret, until they have another one",
      shows: [PATH],
    };
  },
};
