import type { MissingReason, StratumValue } from "../../tables/strata/dimension";
import type { TallyRowCounts, TallyTable } from "./tally";

type Stratum = readonly StratumValue[];

/** Reasons for a missing value, in the order of their rows. */
const REASONS: readonly MissingReason[] = [
  "not-given",
  "no-birth-date",
  "not-registered",
  "no-first-placement",
  "born-later",
];

/** Text that is the same for the same indicator and period. */
export function figureKey({ code, period: { from, to } }: Pick<TallyRowCounts, "code" | "period">): string {
  return `${from}/${to} ${code}`;
}

/** Text that is the same for the same stratum. */
export function stratumKey(of: Stratum): string {
  return of.map(textOf).join(" & ");
}

/** Whether a stratum is everybody. */
export function isEverybody(of: Stratum): boolean {
  return of.every(({ kind }) => kind === "total");
}

function textOf(value: StratumValue): string {
  if (value.kind === "total") return "*";
  return value.kind === "value" ? JSON.stringify(value.code) : `?${value.reason}`;
}

/** Text that is the same for tables whose rows mean the same. */
export function tableKey({ dimensions, ages }: TallyTable): string {
  return JSON.stringify([dimensions, ages && [ages.at, ages.bands]]);
}

/** Strata in the order of a table's rows: values by their characters or bands, then missing ones, then totals. */
export function inOrder(strata: readonly Stratum[], { dimensions, ages }: TallyTable): readonly Stratum[] {
  const rankOf = (value: StratumValue, place: number): readonly [kind: number, within: number, text: string] => {
    if (value.kind === "total") return [2, 0, ""];
    if (value.kind === "missing") return [1, REASONS.indexOf(value.reason), ""];
    const bands = dimensions[place] === "ageBand" ? (ages?.bands ?? []) : [];
    return [0, bands.indexOf(value.code), value.code];
  };
  return [...strata].sort((a, b) => {
    for (const [place, value] of a.entries()) {
      const [one, other] = [rankOf(value, place), rankOf(b[place]!, place)];
      const at = one.findIndex((rank, level) => rank !== other[level]);
      if (at >= 0) return one[at]! < other[at]! ? -1 : 1;
    }
    return 0;
  });
}
