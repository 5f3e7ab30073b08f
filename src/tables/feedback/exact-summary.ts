import { sentence } from "../../issue";
import { plus, NOTHING, type Ratio, roundedUnits, unitsText } from "../../share";

/** A value, and how many people have it. */
export interface ValueCount {
  readonly value: Ratio;
  readonly people: number;
}

/** Mean and median, exact, as text of ten decimals. */
export interface ExactSummary {
  readonly mean: string;
  /** The middle value, or half-way between the two in the middle. */
  readonly median: string;
}

/**
 * Mean and median of values that people have.
 *
 * @param values - in any order; the same value may come more than once
 * @returns null when nobody has any
 */
export function exactSummary(values: readonly ValueCount[]): ExactSummary | null {
  const sorted = values.filter(({ people }) => people > 0);
  sorted.sort((a, b) => compared(a.value, b.value));
  const people = sorted.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) return null;
  const sum = sorted.reduce((all, one) => {
    return plus(all, { numerator: one.value.numerator * BigInt(one.people), denominator: one.value.denominator });
  }, NOTHING);
  const middle = plus(valueAt(sorted, Math.floor((people - 1) / 2)), valueAt(sorted, Math.floor(people / 2)));
  return { mean: parted(sum, people), median: parted(middle, 2) };
}

function compared(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The value of the person at a place, from 0, in the order of values. */
function valueAt(sorted: readonly ValueCount[], place: number): Ratio {
  let before = 0;
  for (const { value, people } of sorted) {
    before += people;
    if (before > place) return value;
  }
  throw new RangeError(sentence({ cannot: "find a median", because: "the place must hold somebody", received: place }));
}

function parted({ numerator, denominator }: Ratio, parts: number): string {
  return unitsText(roundedUnits({ numerator, denominator: denominator * BigInt(parts) }));
}
