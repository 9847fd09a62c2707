import type { Plan } from "../terraform/plan";
import { Secrets } from "./secrets";
import { visible } from "./words";

/**
 * What a plan does to the system, drawn as SVG, without a secret in it. Undefined where the plan does
 * nothing to a network of ours.
 * @param name what was planned, for the title
 */
export async function pictureIn(plan: Plan, name: string): Promise<string | undefined> {
  // Loaded for a page alone: what lays pictures out is larger than the review.
  const { pictureOfPlan } = await import("../diagram/planned");
  const secrets = new Secrets(plan);
  const picture = pictureOfPlan(name, plan, (text) => visible(String(secrets.mask(text))));
  if (picture === undefined) return undefined;
  const { draw } = await import("../diagram/draw");
  return draw(picture);
}
