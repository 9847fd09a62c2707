/** What bench/deploy/stamp.cjs notes of a Node process: times in milliseconds, seconds of CPU. */
export interface Stamp {
  readonly program: string;
  readonly began: number;
  readonly ended: number;
  readonly seconds: number;
}

/** One run of a command of CDKTF's. Times are milliseconds of one clock. */
export interface Watched {
  readonly typed: number;
  readonly ended: number;
  readonly stamps: readonly Stamp[];
  /** When Terraform was called for init, and when its first line came; neither for a synth. */
  readonly terraform?: { readonly called: number; readonly answered: number };
}

/** Seconds from the command to its end, or to Terraform's first line, in the order of time. */
export type Parts = Readonly<Record<"npx" | "before" | "app" | "after" | "terraform", number>>;

/** Seconds of CPU, by who took them. Terraform's are not measured. */
export type Cpu = Readonly<Record<"npx" | "cdktf" | "app", number>>;

export function partsOf({ typed, ended, stamps, terraform }: Watched): Parts {
  const [cdktf, app] = [processOf(CDKTF, stamps), processOf(APP, stamps)];
  const called = terraform?.called ?? ended;
  return {
    npx: (cdktf.began - typed) / 1000,
    before: (app.began - cdktf.began) / 1000,
    app: (app.ended - app.began) / 1000,
    after: (called - app.ended) / 1000,
    terraform: ((terraform?.answered ?? called) - called) / 1000,
  };
}

export function cpuOf({ stamps }: Watched): Cpu {
  const of = (program: RegExp) => processOf(program, stamps).seconds;
  return { npx: of(NPX), cdktf: of(CDKTF), app: of(APP) };
}

// --- internal ---

const NPX = /\bnpx(-cli\.js)?$/;
const CDKTF = /\bcdktf$/;
const APP = /\bbin\/run\.mjs$/;

function processOf(program: RegExp, stamps: readonly Stamp[]): Stamp {
  const found = stamps.find((stamp) => program.test(stamp.program));
  if (found !== undefined) return found;
  const got = stamps.map((stamp) => stamp.program).join(", ") || "none";
  throw new Error(`stamps: must be of a process like ${program}, got ${got}`);
}
