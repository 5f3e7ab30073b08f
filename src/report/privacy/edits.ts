import type { Place } from "./cells";

/** What is put in the place of an item that is left out of its list. */
export const OMIT: unique symbol = Symbol("omitted");

/** Values to put in the place of others, by path. */
export class Edits {
  readonly #inside = new Map<string | number, Edits>();
  #value: unknown;

  add({ path }: Place, value: unknown): void {
    if (value === undefined) return;
    let at: Edits = this;
    for (const name of path) {
      let next = at.#inside.get(name);
      if (next === undefined) {
        next = new Edits();
        at.#inside.set(name, next);
      }
      at = next;
    }
    at.#value = value;
  }

  /** The same value with the edits made; what is not edited is shared. */
  apply(value: unknown): unknown {
    if (this.#value !== undefined) return this.#value;
    if (Array.isArray(value)) {
      const items = value.map((item, at) => this.#inside.get(at)?.apply(item) ?? item);
      return Object.freeze(items.filter((item) => item !== OMIT));
    }
    const fields = Object.entries(value as object).map(([name, field]) => [
      name,
      this.#inside.has(name) ? this.#inside.get(name)!.apply(field) : field,
    ]);
    return Object.freeze(Object.fromEntries(fields));
  }
}
