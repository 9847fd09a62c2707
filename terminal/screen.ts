import { stripVTControlCharacters as stripped } from "node:util";
import type { Colors } from "picocolors/types";
import { width } from "./table";

export interface Output {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
}

/** Lines for people; on a terminal, below them, what goes on right now: a line, or a picture of lines. */
export class Screen {
  private now: readonly string[] = [""];

  /** @param live whether a line can be taken back, which a pipe or a CI log can't */
  constructor(
    private readonly out: Output,
    readonly live: boolean,
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
    const show = () => this.show(`${name}  ${seconds()} s${at && `  ${at}`}`);
    show();
    const clock = this.live ? setInterval(show, 200) : undefined;
    const progress = (status: string, line?: string) => {
      at = status;
      if (this.live) show();
      else if (line !== undefined) this.print(`  ${line}`);
    };
    try {
      const result = await work(progress);
      this.show();
      this.print(`${name.padEnd(NAME_WIDTH)}${this.paint.dim(`${seconds().padStart(6)} s`)}`);
      return result;
    } finally {
      clearInterval(clock);
      this.show();
    }
  }

  /** Shows lines until the next call, or a step, replaces them. Only a live screen can. */
  show(...lines: readonly string[]): void {
    this.clear();
    this.now = lines.length === 0 ? [""] : lines.slice(-(this.out.rows || 24));
    this.redraw();
  }

  private clear(): void {
    if (!this.live || this.now.join("") === "") return;
    this.out.write(`\r\u001b[2K${"\u001b[1A\u001b[2K".repeat(this.now.length - 1)}`);
  }

  /** Never longer than the terminal is wide (0, if it will not say): what wraps can't be taken back. */
  private redraw(): void {
    if (!this.live) return;
    const most = (this.out.columns || 80) - 1;
    const cut = (line: string) => (width(line) > most ? stripped(line).slice(0, most) : line);
    this.out.write(this.now.map(cut).join("\n"));
  }
}

/** @param status for the one live line @param line for logs, where each stays; none if not given */
export type Progress = (status: string, line?: string) => void;

const NAME_WIDTH = 24;
