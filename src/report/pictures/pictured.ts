import { type Period, periodText } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import { countText, isSuppressed, type Shielded, type Suppressed } from "../privacy/suppress";
import { decimalPercent, formatShare, type Locale, type Share, shareValue } from "../../share";
import type { StratumValue } from "../../tables/strata/dimension";
import { valueTitle } from "../../tables/strata/strata-notes";
import type { NoFigure, PicturedCount, PicturedShare } from "../../document/picture";

/** A share with what follows from it, as a report has it. */
interface ReportedShare {
  readonly share: Shielded<Share>;
  readonly percent?: string | null | Suppressed;
  readonly interval?: { readonly low: string; readonly high: string } | null | Suppressed;
}

/** Whether anything in a picture is suppressed. */
export function holdsSuppressed(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("code" in value && value.code === "suppressed") return true;
  return Object.values(value).some(holdsSuppressed);
}

/** Values side by side, in words: «female × 18-22». */
export function crossedTitle(values: readonly StratumValue[]): Title {
  return titled((locale) => values.map((value) => valueTitle(value)[locale]).join(" × "));
}

/** A period as text of either language, and as a part of an id. */
export function periodTitle(period: Period): Title {
  return titled(() => periodText(period));
}

export function periodCode(period: Period): string {
  return periodText(period).replace(" – ", "_").replace("–", "-");
}

/** Lists of at most so many in the order of one. */
export function inLots<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, lot) => items.slice(lot * most, (lot + 1) * most));
}

/** What is added to a title when one picture is several: «, 1 из 2». */
export function lotTitle(lot: number, lots: number): Title {
  if (lots === 1) return { ru: "", en: "" };
  return { ru: ` (${lot + 1} из ${lots})`, en: ` (${lot + 1} of ${lots})` };
}

/** A text made for each language. */
export function titled(say: (locale: Locale) => string): Title {
  return { ru: say("ru"), en: say("en") };
}

/** A share of people to be drawn; `none` says why there may be none. */
export function picturedShare({ share, percent, interval = null }: ReportedShare, none: NoFigure): PicturedShare {
  const { numerator, denominator } = share;
  if (isSuppressed(percent) || isSuppressed(numerator) || isSuppressed(denominator)) {
    const mark = [numerator, denominator, percent].find(isSuppressed)!;
    return { value: null, interval: null, label: titled((locale) => hiddenShare(share, locale)), reason: hidden(mark) };
  }
  const told = { numerator, denominator };
  const value = shareValue(told);
  if (value === null) return { value, interval: null, label: NOTHING, reason: none };
  const label = titled((locale) => formatShare(told, { locale }));
  return { value, interval: limitsOf(interval), label, reason: null };
}

/** An estimated share, of which only the percentage is told. */
export function picturedEstimate(
  value: string | null | Suppressed,
  interval: NonNullable<ReportedShare["interval"]> | null,
  none: NoFigure,
): PicturedShare {
  if (isSuppressed(value)) return { value: null, interval: null, label: HIDDEN, reason: hidden(value) };
  if (value === null) return { value: null, interval: null, label: NOTHING, reason: none };
  const label = titled((locale) => percentLabel(decimalPercent(value), locale));
  return { value, interval: limitsOf(interval), label, reason: null };
}

function limitsOf(interval: NonNullable<ReportedShare["interval"]> | null): PicturedShare["interval"] {
  return interval === null || isSuppressed(interval) ? null : { low: interval.low, high: interval.high };
}

/** A number of people to be drawn. */
export function picturedCount(value: number | Suppressed): PicturedCount {
  if (!isSuppressed(value)) return { value, label: titled(() => String(value)), reason: null };
  const label = value.reason === "small-cell" ? titled(() => countText(value)) : HIDDEN;
  return { value: null, label, reason: hidden(value) };
}

const HIDDEN: Title = { ru: "скрыто", en: "suppressed" };
const NOTHING: Title = { ru: "—", en: "—" };

function percentLabel(percent: string, locale: Locale): string {
  return `${locale === "ru" ? percent.replace(".", ",") : percent}%`;
}

/** Two limits in words: «от 31,6 до 42,0%». */
export function rangeLabel(low: string, high: string, locale: Locale): string {
  const [from, to] = [decimalPercent(low), decimalPercent(high)];
  return locale === "ru" ? `от ${from} до ${to}%`.replaceAll(".", ",") : `from ${from} to ${to}%`;
}

/** «скрыто» with the counts that are told all the same. */
function hiddenShare({ numerator, denominator }: Shielded<Share>, locale: Locale): string {
  const of = locale === "ru" ? "из" : "of";
  if (isSuppressed(denominator)) return HIDDEN[locale];
  const isTold = !isSuppressed(numerator) || numerator.reason === "small-cell";
  return `${HIDDEN[locale]} (${isTold ? `${countText(numerator)} ` : ""}${of} ${denominator})`;
}

function hidden(mark: Suppressed): NoFigure {
  return { code: "suppressed", message: HIDDEN_BECAUSE[mark.reason](mark) };
}

const SAFELY: Title = {
  ru: "скрыто, чтобы нельзя было вычислить малые числа",
  en: "suppressed, so that small counts cannot be worked out",
};

const HIDDEN_BECAUSE: Readonly<Record<Suppressed["reason"], (mark: Suppressed) => Title>> = {
  "small-cell": (mark) => ({
    ru: `скрыто: меньше ${"below" in mark ? mark.below : "—"} человек`,
    en: `suppressed: fewer than ${"below" in mark ? mark.below : "—"} people`,
  }),
  "small-denominator": () => ({
    ru: "доля скрыта: посчитана по слишком малому числу людей",
    en: "percentage suppressed: too few people",
  }),
  complementary: () => SAFELY,
  derived: () => SAFELY,
  withheld: () => SAFELY,
};

/** Why there is no value. */
export const NONE = {
  denominator: {
    code: "empty-denominator",
    message: { ru: "в знаменателе никого нет", en: "nobody in the denominator" },
  },
  entered: { code: "nobody-entered", message: { ru: "до шага никто не дошёл", en: "nobody got so far" } },
  paired: {
    code: "nobody-paired",
    message: { ru: "ни у кого нет пары оценок", en: "nobody has a pair of scores" },
  },
  observed: { code: "not-observed", message: { ru: "столько никого не наблюдали", en: "nobody observed for so long" } },
} as const satisfies Readonly<Record<string, NoFigure>>;
