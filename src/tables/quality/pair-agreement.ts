import { decimalText, type Share, sharePercent } from "../../share";
import type { CountTable } from "../../statistics/count-table";
import { cohenKappa, type Kappa } from "../../statistics/square-table";

/** How far two statements of the same things agree. */
export interface PairAgreement {
  /** Pairs of statements: rows are what the first source says, columns the second. */
  readonly table: CountTable;
  /** Pairs that agree, of all pairs. */
  readonly agreed: Share;
  /** The same as a percentage, one decimal, half up; null without a pair. */
  readonly percent: string | null;
  /** Cohen's κ with its interval, ten decimals; null with a reason, and so are its limits. */
  readonly kappa: {
    readonly value: string;
    readonly low: string | null;
    readonly high: string | null;
    readonly level: number;
  } | null;
  /**
   * Without κ `no-pairs`, or `one-category` when both sources always say the same one thing, so that chance alone
   * agrees fully. Without limits `constant-rating` when one source always says the same, or `zero-variance`, as when
   * all pairs agree.
   */
  readonly reason: "no-pairs" | "one-category" | NonNullable<Kappa["reason"]> | null;
}

const LEVEL = 0.95;

/** The agreement in a square table of pairs, as frozen data. */
export function pairAgreement(table: CountTable): PairAgreement {
  const pairs = table.reduce((sum, row) => row.reduce((all, count) => all + count, sum), 0);
  const agreed = table.reduce((sum, row, at) => sum + row[at]!, 0);
  const share = Object.freeze({ numerator: agreed, denominator: pairs });
  const kappa = cohenKappa(table, LEVEL);
  const limit = (number: number | null) => (number === null ? null : decimalText(number));
  return Object.freeze({
    table: Object.freeze(table.map((row) => Object.freeze([...row]))),
    agreed: share,
    percent: sharePercent(share),
    kappa:
      kappa &&
      Object.freeze({ value: decimalText(kappa.kappa), low: limit(kappa.low), high: limit(kappa.high), level: LEVEL }),
    reason: kappa !== null ? kappa.reason : pairs === 0 ? "no-pairs" : "one-category",
  });
}
