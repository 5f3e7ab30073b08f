import { inflateRawSync } from "node:zlib";

/** Bytes of all that an archive holds, unpacked. */
const MOST_BYTES = 200 * 1024 * 1024;
/** Rows and columns of a sheet are those of Excel. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Rows times columns of a sheet: it is laid out as a rectangle. */
const MOST_CELLS = 10_000_000;
/** Different texts that cells refer to, and tags of one part: each takes many times its bytes once it is read. */
const MOST_TEXTS = 1_000_000;
const MOST_TAGS = 20_000_000;
/** Characters of a cell, as in Excel. */
export const LONGEST_CELL = 32_767;
/** Bytes between two tags: those of the longest cell, every character of it escaped. */
const LONGEST_RUN = 10 * LONGEST_CELL;

const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
/** Where a size does not fit into four bytes. */
const ELSEWHERE = 0xffffffff;

/**
 * Whether a workbook may be opened without harm: nothing in it is larger when unpacked than it says, or than can be
 * held.
 *
 * @returns `"sound"`, `"broken"` for what is no archive, or else what is too large
 */
export function checkArchive(bytes: Buffer): string {
  let left = MOST_BYTES;
  try {
    for (const { name, packed, method, length } of entriesOf(bytes)) {
      if (length > left) return TOO_MANY_BYTES;
      const part = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: length + 1 });
      if (part.length !== length) return "broken";
      left -= length;
      const tooLarge = /\.xml$/i.test(name) ? partFault(part) : undefined;
      if (tooLarge !== undefined) return tooLarge;
    }
  } catch (error) {
    if (error instanceof Error) return "broken";
    throw error;
  }
  return "sound";
}

const TOO_MANY_BYTES = `it must hold at most ${MOST_BYTES / 1024 / 1024} MB when unpacked, and holds more`;

interface Entry {
  readonly name: string;
  readonly packed: Buffer;
  readonly method: number;
  /** Bytes when unpacked, as it says. */
  readonly length: number;
}

function* entriesOf(bytes: Buffer): Generator<Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_LENGTH > bytes.length || bytes.readUInt32LE(end) !== END) throw new RangeError("no archive");
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new RangeError("no entry");
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const length = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    if (
      size === ELSEWHERE ||
      length === ELSEWHERE ||
      local === ELSEWHERE ||
      (method !== STORED && method !== DEFLATED)
    ) {
      throw new RangeError("an entry of another kind");
    }
    const name = bytes.toString("utf8", at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
    const start = local + LOCAL_LENGTH + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    yield { name, packed: bytes.subarray(start, start + size), method, length };
    at += ENTRY_LENGTH + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

const OPENING = 0x3c;
const CLOSING = 0x3e;
/** Bytes looked at at once for the places of cells. */
const SLICE = 1 << 20;
const PLACE = /<(?:\w+:)?(?:row|si|c)\b(?!:)|\sr\s*=\s*["']([A-Za-z]{0,9})(\d{0,9})["']/g;

/** What in a part of a workbook is too large, in words. */
function partFault(part: Buffer): string | undefined {
  let from = -1;
  let tags = 0;
  for (let at = 0; at < part.length; at++) {
    const byte = part[at];
    if (byte !== OPENING && byte !== CLOSING) continue;
    if (at - from > LONGEST_RUN) return TOO_LONG_CELL;
    if (byte === OPENING) tags++;
    from = at;
  }
  if (part.length - from > LONGEST_RUN) return TOO_LONG_CELL;
  if (tags > MOST_TAGS) return `each part of it must have at most ${MOST_TAGS} tags, received ${tags}`;
  let rows = 0;
  let columns = 0;
  let texts = 0;
  // Rows and cells may leave out their places: they are then one beside the other.
  let rowsBefore = 0;
  let cellsBefore = 0;
  for (let at = 0, end = 0; at < part.length; at = end) {
    const next = part.indexOf(OPENING, at + SLICE);
    end = next < 0 ? part.length : next;
    for (const [tag, column = "", row = ""] of part.toString("latin1", at, end).matchAll(PLACE)) {
      if (tag.endsWith("row")) {
        rowsBefore++;
        cellsBefore = 0;
      } else if (tag.endsWith("si")) texts++;
      else if (tag.endsWith("c")) cellsBefore++;
      rows = Math.max(rows, rowsBefore, Number(row));
      columns = Math.max(columns, cellsBefore, columnNumber(column));
    }
  }
  if (texts > MOST_TEXTS) return `it must have at most ${MOST_TEXTS} different texts, received ${texts}`;
  if (rows > MOST_ROWS) return `a sheet must have at most ${MOST_ROWS} rows, received ${rows}`;
  if (columns > MOST_COLUMNS) return `a sheet must have at most ${MOST_COLUMNS} columns, received ${columns}`;
  if (rows * columns <= MOST_CELLS) return undefined;
  return `a sheet must have at most ${MOST_CELLS} cells, received ${rows} rows of ${columns} columns`;
}

const TOO_LONG_CELL = `it must hold no text of more than ${LONGEST_CELL} characters, and holds one`;

/** 1 for A, 27 for AA. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
