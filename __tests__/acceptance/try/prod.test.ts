import { onEmulator } from "../../support/deployment";
import { Project, shareEmulator } from "../../support/project";

onEmulator("npm run try -- prod, as the README names it,", (tools) => {
  const project = new Project({ env: {} }, tools);
  afterAll(() => project.remove());

  test("deploys the stage with its domain and its baked image, and leaves nothing", async () => {
    await shareEmulator(project.folder);
    const out = await project.succeed("npm run --silent try -- prod");
    expect(out).toContain(
      "hosted zone Z0123456789EXAMPLE of example.com; an image, named by /prod/image/ami.\n",
    );
    expect(out).toMatch(/\n {2}url +https:\/\/www\.example\.com\n/);
    expect(out).toMatch(/\nThe emulator is ended and its folder removed\.\n$/);
  });
});
