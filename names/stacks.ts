/** The stack that holds remote state, and the one word that no stage can have as its name. */
export const STATE = "state";

const IMAGE = "-image";

/** The stack that bakes the image of a stage: `prod-image`. Its service is the stack `prod`. */
export function imageStackOf(stage: string): string {
  return `${stage}${IMAGE}`;
}

/** Whether a stage with such an image has a stack that bakes it, deployed before its service. */
export function bakes(image: { readonly kind: string }): boolean {
  return image.kind === "baked";
}

/** Whether a stage can't have this name, since another stack has it or may get it. */
export function isTaken(name: string): boolean {
  return name === STATE || name.endsWith(IMAGE);
}

/** Where in its backend the state of a stack lies: `three-tier/lab.tfstate`. */
export function stateFileOf(stack: string, keyPrefix = ""): string {
  return `${keyPrefix}${stack}.tfstate`;
}
