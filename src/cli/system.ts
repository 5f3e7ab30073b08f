import { type BigIntStats, statSync } from "node:fs";
import { UsageError } from "./terminal";

const READING: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; check its name and folder",
  ENOTDIR: "there is no such folder; check its name",
  EISDIR: "it is a folder; name a file in it",
  EACCES: "this user may not read it; ask for access",
  EPERM: "this user may not read it; ask for access",
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder; make it first",
  ENOTDIR: "what should be its folder is a file; name a folder",
  EISDIR: "it is a folder; name a file in it",
  EEXIST: "a file of that name is there already; name another",
  EACCES: "this user may not write there; ask for access, or name another folder",
  EPERM: "this user may not write there; ask for access, or name another folder",
  EROFS: "what is there can only be read; name another folder",
  ENOSPC: "the disk is full; make room, or name another disk",
  EDQUOT: "this user's share of the disk is full; make room, or name another disk",
  EFBIG: "it is larger than files may be here; name another disk",
  ENAMETOOLONG: "the name is too long; shorten it",
};

/** What a path leads to; undefined where it leads nowhere, and where that cannot be told: opening it says why. */
export function foundAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** What the machine says of a file that was to be read. */
export function readingError(error: unknown, path: string): UsageError {
  return systemError("open", READING, error, path);
}

/** What the machine says of what was to be written. */
export function writingError(error: unknown, target: string): UsageError {
  return systemError("write", WRITING, error, target);
}

function systemError(verb: string, words: Readonly<Record<string, string>>, error: unknown, what: string): UsageError {
  const code = (error as { readonly code?: unknown }).code;
  // Without a code it is a fault of our own, which must not pass for one of the machine.
  if (typeof code !== "string") throw error;
  return new UsageError(`Cannot ${verb} ${what}: ${words[code] ?? `the system refused it (${code})`}`);
}
