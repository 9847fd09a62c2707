/** The id of a mail address in the JSON. Addresses that differ in punctuation or capitals alone share one. */
export function subscriptionId(address: string): string {
  return `mail-${address.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}
