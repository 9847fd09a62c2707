import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../../review/review";
import { Terraform } from "../../terraform/command";
import { onEmulator } from "../support/deployment";
import { missingCommands, needing } from "../support/needing";
import { script, temporary } from "../workflows/scripts";

const { folder, remove } = temporary("hand-on");
afterAll(remove);
const stack = join(folder, "stack");

/** A secret in every place that needs no provider. */
function write(secret: string): void {
  const json = {
    variable: {
      secret: { default: secret, sensitive: true },
      once: { default: "planted-once", ephemeral: true },
    },
    resource: {
      terraform_data: {
        page: { input: { token: "${var.secret}" }, triggers_replace: "${var.secret}" },
        list: { input: ["${var.secret}", "open"] },
        text: { input: '${sensitive("planted-in-the-code")}' },
      },
    },
    output: {
      token: { value: "${var.secret}", sensitive: true },
      copy: { value: "${terraform_data.page.output.token}", sensitive: true },
    },
  };
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(json));
}

needing(missingCommands("bash", "jq", "iconv"), "what the pipeline hands to the review", () => {
  onEmulator("by Terraform", ({ terraform }) => {
    test("has no secret, wherever Terraform writes them", async () => {
      mkdirSync(stack);
      write("planted-before");
      const command = new Terraform({ terraform, folder: stack, env: process.env });
      await command.init();
      await command.apply();
      write("planted-after");
      const whole = JSON.stringify(await command.look());
      const places = ["before", "after", "once", "in-the-code"].map(
        (secret) => whole.split(`planted-${secret}`).length - 1,
      );
      expect(Math.min(...places)).toBeGreaterThan(0);
      writeFileSync(join(folder, "plan.json"), whole);
      writeFileSync(join(folder, "plan.txt"), "");

      const file = join(folder, "handed.json");
      expect(script("hand-on.sh", ["lab", folder, file])).toMatchObject({ code: 0, stderr: "" });
      const handed = readFileSync(file, "utf8");
      expect(handed).not.toContain("planted");
      const addresses = ["list", "page"].map((name) => `terraform_data.${name}`);
      expect(review(JSON.parse(handed))).toMatchObject({
        verdict: "attention",
        counts: { update: 1, replace: 1 },
        notJudged: addresses,
      });
    });
  });
});
