/** Shell scripts are imported as text: bundled with the code, so an edited script is an edited app. */
declare module "*.sh" {
  const text: string;
  export default text;
}

/** The app with the scripts that install it, packed by bin/run.mjs when it bundles. */
declare module "web-release" {
  const release: { readonly path: string; readonly sha256: string };
  export default release;
}
