import { lintersPython } from "./linters";

void lintersPython(); // otherwise the first test of the workflows does it
