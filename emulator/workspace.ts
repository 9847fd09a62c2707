import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Terraform, type TerraformOptions } from "../terraform/command";
import type { Files } from "../terraform/stack";
import type { Emulator } from "./emulator";
import type { Tools } from "./tools";

export interface WorkspaceOptions {
  /** Names the folder, for messages. */
  readonly stack: string;
  /** Text of the synthesized `cdk.tf.json`, used byte for byte. Left out if the folder has one. */
  readonly json?: string;
  readonly emulator: Pick<Emulator, "env">;
  readonly tools: Tools;
  /** An existing folder, to go on with the state in it. Default: a fresh one among the temporary. */
  readonly folder?: string;
  /** Further files beside it (path to text), such as assets the stack refers to. */
  readonly files?: Files;
  /**
   * Where the state lies. `own`: where the stack's own backend says; an S3 one is sent to the
   * emulator, where its bucket must be made first. A path: there, from the folder. Default: in the
   * folder.
   */
  readonly state?: "own" | { readonly path: string };
  readonly terraform?: Pick<TerraformOptions, "parallelism" | "onLine" | "signal">;
}

/** A folder of its own for one stack. */
export interface Workspace {
  readonly folder: string;
  readonly terraform: Terraform;
  /** Replaces the stack, and files beside it, by a later version of itself: the state stays. */
  update(json: string, files?: Files): void;
  /** Deletes the folder and the state in it. What was applied lives on in the emulator. */
  remove(): void;
}

/**
 * Prepares a folder for `terraform.init()`: the synthesized file untouched, and beside it an
 * override file which sends the provider to the emulator and names the provider version at hand.
 */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const workspace = workspaceIn(options.folder ?? newFolder(options.stack), options);
  write(workspace.folder, options.files);
  if (options.json !== undefined) workspace.update(options.json);
  return workspace;
}

// --- internal ---

function newFolder(stack: string): string {
  return mkdtempSync(join(tmpdir(), `terraform-${stack}-`));
}

function write(folder: string, files: Files = {}): void {
  for (const [path, contents] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

function workspaceIn(folder: string, options: WorkspaceOptions): Workspace {
  const { emulator, tools, state, terraform = {} } = options;
  return {
    folder,
    terraform: new Terraform({
      parallelism: 30, // an apply here is nearly all waiting
      ...terraform,
      terraform: tools.terraform,
      providerMirror: tools.providerMirror,
      folder,
      env: childEnv(emulator.env),
    }),
    update: (json, files) => {
      write(folder, files);
      const override = overrideFor(json, tools.awsProviderVersion, state);
      writeFileSync(join(folder, "cdk.tf.json"), json);
      writeFileSync(join(folder, "emulator_override.tf.json"), JSON.stringify(override, null, 2));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The caller's TF_ and AWS_ variables could change what runs here, or run it on a real account. */
function childEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(TF|AWS)_/.test(name));
  return {
    ...Object.fromEntries(own),
    TF_CLI_CONFIG_FILE: devNull, // the machine's own may name a file that is missing, or mirrors
    // A plan is half garbage collection by default. Without any it is slower again, since each new
    // page of memory costs as well; the limit keeps a long apply from growing without end.
    GOGC: "400",
    GOMEMLIMIT: "1500MiB",
    ...env,
  };
}

interface Synthesized {
  readonly provider?: { readonly aws?: ProviderBlock | readonly ProviderBlock[] };
  readonly terraform?: { readonly backend?: { readonly s3?: object } };
}
interface ProviderBlock {
  readonly alias?: string;
  readonly allowed_account_ids?: readonly string[];
}

/** Terraform merges a file called *_override.tf.json into the blocks of the same name and alias. */
function overrideFor(
  json: string,
  awsProviderVersion: string | undefined,
  state: WorkspaceOptions["state"] = { path: "terraform.tfstate" },
) {
  const { provider, terraform } = JSON.parse(json) as Synthesized;
  const blocks = [provider?.aws ?? []].flat() as ProviderBlock[];
  const usesAws = blocks.length > 0; // an override of what isn't there is refused
  const version = usesAws &&
    awsProviderVersion && { source: "hashicorp/aws", version: awsProviderVersion };
  // Even a local backend may have a path that leads out of the folder.
  const backend = state === "own" ? emulatedBackend(terraform?.backend?.s3) : { local: state };
  return {
    ...(usesAws && {
      provider: {
        aws: blocks.map((each) => ({ ...aliasOf(each), ...accountOf(each), ...PROVIDER })),
      },
    }),
    terraform: {
      ...(version && { required_providers: { aws: version } }),
      ...(backend && { backend }),
    },
  };
}

function aliasOf({ alias }: ProviderBlock): ProviderBlock {
  return alias === undefined ? {} : { alias };
}

/** Whatever account a stack is for, here it is applied to the one there is. */
function accountOf({ allowed_account_ids }: ProviderBlock): ProviderBlock {
  return allowed_account_ids === undefined ? {} : { allowed_account_ids: [ACCOUNT] };
}

/** A backend block is not merged but replaced, so what it says is said again. */
function emulatedBackend(s3: object | undefined): object | undefined {
  return s3 && { s3: { ...s3, ...BACKEND } };
}

/** The one account of every emulator. */
const ACCOUNT = "123456789012";

const PROVIDER = {
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: false,
  s3_use_path_style: true,
  max_retries: 3, // a server error is otherwise retried for minutes
};

const BACKEND = {
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  use_path_style: true,
  max_retries: 3,
};
