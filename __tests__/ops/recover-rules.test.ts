import { load } from "../../config/load";
import { stages } from "../../config/stages";
import { state } from "../../config/state";
import { ImageStack } from "../../constructs/image-stack";
import { StateStack } from "../../constructs/state-stack";
import { ARNS, EC2_IDS, NAMED, PARTS, PUT } from "../../ops/recover/rules";
import { release, settingsOf, synth, synthStage } from "../support/synth";

const imageStack = () =>
  synth("prod-image", (app) => {
    const settings = settingsOf("prod");
    new ImageStack(app, "prod-image", { stage: "prod", settings, release });
  });
const stateStack = () =>
  synth("state", (app) => {
    const github = { subject: "repo:acme/web" };
    const { state: settings } = load({ stages, state: { ...state, github } });
    const lab = { name: "lab", region: "us-east-1", stateKey: "lab.tfstate" };
    new StateStack(app, "state", { settings, stages: [lab] });
  });

test("every type that our stacks are made of can be looked for, or need not be", () => {
  const all = [
    synthStage("lab", {
      web: { agent: "cloudwatch", targetRequests: 600 },
      network: { flowLogs: "all" },
    }),
    synthStage("prod"),
    imageStack(),
    stateStack(),
  ].flatMap((stack) => stack.addresses().filter((address) => !address.startsWith("data.")));
  const types = [...new Set(all.map((address) => address.split(".")[0] ?? ""))];
  const known = new Set([EC2_IDS, ARNS, PARTS].flatMap((table) => Object.keys(table)));
  for (const type of [...NAMED, ...PUT]) known.add(type);
  expect(types.filter((type) => !known.has(type))).toEqual([]);
  expect(types.length).toBeGreaterThan(40);
});
