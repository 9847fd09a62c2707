/** A synthesized stack, which the scanners read. */
export interface Stack {
  readonly name: string;
  /** Its `cdk.tf.json`, parsed. */
  readonly document: unknown;
}

/** Where a check looked. */
export interface Place {
  readonly stack: string;
  readonly address: string;
  /** The scanner's name of the check: `CKV_AWS_91`. */
  readonly check: string;
}

/** What a check found fault with. */
export interface Finding extends Place {
  /** What must be, or what is wrong, in the scanner's words. */
  readonly title: string;
}

/** All that one scanner did. */
export interface Scan {
  /** With its version, if it has one: `checkov 3.3.30`. */
  readonly scanner: string;
  /** How many checks, policies or resources it judged in each stack. 0 means that it was blind. */
  readonly evaluated: ReadonlyMap<string, number>;
  /** Whether it asked a check of an address in a stack that fits, with or without a finding. */
  readonly asked: (check: string, stack: string, fits: (address: string) => boolean) => boolean;
  readonly findings: readonly Finding[];
}

/** Findings in an order that follows from what they say. Scanners have none that is stable. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const key = ({ stack, address, check, title }: Finding) =>
    [stack, address, check, title].join("\n");
  return findings.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
