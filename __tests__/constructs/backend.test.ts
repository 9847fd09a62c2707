import { synthStage } from "../support/synth";

const terraform = (backend: object) => synthStage("lab", { backend }).document.terraform;

test("local: a file in the project's folder, by a path that is the same on every machine", () => {
  expect(terraform({ kind: "local" }).backend).toEqual({
    local: { path: "../../../terraform.lab.tfstate" },
  });
});

test("s3: encrypted, one key a stack, locked by Terraform's own lock file", () => {
  expect(
    terraform({ kind: "s3", bucket: "acme-state", region: "eu-west-1", keyPrefix: "web/" }).backend,
  ).toEqual({
    s3: {
      bucket: "acme-state",
      encrypt: true,
      key: "web/lab.tfstate",
      region: "eu-west-1",
      use_lockfile: true,
    },
  });
});

test("hcp: one workspace a stack", () => {
  expect(terraform({ kind: "hcp", organization: "acme", project: "web" }).cloud).toEqual({
    organization: "acme",
    hostname: "app.terraform.io",
    workspaces: { name: "lab", project: "web" },
  });
});

test("resources are the same, byte for byte, whatever the backend", () => {
  const of = (backend: object) => {
    const { resource, data, output, provider } = synthStage("lab", { backend }).document;
    return JSON.stringify({ resource, data, output, provider });
  };
  const local = of({ kind: "local" });
  expect(of({ kind: "s3", bucket: "acme-state", region: "eu-west-1" })).toBe(local);
  expect(of({ kind: "hcp", organization: "acme" })).toBe(local);
});
