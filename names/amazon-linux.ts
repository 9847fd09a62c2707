/** AWS's public parameter that names the newest Amazon Linux 2023 of an architecture, `arm64` or `x86_64`. */
export function amazonLinuxParameter(architecture: string): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
