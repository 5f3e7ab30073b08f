import { isAscii, isUtf8 } from "node:buffer";
import { basename } from "node:path";
import { byteBlocks, linesOf } from "./blocks";
import {
  type Decode,
  decoderOf,
  differenceOf,
  encodingTitle,
  guessed,
  type PlacedByte,
  type Survey,
  surveyOf,
} from "./encoding";
import { InputFault, inputIssue, type PlacedIssue } from "./places";

/** Encodings in which bytes of ASCII may stand for something else, and the byte that shows it. */
const OTHER_THAN_ASCII: Readonly<Record<string, number>> = { "utf-16le": 0, "utf-16be": 0, "iso-2022-jp": 0x1b };
/** What a file may begin with to say how it is written. */
const MARKS: readonly (readonly [encoding: string, bytes: Buffer])[] = [
  ["utf-8", Buffer.from([0xef, 0xbb, 0xbf])],
  ["utf-16le", Buffer.from([0xff, 0xfe])],
  ["utf-16be", Buffer.from([0xfe, 0xff])],
];
const UNFIT = "save it anew as “CSV UTF-8”, or as UTF-8 text";

/**
 * A file of text, however large: the one way in which every text comes in.
 *
 * It is UTF-8, all of it; or what its first bytes or a declaration say; or, if only one encoding makes sense of it, a
 * guess, which is told.
 */
export class TextFile {
  /** Canonical: `utf-8`, `windows-1251`. */
  readonly encoding: string;
  /** Why it was not read as it should have been declared. */
  readonly warning: PlacedIssue | undefined;
  readonly #path: string;
  readonly #file: string;
  readonly #decode: Decode;

  /**
   * @param declared - the canonical name of an encoding; none is declared when absent
   * @throws InputFault when it cannot be told how the file is written
   */
  constructor(path: string, declared?: string) {
    this.#path = path;
    this.#file = basename(path);
    const { encoding, warning } = this.#chosen(declared);
    this.encoding = encoding;
    this.warning = warning;
    this.#decode = decoderOf(encoding);
  }

  /** Whether the encoding was guessed. */
  get isGuessed(): boolean {
    return this.warning?.code === "input.encoding-guessed";
  }

  /** Whole lines, many at a time, each ended by a line feed save the last of the file. */
  *[Symbol.iterator](): Generator<string> {
    let line = 1;
    let isFirst = true;
    for (const block of byteBlocks(this.#path, this.encoding)) {
      let text: string;
      try {
        text = this.#decode(block);
      } catch {
        throw this.#unreadable(block, line);
      }
      const lines = withLineFeeds(isFirst ? text.replace(/^\ufeff/, "") : text);
      isFirst = false;
      yield lines;
      for (let at = lines.indexOf("\n"); at >= 0; at = lines.indexOf("\n", at + 1)) line++;
    }
  }

  /** All of it at once. */
  whole(): string {
    let text = "";
    for (const block of this) text += block;
    return text;
  }

  #chosen(declared: string | undefined): { readonly encoding: string; readonly warning?: PlacedIssue } {
    const sign = OTHER_THAN_ASCII[declared ?? ""];
    let isAll = true;
    let isPlain = true;
    let hasNothing = false;
    let hasSign = false;
    let mark: string | undefined;
    let isFirst = true;
    for (const block of byteBlocks(this.#path)) {
      if (isFirst) mark = MARKS.find(([, bytes]) => block.subarray(0, bytes.length).equals(bytes))?.[0];
      isFirst = false;
      isPlain &&= isAscii(block);
      isAll &&= isUtf8(block);
      hasNothing ||= block.includes(0);
      hasSign ||= sign !== undefined && block.includes(sign);
    }
    if (mark !== undefined && mark !== "utf-8") return { encoding: mark };
    if (hasSign) return { encoding: declared! };
    if (hasNothing) throw this.#nothings();
    if (!isAll) return this.#other(mark ?? declared);
    // JSON is UTF-8 by its standard, whatever the tables beside it are declared to be.
    const isJson = /\.(?:nd)?jsonl?$/i.test(this.#file);
    const isOther = declared !== undefined && declared !== "utf-8" && !isPlain && !isJson;
    return { encoding: "utf-8", ...(isOther && { warning: this.#declaredOtherwise(declared) }) };
  }

  /** For a file that is not UTF-8. */
  #other(declared: string | undefined): { readonly encoding: string; readonly warning?: PlacedIssue } {
    const survey = surveyOf(this.#path, declared === undefined);
    const { letters, faults, firstFault, bytes } = survey;
    if (letters >= faults || declared === "utf-8" || (declared === undefined && faults === 1)) {
      throw this.#badByte(survey);
    }
    if (declared !== undefined) return { encoding: declared };
    const guess = guessed(survey);
    if ("encoding" in guess) return { encoding: guess.encoding, warning: this.#announced(guess.encoding) };
    const { rivals } = guess;
    if (rivals.length === 0)
      throw this.#unclear(firstFault, "its words make sense in none that can be told from them", "");
    const { place, letters: read } = differenceOf(rivals, bytes);
    const ways = read.map(([encoding, letter]) => `${letter} in ${encodingTitle(encoding)}`).join(", ");
    throw this.#unclear(place, `its words do not tell which: this byte is ${ways}`, read[0]![0]);
  }

  #badByte({ letters, faults, firstFault: { byte, offset } }: Survey): InputFault {
    const alone = faults === 1 ? "and one byte alone does not tell what else it is" : "which it is said to be";
    const rest = letters > 0 ? "as other letters of the file are" : alone;
    return lineFault(
      "bad-byte",
      { file: this.#file, line: this.#lineAt(offset) },
      `it must be UTF-8, ${rest}, received byte ${hex(byte)}`,
      `correct it there, or ${UNFIT}; if all of it is in another encoding, declare it with --encoding`,
    );
  }

  #unclear({ byte, offset }: PlacedByte, because: string, first: string): InputFault {
    const example = first === "" ? "" : `, such as --encoding ${first}`;
    const what = `it must be UTF-8 or of a declared encoding, received byte ${hex(byte)}; ${because}`;
    const hint = `declare the encoding with --encoding or in the mapping${example}; or ${UNFIT}`;
    return lineFault("unclear-encoding", { file: this.#file, line: this.#lineAt(offset) }, what, hint);
  }

  #nothings(): InputFault {
    const what = "it must be text, received bytes of nothing (00), as in UTF-16 without its mark";
    const hint = `if it is UTF-16, declare it with --encoding utf-16le; or ${UNFIT}`;
    return new InputFault(
      inputIssue("unclear-encoding", { file: this.#file }, `Cannot read ${this.#file}: ${what}`, hint),
    );
  }

  /** A byte that is no letter of the encoding, somewhere in a block. */
  #unreadable(block: Buffer, firstLine: number): InputFault {
    let line = firstLine;
    for (const bytes of linesOf(block, this.encoding)) {
      try {
        this.#decode(bytes);
        line++;
      } catch {
        break;
      }
    }
    const title = encodingTitle(this.encoding);
    const what = `it must be ${title}, and has bytes that are no letters of it`;
    return lineFault("not-of-encoding", { file: this.#file, line }, what, `declare the encoding it is in; or ${UNFIT}`);
  }

  #announced(encoding: string): PlacedIssue {
    const message = `Cannot vouch for the letters of ${this.#file}: it is not UTF-8 and does not say what it is; ${encodingTitle(encoding)} is a guess, the only one in which its words make sense`;
    const hint = `declare it: --encoding ${encoding}, or "encoding": "${encoding}" in the mapping`;
    return inputIssue("encoding-guessed", { file: this.#file }, message, hint, "warning");
  }

  #declaredOtherwise(declared: string): PlacedIssue {
    const message = `Cannot vouch for the letters of ${this.#file}: it is declared to be ${encodingTitle(declared)}, and is sound UTF-8, as which it is read`;
    const hint = "declare no encoding for it; or, if it is not UTF-8, save it as what it is declared to be";
    return inputIssue("encoding-declared-otherwise", { file: this.#file }, message, hint, "warning");
  }

  /** The line on which a byte stands. */
  #lineAt(offset: number): number {
    let line = 1;
    let left = offset;
    for (const block of byteBlocks(this.#path)) {
      const before = block.subarray(0, left).toString("latin1");
      line += before.match(/\r\n?|\n/g)?.length ?? 0;
      left -= block.length;
      if (left <= 0) break;
    }
    return line;
  }
}

function lineFault(
  code: string,
  place: { readonly file: string; readonly line: number },
  because: string,
  hint: string,
): InputFault {
  return new InputFault(inputIssue(code, place, `Cannot read line ${place.line} of ${place.file}: ${because}`, hint));
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
