/** A code where a line or a sentence begins: it belongs to what it opens. */
export interface Label {
  readonly code: string;
  /** Whether the code is one of the report's; otherwise a number such as outlines have. */
  readonly isKnown: boolean;
  /** The place after it and its mark. */
  readonly past: number;
}

/** A code that is also a number of people or a word by itself. */
const BARE = /^(?:\d+|\p{L})$/u;
const OUTLINE_NUMBER = /^\d{1,3}(?:\.\d{1,3})+$/;
/** «1.1», «(1.1», «**1.1», «показатель 1.1», "indicator 1.1". */
const OPENING = /[\s*_«"“([•—–-]*(?:(?:показател|индикатор|indicator)\p{L}*\s+)?([^\s()[\]«»"“”*_|]+)/iuy;
const AROUND = /[*_»"”\])]*/y;
/** A word that says that what follows is a code. */
const SAID = /(?:показател|индикатор|indicator)\p{L}*\s+$/iu;
/** What else goes on with a code after it: a line that is broken there, or a sentence that ends with one. */
const LEAD =
  /(?:(?<![)\]%]),|[(«"—–-]|(?<!\p{L})(?:пп?\.|см\.|№|и|или|по|к|в|для|от|из|с|and|or|see|of|for|in|by|to))\s*$/iu;
const CLOSED = /^(?:[*_»"”]*(?:[;,!?…\])]|$)|\.(?:\s|$))/u;
const LONGEST_LEAD = 24;
const LONGEST_CODE = 60;

/** Finds the codes that open something in a text. */
export class Labels {
  readonly #codes: ReadonlySet<string>;

  /** @param codes - of the report's indicators */
  constructor(codes: ReadonlySet<string>) {
    this.#codes = codes;
  }

  /** The code that stands at a place; undefined when what stands there is another word or the number of a figure. */
  at(text: string, start: number): Label | undefined {
    OPENING.lastIndex = start;
    const found = OPENING.exec(text);
    if (found === null) return undefined;
    const word = found[1]!;
    const code = this.#codes.has(word) ? word : word.replace(/[.,:;!?]$/, "");
    AROUND.lastIndex = OPENING.lastIndex;
    const around = AROUND.exec(text)![0];
    const past = OPENING.lastIndex + around.length;
    const hasMark = code !== word || around.includes(")");
    const isKnown = this.#codes.has(code);
    if (isKnown ? !hasMark && BARE.test(code) : !OUTLINE_NUMBER.test(code)) return undefined;
    const after = text.slice(past, past + LONGEST_LEAD);
    if (/^\s*(?:[%٪％]|процент|per ?cent)/iu.test(after)) return undefined;
    if (hasMark || /^[^\S\n]*(?:\n|$)/.test(after)) return { code, isKnown, past };
    const isFollowed = isKnown ? !/^\s*\p{Ll}/u.test(after) : /^\s*["«“]?\p{Lu}/u.test(after);
    return isFollowed ? { code, isKnown, past } : undefined;
  }

  /**
   * Whether a code opens a line, and does not end the sentence of the line before: «…, показатель» and «1.1.» below it.
   */
  openLine(text: string, start: number): boolean {
    return this.at(text, start) !== undefined && !isLed(text, start);
  }

  /** Whether a sentence is nothing but a code: it opens the next one. */
  isAlone(sentence: string): boolean {
    const label = sentence.length > LONGEST_CODE ? undefined : this.at(sentence, 0);
    return label !== undefined && sentence.slice(label.past).trim() === "";
  }

  /**
   * Where the code begins that a sentence ends with although it opens the next one: «… 180 из 463) 1.2. Доля …»; -1
   * when there is none.
   */
  atEnd(sentence: string): number {
    const word = /\s(\S+)$/u.exec(sentence.slice(-LONGEST_CODE))?.[1] ?? "";
    const at = sentence.length - word.length;
    return this.isAlone(word) && !isLed(sentence, at) ? at : -1;
  }

  /** Whether nothing goes on after a code: «(показатель 1.2);» closes what stands before it. */
  closes(text: string, { code, at }: { readonly code: string; readonly at: number }): boolean {
    return CLOSED.test(text.slice(at + code.length, at + code.length + LONGEST_LEAD));
  }

  /**
   * Codes of the report that a text names, first to last, each with its place. A bare number or letter is a code only
   * where the text says so.
   */
  namedIn(text: string): readonly { readonly code: string; readonly at: number }[] {
    const named: { code: string; at: number }[] = [];
    for (const { index, 0: word } of text.matchAll(/[^\s()[\]«»"“”*|]+/g)) {
      const code = this.#codes.has(word) ? word : word.replace(/[.,:;!?]$/, "");
      if (!this.#codes.has(code)) continue;
      if (!BARE.test(code) || SAID.test(before(text, index))) named.push({ code, at: index });
    }
    return named;
  }
}

const before = (text: string, at: number) => text.slice(Math.max(0, at - LONGEST_LEAD), at);

function isLed(text: string, at: number): boolean {
  const lead = before(text, at);
  return SAID.test(lead) || LEAD.test(lead);
}
