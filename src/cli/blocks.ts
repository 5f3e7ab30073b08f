import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "./terminal";

/** Bytes read at a time. */
const BLOCK = 1 << 18;
const LINE_FEED = 0x0a;

/** What letters a file is written in. */
export type Encoding = "UTF-8" | "Windows-1251";

/** A text file, read once from its first byte to its last. */
export class TextBlocks {
  readonly path: string;
  readonly #decoder: LineDecoder;

  constructor(path: string) {
    this.path = path;
    this.#decoder = new LineDecoder(path);
  }

  /** Known once a letter that is not ASCII was met. */
  get encoding(): Encoding {
    return this.#decoder.encoding ?? "UTF-8";
  }

  /** Whole lines, many at a time, each ended by a line feed save the last of the file. */
  *[Symbol.iterator](): Generator<string> {
    const file = opened(this.path);
    try {
      let pending: Buffer[] = [];
      for (;;) {
        const bytes = Buffer.allocUnsafe(BLOCK);
        const count = readSync(file, bytes, 0, BLOCK, null);
        if (count === 0) break;
        const end = bytes.subarray(0, count).lastIndexOf(LINE_FEED) + 1;
        if (end > 0) {
          yield this.#decoder.decode(Buffer.concat([...pending, bytes.subarray(0, end)]));
          pending = [];
        }
        if (end < count) pending.push(bytes.subarray(end, count));
      }
      if (pending.length > 0) yield this.#decoder.decode(Buffer.concat(pending));
    } finally {
      closeSync(file);
    }
  }
}

/** Opens a file to be read. */
function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw fileError(error, path);
  }
}

/** What the machine says of a file, in words. */
export function fileError(error: unknown, path: string): UsageError {
  const code = (error as { readonly code?: string }).code ?? "";
  const why: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file; check its name and folder",
    EISDIR: "it is a folder; name the files in it",
    EACCES: "this user may not read it; ask for access",
  };
  return new UsageError(`Cannot open ${path}: ${why[code] ?? `the system refused it (${code})`}`);
}

/** Bytes of whole lines as text: UTF-8, with or without its mark, or else Windows-1251. */
class LineDecoder {
  encoding: Encoding | undefined;
  readonly #path: string;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true });
  readonly #windows = new TextDecoder("windows-1251");

  constructor(path: string) {
    this.#path = path;
  }

  decode(bytes: Buffer): string {
    return withLineFeeds(this.encoding === "Windows-1251" ? this.#windows.decode(bytes) : this.#guessed(bytes));
  }

  /** As long as all was ASCII, both encodings said the same, so nothing read before has to be read again. */
  #guessed(bytes: Buffer): string {
    if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
      throw new UsageError(
        `Cannot read ${basename(this.#path)}: it is written in UTF-16; save it as “CSV UTF-8” in the program it comes from`,
      );
    }
    try {
      const text = this.#utf8.decode(bytes);
      if (text.length !== bytes.length) this.encoding = "UTF-8";
      return text;
    } catch {
      if (this.encoding === "UTF-8" || isMostlyUtf8(bytes)) {
        throw new UsageError(
          `Cannot read ${basename(this.#path)}: some of it is UTF-8 and some is not; save it anew as “CSV UTF-8”`,
        );
      }
      this.encoding = "Windows-1251";
      return this.#windows.decode(bytes);
    }
  }
}

/** Whether bytes that are not quite UTF-8 have more letters of it than faults: Windows-1251 has hardly any by chance. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const letters = new TextDecoder("utf-8").decode(bytes).match(/[^\p{ASCII}]/gu) ?? [];
  const faults = letters.filter((letter) => letter === "\u{fffd}").length;
  return letters.length - faults >= faults;
}

function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
