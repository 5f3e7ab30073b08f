import { closeSync, openSync, readSync } from "node:fs";
import { readingError } from "./system";

/** Bytes read at a time. */
const BLOCK = 1 << 18;

/** A line feed, which is one byte in all encodings but two. */
const LINE_FEEDS: Readonly<Record<string, readonly number[]>> = { "utf-16le": [0x0a, 0], "utf-16be": [0, 0x0a] };
const ONE_BYTE = [0x0a];

/**
 * The bytes of a file, read once from the first to the last, in blocks of whole lines; the last block ends with the
 * file.
 */
export function* byteBlocks(path: string, encoding = "utf-8"): Generator<Buffer> {
  const feed = Buffer.from(LINE_FEEDS[encoding] ?? ONE_BYTE);
  const file = guarded(path, () => openSync(path, "r"));
  try {
    let pending: Buffer[] = [];
    let length = 0;
    for (;;) {
      const bytes = Buffer.allocUnsafe(BLOCK);
      const count = guarded(path, () => readSync(file, bytes, 0, BLOCK, null));
      if (count === 0) break;
      const read = bytes.subarray(0, count);
      const end = endOfLines(read, feed, length);
      if (end > 0) {
        yield Buffer.concat([...pending, read.subarray(0, end)]);
        pending = [];
        length = 0;
      }
      if (end < count) pending.push(read.subarray(end));
      length += count - end;
    }
    if (pending.length > 0) yield Buffer.concat(pending);
  } finally {
    closeSync(file);
  }
}

/** The lines of a block, each with what ends it: LF, CR or both. */
export function* linesOf(block: Buffer, encoding: string): Generator<Buffer> {
  const isBig = encoding === "utf-16be";
  const width = LINE_FEEDS[encoding]?.length ?? 1;
  const unitAt = (at: number) => (width === 1 ? block[at] : isBig ? block.readUInt16BE(at) : block.readUInt16LE(at));
  let from = 0;
  for (let at = 0; at + width <= block.length; at += width) {
    const unit = unitAt(at);
    const next = at + width;
    if (unit !== 0x0a && unit !== 0x0d) continue;
    if (unit === 0x0d && next + width <= block.length && unitAt(next) === 0x0a) continue;
    yield block.subarray(from, next);
    from = next;
  }
  if (from < block.length) yield block.subarray(from);
}

/**
 * Where the last whole line ends; `before` bytes of an unfinished line come first, and signs of two bytes must not be
 * cut.
 */
function endOfLines(bytes: Buffer, feed: Buffer, before: number): number {
  let at = bytes.lastIndexOf(feed);
  while (at >= 0 && (before + at) % feed.length !== 0) at = at === 0 ? -1 : bytes.lastIndexOf(feed, at - 1);
  return at < 0 ? 0 : at + feed.length;
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readingError(error, path);
  }
}
