import { sentence } from "../issue";

/**
 * Refuses a confidence level that is not strictly between 0 and 1.
 *
 * @param cannot - what is being computed, for the message
 * @throws RangeError otherwise
 */
export function checkLevel(cannot: string, level: number): void {
  if (level > 0 && level < 1) return;
  const hint = level > 1 && level < 100 ? { hint: `write ${level / 100} for ${level} %` } : {};
  throw new RangeError(sentence({ cannot, because: "level must be between 0 and 1", received: level, ...hint }));
}

/**
 * Refuses what is not a whole number of 0 or more.
 *
 * @param cannot - what is being computed, for the message
 * @param what - name of the count
 * @throws RangeError otherwise
 */
export function checkCount(cannot: string, what: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new RangeError(sentence({ cannot, because: `${what} must be a whole number of 0 or more`, received: count }));
}

/**
 * Refuses a numerator and denominator that are not whole numbers with 0 ≤ numerator ≤ denominator.
 *
 * @param cannot - what is being computed, for the message
 * @param of - whose share it is, such as `first `; nothing by default
 * @throws RangeError otherwise
 */
export function checkShare(cannot: string, numerator: number, denominator: number, of = ""): void {
  checkCount(cannot, `${of}denominator`, denominator);
  if (Number.isSafeInteger(numerator) && numerator >= 0 && numerator <= denominator) return;
  throw new RangeError(
    sentence({
      cannot,
      because: `${of}numerator must be a whole number from 0 to ${denominator}`,
      received: numerator,
    }),
  );
}

/**
 * Refuses an option that is not one of its values.
 *
 * @param cannot - what is being computed, for the message
 * @param what - name of the option
 * @throws RangeError otherwise
 */
export function checkChoice(cannot: string, what: string, received: string, allowed: readonly string[]): void {
  if (allowed.includes(received)) return;
  const values = allowed.map((value) => `"${value}"`).join(", ");
  throw new RangeError(sentence({ cannot, because: `${what} must be one of ${values}`, received }));
}
