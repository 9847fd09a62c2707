import {
  CreateBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import type { Tools } from "../../emulator/tools";
import { type AttachedWorkspace, openAttached } from "./attached";
import { emptyEmulator } from "./empty-emulator";
import type { Synthesized } from "./synthesized";

const BUCKET = "acme-state";

/** A backend in the bucket that `Remote` makes. */
export const inBucket = { kind: "s3", bucket: BUCKET, region: "us-east-1" } as const;

/** An emulator with a bucket for states, in which several people keep the state of one stack. */
export class Remote {
  private readonly workspaces: AttachedWorkspace[] = [];

  private constructor(
    readonly emulator: Emulator,
    private readonly tools: Tools,
  ) {}

  static async start(tools: Tools): Promise<Remote> {
    const remote = new Remote(await emptyEmulator(), tools);
    const { s3 } = aws(remote.emulator);
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
    return remote;
  }

  /** A copy of all of it, to go on from here without being seen. */
  async fork(): Promise<Remote> {
    return new Remote(await this.emulator.copy(), this.tools);
  }

  /** Somebody's own folder with the stack in it, ready to plan and apply. */
  async person(stack: string, { text: json }: Synthesized): Promise<AttachedWorkspace> {
    const { emulator, tools } = this;
    const workspace = await openAttached({ stack, json, emulator, tools, state: "own" });
    this.workspaces.push(workspace);
    await workspace.terraform.init();
    return workspace;
  }

  /** Keys in the bucket: states, and the locks that are held. */
  async keys(): Promise<string[]> {
    const { s3 } = aws(this.emulator);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    return Contents.map(({ Key = "" }) => Key).sort();
  }

  /** Version ids of a key, newest first. */
  async versions(Prefix: string): Promise<string[]> {
    const { s3 } = aws(this.emulator);
    const asked = new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix });
    const { Versions = [] } = await s3.send(asked);
    return Versions.filter(({ Key }) => Key === Prefix).map(({ VersionId = "" }) => VersionId);
  }

  async stop(): Promise<void> {
    await Promise.all(this.workspaces.map((workspace) => workspace.remove()));
    await this.emulator.stop();
  }
}
