import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "./blocks";
import { exampleFiles } from "./example";
import { type Streams, printable, UsageError } from "./terminal";

/** Writes a small example project; refuses when any of its files is there already, and then writes none. */
export function init(folder: string, options: { readonly json?: boolean }, streams: Streams): number {
  const files = Object.entries(exampleFiles());
  const there = files.map(([name]) => join(folder, name)).filter((path) => existsSync(path));
  if (there.length > 0) {
    throw new UsageError(`Cannot write the example: ${there.join(", ")} would be overwritten; name an empty folder`);
  }
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text, { flag: "wx" });
  } catch (error) {
    throw fileError(error, folder);
  }
  const names = files.map(([name]) => join(folder, name));
  if (options.json === true) streams.out(`${JSON.stringify({ files: names }, null, 2)}\n`);
  else streams.out(printable(`${names.join("\n")}\n\n${NEXT(folder)}`));
  return 0;
}

const NEXT = (folder: string) => `None of these people exist. Next:

  ${folder === "." ? "" : `cd ${folder} && `}mio check *.csv --mapping mapping.json --criteria criteria.json

README.md says what else there is to try. / Что попробовать дальше, написано в README.md.
`;
