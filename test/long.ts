/**
 * Whether everything is drawn and tried: `npm run test:long`, which the gate calls. `npm test` takes a fixed part of
 * it, for people who wait.
 */
export const isLong = process.env.LONG === "1";

/** How many to draw or try: a few for people who wait, all in the long form. */
export function howMany(all: number, few: number = Math.ceil(all / 10)): number {
  return isLong ? all : few;
}
