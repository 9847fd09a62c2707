/** An image of Amazon Linux, or one that was made from it. */
export interface Base {
  readonly id: string;
  /** `al2023-ami-2023.9.20260105.0-kernel-6.12-x86_64` */
  readonly name: string;
  /** When it was made, as ISO 8601. */
  readonly created: string;
}

/** Whether AWS has brought out a newer one since. */
export function isOlder(base: Base, newest: Base): boolean {
  return base.id !== newest.id && base.created < newest.created;
}
