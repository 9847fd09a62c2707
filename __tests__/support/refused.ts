import type { Aws } from "../../emulator/aws";

/** What is asked of which service, and the code and some words of its refusal. */
export type RefusedCall<World> = readonly [
  what: string,
  service: keyof Aws,
  command: (world: World) => object,
  code: string,
  said: string,
];

/** The code and the words with which a service of AWS's refuses a call. */
export async function refused(call: Promise<unknown>): Promise<{ code: string; said: string }> {
  return call.then(
    () => ({ code: "none", said: "the call was carried out" }),
    (error: Error & { Code?: string }) => ({
      code: error.Code ?? error.name,
      said: error.message,
    }),
  );
}

/** Expects what a row of a table says of its call. */
export async function expectRefusal<World>(
  cloud: Aws,
  world: World,
  [, service, command, code, words]: RefusedCall<World>,
): Promise<void> {
  const { code: got, said } = await refused(send(cloud, service, command(world)));
  expect([got, said]).toEqual([code, expect.stringContaining(words)]);
}

/** Sends a call to its service. For tables: there, one type fits the commands of all services. */
export function send(cloud: Aws, service: keyof Aws, command: object): Promise<unknown> {
  return (cloud[service] as { send(command: object): Promise<unknown> }).send(command);
}
