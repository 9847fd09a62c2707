import { parametersOf } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { ends } from "../change";
import type { ResourceRule } from "../rule";

export const parameterGone: ResourceRule = {
  id: "parameter-gone",
  family: "service",
  levels: ["attention", "note"],
  finds: "a parameter goes; attention if the app connects to the database by it",
  why: "an instance that boots without its parameters can't connect and is replaced again and again",
  types: ["aws_ssm_parameter"],
  judge(change) {
    if (!ends(change)) return undefined;
    const { before } = change;
    const name = before.text("name") ?? "";
    const stage = before.text(`tags_all.${STAGE}`) ?? name.split("/")[1] ?? "";
    const needed = name.startsWith(`${parametersOf(stage).database}/`);
    const baked = name === parametersOf(stage).image;
    return {
      level: needed || baked ? "attention" : "note",
      title: needed
        ? "goes: the app finds its database by it"
        : baked
          ? "goes: plans of the stage look up its image by it"
          : "goes",
      remedy: "see that nothing that runs reads it",
      downtime: needed ? "for instances that start from then on" : undefined,
      shows: change.forcedBy,
    };
  },
};
