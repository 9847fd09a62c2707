import type { Database } from "../database/database";

const COUNT_AGAIN_MS = 60_000;

/**
 * Whether `most` contacts are there, as far as this instance knows. They are counted on the reader,
 * at most once a minute, and nobody waits for it: in between this instance counts its own changes.
 * So of several instances each may add what a minute brings beyond `most`.
 */
export class Room {
  private taken = 0;
  private isCounting = false;
  /** The end of the last count. */
  counted: Promise<void> = Promise.resolve();
  private countedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Database,
    readonly most: number,
  ) {}

  isTaken(): boolean {
    if (performance.now() - this.countedAt > COUNT_AGAIN_MS) this.counted = this.count();
    return this.taken >= this.most;
  }

  take(contacts: number): void {
    if (!this.isCounting) this.taken += contacts; // else they may be in the count already
  }

  private async count(): Promise<void> {
    this.countedAt = performance.now();
    this.isCounting = true;
    try {
      const count = "SELECT COUNT(*) AS taken FROM contacts";
      const { rows } = await this.database.read((session) => session.run(count));
      this.taken = Number(rows[0]?.taken);
    } catch {
      // It is asked again in a minute; a book that can't be counted may be written to.
    } finally {
      this.isCounting = false;
    }
  }
}
