import { createHash } from "node:crypto";
import { Hono } from "hono";
import contacts from "../contacts/contacts.client.js";
import contactsStyle from "../contacts/contacts.css";
import instance from "../instance/instance.client.js";
import load from "../load/load.client.js";
import loadStyle from "../load/load.css";
import icon from "./icon.svg";
import type { Env } from "./services";
import base from "./style/base.css";
import cards from "./style/cards.css";
import forms from "./style/forms.css";
import frame from "./style/frame.css";

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = [base, frame, cards, forms, loadStyle, contactsStyle].join("\n");
const ASSETS = {
  "style.css": { type: "text/css; charset=utf-8", text: STYLE },
  "icon.svg": { type: "image/svg+xml", text: icon },
  "contacts.js": { type: SCRIPT, text: contacts },
  "instance.js": { type: SCRIPT, text: instance },
  "load.js": { type: SCRIPT, text: load },
};

export type AssetName = keyof typeof ASSETS;

const VERSIONS = new Map(
  Object.entries(ASSETS).map(([name, { text }]) => [
    name,
    createHash("sha256").update(text).digest("hex").slice(0, 12),
  ]),
);

export function assetUrl(name: AssetName): string {
  return `/assets/${name}?v=${VERSIONS.get(name)}`;
}

export const assets = new Hono<Env>();
for (const [name, { type, text }] of Object.entries(ASSETS)) {
  assets.get(`/assets/${name}`, (c) => {
    // During a rollout a page of the other version may ask: answered, but not kept for that name.
    const ours = c.req.query("v") === VERSIONS.get(name);
    c.header("cache-control", ours ? "public, max-age=31536000, immutable" : "no-store");
    return c.body(text, 200, { "content-type": type });
  });
}
