import { type Aws, aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { onEmulator } from "./deployment";
import { emptyEmulator } from "./empty-emulator";

/** The emulator of a suite, a client of it, and what the suite has made there before its tests. */
export interface Cloud<World> {
  readonly emulator: Emulator;
  readonly cloud: Aws;
  readonly world: World;
}

/**
 * A suite that calls AWS's services on an emulator of its own, without Terraform.
 * @param make what the tests find there
 * @param suite its tests; `at` is filled when the first of them runs
 */
export function onCloud<World>(
  title: string,
  make: (cloud: Aws) => Promise<World>,
  suite: (at: Cloud<World>) => void,
): void {
  onEmulator(title, () => {
    const at = {} as { -readonly [K in keyof Cloud<World>]: Cloud<World>[K] };
    beforeAll(async () => {
      at.emulator = await emptyEmulator();
      at.cloud = aws(at.emulator);
      at.world = await make(at.cloud);
    });
    afterAll(() => at.emulator?.stop());
    suite(at);
  });
}

/** For a suite whose tests find nothing. */
export const nothing = async (): Promise<void> => undefined;
