import { Hono } from "hono";
import type { Role } from "../database/cluster";
import type { Env, Services } from "../web/services";

/** Anyone may ask, so the database is asked at most this often. */
const FRESH_MS = 1_000;

/** docs/decisions/0010-what-healthy-means.md */
export function healthRoutes({ database }: Pick<Services, "database">): Hono<Env> {
  let asked = {
    at: Number.NEGATIVE_INFINITY,
    answer: Promise.resolve({} as Awaited<ReturnType<typeof ready>>),
  };
  return new Hono<Env>()
    .get("/healthz", (c) => c.text("ok\n"))
    .get("/readyz", async (c) => {
      const now = performance.now();
      if (now - asked.at > FRESH_MS) asked = { at: now, answer: ready() };
      const answer = await asked.answer;
      return c.json(answer, answer.writer.ok && answer.reader.ok ? 200 : 503);
    });

  async function ready() {
    const [writer, reader] = await Promise.all([state("writer"), state("reader")]);
    return { writer, reader };
  }

  async function state(role: Role) {
    try {
      return { ok: true, ms: await database.ping(role) };
    } catch {
      // Why is in the log: it names hosts and users.
      return { ok: false };
    }
  }
}
