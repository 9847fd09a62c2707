import { EC2Client, RegisterImageCommand } from "@aws-sdk/client-ec2";
import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { aws, configOf } from "../emulator/aws";
import { ask, type Emulator } from "../emulator/emulator";
import { inventory } from "../emulator/inventory";
import { architectureOf } from "../names/instance-type";
import type { Screen } from "../terminal/screen";
import { TerraformJson, text } from "../terraform/document";
import type { StackFiles } from "../terraform/stack";
import type { Trial } from "./trial";

/**
 * Gives the emulator what a stage expects in an account, and what is missing there: the hosted zone of
 * its domain, and the image that its image stack bakes.
 *
 * @returns whether anything was missing
 */
export async function giveTo(
  emulator: Emulator,
  { json }: StackFiles,
  screen: Screen,
): Promise<boolean> {
  const stack = new TerraformJson(JSON.parse(json));
  const given = [...(await giveZones(emulator, stack)), ...(await giveImages(emulator, stack))];
  if (given.length === 0) return false;
  screen.print(`The stack expects these in the account, so they are made: ${given.join("; ")}.`);
  return true;
}

/** The same for a trial in which there are stacks already; returned is the trial that begins with it. */
export async function givenTo(trial: Trial, made: StackFiles, screen: Screen): Promise<Trial> {
  const { emulator, before } = trial;
  const cloud = aws(emulator);
  const held = await inventory(cloud);
  if (!(await giveTo(emulator, made, screen))) return trial;
  const holds = Object.entries(await inventory(cloud));
  const more = holds.map(([kind, n]) => [kind, (before[kind] ?? 0) + n - (held[kind] ?? 0)]);
  return { ...trial, before: Object.fromEntries(more) };
}

// --- internal ---

async function giveZones(emulator: Emulator, stack: TerraformJson): Promise<string[]> {
  const ids = stack.allAsked("aws_route53_zone").map((zone) => text(zone.zone_id));
  const [domain] = stack.all("aws_acm_certificate").map(({ values }) => text(values.domain_name));
  const name = domain?.split(".").slice(-2).join(".");
  const given: string[] = [];
  for (const id of ids) {
    if (id === undefined || name === undefined) continue;
    const zone = JSON.stringify({ id, name });
    const { made } = await ask<{ made: boolean }>(emulator, "POST", "/zones", zone);
    if (made) given.push(`hosted zone ${id} of ${name}`);
  }
  return given;
}

/** Its contents don't matter: the emulator runs no instances. */
async function giveImages(emulator: Emulator, stack: TerraformJson): Promise<string[]> {
  const config = { ...configOf(emulator), ...(stack.region && { region: stack.region }) };
  const [ssm, ec2] = [new SSMClient(config), new EC2Client(config)];
  const paths = stack.allAsked("aws_ssm_parameters_by_path").map((found) => text(found.path));
  const [type] = stack.all("aws_launch_template").map(({ values }) => text(values.instance_type));
  const given: string[] = [];
  for (const Path of paths) {
    if (Path === undefined || type === undefined) continue;
    const { Parameters = [] } = await ssm.send(new GetParametersByPathCommand({ Path }));
    if (Parameters.length > 0) continue;
    const root = { Architecture: architectureOf(type), RootDeviceName: "/dev/xvda" };
    const { ImageId } = await ec2.send(new RegisterImageCommand({ Name: "given", ...root }));
    const image = { Name: `${Path}/ami`, Type: "String", DataType: "aws:ec2:image" } as const;
    await ssm.send(new PutParameterCommand({ ...image, Value: ImageId }));
    given.push(`an image, named by ${image.Name}`);
  }
  return given;
}
