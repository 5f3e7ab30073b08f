import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** A file of `fixtures/statistics/`; where its numbers come from is written in it. */
export function figures<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, "../../fixtures/statistics", `${name}.json`), "utf8")) as T;
}

/** Expects a number within a part of a reference, or null where the reference has none. */
export function expectClose(received: number | null | undefined, reference: number | null, within = 1e-10): void {
  if (reference === null) {
    expect(received).toBeNull();
    return;
  }
  const off = Math.abs(Number(received) - reference);
  expect(off, `${received} against ${reference}`).toBeLessThanOrEqual(within * Math.max(Math.abs(reference), 1e-300));
}

/** Expects an interval within an absolute distance of a reference. */
export function expectInterval(
  received: { readonly low: number; readonly high: number } | null,
  [low, high]: readonly [number, number],
  within = 1e-12,
): void {
  expect(Math.abs(Number(received?.low) - low), `low ${received?.low} against ${low}`).toBeLessThanOrEqual(within);
  expect(Math.abs(Number(received?.high) - high), `high ${received?.high} against ${high}`).toBeLessThanOrEqual(within);
}
