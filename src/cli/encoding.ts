import { isUtf8 } from "node:buffer";
import { candidates, russianLikelihoods } from "./alphabets";
import { byteBlocks } from "./blocks";

/** What stands where Windows-1252 differs from Latin-1; some versions of Node.js decode the one as the other. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const CONTROL = /[\x80-\x9f]/;
const CONTROLS = /[\x80-\x9f]/g;

/** Bytes as text in an encoding. */
export type Decode = (bytes: Uint8Array) => string;

/** A reader of bytes in an encoding; it throws where a byte is none of its letters. */
export function decoderOf(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  if (encoding.startsWith("utf-")) return (bytes) => decoder.decode(bytes);
  return (bytes) => {
    const text = decoder.decode(bytes);
    // What an encoding has no letter for comes out as a sign of control.
    if (!CONTROL.test(text)) return text;
    const mended =
      encoding === "windows-1252" ? text.replace(CONTROLS, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80]!) : text;
    if (CONTROL.test(mended)) throw new RangeError(`no letter of ${encoding}`);
    return mended;
  };
}

/** What an encoding is called in messages: `Windows-1251`, `UTF-8`, `ISO-8859-2`. */
export function encodingTitle(encoding: string): string {
  return /mac/.test(encoding) ? encoding : encoding.toUpperCase().replace("WINDOWS", "Windows");
}

/** A byte with its place in a file. */
export interface PlacedByte {
  readonly byte: number;
  readonly offset: number;
}

/** A file that is not UTF-8, as far as it can tell how it is written. */
export interface Survey {
  /** Letters of several bytes that are sound UTF-8, and bytes that are not. */
  readonly letters: number;
  readonly faults: number;
  readonly firstFault: PlacedByte;
  /** Each byte that is not ASCII, where it stands first. */
  readonly bytes: readonly PlacedByte[];
  /** Runs of letters with such bytes among them, each once, a sign a byte. */
  readonly words: readonly string[];
}

/** From how many different words on no further ones are looked at. */
const MOST_WORDS = 20_000;
const WORD = /[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*/g;
/** What stands for bytes that are no UTF-8, and for letters that an encoding does not have. */
const LOST = 0xfffd;

/** Looks through a file that is not UTF-8; at its words only where they are asked for. */
export function surveyOf(path: string, hasWords: boolean): Survey {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  const first = new Float64Array(256).fill(-1);
  const words = new Set<string>();
  let letters = 0;
  let faults = 0;
  let firstFault: PlacedByte | undefined;
  let offset = 0;
  for (const block of byteBlocks(path)) {
    const text = lenient.decode(block);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === LOST) faults++;
      else if (unit > 0x7f) letters++;
    }
    for (let at = 0; at < block.length; at++) {
      const byte = block[at]!;
      if (byte > 0x7f && first[byte]! < 0) first[byte] = offset + at;
    }
    if (hasWords && words.size < MOST_WORDS)
      for (const word of block.toString("latin1").match(WORD) ?? []) words.add(word);
    if (firstFault === undefined && !isUtf8(block)) {
      const at = faultIn(block);
      firstFault = { byte: block[at]!, offset: offset + at };
    }
    offset += block.length;
  }
  const bytes = [...first].map((place, byte) => ({ byte, offset: place })).filter((one) => one.offset >= 0);
  return { letters, faults, firstFault: firstFault!, bytes, words: [...words] };
}

/** Where the first byte stands that is no UTF-8: the longest sound beginning is found by halving. */
function faultIn(block: Buffer): number {
  let sound = 0;
  let unsound = block.length;
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >> 1;
    try {
      // A letter cut in two is no fault yet.
      new TextDecoder("utf-8", { fatal: true }).decode(block.subarray(0, middle), { stream: true });
      sound = middle;
    } catch {
      unsound = middle;
    }
  }
  // It is one where it is not ended: back to where it begins.
  while (!isUtf8(block.subarray(0, sound))) sound--;
  return sound;
}

/** One way to read a file's bytes. */
interface Reading {
  readonly encoding: string;
  readonly letterOf: ReadonlyMap<number, string>;
  /** How many bytes stand in words that no language of the encoding has. */
  readonly odd: number;
  /** How likely its Cyrillic letters are in Russian, as a power of ten: all of them, and each of them in the mean. */
  readonly likelihood: number;
  readonly meanLikelihood: number;
}

/** The encoding that alone makes sense of a file, or those that do, when there are several or none. */
export type Guess = { readonly encoding: string } | { readonly rivals: readonly Reading[] };

/** Bytes in odd words by which one reading must be better than another. */
const LEAD = 2;
/** How many times likelier one Cyrillic reading must be than another, as a power of ten. */
const LIKELIER = 3;
/** How likely Cyrillic letters must be in the mean; those of Russian texts are −1.3, and letters drawn by lot −1.8. */
const LIKELY = -1.8;
/** At most one byte in so many may stand in an odd word. */
const ODD_ONE_IN = 20;

/**
 * Which encoding a file is written in, by what its words look like.
 *
 * A guess is made only where one reading makes sense and no other does: at most one byte in twenty stands in a word
 * that no language of the encoding has, and any other reading that would give other letters has at least two more of
 * them. Hence one byte alone is never guessed. Where only readings in Cyrillic are left, the letters decide, if they
 * are a thousand times likelier in Russian and like those of real texts.
 */
export function guessed({ words, bytes }: Survey): Guess {
  const total = words.reduce((sum, word) => sum + weightOf(word), 0);
  const readings = candidates.flatMap(([encoding, languages]): readonly Reading[] => {
    const letterOf = new Map(bytes.map(({ byte }) => [byte, letterIn(encoding, byte)] as const));
    const texts = words.map((word) => word.replace(/[\x80-\xff]/g, (sign) => letterOf.get(sign.charCodeAt(0))!));
    const odds = languages.map((fits) =>
      texts.reduce((sum, text, at) => sum + (fits(text) ? 0 : weightOf(words[at]!)), 0),
    );
    const letters = texts.flatMap(russianLikelihoods);
    const likelihood = letters.reduce((sum, one) => sum + one, 0);
    return [{ encoding, letterOf, odd: Math.min(...odds), likelihood, meanLikelihood: likelihood / letters.length }];
  });
  const sensible = readings.filter(({ odd }) => odd * ODD_ONE_IN <= total);
  const best = [...sensible].sort((a, b) => a.odd - b.odd)[0];
  if (best === undefined) return { rivals: [] };
  const near = readings.filter(({ odd }) => odd < best.odd + LEAD);
  const likeliest = Math.max(...near.map(({ likelihood }) => likelihood));
  const isCyrillic = near.every(({ likelihood }) => likelihood < 0);
  const left = isCyrillic ? near.filter(({ likelihood }) => likelihood > likeliest - LIKELIER) : near;
  const rivals = left.filter((one, at) => left.findIndex((other) => isAlike(one, other)) === at);
  const isSure = rivals.length === 1 && !(rivals[0]!.meanLikelihood < LIKELY);
  return isSure ? { encoding: rivals[0]!.encoding } : { rivals };
}

function weightOf(word: string): number {
  return word.replace(/[A-Za-z]/g, "").length;
}

function isAlike(one: Reading, other: Reading): boolean {
  return [...one.letterOf].every(([byte, letter]) => other.letterOf.get(byte) === letter);
}

/** The letter of one byte; where there is none, the sign that no language has. */
function letterIn(encoding: string, byte: number): string {
  try {
    return decoderOf(encoding)(Uint8Array.of(byte));
  } catch {
    return String.fromCharCode(LOST);
  }
}

/** The first byte, in the order of the file, that several readings read differently, and how each does. */
export function differenceOf(
  rivals: readonly Reading[],
  bytes: readonly PlacedByte[],
): { readonly place: PlacedByte; readonly letters: readonly (readonly [encoding: string, letter: string])[] } {
  const inOrder = [...bytes].sort((a, b) => a.offset - b.offset);
  const lettersOf = (byte: number) => rivals.map(({ encoding, letterOf }) => [encoding, letterOf.get(byte)!] as const);
  const differs = ({ byte }: PlacedByte) => new Set(lettersOf(byte).map(([, letter]) => letter)).size > 1;
  const place = inOrder.find(differs) ?? inOrder[0]!;
  return { place, letters: lettersOf(place.byte) };
}
