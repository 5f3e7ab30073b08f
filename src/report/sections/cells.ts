import { countText, isSuppressed, type Shielded, type Suppressed } from "../privacy/suppress";
import { decimalPercent, formatShare, type Locale, rangeText, roundedText, type Share } from "../../share";
import { NOTHING_GIVEN } from "../../core/aloud/tree-words";
import type { DocumentCell } from "../../document/document";
import type { Figures } from "../../core/verdicts/result";
import type { Edition } from "./edition";

/** A figure that may be suppressed, or that there is none of. */
export type Shown<Value> = Value | Suppressed;

/** What stands in the place of a figure that is not told and is not a count. */
const SUPPRESSED = "•";

/** The name of a row that belongs to one above. */
export function beneath(text: string): DocumentCell {
  return { kind: "words", text, isBeneath: true };
}

/** A figure that is no number of its own: as text, and what it is sorted by; with further lines. */
export function figure(text: string, value: number | null, ...more: readonly string[]): DocumentCell {
  return { kind: "figure", text, value, ...(more.length > 0 && { more }) };
}

/** A cell without a figure. */
export const nothing: DocumentCell = { kind: "figure", text: NOTHING_GIVEN, value: null };

/** A number of people or events. */
export function count(value: Shown<number>): DocumentCell {
  return figure(countText(value), typeof value === "number" ? value : null);
}

/** How a share is told beside its two counts. */
export interface ShareLook {
  /** Its percentage, where it has one of its own that may be suppressed. */
  readonly percent?: Shown<string | null> | undefined;
  /** Further lines. */
  readonly more?: readonly (string | undefined)[];
}

/** «38,9% (180 из 463)»; without the percentage where it or a count is suppressed, or too few are below the line. */
export function shareText(
  { numerator, denominator }: Shielded<Share>,
  { locale, leastDenominator }: Edition,
  { percent = null }: ShareLook = {},
): string {
  if (typeof numerator === "number" && typeof denominator === "number" && !isSuppressed(percent)) {
    if (denominator === 0 || denominator >= leastDenominator)
      return formatShare({ numerator, denominator }, { locale });
  }
  return `${countText(numerator)} ${locale === "ru" ? "из" : "of"} ${countText(denominator)}`;
}

/** A share. */
export function share(share: Shielded<Share>, edition: Edition, look: ShareLook = {}): DocumentCell {
  const { numerator, denominator } = share;
  const { percent = null, more = [] } = look;
  const isTold = typeof numerator === "number" && typeof denominator === "number" && denominator > 0;
  const isEnough = isTold && denominator >= edition.leastDenominator && !isSuppressed(percent);
  const lines = more.filter((line) => line !== undefined);
  return figure(shareText(share, edition, look), isEnough ? numerator / denominator : null, ...lines);
}

/** Two limits as a range of percentages. */
export function limitsText(limits: Shown<{ low: string; high: string } | null>, locale: Locale): string {
  if (limits === null) return NOTHING_GIVEN;
  return isSuppressed(limits) ? SUPPRESSED : rangeText(limits.low, limits.high, locale);
}

/** The confidence interval of a share as its second line, «95 %: 34,5–43,4%»; undefined where there is none to tell. */
export function intervalText(interval: Shielded<Figures>["interval"], { locale }: Edition): string | undefined {
  if (interval === null || isSuppressed(interval)) return undefined;
  const { level, low, high } = interval;
  const percent = Number((Number(level) * 100).toFixed(2));
  const name = locale === "ru" ? `${String(percent).replace(".", ",")} %` : `${percent}%`;
  return `${name}: ${rangeText(String(low), String(high), locale)}`;
}

/** From where to where a share may come yet, as its second line; undefined where nothing is open. */
export function boundsText(bounds: Shown<{ low: string; high: string } | null>, locale: Locale): string | undefined {
  if (bounds === null || isSuppressed(bounds) || bounds.low === bounds.high) return undefined;
  return `${locale === "ru" ? "границы" : "bounds"} ${rangeText(bounds.low, bounds.high, locale)}`;
}

/** Two limits. */
export function limits(value: Shown<{ low: string; high: string } | null>, { locale }: Edition): DocumentCell {
  const isTold = value !== null && !isSuppressed(value);
  return figure(limitsText(value, locale), isTold ? Number(value.low) : null);
}

/** Decimal text, as a number with so many decimals. */
export function decimal(value: string | null, { locale }: Edition, digits = 2): DocumentCell {
  if (value === null) return nothing;
  return figure(localNumber(roundedText(value, digits), locale), Number(value));
}

/** A number as it is written in a language. */
export function localNumber(text: string, locale: Locale): string {
  const signed = text.replace("-", "−");
  return locale === "ru" ? signed.replace(".", ",") : signed;
}

/** Decimal text of a percentage. */
export function percent(value: Shown<string | null>, { locale }: Edition): DocumentCell {
  if (value === null) return nothing;
  if (isSuppressed(value)) return figure(SUPPRESSED, null);
  return figure(`${localNumber(value, locale)}%`, Number(value));
}

/** A number beside its limits: «0,72 (0,61 … 0,83)»; by itself where it has none. */
export function withLimits(
  { value, low, high }: { readonly value: string; readonly low: string | null; readonly high: string | null },
  { locale }: Edition,
): string {
  const [shown, from, to] = [value, low, high].map((one) => one && localNumber(roundedText(one, 2), locale));
  return low === null ? shown! : `${shown} (${from} … ${to})`;
}

/** A difference of shares in percentage points, with its sign: «+3,4»; limits beneath it. */
export function points(
  value: string | null,
  { locale }: Edition,
  limits?: { readonly low: string; readonly high: string },
): DocumentCell {
  if (value === null) return nothing;
  const more = limits === undefined ? [] : [`${signed(limits.low, locale)} … ${signed(limits.high, locale)}`];
  return figure(signed(value, locale), Number(value), ...more);
}

function signed(value: string, locale: Locale): string {
  return `${Number(value) > 0 ? "+" : ""}${localNumber(decimalPercent(value), locale)}`;
}

/** How many came and how many left: «+3 −2». */
export function comings({ entered, left }: { readonly entered: number; readonly left: number }): DocumentCell {
  return figure(`+${entered} −${left}`, entered - left);
}

const LEAST_P = 0.0001;

/** A p-value: four decimals, or that it is smaller than they show; none where there was no test. */
export function pValue(value: number | undefined, { locale }: Edition): DocumentCell {
  if (value === undefined) return nothing;
  const text = value < LEAST_P ? `< ${LEAST_P}` : value.toFixed(4);
  return figure(localNumber(text, locale), value);
}
