import { type Precondition, TerraformOutput, type TerraformStack } from "cdktf";

/**
 * Publishes the outputs of a stack, in which people and programs read what only AWS knows.
 * @param descriptions one for each output: names/outputs.ts has them
 * @param values tokens, of the types that the outputs will have
 * @param conditions by output: unless they hold, the plan stops
 */
export function publish<Outputs extends object>(
  stack: TerraformStack,
  descriptions: Readonly<Record<keyof Outputs & string, string>>,
  values: Outputs,
  conditions: Partial<Record<keyof Outputs, readonly Precondition[]>> = {},
): void {
  for (const name of Object.keys(descriptions) as (keyof Outputs & string)[]) {
    const output = new TerraformOutput(stack, name.replaceAll("_", "-"), {
      description: descriptions[name],
      value: values[name],
    });
    demand(output, conditions[name] ?? []);
  }
}

/** CDKTF has a property for preconditions of outputs, and leaves it out of the JSON. */
function demand(output: TerraformOutput, conditions: readonly Precondition[]): void {
  if (conditions.length === 0) return;
  output.addOverride(
    "precondition",
    conditions.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage })),
  );
}
