import { faultIn, Refusal } from "../../terminal/refusal";
import { saidIn, synthStage } from "../../terraform/synth";

const { signal } = new AbortController();
const override = (settings: object) => ({
  ...process.env,
  CDKTF_CONTEXT_JSON: JSON.stringify({ settings }),
});

test("a stage is synthesized as npm run synth does it", async () => {
  const { json } = await synthStage("lab", override({ lab: { web: { targetCpu: 31 } } }), signal);
  expect(JSON.parse(json).resource.aws_autoscaling_policy).toBeDefined();
  expect(json).toContain('"target_value": 31');
});

test("what synth refuses is refused in its own words, all faults at once", async () => {
  const faults = { lab: { web: { min: 9 }, network: { cidr: "10.0.0.0/33" } } };
  const refused = synthStage("lab", override(faults), signal);
  await expect(refused).rejects.toThrow(
    /^lab\.network\.cidr: must be a private .*\nlab\.web\.max: must be at least min \(9\), got 4; raise max or lower min$/,
  );
});

test("a fault in a source keeps its line and the caret below it", () => {
  const fault = "config/stages.ts:27:12: Cannot find name; mend it\n  nat: single,\n       ^";
  const refusal = new Refusal([faultIn(saidIn(`bundling main.ts…\n${fault}\n`))]);
  expect(refusal.message).toBe(fault);
});
