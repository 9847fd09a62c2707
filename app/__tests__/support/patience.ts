import { patience } from "../../database/patience";

/** Of an app in a process of its own. 1 to measure what people would wait. */
export const { PATIENCE_FACTOR = "10" } = process.env;

/** A busy machine takes longer than production. A ping, whose end tests wait for, is tried again instead. */
export const PATIENT = { ...patience(20), pingMs: patience().pingMs };
