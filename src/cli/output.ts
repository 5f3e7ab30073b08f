import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Files } from "./files";
import { writingError } from "./system";
import { printable, type Streams, UsageError } from "./terminal";

/**
 * Writes a page to a file, whole or not at all, or, where none is named, to the terminal without what could command it.
 */
export function writePage(
  page: string | Uint8Array,
  path: string | undefined,
  { files, streams }: { readonly files: Files; readonly streams: Streams },
): void {
  if (path !== undefined) writeFile(path, page, files);
  else if (typeof page === "string") streams.out(printable(page));
  else throw new UsageError("Cannot print this format here; name a file with -o");
}

/** Writes a file beside its place and moves it there, so that an old one stands until the new one is whole. */
function writeFile(path: string, page: string | Uint8Array, files: Files): void {
  if (files.hasRead(path)) {
    throw new UsageError(`Cannot write ${path}: it is one of the files that were read; name another with -o`);
  }
  try {
    const old = statSync(path, { throwIfNoEntry: false });
    // What is no file, such as a pipe, has no place beside it, and nothing to keep.
    if (old !== undefined && !old.isFile()) {
      writeFileSync(path, page);
      return;
    }
    const target = old === undefined ? linked(path) : realpathSync(path);
    if (old !== undefined) accessSync(target, constants.W_OK);
    staged(dirname(resolve(target)), (stage) => {
      const made = join(stage, basename(target));
      writeFlushed(made, page, old);
      renameSync(made, target);
      flushFolder(dirname(target));
    });
  } catch (error) {
    throw writingError(error, path);
  }
}

/** Where a link leads whose file is not there yet; any other path as it is. */
function linked(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(path), readlinkSync(path)) : path;
}

/**
 * Writes a folder of files: all of them or none.
 *
 * @param texts - by name; none of them may be there
 */
export function writeFolder(folder: string, texts: Readonly<Record<string, string>>): void {
  const names = Object.keys(texts);
  const isThere = existsSync(folder);
  let madeParent: string | undefined;
  const moved: string[] = [];
  try {
    if (!isThere) madeParent = mkdirSync(dirname(resolve(folder)), { recursive: true });
    staged(isThere ? folder : dirname(resolve(folder)), (stage) => {
      const made = join(stage, "folder");
      mkdirSync(made);
      for (const name of names) writeFlushed(join(made, name), texts[name]!);
      flushFolder(made);
      // One step for a new folder; into one that is there each file is moved, and taken back when one cannot be.
      if (!isThere) renameSync(made, folder);
      else
        for (const name of names) {
          renameSync(join(made, name), join(folder, name));
          moved.push(join(folder, name));
        }
    });
  } catch (error) {
    for (const path of moved) rmSync(path, { force: true });
    if (madeParent !== undefined) rmSync(madeParent, { recursive: true, force: true });
    throw writingError(error, folder);
  }
}

/** Makes a folder to work in inside another, and takes it away in the end. */
function staged(parent: string, work: (stage: string) => void): void {
  const stage = mkdtempSync(join(parent, ".mio-"));
  try {
    work(stage);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function writeFlushed(path: string, page: string | Uint8Array, like?: Stats): void {
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, page);
    if (like !== undefined) fchmodSync(file, like.mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Flushes the names of a folder; not every system can. */
function flushFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    fsyncSync(file);
    closeSync(file);
  } catch {
    // The file itself is flushed: at worst the old name of it stands after a power cut.
  }
}
