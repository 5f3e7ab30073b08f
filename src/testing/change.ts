import { type Duration, days, lengthRangeInDays } from "../calendar";
import type { Condition, SpellExpression } from "../core/definition/language";
import { toSentence } from "../core/aloud/sentence";
import { durationText, genitiveText } from "../core/aloud/words";
import type { Locale } from "../share";

/** A change to a definition, in words. */
export interface Told {
  readonly ru: string;
  readonly en: string;
}

/** A part of a definition with one small change somewhere inside it. */
export interface Change<Part> {
  /** Place of the change inside the part. */
  readonly path: readonly (string | number)[];
  readonly told: Told;
  readonly part: Part;
}

export function change<Part>(part: Part, ru: string, en: string): Change<Part> {
  return { path: [], told: { ru, en }, part };
}

/** Changes inside a part as changes of the whole. */
export function inside<Part, Whole>(
  path: readonly (string | number)[],
  changes: readonly Change<Part>[],
  whole: (part: Part) => Whole,
): readonly Change<Whole>[] {
  return changes.map(({ path: inner, told, part }) => ({ path: [...path, ...inner], told, part: whole(part) }));
}

export type Words = readonly [ru: string, en: string];

export function inField<Part>(part: Part, field: string, [ru, en]: Words, ...outer: readonly string[]): Change<Part> {
  return { ...change(part, ru, en), path: [...outer, field] };
}

/** Each of several parts left out in turn. */
export function dropped<Part, Whole>(
  of: readonly Part[],
  whole: (rest: readonly Part[]) => Whole,
  words: (part: Part) => Words,
): readonly Change<Whole>[] {
  if (of.length < 2) return [];
  return of.map((part, index) => ({ ...change(whole(leftOut(of, index)), ...words(part)), path: ["of", index] }));
}

export function without(part: Condition | SpellExpression): Words {
  const said = (locale: Locale) => toSentence(part, { locale }).replace(/\.$/, "");
  return [`без части «${said("ru")}»`, `without “${said("en")}”`];
}

export function instead(near: number, number: number): Words {
  return [`${near} вместо ${number}`, `${near} instead of ${number}`];
}

export function insteadOfLength(near: Duration, length: Duration): Words {
  return [
    `${durationText(near, "ru")} вместо ${genitiveText(length, "ru")}`,
    `${durationText(near, "en")} instead of ${durationText(length, "en")}`,
  ];
}

/** A threshold that is a day too high for every month, the month of 30 days, and one more or less of the unit. */
export function near(length: Duration): readonly Duration[] {
  const { unit, count } = length;
  const steps = [count + 1, count - 1].map((near) => ({ unit, count: near }));
  if (unit === "days") return steps;
  const even = unit === "months" ? [days(30 * count)] : unit === "years" ? [days(365 * count)] : [];
  return [...steps, days(lengthRangeInDays(length)[1] + 1), ...even];
}

export function replaced<Part>(of: readonly Part[], index: number, by: Part): readonly Part[] {
  return of.map((part, at) => (at === index ? by : part));
}

export function leftOut<Part>(of: readonly Part[], index: number): readonly Part[] {
  return of.filter((_, at) => at !== index);
}
