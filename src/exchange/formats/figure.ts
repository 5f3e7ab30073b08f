import { isSamePeriod, type Period } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import { countText, type Shielded, type Suppressed } from "../../report/privacy/suppress";
import { formatShare, type Locale, type Share, sharePercent, shareValue } from "../../share";
import type { StratumFigures } from "../../tables/strata/disaggregate";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Figures, IndicatorResult } from "../../core/verdicts/result";
import { isTold, type ReadableReport, type Told } from "./exchanged";

/** A share as it may be told; without a value when nobody is in the denominator. */
export interface Figure {
  readonly numerator: Told<number>;
  readonly denominator: Told<number>;
  readonly value: Told<string | null>;
  readonly percent: Told<string | null>;
}

/** A figure of one stratum of a table. */
export interface StratumFigure extends Figure {
  /** Number of the table among the disaggregations of the report. */
  readonly table: number;
  readonly of: readonly StratumValue[];
  readonly verdicts: Shielded<Figures["verdicts"]>;
}

/** A stricter or other reading of an indicator, beside it. */
export interface ReadingFigure extends Figure {
  readonly code: string;
  readonly title: Title;
  readonly bounds: Shielded<IndicatorResult>["readings"][number]["bounds"];
}

/** All that is told of an indicator in one period. */
export interface IndicatorInPeriod extends Figure {
  readonly period: Period;
  readonly result: Shielded<IndicatorResult>;
  readonly readings: readonly ReadingFigure[];
  /** Every row of every table but the grand totals, which are the figure itself. */
  readonly strata: readonly StratumFigure[];
}

/** Figures of every indicator, in the order of the report: by code, its periods. */
export function figuresOf(report: ReadableReport): ReadonlyMap<string, readonly IndicatorInPeriod[]> {
  const found = new Map<string, IndicatorInPeriod[]>();
  for (const result of report.results) {
    const { code, period } = result;
    const strata = report.disaggregations.flatMap((table, at) =>
      table.rows
        .filter(({ of }) => of.some(({ kind }) => kind !== "total"))
        .flatMap(({ of, figures }) =>
          (figures as readonly Shielded<StratumFigures>[])
            .filter((one) => one.code === code && isSamePeriod(one.period, period))
            .map((one) => ({ ...figureOf(one), table: at, of: of as readonly StratumValue[], verdicts: one.verdicts })),
        ),
    );
    const inPeriod = { ...figureOf(result), period, result, readings: readingsOf(report, result), strata };
    const others = found.get(code);
    if (others === undefined) found.set(code, [inPeriod]);
    else others.push(inPeriod);
  }
  return found;
}

function figureOf({ share, value, percent }: Shielded<Pick<Figures, "share" | "value" | "percent">>): Figure {
  return { numerator: share.numerator, denominator: share.denominator, value, percent };
}

/** A reading is two counts; a percentage of too few people is as little told as any other. */
function readingsOf(
  { suppression }: ReadableReport,
  { readings }: Shielded<IndicatorResult>,
): readonly ReadingFigure[] {
  const least = suppression === undefined || "round" in suppression ? 0 : suppression.leastDenominator;
  return readings.map(({ code, title, share: { numerator, denominator }, bounds }): ReadingFigure => {
    if (!isTold(numerator) || !isTold(denominator)) {
      return { code, title, numerator, denominator, value: DERIVED, percent: DERIVED, bounds };
    }
    const isFew = denominator > 0 && denominator < least;
    const share = { numerator, denominator };
    const value = isFew ? SMALL_DENOMINATOR : shareValue(share);
    const percent = isFew ? SMALL_DENOMINATOR : sharePercent(share);
    return { code, title, numerator, denominator, value, percent, bounds };
  });
}

const DERIVED: Suppressed = Object.freeze({ suppressed: true, reason: "derived" });
const SMALL_DENOMINATOR: Suppressed = Object.freeze({ suppressed: true, reason: "small-denominator" });

/**
 * The share with its counts, «38,9% (180 из 463)»; "<5 of 12" or "• of •" where figures are suppressed, "—" without a
 * value.
 */
export function shareText({ numerator, denominator, percent }: Figure, locale: Locale): string {
  if (isTold(numerator) && isTold(denominator) && isTold(percent)) {
    return formatShare({ numerator, denominator }, { locale });
  }
  return countsText({ numerator, denominator }, locale);
}

/** The counts of a share alone: "180 of 463", "<5 of 12". */
export function countsText({ numerator, denominator }: Shielded<Share>, locale: Locale): string {
  return `${countText(numerator)} ${locale === "ru" ? "из" : "of"} ${countText(denominator)}`;
}

/** Why a figure has no value to tell, as the end of a sentence; undefined when it has one. */
export function absenceText(figure: Told<string | number | null>, locale: Locale): string | undefined {
  if (figure === null) return WORDS[locale].empty;
  if (isTold(figure)) return undefined;
  return WORDS[locale].suppressed[figure.reason];
}

const WORDS = {
  ru: {
    empty: "значения нет: в знаменателе никого",
    suppressed: {
      "small-cell": "скрыто: слишком малое число людей",
      complementary: "скрыто, чтобы нельзя было вычислить малое число людей",
      derived: "скрыто: следует из скрытого числа",
      "small-denominator": "скрыто: слишком мало людей для процента",
      withheld: "скрыто: нельзя назвать даже порядок числа",
    },
  },
  en: {
    empty: "no value: nobody is in the denominator",
    suppressed: {
      "small-cell": "suppressed: too small a number of people",
      complementary: "suppressed, so that a small number of people cannot be worked out",
      derived: "suppressed: it follows from a suppressed count",
      "small-denominator": "suppressed: too few people for a percentage",
      withheld: "suppressed: not even the size of the count can be told",
    },
  },
} as const;
