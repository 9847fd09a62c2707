import {
  CloudBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  type TerraformStack,
} from "cdktf";
import { stateFileOf } from "../names/stacks";

/** Where the state of a stack is kept, and who locks it. */
export type Backend =
  | { readonly kind: "local" }
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly keyPrefix?: string | undefined;
    }
  | {
      readonly kind: "hcp";
      readonly organization: string;
      readonly project?: string | undefined;
      readonly hostname?: string | undefined;
    };

/** Gives the stack its backend. The state is named after the stack, wherever it is. */
export function keepStateIn(stack: TerraformStack, backend: Backend): void {
  const name = stack.node.id;
  switch (backend.kind) {
    case "local":
      // Relative to the stack's folder in cdktf.out; CDKTF's default is an absolute path.
      new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
      return;
    case "s3": {
      const { bucket, region, keyPrefix } = backend;
      const key = stateFileOf(name, keyPrefix);
      const s3 = new S3Backend(stack, { bucket, key, region, encrypt: true });
      // Terraform's lock file, so no DynamoDB table. CDKTF has no property for it.
      s3.addOverride("use_lockfile", true);
      return;
    }
    case "hcp": {
      const { organization, project, hostname = "app.terraform.io" } = backend;
      const workspaces = new NamedCloudWorkspace(name, project);
      new CloudBackend(stack, { organization, hostname, workspaces });
    }
  }
}
