import {
  DataTerraformRemoteState,
  LocalBackend,
  S3Backend,
  TerraformBackend,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
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
    case "hcp":
      new HcpBackend(stack, backend);
  }
}

// --- internal ---

/**
 * The `cloud` block. Not CDKTF's CloudBackend: that one runs `terraform version` in every synth, and
 * refuses where there is no Terraform.
 */
class HcpBackend extends TerraformBackend {
  constructor(
    private readonly stack: TerraformStack,
    private readonly backend: Extract<Backend, { kind: "hcp" }>,
  ) {
    super(stack, "backend", "cloud");
  }

  override toTerraform() {
    const { organization, project } = this.backend;
    const workspaces = { name: this.stack.node.id, ...(project !== undefined && { project }) };
    return { terraform: { cloud: { hostname: this.host, organization, workspaces } } };
  }

  /** CDKTF's command line asks for a login by it. */
  override toMetadata() {
    const cloud = this.host.startsWith(HCP) ? "tfc" : "tfe";
    return { ...super.toMetadata(), cloud };
  }

  /** For stacks that read an output of this one. */
  override getRemoteStateDataSource(scope: Construct, name: string): DataTerraformRemoteState {
    const { organization, hostname } = this.backend;
    const workspaces = { name: this.stack.node.id };
    return new DataTerraformRemoteState(scope, name, { organization, hostname, workspaces });
  }

  private get host(): string {
    return this.backend.hostname ?? HCP;
  }
}

const HCP = "app.terraform.io";
