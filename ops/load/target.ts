import { Refusal } from "../../terminal/refusal";
import { Terraform } from "../../terraform/command";
import { terraformIn } from "../../terraform/find";
import { outputFolder, stackFolder } from "../../terraform/out";

/**
 * Where the load goes: the stage's output `url`, which its last deploy wrote, or this machine. No load
 * can be aimed at anybody else.
 * @param here a loopback address instead
 */
export async function targetOf(
  stage: string,
  here: string | undefined,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  if (here !== undefined) return here;
  if (env.AWS_ENDPOINT_URL) throw new Refusal([{ where: stage, says: ON_LOCAL_AWS }]);
  const folder = stackFolder(outputFolder(env), stage);
  const options = { terraform: terraformIn(env), folder, env: withoutArguments(env), signal };
  const terraform = new Terraform(options);
  const { url } = await terraform.outputs();
  const value = url?.value;
  if (typeof value === "string" && isWeb(value)) return new URL(value).origin;
  const says = "must have the output url, got none in its state; deploy the stage first";
  throw new Refusal([{ where: stage, says }]);
}

// --- internal ---

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Without arguments of the shell's, which could name the state of somebody else. */
function withoutArguments(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^TF_CLI_ARGS/.test(name)));
}

/** A name that an emulator makes up may be of somebody else's load balancer. */
const ON_LOCAL_AWS =
  "must be in AWS to be asked at its output url, got the local AWS of AWS_ENDPOINT_URL, where nothing serves; add --url with an address of this machine, such as http://127.0.0.1:8080";
