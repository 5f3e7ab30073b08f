import type { Countable } from "./language";

/** JSON with the keys of every object in order: the same text for the same data, however it was written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(",")}}`;
}

const PRIME = 0x100000001b3n;
const OFFSET = 0xcbf29ce484222325n;

/**
 * The fingerprint of a definition: the same for the same counting rule, another for any other.
 *
 * It covers what decides who is counted (denominator, numerator, exclusions, and all of the same in indicators referred
 * to), not
 * titles and sources, so that mending a title leaves published figures comparable. It guards against accident, not
 * against malice.
 *
 * @param definition - a definition
 * @returns sixteen hexadecimal digits: FNV-1a, 64 bits, of the canonical JSON in UTF-16 units
 */
export function fingerprintOf(definition: Countable): string {
  const { denominator, numerator, exclusions } = definition;
  return digestOfText(canonicalJson({ denominator, numerator, exclusions }));
}

/**
 * Sixteen hexadecimal digits for a text: FNV-1a, 64 bits, of its UTF-16 units. Guards against accident, not against
 * malice.
 */
export function digestOfText(text: string): string {
  let state = OFFSET;
  for (let at = 0; at < text.length; at++) state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(at))) * PRIME);
  return state.toString(16).padStart(16, "0");
}
