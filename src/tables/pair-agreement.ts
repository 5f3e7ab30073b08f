import { decimalText, type Share, sharePercent } from "../share";
import type { CountTable } from "../statistics/count-table";
import { cohenKappa } from "../statistics/square-table";

/** How far two statements of the same things agree. */
export interface PairAgreement {
  /** Pairs of statements: rows are what the first source says, columns the second. */
  readonly table: CountTable;
  /** Pairs that agree, of all pairs. */
  readonly agreed: Share;
  /** The same as a percentage, one decimal, half up; null without a pair. */
  readonly percent: string | null;
  /** Cohen's κ with its interval, ten decimals; null with a reason. */
  readonly kappa: {
    readonly value: string;
    readonly low: string;
    readonly high: string;
    readonly level: number;
  } | null;
  /** `no-pairs`, or `one-category` when both sources always say the same one thing, so that chance alone agrees fully. */
  readonly reason: "no-pairs" | "one-category" | null;
}

const LEVEL = 0.95;

/** The agreement in a square table of pairs, as frozen data. */
export function pairAgreement(table: CountTable): PairAgreement {
  const pairs = table.reduce((sum, row) => row.reduce((all, count) => all + count, sum), 0);
  const agreed = table.reduce((sum, row, at) => sum + row[at]!, 0);
  const share = Object.freeze({ numerator: agreed, denominator: pairs });
  const kappa = cohenKappa(table, LEVEL);
  const [value, low, high] = [kappa?.kappa, kappa?.low, kappa?.high].map((number) => decimalText(number ?? 0));
  return Object.freeze({
    table: Object.freeze(table.map((row) => Object.freeze([...row]))),
    agreed: share,
    percent: sharePercent(share),
    kappa: kappa && Object.freeze({ value: value!, low: low!, high: high!, level: LEVEL }),
    reason: kappa !== null ? null : pairs === 0 ? "no-pairs" : "one-category",
  });
}
