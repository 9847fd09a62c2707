import { join } from "node:path";
import { CORES, type Core, ensureCore } from "../../terraform/cores/core";
import { onEmulator } from "../support/deployment";
import { between, expectWritten, readPage } from "../support/docs";
import { differences, type Seen, seenOn } from "../support/on-core";

const PAGE = "docs/cores.md";

/* Only for `npm run test:all`, which jest.config.cjs sees to: it applies lab once for each release. */
onEmulator("lab on each release of Terraform that can be had", (tools) => {
  const seen = new Map<Core, Seen>();
  const on = (core: Core) => seen.get(core) ?? ({} as Seen);
  // The newest first, since the others are compared with it.
  const newestFirst = [...CORES].reverse();
  const [newest = "1.15.5"] = newestFirst;

  describe.each(newestFirst)("%s", (core) => {
    beforeAll(async () => {
      const terraform = join(await ensureCore(core, process.env), "terraform");
      seen.set(core, await seenOn({ ...tools, terraform, terraformVersion: core }));
    });

    test("applies it, and a second plan has nothing to do", () => {
      expect(on(core).left).toEqual([]);
    });

    test("makes a plan of which a review says the same", () => {
      expect(on(core).review).toContain('"verdict":"danger"');
      expect(on(core).review).toBe(on(newest).review);
    });

    test("makes drift and recover print the same", () => {
      const { drift, recover } = on(core);
      expect(drift).toMatch(/^1\nlab: 1 drifted\n/);
      expect(recover).toMatch(/^0\nlab: 2 found, /);
      expect({ drift, recover }).toEqual({ drift: on(newest).drift, recover: on(newest).recover });
    });

    test("locks in S3: a second apply is refused, and the lock goes with the first", () => {
      const { refused, lock, after } = on(core);
      expect({ refused, lock, after }).toEqual({
        refused: "Error acquiring the state lock",
        lock: on(newest).lock,
        after: ["town.tfstate"],
      });
    });
  });

  test("the page has what differs", () => {
    const oldestFirst = new Map(CORES.map((core) => [core, on(core)]));
    expectWritten(PAGE, between(readPage(PAGE), "cores", differences(oldestFirst)));
  });
});
