/** Shell scripts are imported as text: bundled with the code, so an edited script is an edited app. */
declare module "*.sh" {
  const text: string;
  export default text;
}
