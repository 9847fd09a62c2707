import type { Colors } from "picocolors/types";

export interface Output {
  write(text: string): unknown;
  readonly columns?: number;
}

/** Lines for people; on a terminal, below them, one line that tells what goes on right now. */
export class Screen {
  private now = "";

  /** @param live whether a line can be taken back, which a pipe or a CI log can't */
  constructor(
    private readonly out: Output,
    private readonly live: boolean,
    readonly paint: Colors,
  ) {}

  print(text = ""): void {
    this.clear();
    this.out.write(`${text}\n`);
    this.redraw();
  }

  /**
   * A step with its name and the seconds it took; a failed one has no seconds.
   * @param work receives a function that reports where the work is
   */
  async step<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> {
    const began = Date.now();
    const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
    let at = "";
    const show = () => this.say(`${name}  ${seconds()} s${at && `  ${at}`}`);
    show();
    const clock = this.live ? setInterval(show, 200) : undefined;
    const progress = (status: string, line?: string) => {
      at = status;
      if (this.live) show();
      else if (line !== undefined) this.print(`  ${line}`);
    };
    try {
      const result = await work(progress);
      this.say("");
      this.print(`${name.padEnd(NAME_WIDTH)}${this.paint.dim(`${seconds().padStart(6)} s`)}`);
      return result;
    } finally {
      clearInterval(clock);
      this.say("");
    }
  }

  private say(now: string): void {
    this.clear();
    this.now = now;
    this.redraw();
  }

  private clear(): void {
    if (this.live && this.now !== "") this.out.write("\r\u001b[2K");
  }

  /** Never longer than the terminal is wide (0, if it will not say): what wraps can't be taken back. */
  private redraw(): void {
    if (this.live) this.out.write(this.now.slice(0, (this.out.columns || 80) - 1));
  }
}

/** @param status for the one live line @param line for logs, where each stays; none if not given */
export type Progress = (status: string, line?: string) => void;

const NAME_WIDTH = 24;
