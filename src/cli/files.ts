import { type BigIntStats, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { DefinitionError, nearest } from "../issue";
import { encodingNamed, encodingNames } from "../input/encodings";
import { InputFault, inputIssue, type PlacedIssue } from "./places";
import { foundAt, readingError } from "./system";
import { UsageError } from "./terminal";
import { TextFile } from "./text";

/** The files that one command reads: each in one way, and each remembered, so that none is written over. */
export class Files {
  /** What must be said of how files were read, on every command. */
  readonly announcements: PlacedIssue[] = [];
  readonly #opened = new Map<string, BigIntStats>();
  #encoding: string | undefined;
  readonly #isDeclared: boolean;

  /** @param encoding - declared on the command line */
  constructor(encoding?: string) {
    this.#isDeclared = encoding !== undefined;
    this.#encoding = encoding === undefined ? undefined : checkedEncoding(encoding);
  }

  /** Declares the encoding of what is read from now on, unless the command line has declared one. */
  declare(encoding: string | undefined): void {
    if (!this.#isDeclared && encoding !== undefined) this.#encoding = encodingNamed(encoding);
  }

  /** A file of text, to be read in blocks. */
  open(path: string): TextFile {
    this.#remember(path);
    const file = new TextFile(path, this.#encoding);
    if (file.warning !== undefined) this.announcements.push(file.warning);
    return file;
  }

  /** A file of text as a whole. */
  text(path: string): string {
    try {
      return this.open(path).whole();
    } catch (error) {
      if ((error as { readonly code?: string }).code !== "ERR_STRING_TOO_LONG") throw error;
      throw new UsageError(`Cannot read ${path}: it is too large to be held as one text; write the events as .ndjson`);
    }
  }

  /** A file of JSON. */
  json(path: string): unknown {
    const text = this.text(path);
    try {
      return JSON.parse(text);
    } catch (error) {
      const line = lineOfFault(text, (error as Error).message);
      const file = basename(path);
      const message = `Cannot read line ${line} of ${file}: it must be JSON`;
      throw new InputFault(inputIssue("not-json", { file, line }, message, "check quotes, commas and brackets"));
    }
  }

  /** A file of bytes. */
  bytes(path: string): Buffer {
    this.#remember(path);
    try {
      return readFileSync(path);
    } catch (error) {
      throw readingError(error, path);
    }
  }

  /** Whether a path, however it is spelt or linked, leads to a file that was read. */
  hasRead(path: string): boolean {
    const found = foundAt(path);
    return (
      found !== undefined && [...this.#opened.values()].some(({ dev, ino }) => dev === found.dev && ino === found.ino)
    );
  }

  #remember(path: string): void {
    let found: BigIntStats;
    try {
      found = statSync(path, { bigint: true });
    } catch (error) {
      throw readingError(error, path);
    }
    if (found.isDirectory()) throw readingError({ code: "EISDIR" }, path);
    this.#opened.set(path, found);
  }
}

/** Makes something of what a file holds; what is wrong with it is said of the file. */
export function madeFrom<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const file = basename(path);
    if (error instanceof DefinitionError) {
      throw new InputFault(...error.issues.map((issue) => ({ ...issue, file, line: null })));
    }
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new InputFault(inputIssue("wrong-shape", { file }, error.message, "correct the file, or name another"));
  }
}

/** What is wrong with a file as a whole. */
export function faultOf(path: string, code: string, because: string, hint: string): InputFault {
  const file = basename(path);
  return new InputFault(inputIssue(code, { file }, `Cannot read ${file}: ${because}`, hint));
}

function checkedEncoding(name: string): string {
  const encoding = encodingNamed(name);
  if (encoding !== undefined) return encoding;
  const near = nearest(name, encodingNames);
  const hint = near === undefined ? "write one such as windows-1251, windows-1252 or utf-8" : `did you mean ${near}?`;
  throw new UsageError(
    `Cannot read text as ${JSON.stringify(name)}: --encoding must be the name of an encoding; ${hint}`,
  );
}

/** Where JSON ends to be JSON, as far as the machine tells. */
function lineOfFault(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.trimEnd().length : Number(position)).split("\n").length;
}
