import { type ImageChoice, machineImage } from "../../constructs/machine-image";
import { bakes } from "../../names/stacks";

test.each<ImageChoice>([
  { kind: "stock" },
  { kind: "baked", edition: 1 },
  { kind: "ami", id: "ami-1" },
])("pipelines bake an image of kind $kind just if it has something to bake", (image) => {
  expect(bakes(image)).toBe(machineImage(image).bake !== undefined);
});
