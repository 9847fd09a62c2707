/** After the last test file: ends what the setup has begun, in the same process. */
export default async function teardown(): Promise<void> {
  await (globalThis as { endShared?: () => Promise<void> }).endShared?.();
}
