import { ARNS, EC2_IDS, NAMED, PARTS, PUT } from "../../ops/recover/rules";
import { synthImage, synthStage, synthState } from "../support/synth";

const LAB = { name: "lab", region: "us-east-1", stateKey: "lab.tfstate" };

test("every type that our stacks are made of can be looked for, or need not be", () => {
  const all = [
    synthStage("lab", {
      web: { agent: "cloudwatch", targetRequests: 600 },
      network: { flowLogs: "all" },
    }),
    synthStage("prod"),
    synthImage("prod"),
    synthState({ github: { subject: "repo:acme/web" } }, [LAB]),
  ].flatMap((stack) => stack.addresses().filter((address) => !address.startsWith("data.")));
  const types = [...new Set(all.map((address) => address.split(".")[0] ?? ""))];
  const known = new Set([EC2_IDS, ARNS, PARTS].flatMap((table) => Object.keys(table)));
  for (const type of [...NAMED, ...PUT]) known.add(type);
  expect(types.filter((type) => !known.has(type))).toEqual([]);
  expect(types.length).toBeGreaterThan(40);
});
