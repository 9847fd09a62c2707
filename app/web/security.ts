import { createMiddleware } from "hono/factory";
import type { Env } from "./services";

const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Not no-referrer: browsers would send "Origin: null" with our own forms.
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cross-origin-resource-policy": "same-origin",
};
/** Browsers complain of these where the page came by http. */
const HTTPS_HEADERS = {
  "strict-transport-security": "max-age=31536000",
  "cross-origin-opener-policy": "same-origin",
};
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The load balancer ends TLS, and says in this header how the browser came. */
export const scheme = createMiddleware<Env>(async (c, next) => {
  c.set("https", c.req.header("x-forwarded-proto") === "https");
  await next();
});

/**
 * docs/decisions/0015-which-host-names-are-ours.md
 *
 * Names by which plain HTTP may ask for us: the load balancer's in AWS, this machine's, and addresses.
 * A page of a stranger, whose name suddenly means our address (DNS rebinding), is of our origin to a
 * browser; but it can't have any of these names. Over HTTPS the certificate has proved the name.
 */
const OURS = /^(localhost|[\d.]+|\[[\d:a-f.]+\]|[\w.-]+\.elb\.amazonaws\.com(\.cn)?)(:\d+)?$/i;

export const knownHost = createMiddleware<Env>(async (c, next) => {
  if (c.get("https") || OURS.test(c.req.header("host") ?? "")) return next();
  const how = "use the url of the stage, or give the stage a domain (entry.https)";
  return c.text(`Over plain HTTP there is nothing under this host name: ${how}.\n`, 421);
});

export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next();
  const headers = c.get("https") ? { ...HEADERS, ...HTTPS_HEADERS } : HEADERS;
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
});

/**
 * Changes are taken from our own pages only. Sec-Fetch-Site can't be forged by a page; browsers
 * leave it out on plain http, and then the Origin must be ours to the letter.
 */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
  if (SAFE.has(c.req.method)) return next();
  const site = c.req.header("sec-fetch-site");
  const ours = `${c.get("https") ? "https" : "http"}://${c.req.header("host") ?? ""}`;
  if (site === undefined ? c.req.header("origin") === ours : site === "same-origin") return next();
  return c.text("This request came from another site, and changed nothing.\n", 403);
});
