/** Where Amazon Linux has its root; by this name its volume is encrypted. */
export const ROOT_DEVICE = "/dev/xvda";
