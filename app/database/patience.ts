/** How long the app waits for its database, in ms. */
export interface Patience {
  readonly connectMs: number;
  /** The server ends a statement that takes longer. */
  readonly statementMs: number;
  /** How much longer than the server's limit an answer may take to get here. */
  readonly answerMs: number;
  /** A request, in all. A failover takes Aurora less than 30 s, mostly under 10. */
  readonly readMs: number;
  readonly writeMs: number;
  readonly pingMs: number;
}

const PRODUCTION: Patience = {
  connectMs: 2_000,
  statementMs: 2_000,
  answerMs: 1_500,
  readMs: 6_000,
  writeMs: 15_000,
  pingMs: 1_500,
};

/** @param factor 1 in production; more where the machine is busy with something else, as in tests */
export function patience(factor = 1): Patience {
  const longer = Object.entries(PRODUCTION).map(([name, ms]) => [name, ms * factor]);
  return Object.fromEntries(longer) as Patience;
}
