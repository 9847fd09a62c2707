import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { aws } from "../../../emulator/aws";
import type { Emulator } from "../../../emulator/emulator";
import { emulatorFault } from "../../../emulator/python";
import { emptyEmulator } from "../../support/empty-emulator";
import { onMachine } from "../../support/image";
import { missingCommands } from "../../support/needing";

const OTHER = "0".repeat(64);
const missing = [...missingCommands("aws"), ...[emulatorFault() ?? []].flat()];

/** Real too: the aws command, and S3 and SSM of the emulator. */
onMachine(
  "first-boot.sh",
  (at) => {
    let emulator: Emulator;
    const sha256 = () => createHash("sha256").update(readFileSync(at.archive)).digest("hex");

    beforeAll(async () => {
      emulator = await emptyEmulator();
      const { s3, ssm } = aws(emulator);
      const Bucket = "releases";
      await s3.send(new CreateBucketCommand({ Bucket }));
      const Body = readFileSync(at.archive);
      for (const called of [sha256(), OTHER]) {
        await s3.send(new PutObjectCommand({ Bucket, Key: `web/${called}.tar.gz`, Body }));
      }
      const parameters = {
        "/lab/release": `s3://${Bucket}/web`,
        "/lab/nowhere": "s3://releases/none",
        "/lab/odd": "https://example.com",
      };
      for (const [Name, Value] of Object.entries(parameters)) {
        await ssm.send(new PutParameterCommand({ Name, Value, Type: "String" }));
      }
    });

    afterAll(() => emulator?.stop());

    const boot = (settings: Record<string, string> = {}) => {
      const release = { RELEASE_PARAMETER: "/lab/release", RELEASE_SHA256: sha256() };
      return at.userData("stock", { ...release, ...settings }, emulator.env);
    };

    test("takes a stock machine from nothing to the app that answers", async () => {
      const { code, stdout, stderr } = await boot();
      expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
      expect(stdout).toContain(`first-boot: web.service answers on port ${at.port}\n`);
      expect((await at.get("/healthz")).status).toBe(200);
      expect(await at.machine.succeed("ls -A /tmp | grep -c ^tmp || true")).toBe("0");
    });

    test.each<{ what: string; env: Record<string, string>; says: RegExp }>([
      {
        what: "with another hash",
        env: { RELEASE_SHA256: OTHER },
        says: /^first-boot: s3:\/\/releases\/web\/0{64}.tar.gz: must have the SHA-256 0{64}, got \w{64}$/m,
      },
      {
        what: "whose parameter isn't there",
        env: { RELEASE_PARAMETER: "/lab/none" },
        says: /^first-boot: \/lab\/none: must be in the Parameter Store$/m,
      },
      {
        what: "that isn't in S3",
        env: { RELEASE_PARAMETER: "/lab/odd" },
        says: /^first-boot: \/lab\/odd: must be s3:\/\/BUCKET\/FOLDER, got https:\/\/example.com/m,
      },
      {
        what: "that S3 hasn't got",
        env: { RELEASE_PARAMETER: "/lab/nowhere" },
        says: /^first-boot: s3:\/\/releases\/none\/\w{64}.tar.gz: must be readable$/m,
      },
    ])("refuses a release $what, and leaves nothing that answers", async ({ env, says }) => {
      const { code, stderr } = await boot(env);
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^first-boot: failed, so this instance never gets healthy$/m);
      expect(code).toBe(1);
      expect(await at.machine.succeed("ls /opt | grep -c web || true")).toBe("0");
      await expect(at.get("/healthz")).rejects.toThrow("fetch failed");
    });

    test("fails where the app refuses its settings", async () => {
      const { code, stderr } = await boot({ DATABASE_PARAMETERS: "no path" });
      expect(stderr).toContain(`first-boot: web.service: must answer on port ${at.port}`);
      expect(code).toBe(1);
    });
  },
  missing,
);
