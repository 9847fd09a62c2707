import { HTTPException } from "hono/http-exception";
import type { Ctx } from "./services";

/** The fields sent, read with `get`: a list, so that no name of a field can mean more than a name. */
export async function readForm(c: Ctx): Promise<URLSearchParams> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new HTTPException(415, { message: "a form must be sent as its page sends it\n" });
  }
  return new URLSearchParams(await c.req.text());
}
