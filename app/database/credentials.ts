import type { Login } from "./engine";

/** AWS rotates first the database, then the secret: what we fetch in between is still the old one. */
const ASK_AGAIN_MS = 250;

/** The login as last fetched. However many find it refused, one of them asks. */
export class Credentials {
  private login: Login | undefined;
  private asking: Promise<Login> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly fetch: () => Promise<Login>) {}

  async current(): Promise<Login> {
    return this.login ?? this.ask();
  }

  /** The database refused `stale`: whoever says so first, forgets it for all. */
  refused(stale: Login): void {
    const recent = performance.now() - this.askedAt < ASK_AGAIN_MS;
    if (this.login === stale && !recent) this.login = undefined;
  }

  private ask(): Promise<Login> {
    this.asking ??= this.fetch()
      .then((login) => {
        this.login = login;
        this.askedAt = performance.now();
        return login;
      })
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }
}
