/**
 * Ends the wait for a node that vanished without a word: a driver's own limits leave gaps, such as
 * mysql2's while it prepares a statement. To the engines it is a network's error, so the connection
 * is dropped.
 */
export async function within<T>(
  ms: number,
  work: Promise<T>,
  fault = () => new Error(`no answer within ${ms} ms`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(fault()), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined); // nobody waits for it any more
  }
}
