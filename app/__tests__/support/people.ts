import { randomUUID } from "node:crypto";
import type { MariaDb } from "../../dev/mariadb";
import type { RunningApp } from "./running-app";
import { until } from "./until";

export const PEOPLE = 4;
/** A time without a saved contact that people would notice, in milliseconds. */
const NOTICED_MS = 1_000;

/** Four people who add contacts and four who read them, one request after the other. */
export function busyPeople(app: RunningApp) {
  const added: string[] = [];
  const failedReads: number[] = [];
  const failedWrites: number[] = [];
  const pauses: number[] = [];
  let reads = 0;
  let longestPause = 0;
  let lastAt = Date.now();
  let busy = true;
  const add = async () => {
    while (busy) {
      const id = randomUUID();
      const { status } = await app.post("/contacts", { id, name: `Ada ${added.length}` });
      if (status !== 303) {
        failedWrites.push(status);
        continue;
      }
      added.push(id);
      const pause = Date.now() - lastAt;
      longestPause = Math.max(longestPause, pause);
      if (pause > NOTICED_MS) pauses.push(pause);
      lastAt = Date.now();
    }
  };
  const read = async () => {
    while (busy) {
      const answer = await app.get("/contacts");
      await answer.text();
      reads += 1;
      if (answer.status !== 200) failedReads.push(answer.status);
    }
  };
  const all = Promise.all(Array.from({ length: PEOPLE }).flatMap(() => [add(), read()]));
  return {
    /** Ids of the contacts whose saving was acknowledged until now, in this order. */
    added: added as readonly string[],
    /** That many more from now on; or that one failed, which the test will say. */
    async haveAdded(more: number) {
      const wanted = added.length + more;
      await until(() => added.length >= wanted || failedWrites.length + failedReads.length > 0);
    },
    /** That many more from now on, whatever failed before. */
    async haveSaved(more: number) {
      const wanted = added.length + more;
      await until(() => added.length >= wanted);
    },
    async rest() {
      busy = false;
      await all;
      return { added, longestPause, pauses, failedReads, failedWrites, reads };
    },
  };
}

/** Of the acknowledged ones, those that this server hasn't. */
export async function missing(server: MariaDb, added: readonly string[]): Promise<string[]> {
  const rows = await server.root("SELECT id FROM app.contacts");
  const there = new Set(rows.map(({ id }) => id));
  return added.filter((id) => !there.has(id));
}
