#!/usr/bin/env node
import { run } from "./run";

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on("error", () => process.exit(0));

/** Settled when the command is done. An entry has to export something, or the build wraps what it uses in functions. */
export const finished: Promise<void> = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
}).then((code) => {
  process.exitCode = code;
});
