import { periodText } from "../../calendar";
import type { Locale } from "../../share";
import type { Baseline, MeasuredValue, Risk } from "../results-tree/tree";
import type { Defined } from "../verdicts/evaluation";
import { lineText } from "./line";

/** What stands where nobody said anything. */
export const NOTHING_GIVEN = "—";

/** A percentage as people read it: «38,9%», "38.9%". */
export function percentText(percent: string, locale: Locale): string {
  return `${locale === "ru" ? percent.replace(".", ",") : percent}%`;
}

/** A value with its period: «38,9% (2019)». */
export function measuredText({ percent, period }: MeasuredValue, locale: Locale): string {
  const value = percentText(percent, locale);
  return period === undefined ? value : `${value} (${periodText(period)})`;
}

const INNER: Readonly<Record<Locale, readonly (readonly [sign: RegExp, instead: string])[]>> = {
  ru: [
    [/«/g, "„"],
    [/»/g, "“"],
  ],
  en: [
    [/“/g, "‘"],
    [/”/g, "’"],
  ],
};

/** A title in quotation marks, its own marks being the inner ones. */
export function quotedTitle(title: string, locale: Locale): string {
  const inner = INNER[locale].reduce((text, [sign, instead]) => text.replace(sign, instead), lineText(title));
  return locale === "ru" ? `«${inner}»` : `“${inner}”`;
}

/** Titles of indicators and of their readings, by code. */
export function indicatorTitles(indicators: readonly Defined[], locale: Locale): ReadonlyMap<string, string> {
  return new Map(
    indicators.flatMap(({ definition: { code, title, readings = [] } }) => [
      [code, title[locale]] as const,
      ...readings.map((reading) => [`${code}:${reading.code}`, `${title[locale]}: ${reading.title[locale]}`] as const),
    ]),
  );
}

/** A value to start from, with its period and where it comes from. */
export function baselineText(baseline: Baseline, locale: Locale): string {
  const source = baseline.source === undefined ? "" : `; ${WORDS[locale].source}: ${baseline.source[locale]}`;
  return `${measuredText(baseline, locale)}${source}`;
}

/** What can go wrong, the harm it can do, and what is done about it. */
export function riskText({ text, negativeEffect, mitigation }: Risk, locale: Locale): string {
  const words = WORDS[locale];
  const parts = [
    text[locale],
    ...(negativeEffect === undefined ? [] : [`${words.harm}: ${negativeEffect[locale]}`]),
    `${words.mitigation}: ${mitigation === undefined ? words.notSaid : mitigation[locale]}`,
  ];
  return parts.map(withoutStop).join("; ");
}

/** A text to be followed by a sign of its sentence: without a full stop of its own. */
export function withoutStop(text: string): string {
  return lineText(text).replace(/(?<!\.)\.$/, "");
}

const WORDS = {
  ru: {
    source: "источник",
    harm: "возможный вред",
    mitigation: "что делается",
    notSaid: "не указано",
  },
  en: {
    source: "source",
    harm: "possible harm",
    mitigation: "what is done about it",
    notSaid: "not stated",
  },
} as const;
