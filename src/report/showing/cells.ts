import { periodText } from "../../calendar";
import { countText, isSuppressed, type Shielded, type Suppressed } from "../privacy/suppress";
import { formatShare, type Locale, rangeText, type Share } from "../../share";
import type { Figures } from "../../core/verdicts/result";

/** What stands where a figure is suppressed that is no count. */
const HIDDEN = "•";

/** A share as it may be told: «38,9% (180 из 463)», or its counts alone when the percentage is suppressed. */
export function shareCell(
  { share, percent }: Shielded<{ readonly share: Share; readonly percent: string | null }>,
  locale: Locale,
): string {
  const { numerator, denominator } = share;
  if (!isSuppressed(percent) && typeof numerator === "number" && typeof denominator === "number")
    return formatShare({ numerator, denominator }, { locale });
  return countsCell(share, locale);
}

/** The two counts of a share without its percentage. */
export function countsCell({ numerator, denominator }: Shielded<Share>, locale: Locale): string {
  return `${countText(numerator)} ${locale === "ru" ? "из" : "of"} ${countText(denominator)}`;
}

/** Two limits as percentages, «34,5–43,4%»; "—" when there are none. */
export function limitsCell(limits: Shielded<Limits> | Suppressed | null, locale: Locale): string {
  if (limits === null) return "—";
  if (isSuppressed(limits) || isSuppressed(limits.low) || isSuppressed(limits.high)) return HIDDEN;
  return rangeText(limits.low, limits.high, locale);
}

interface Limits {
  readonly low: string;
  readonly high: string;
}

/** A share, its interval under it, and its bounds where pending or missing facts leave any. */
export function figuresCell(
  figures: Shielded<Pick<Figures, "share" | "percent" | "interval" | "bounds">>,
  locale: Locale,
): string {
  const { share, percent, interval, bounds } = figures;
  const lines = [shareCell({ share, percent }, locale)];
  if (interval !== null) lines.push(limitsCell(interval, locale));
  if (isOpen(bounds)) lines.push(`${locale === "ru" ? "границы" : "bounds"} ${limitsCell(bounds, locale)}`);
  return lines.join("\n");
}

/** Whether pending or missing facts leave a share open. */
export function isOpen(bounds: Shielded<Limits> | Suppressed | null): boolean {
  return bounds !== null && !isSuppressed(bounds) && bounds.low !== bounds.high;
}

/** A percentage as the reader writes it; "—" when there is none. */
export function percentCell(percent: string | null, locale: Locale): string {
  if (percent === null) return "—";
  return `${locale === "ru" ? percent.replace(".", ",") : percent}%`;
}

/** Different periods of some figures, as headings. */
export function periodHeadings(
  figures: readonly { readonly period: { readonly from: string; readonly to: string } }[],
) {
  return [...new Set(figures.map(({ period }) => periodText(period)))];
}
