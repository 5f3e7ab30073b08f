import type { Period } from "../src/core/index";

/** What every contender counts: the five indicators in three periods, by target group, sex and region. */
export const INDICATORS = ["1.1", "1.2", "1.3", "1.4", "2.1"] as const;

export const PERIODS: readonly Period[] = [
  { from: "2019-01-01", to: "2019-12-31" },
  { from: "2020-01-01", to: "2020-12-31" },
  { from: "2019-01-01", to: "2020-12-31" },
];

/** The last day up to which the data are taken for complete. */
export const AS_OF = "2021-01-31";

/** Stands for an attribute that a registration does not give. */
export const MISSING = "missing";

/** Published numerator and denominator. */
export type Count = [numerator: number, denominator: number];

/** Counts by cell; cells with an empty denominator are left out. */
export type Counts = Record<string, Count>;

/** The name of a cell: indicator, period and stratum. */
export function cellOf(indicator: string, period: Period, stratum: string): string {
  return `${indicator} ${period.from}/${period.to} ${stratum}`;
}

/** The name of a stratum: its target group, sex and region. */
export function stratumOf(targetGroup: string, sex: string, region: string): string {
  return `${targetGroup}/${sex}/${region}`;
}

/** Seconds taken by runs of the same work. */
export interface Timing {
  /** The first run, with nothing compiled or cached yet. */
  readonly cold: number;
  /** Later runs, in order. */
  readonly warm: readonly number[];
}

/** Runs after the first that are not counted either: V8 goes on compiling through them, and a database fills its caches. */
const WARMING = 3;

/**
 * Times the same work again and again. Garbage is collected once, before the first run: collecting it between runs would throw away
 * compiled code, which nobody does who evaluates twice.
 */
export async function timingOf(runs: number, work: () => unknown): Promise<Timing> {
  globalThis.gc?.();
  const seconds: number[] = [];
  for (let run = 0; run < 1 + WARMING + runs; run++) {
    const before = performance.now();
    await work();
    seconds.push((performance.now() - before) / 1000);
  }
  return { cold: seconds[0]!, warm: seconds.slice(1 + WARMING) };
}
