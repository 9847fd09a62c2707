import { aws } from "../../emulator/aws";
import { watch } from "../../emulator/watch";
import { broken } from "../../service/invariants";
import { readSnapshot } from "../../service/read";
import { scopeOf } from "../../service/scope";
import type { Snapshot } from "../../service/snapshot";
import { SABOTAGE, sabotaged } from "./sabotage";
import type { Service } from "./service";

/** What an applied stage shows to those who look at it from outside. */
export function describeWatching(stage: "lab" | "prod", service: () => Service): void {
  test("works; AWS's clients read the same as the emulator's own look", async () => {
    const { emulator } = service().deployment;
    const [look] = await (await watch(emulator, stage)).looks();
    expect(await readSnapshot(aws(emulator), scopeOf(stage))).toEqual(look?.snapshot);
    expect(broken(look?.snapshot as Snapshot)).toEqual({});
  });

  test("what breaks between two calls is reported by its name", async () => {
    expect(await sabotaged(service().deployment.emulator, stage)).toEqual(SABOTAGE[stage]);
  });
}
