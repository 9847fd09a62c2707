import { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { choice, kinds, rule, says, strict } from "../schema";
import { alike, fallbackTypes, instanceType } from "./fallback-types";
import { count, flag, text, whole } from "./words";

/** The machine image of the fleet. */
export const image = kinds([
  /** The newest Amazon Linux 2023 whenever an instance starts, set up at its first boot. */
  strict({ kind: z.literal("stock") }),
  /** An image with the app in it, baked and tested by the stack `<stage>-image`. */
  strict({
    kind: z.literal("baked"),
    /** Raise it to bake the same app again, on the Amazon Linux of that day. */
    edition: count(1_000_000, "a number, like 2").default(1),
  }),
  /** An image of your own with a unit `web.service`; docs/decisions/0005 says what it must do. */
  strict({
    kind: z.literal("ami"),
    id: text(
      "must be an AMI id",
      'write it like "ami-0123456789abcdef0"',
      /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/,
    ),
  }),
]);

const percent = says("must be a percentage from 1 to 100", "write a number, like 30");

export const web = strict({
  instanceType,
  /** Types that AWS starts, the first before the second, where it has no more of instanceType. */
  fallbackTypes: fallbackTypes.default([]),
  /** The group keeps at least this many instances. */
  min: count(100, "a number of instances, like 2"),
  /** The group never starts more instances than this. */
  max: count(100, "a number of instances, like 4"),
  /** Average CPU in percent that the group keeps: above it grows, well below it shrinks. */
  targetCpu: z.number(percent).min(1, percent).max(100, percent),
  /** Requests a minute that one instance should serve; left out, only CPU counts. */
  targetRequests: count(1_000_000, "a number of requests a minute, like 1000").optional(),
  port: whole(
    1024,
    65535,
    "must be a port from 1024 to 65535",
    "write a number, like 8080: only root may use a port below 1024",
  ).default(8080),
  healthCheckPath: text(
    "must be a path",
    'write it like "/healthz"',
    /^\/[A-Za-z0-9._~/-]{0,200}$/,
  ).default("/healthz"),
  /** How a new template reaches the instances: in steps, or one instance first and then the rest. */
  rollout: choice(["rolling", "canary"]).default("rolling"),
  /** Days until an instance is replaced by a new one, whatever its state; left out, never. */
  maxDays: whole(
    1,
    365,
    "must be a number of days from 1 to 365",
    "write a number, like 7",
  ).optional(),
  /** Whether people can put load on an instance, to watch the group grow. */
  loadPage: flag.default(false),
  /** Metrics of memory and disk and the app's log in CloudWatch, which is paid by volume. */
  agent: choice(["none", "cloudwatch"]).default("none"),
}).check(
  rule(["min", "max"], ({ min, max }) =>
    max >= min
      ? []
      : [
          {
            path: ["max"],
            says: sentence(`must be at least min (${min})`, max, "raise max or lower min"),
          },
        ],
  ),
  alike,
);
