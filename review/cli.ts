import { runCommand } from "../terminal/command-line";
import { reviewCommand } from "./command";

void runCommand(reviewCommand(process.env), 2); // 1 is an answer here: look at it
