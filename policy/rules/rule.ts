import type { TerraformJson } from "../../terraform/document";

/** What must hold of everything that a stack makes, whatever was there before. */
export interface StackRule {
  /** Waivers name it: it never changes. */
  readonly id: string;
  /** Ends the sentence "Finds where …". */
  readonly finds: string;
  readonly judge: (stack: TerraformJson) => readonly Found[];
}

export interface Found {
  /** `provider.aws` or `output.NAME` of what is no resource. */
  readonly address: string;
  /** What is wrong, a clause without a full stop. It never repeats a secret. */
  readonly title: string;
}
