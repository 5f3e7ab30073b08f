import { isSamePeriod, type Period, periodText } from "../../calendar";
import { formatShare, type Locale } from "../../share";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Funnel } from "../../tables/funnel/funnel";
import { valueTitle } from "../../tables/strata/strata-notes";
import { aligned } from "./figures";

/**
 * A funnel as a table for the terminal: a step a row, and beneath it who reached a later step without an earlier one.
 *
 * @param funnel - from `funnel`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function funnelText(funnel: Funnel, options: { readonly locale: Locale }): string {
  const { locale } = options;
  const words = FUNNEL_WORDS[locale];
  const rows = funnel.steps.map((step) => [
    step.title[locale],
    ...[step.entered, step.reached, step.pending, step.unknown, step.not, step.besides].map(String),
    step.fromPrevious === null ? "—" : formatShare(step.fromPrevious.share, { locale }),
    formatShare(step.fromStart.share, { locale }),
  ]);
  const titleOf = ({ indicator, part }: Funnel["nesting"][number]["later"]) =>
    funnel.steps.find((step) => step.indicator === indicator && step.part === part)!.title[locale];
  const jumps = funnel.nesting
    .filter(({ people }) => people > 0)
    .map(({ later, earlier, people }) => words.jump(titleOf(later), titleOf(earlier), people));
  return [...aligned([words.columns, ...rows]), ...(jumps.length === 0 ? [words.nested] : jumps)].join("\n");
}

const FUNNEL_WORDS = {
  ru: {
    columns: ["", "вошли", "дошли", "ожидается", "неизвестно", "нет", "мимо шагов", "от предыдущего", "от начала"],
    nested: "Никто не миновал более ранний шаг.",
    jump: (later: string, earlier: string, people: number) => `Есть «${later}», но нет «${earlier}»: ${people}`,
  },
  en: {
    columns: ["", "entered", "reached", "pending", "unknown", "not", "besides", "of previous", "of start"],
    nested: "Nobody passed an earlier step by.",
    jump: (later: string, earlier: string, people: number) => `“${later}” without “${earlier}”: ${people}`,
  },
} as const;

/**
 * The shares of one period by stratum, as a table for the terminal: a stratum a row, an indicator a column, notes beneath.
 *
 * @param table - from `disaggregate`
 * @param options - `period`: one of those evaluated; `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function disaggregationText(
  table: Disaggregation,
  options: { readonly period: Period; readonly locale: Locale },
): string {
  const { period, locale } = options;
  const isAsked = (one: { readonly period: Period }) => isSamePeriod(one.period, period);
  const rows = table.rows.map(({ of, figures }) => [
    of.map((value) => valueText(value, locale)).join(" × "),
    ...figures.filter(isAsked).map(({ share }) => formatShare(share, { locale })),
  ]);
  const codes = (table.rows[0]?.figures ?? []).filter(isAsked).map(({ code }) => code);
  const title = table.dimensions.map((dimension) => dimension.title[locale]).join(" × ");
  return [
    ...aligned([[`${title}, ${periodText(period)}`, ...codes], ...rows]),
    ...table.notes.map(({ message }) => message[locale]),
  ].join("\n");
}

/** What a stratum has in one dimension, in words. */
export function valueText(value: StratumValue, locale: Locale): string {
  return valueTitle(value)[locale];
}
