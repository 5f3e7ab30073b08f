import { existsSync } from "node:fs";
import { join } from "node:path";
import { exampleFiles } from "./example";
import { writeFolder } from "./output";
import { type Streams, printable, UsageError } from "./terminal";

/** Writes a small example project, whole or not at all; refuses when any of its files is there already. */
export function init(folder: string, options: { readonly json?: boolean }, streams: Streams): number {
  const texts = exampleFiles();
  const names = Object.keys(texts).map((name) => join(folder, name));
  const there = names.filter((path) => existsSync(path));
  if (there.length > 0) {
    throw new UsageError(`Cannot write the example: ${there.join(", ")} would be overwritten; name an empty folder`);
  }
  writeFolder(folder, texts);
  if (options.json === true) streams.out(`${JSON.stringify({ files: names }, null, 2)}\n`);
  else streams.out(printable(`${names.join("\n")}\n\n${NEXT(folder)}`));
  return 0;
}

const NEXT = (folder: string) => `None of these people exist. Next:

  ${folder === "." ? "" : `cd ${folder} && `}mio check *.csv --mapping mapping.json --criteria criteria.json

README.md says what else there is to try. / Что попробовать дальше, написано в README.md.
`;
