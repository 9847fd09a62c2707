import { stages } from "../../config/stages";
import { TerraformJson } from "../../terraform/document";
import { onEmulator } from "../support/deployment";
import { decisionOn, unpinned } from "../support/doors";
import { attributesOf, type SchemaBlock, schemasOf } from "../support/schema";
import { synthImage, synthStage, synthState } from "../support/synth";

/** Of all stacks, and of a stage with what the committed ones lack. */
const resources = () => {
  const all = [
    ...(Object.keys(stages) as (keyof typeof stages)[]).map((stage) => synthStage(stage)),
    synthImage("prod"),
    synthState(),
  ];
  return all.flatMap(({ text }) => new TerraformJson(JSON.parse(text)).resources);
};

onEmulator("what the provider takes over as it finds it", (tools) => {
  let schemas: Readonly<Record<string, SchemaBlock>>;
  beforeAll(async () => {
    schemas = await schemasOf(tools);
  });

  test("is decided on, attribute by attribute: whether a change by hand opens a door", () => {
    const types = [...new Set(resources().map(({ type }) => type))].sort();
    const paths = types.flatMap((type) =>
      attributesOf(schemas[type] ?? {})
        .filter(([, { optional, computed }]) => optional && computed)
        .map(([path]) => ({ type, path })),
    );
    expect(paths.length).toBeGreaterThan(200);
    const open = paths.filter(({ type, path }) => decisionOn(type, path) === undefined);
    expect(open.map(({ type, path }) => `${type}.${path}`)).toEqual([]);
  });
});

test("an attribute that opens a door is set in the JSON of each resource", () => {
  const open = resources().flatMap(({ type, name, values }) =>
    unpinned(type, values).map((path) => `${type}.${name}.${path}`),
  );
  expect(open).toEqual([]);
});

test("one that isn't set is found", () => {
  expect(unpinned("aws_rds_cluster_instance", {})).toEqual(["publicly_accessible"]);
  const template = { metadata_options: { http_tokens: "required", http_endpoint: "enabled" } };
  expect(unpinned("aws_launch_template", template)).toEqual([
    "metadata_options.http_put_response_hop_limit",
  ]);
  expect(decisionOn("aws_rds_cluster", "something_new")).toBeUndefined();
});
