/** Probes after which a text is kept in the spare map: only crafted texts come that far. */
const MOST_PROBES = 64;
/** Part of the slots that may be filled: fewer take more memory, more take longer to search. */
const MOST_FILLED = 0.7;

/**
 * Texts as small whole numbers, each text once, in the order of their first coming.
 *
 * An open-addressing table of four bytes a slot: a fraction of what a `Map` of millions of ids takes, and without its
 * limit of
 * 16.7 million entries. Texts made to collide end up in a `Map`, whose own hash is seeded.
 */
export class Dictionary {
  /** The text of each number; room for those still expected follows until {@link close}. */
  readonly texts: string[];
  /** Numbers given so far. */
  size = 0;
  /**
   * Number + 1 in the low bits, and in the bits that no number needs those of the hash that do not choose the slot: so
   * hardly any
   * other text is ever looked at. 0 is free.
   */
  #slots: Int32Array;
  readonly #spare = new Map<string, number>();
  /** The latest text and its number: the same one often comes several times running. */
  #latest: string | undefined;
  #latestNumber = -1;

  /** @param expected - how many texts are likely to come; any number may */
  constructor(expected = 0) {
    this.texts = new Array(expected);
    this.#slots = new Int32Array(slotsFor(expected));
  }

  /**
   * The number of a text, new or known.
   *
   * @returns the next number, which equals the former `size`, when the text is new
   */
  add(text: string): number {
    if (text === this.#latest) return this.#latestNumber;
    const hash = hashOf(text);
    const known = this.#find(text, hash);
    const number = known < 0 ? this.size++ : known;
    if (known < 0) this.#put(text, hash, number);
    this.#latest = text;
    this.#latestNumber = number;
    return number;
  }

  /** The number of a text, or -1 when it never came. */
  find(text: string): number {
    return this.#find(text, hashOf(text));
  }

  /** Takes the next number for something without a text, so that numbers keep step with rows. */
  skip(): void {
    this.texts[this.size++] = "";
  }

  /** Gives back the room for texts that were expected and did not come. */
  close(): void {
    this.texts.length = this.size;
  }

  #find(text: string, hash: number): number {
    const slot = this.#slotOf(text, hash);
    const held = slot < 0 ? 0 : this.#slots[slot]!;
    if (held !== 0) return (held & (this.#slots.length - 1)) - 1;
    return this.#spare.size === 0 ? -1 : (this.#spare.get(text) ?? -1);
  }

  #put(text: string, hash: number, number: number): void {
    this.texts[number] = text;
    if (this.size > this.#slots.length * MOST_FILLED) this.#grow();
    const slot = this.#slotOf(text, hash);
    if (slot < 0) this.#spare.set(text, number);
    else this.#slots[slot] = (number + 1) | (hash & -this.#slots.length);
  }

  /** The slot that holds the text or is free for it; -1 when it belongs in the spare map. */
  #slotOf(text: string, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const held = this.#slots[slot]!;
      if (held === 0) return slot;
      if (((held ^ hash) & ~mask) === 0 && this.texts[(held & mask) - 1] === text) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Makes room for all numbers given so far, those that were skipped included: a slot must be able to hold each. */
  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(slotsFor(this.size));
    for (const held of old) {
      if (held === 0) continue;
      const number = (held & (old.length - 1)) - 1;
      this.#put(this.texts[number]!, hashOf(this.texts[number]!), number);
    }
  }
}

/** A power of two with room for so many texts. */
function slotsFor(texts: number): number {
  let slots = 64;
  while (slots * MOST_FILLED < texts) slots *= 2;
  return slots;
}

/** FNV-1a over UTF-16 units, its bits mixed once more so that near texts land far apart. */
function hashOf(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return state ^ (state >>> 13);
}
