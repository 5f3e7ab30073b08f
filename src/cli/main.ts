#!/usr/bin/env node
import { run } from "./run";
import { writingError } from "./system";

/** The system does not let it be done. */
const REFUSED = 2;

// A reader that has seen enough, such as head, closes the pipe. Whatever else keeps output from being written is an
// error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.exitCode = REFUSED;
  process.stderr.write(`${writingError(error, "to standard output").message}\n`, () => process.exit(REFUSED));
});
process.stderr.on("error", () => process.exit(REFUSED));

/** Settled when the command is done. An entry has to export something, or the build wraps what it uses in functions. */
export const finished: Promise<void> = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
}).then((code) => {
  process.exitCode ??= code;
});
