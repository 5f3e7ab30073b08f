import type { Period } from "../src/index";

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

/** Seconds taken by each run of the same work, garbage collected before each where node allows it. */
export async function secondsOf(runs: number, work: () => unknown): Promise<number[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    globalThis.gc?.();
    const before = performance.now();
    await work();
    seconds.push((performance.now() - before) / 1000);
  }
  return seconds;
}
