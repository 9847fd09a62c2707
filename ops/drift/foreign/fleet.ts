import { quoted } from "../../../terminal/shell";
import type { Watch } from "../foreign";

/** Scheduled actions of our fleet: we have none. */
export const scheduledActions: Watch = (seen, ours) =>
  seen.scheduledActions.map((action) => {
    const { ScheduledActionName: id = "", AutoScalingGroupName: group = "" } = action;
    const sizes = { min: action.MinSize, max: action.MaxSize, desired: action.DesiredCapacity };
    const set = Object.entries(sizes).filter(([, size]) => size !== undefined && size !== null);
    const when = action.Recurrence ? `at ${action.Recurrence}` : `on ${action.StartTime}`;
    const to = set.map(([name, size]) => `${name} ${size}`).join(", ");
    const isEnd = sizes.max === 0 || (sizes.desired === 0 && sizes.min === 0);
    return {
      address: ours.address(group, "aws_autoscaling_group"),
      what: "scheduled action",
      id,
      says: `${id}, ${when}: ${to}`,
      hurts: isEnd
        ? "it ends all instances: nobody is served until a deploy"
        : "it sets the fleet's sizes: too few instances are slow, too many cost",
      undo: `autoscaling delete-scheduled-action --auto-scaling-group-name ${quoted(group)} --scheduled-action-name ${quoted(id)}`,
    };
  });

/** Scaling policies of our fleet that are none of ours. */
export const policies: Watch = (seen, ours) =>
  seen.policies
    .filter(({ PolicyARN }) => !ours.has(PolicyARN))
    .map(({ PolicyName: id = "", PolicyType, AutoScalingGroupName: group = "" }) => ({
      address: ours.address(group, "aws_autoscaling_group"),
      what: "scaling policy",
      id,
      says: `${id}, ${PolicyType}`,
      hurts: "it scales the fleet against our policies: instances come and go for no load of users",
      undo: `autoscaling delete-policy --auto-scaling-group-name ${quoted(group)} --policy-name ${quoted(id)}`,
    }));
