/** Probes after which a text is kept in the spare map: only crafted texts come that far. */
const MOST_PROBES = 64;

/**
 * Texts as small whole numbers, each text once, in the order of their first coming.
 *
 * An open-addressing table of four bytes a slot: a fraction of what a `Map` of millions of ids takes, and without its limit of
 * 16.7 million entries. Texts made to collide end up in a `Map`, whose own hash is seeded.
 */
export class Dictionary {
  /** The text of each number. */
  readonly texts: string[] = [];
  /** Number + 1 by slot; 0 is free. */
  #slots: Int32Array;
  #filled = 0;
  readonly #spare = new Map<string, number>();

  /** @param expected - how many texts are likely to come; any number may */
  constructor(expected = 0) {
    let slots = 64;
    while (slots < expected * 2) slots *= 2;
    this.#slots = new Int32Array(slots);
  }

  /**
   * The number of a text, new or known.
   *
   * @returns the next number, which equals the former `texts.length`, when the text is new
   */
  add(text: string): number {
    const slot = this.#slotOf(text);
    const held = slot < 0 ? 0 : this.#slots[slot]!;
    if (held !== 0) return held - 1;
    const spare = this.#spare.size === 0 ? undefined : this.#spare.get(text);
    if (spare !== undefined) return spare;
    const number = this.texts.push(text) - 1;
    if (slot < 0) this.#spare.set(text, number);
    else this.#slots[slot] = number + 1;
    if (++this.#filled * 2 > this.#slots.length) this.#grow();
    return number;
  }

  /** The number of a text, or -1 when it never came. */
  find(text: string): number {
    const slot = this.#slotOf(text);
    const held = slot < 0 ? 0 : this.#slots[slot]!;
    return held !== 0 ? held - 1 : (this.#spare.get(text) ?? -1);
  }

  /** Takes the next number for something without a text, so that numbers keep step with rows. */
  skip(): void {
    this.texts.push("");
  }

  /** The slot that holds the text or is free for it; -1 when it belongs in the spare map. */
  #slotOf(text: string): number {
    const mask = this.#slots.length - 1;
    let slot = hash(text) & mask;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const held = this.#slots[slot]!;
      if (held === 0 || this.texts[held - 1] === text) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (const held of old) {
      if (held === 0) continue;
      const text = this.texts[held - 1]!;
      const slot = this.#slotOf(text);
      if (slot < 0) this.#spare.set(text, held - 1);
      else this.#slots[slot] = held;
    }
  }
}

/** FNV-1a over UTF-16 units, its bits mixed once more so that near texts land far apart. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return state ^ (state >>> 13);
}
