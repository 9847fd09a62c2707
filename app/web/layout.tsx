import type { Child } from "hono/jsx";
import { type AssetName, assetUrl } from "./assets";
import type { Ctx, Services } from "./services";

const PLACES = [
  { path: "/", name: "Instance" },
  { path: "/load", name: "Load" },
  { path: "/contacts", name: "Contacts" },
];

export interface PageProps {
  readonly title: string;
  readonly script?: AssetName;
  readonly status?: 200 | 400 | 404 | 409 | 413 | 415 | 500 | 503 | 507;
  readonly children: Child;
}

/** A whole page, in the frame that all share. */
export function page(c: Ctx, { stage }: Pick<Services, "stage">, props: PageProps) {
  const { title, script, status = 200, children } = props;
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${stage}`}</title>
        <link rel="icon" href={assetUrl("icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl("style.css")} />
        {script && <script type="module" src={assetUrl(script)} />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <Header path={c.req.path} stage={stage} />
        <main id="main">{children}</main>
      </body>
    </html>
  );
  return c.html(`<!doctype html>${document}`, status);
}

function Header({ path, stage }: { path: string; stage: string }) {
  const isHere = (place: string) => (place === "/" ? path === "/" : path.startsWith(place));
  return (
    <header class="top">
      <div class="bar">
        <a class="brand" href="/">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect class="tier-1" x="4" y="5" width="24" height="6" rx="3" />
            <rect class="tier-2" x="4" y="13" width="24" height="6" rx="3" />
            <rect class="tier-3" x="4" y="21" width="24" height="6" rx="3" />
          </svg>
          <span>Three tiers</span>
          <span class="stage" title="stage">
            {stage}
          </span>
        </a>
        <nav aria-label="Pages">
          {PLACES.map((place) => (
            <a href={place.path} aria-current={isHere(place.path) ? "page" : undefined}>
              {place.name}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

/** A page that says what is the matter, and where to go from here. */
export function Message({ title, children }: { title: string; children: Child }) {
  return (
    <section class="card message">
      <h1>{title}</h1>
      {children}
    </section>
  );
}
