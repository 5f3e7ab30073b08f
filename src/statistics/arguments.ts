import { check, type Kind } from "../options";

/** A list, or an array of numbers of one kind; what stands in it is looked at where it is counted. */
export function NUMBERS(value: unknown): Kind {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? "any" : ["any"];
}

/**
 * Refuses a confidence level that is not strictly between 0 and 1.
 *
 * @param cannot - what is being computed, for the message
 */
export function checkLevel(cannot: string, level: number): void {
  check(cannot, level, betweenZeroAndOne, "level");
}

/** Strictly between 0 and 1. */
export function betweenZeroAndOne(value: unknown): Kind {
  if (typeof value !== "number" || (value > 0 && value < 1)) return "number";
  return `!be between 0 and 1${value > 1 && value < 100 ? `; write ${value / 100} for ${value} %` : ""}`;
}

/**
 * Refuses what is not a whole number of 0 or more.
 *
 * @param cannot - what is being computed, for the message
 * @param what - name of the count
 */
export function checkCount(cannot: string, what: string, count: number): void {
  check(cannot, count, "0..", what);
}

/**
 * Refuses a numerator and denominator that are not whole numbers with 0 ≤ numerator ≤ denominator.
 *
 * @param cannot - what is being computed, for the message
 * @param of - whose share it is, such as `first `; nothing by default
 */
export function checkShare(cannot: string, numerator: number, denominator: number, of = ""): void {
  checkCount(cannot, `${of}denominator`, denominator);
  check(cannot, numerator, `0..${denominator}`, `${of}numerator`);
}
