import { ends, isGone } from "../change";
import type { ResourceRule } from "../rule";

export const fleetReplaced: ResourceRule = {
  id: "fleet-replaced",
  family: "service",
  levels: ["danger", "attention"],
  finds: "the Auto Scaling group or its template is deleted (danger) or replaced",
  why: "without instances nobody is served, and new ones take minutes to boot",
  types: ["aws_autoscaling_group", "aws_launch_template"],
  elsewhere: ["aws_instance", "aws_ecs_service", "aws_eks_cluster", "aws_lambda_function"],
  judge(change) {
    if (!ends(change)) return undefined;
    const isTemplate = change.type === "aws_launch_template";
    const gone = isGone(change);
    if (change.verb === "forget") {
      return {
        level: "attention",
        title: "is forgotten: it goes on in AWS, and no plan sees it any more",
        remedy: "write down who looks after it, or keep it in the code",
      };
    }
    return {
      level: gone && !isTemplate ? "danger" : "attention",
      title: gone
        ? "is deleted, with all that runs in it"
        : "is replaced, with all that runs in it",
      remedy: gone ? "keep it in the code, unless this stage is given up" : "choose a quiet hour",
      downtime: isTemplate
        ? "none until an instance has to start"
        : gone
          ? "the whole service, for good"
          : "some minutes, until new instances are healthy",
      shows: change.forcedBy,
    };
  },
};
