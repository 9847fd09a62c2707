/** A program that synthesizes stages of the same three-tier system, and how it is run. */
export interface Program {
  readonly name: string;
  /** The version that is measured, of the library and of what runs it. */
  readonly version: string;
  /** How a row says it: `as its template runs it`. */
  readonly how: string;
  /** Where it runs. */
  readonly folder: string;
  /** The command line that synthesizes so many stages. */
  readonly command: (stages: number) => readonly string[];
  /** On top of the caller's. */
  readonly env: (stages: number) => Readonly<Record<string, string>>;
}
