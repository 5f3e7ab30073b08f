import { readdirSync, realpathSync } from "node:fs";
import { extname, join, parse, sep } from "node:path";
import { foundAt, readingError } from "./system";
import { UsageError } from "./terminal";

/** Endings of files of events and tables. */
export const dataEndings: readonly string[] = [".ndjson", ".jsonl", ".json", ".csv", ".tsv", ".txt", ".xlsx"];
/** What is read from a folder: all of these but JSON, which may as well be a mapping or a tree. */
const IN_FOLDERS = dataEndings.filter((ending) => ending !== ".json");

/** The files of a command, and those of its folders that are left out. */
export interface NamedFiles {
  readonly files: readonly string[];
  readonly leftOut: readonly string[];
}

/**
 * Files, folders and patterns such as `*.csv` as files, each once; those of a folder or pattern in the order of their
 * names.
 */
export function namedFiles(paths: readonly string[]): NamedFiles {
  const files = new Map<string, string>();
  const leftOut = new Map<string, string>();
  for (const path of paths.flatMap(matching)) {
    if (!isFolder(path)) {
      files.set(identityOf(path), path);
      continue;
    }
    const names = namesIn(path).filter((name) => !/^[.~]/.test(name) && !isFolder(join(path, name)));
    const endingIn = (endings: readonly string[]) =>
      names.filter((name) => endings.includes(extname(name).toLowerCase()));
    const tables = endingIn(IN_FOLDERS);
    if (tables.length === 0) {
      throw new UsageError(
        `Cannot read ${path}: it is a folder without tables; name files that end in ${IN_FOLDERS.join(", ")}`,
      );
    }
    for (const name of tables) files.set(identityOf(join(path, name)), join(path, name));
    for (const name of endingIn([".json"])) leftOut.set(identityOf(join(path, name)), join(path, name));
  }
  return {
    files: [...files.values()],
    leftOut: [...leftOut].filter(([identity]) => !files.has(identity)).map(([, path]) => path),
  };
}

/** A path itself, or what a pattern finds: `*` stands for any signs, `?` for one, `[abc]` for one of these. */
function matching(path: string): readonly string[] {
  if (!/[*?[]/.test(path) || foundAt(path) !== undefined) return [path];
  const { root } = parse(path);
  const steps = path.slice(root.length).split(sep === "\\" ? /[\\/]+/ : /\/+/);
  let found: readonly string[] = [root];
  for (const step of steps.filter((one) => one !== "")) {
    const fits = stepPattern(step);
    found = found.flatMap((folder) => {
      if (fits === undefined) return [join(folder, step)];
      if (folder !== "" && !isFolder(folder)) return [];
      const names = namesIn(folder === "" ? "." : folder);
      return names.filter((name) => fits.test(name)).map((name) => join(folder, name));
    });
  }
  const there = found.filter((one) => foundAt(one) !== undefined);
  if (there.length > 0) return there;
  throw new UsageError(`Cannot open ${path}: no file has such a name; check the pattern and the folder`);
}

/** A step of a pattern; undefined where it is a plain name. */
function stepPattern(step: string): RegExp | undefined {
  if (!/[*?[]/.test(step)) return undefined;
  const parts = step.match(/\*+|\?|\[[^\]]+\]|[\s\S]/g) ?? [];
  const source = parts.map((part) => {
    if (part.startsWith("*")) return "[^]*";
    if (part === "?") return "[^]";
    if (part.length > 1)
      return `[${part
        .slice(1, -1)
        .replace(/^!/, "^")
        .replace(/[\\[\]]/g, "\\$&")}]`;
    return part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  });
  // As in a shell, hidden files are only found by name.
  const hidden = step.startsWith(".") ? "" : "(?!\\.)";
  return new RegExp(`^${hidden}${source.join("")}$`, sep === "\\" ? "iu" : "u");
}

function isFolder(path: string): boolean {
  return foundAt(path)?.isDirectory() === true;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw readingError(error, folder);
  }
}

/** What two spellings of the same path have in common. */
function identityOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
