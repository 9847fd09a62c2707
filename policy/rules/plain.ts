/** A text as it is read: user data is base64, and more texts may be. */
export function plain(text: string): string {
  return /^[A-Za-z0-9+/\n]{40,}={0,2}$/.test(text)
    ? Buffer.from(text, "base64").toString("latin1")
    : text;
}
