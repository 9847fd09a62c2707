export { freePort } from "../../dev/processes";
