import { countText, isSuppressed, type Shielded, type Suppressed } from "../privacy/suppress";
import { formatShare, type Locale, rangeText, roundedText, type Share } from "../../share";
import { NOTHING_GIVEN } from "../../core/aloud/tree-words";
import type { DocumentCell } from "../../document/document";
import type { Edition } from "./edition";

/** A figure that may be suppressed, or that there is none of. */
export type Shown<Value> = Value | Suppressed;

/** What stands in the place of a figure that is not told and is not a count. */
const SUPPRESSED = "•";

/** The name of a row that belongs to one above. */
export function beneath(text: string): DocumentCell {
  return { kind: "words", text, isBeneath: true };
}

/** A figure that is no number of its own: as text, and what it is sorted by. */
export function figure(text: string, value: number | null, detail?: string): DocumentCell {
  return { kind: "figure", text, value, ...(detail !== undefined && { more: [detail] }) };
}

/** A cell without a figure. */
export const nothing: DocumentCell = { kind: "figure", text: NOTHING_GIVEN, value: null };

/** A number of people or events. */
export function count(value: Shown<number>): DocumentCell {
  return figure(countText(value), typeof value === "number" ? value : null);
}

/** «38,9% (180 из 463)»; without the percentage where a count is suppressed, or too few are below the line. */
export function shareText(share: Shielded<Share>, { locale, leastDenominator }: Edition): string {
  const { numerator, denominator } = share;
  if (typeof numerator === "number" && typeof denominator === "number") {
    if (denominator === 0 || denominator >= leastDenominator)
      return formatShare({ numerator, denominator }, { locale });
  }
  return `${countText(numerator)} ${locale === "ru" ? "из" : "of"} ${countText(denominator)}`;
}

/** A share, with a second line when one is given. */
export function share(share: Shielded<Share>, edition: Edition, detail?: string): DocumentCell {
  const { numerator, denominator } = share;
  const isTold = typeof numerator === "number" && typeof denominator === "number" && denominator > 0;
  const isEnough = isTold && denominator >= edition.leastDenominator;
  return figure(shareText(share, edition), isEnough ? numerator / denominator : null, detail);
}

/** Two limits as a range of percentages. */
export function limitsText(limits: Shown<{ low: string; high: string } | null>, locale: Locale): string {
  if (limits === null) return NOTHING_GIVEN;
  return isSuppressed(limits) ? SUPPRESSED : rangeText(limits.low, limits.high, locale);
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
