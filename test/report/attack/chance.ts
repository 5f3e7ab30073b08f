/** Numbers that look random, the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, not including, a limit. */
  below(limit: number): number;
  /** Whether it happens, `of` being how rarely: once in so many times. */
  once(of: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export function chance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, once: (of) => below(of) === 0, pick: (items) => items[below(items.length)]! };
}

/** At most so many of the whole numbers under a limit, each once, in any order. */
export function someOf(limit: number, most: number, { below }: Chance): readonly number[] {
  const moved = new Map<number, number>();
  return Array.from({ length: Math.min(most, limit) }, (_, at) => {
    const other = at + below(limit - at);
    const drawn = moved.get(other) ?? other;
    moved.set(other, moved.get(at) ?? at);
    return drawn;
  });
}
