import type { Period } from "../../calendar";
import type { Note } from "../../core/verdicts/result";
import type { AgeAt, MissingReason, StratumValue } from "./dimension";
import type { Strata } from "./strata";

/** How many people stand in several rows of a dimension in a period. */
export interface StrataOverlap {
  readonly dimension: string;
  readonly period: Period;
  readonly people: number;
}

/**
 * Where rows overlap.
 *
 * @param strata - whose first memberships are those of the periods
 * @param by - names of the dimensions
 */
export function overlapsIn(
  { memberships }: Strata,
  by: readonly string[],
  periods: readonly Period[],
): readonly StrataOverlap[] {
  const overlaps = by.flatMap((dimension, place) =>
    periods.map(({ from, to }, index) =>
      Object.freeze({ dimension, period: Object.freeze({ from, to }), people: memberships[index]!.several[place]! }),
    ),
  );
  return Object.freeze(overlaps.filter(({ people }) => people > 0));
}

const TITLES: Readonly<Record<string, { readonly ru: string; readonly en: string }>> = {
  targetGroup: { ru: "целевая группа", en: "target group" },
  sex: { ru: "пол", en: "sex" },
  region: { ru: "регион", en: "region" },
  organisation: { ru: "организация", en: "organisation" },
  ageBand: { ru: "возраст", en: "age" },
};

/** What a dimension is called: its own name when it is an attribute of registrations. */
export function dimensionTitle(name: string): { readonly ru: string; readonly en: string } {
  return Object.freeze({ ...(Object.hasOwn(TITLES, name) ? TITLES[name]! : { ru: name, en: name }) });
}

const REASONS: Readonly<Record<MissingReason, Note["message"]>> = {
  "not-given": { ru: "не указано", en: "not given" },
  "no-birth-date": { ru: "нет даты рождения", en: "no birth date" },
  "not-registered": { ru: "ещё нет регистрации", en: "not registered yet" },
  "no-first-placement": { ru: "ещё нет трудоустройства", en: "no placement yet" },
  "born-later": { ru: "дата рождения позже", en: "born later" },
};

/** What a stratum has in one dimension, in words: a code as it is. */
export function valueTitle(value: StratumValue): { readonly ru: string; readonly en: string } {
  if (value.kind === "total") return { ru: "всего", en: "total" };
  return value.kind === "value" ? { ru: value.code, en: value.code } : REASONS[value.reason];
}

const AGE_NOTES: Readonly<Record<AgeAt, Note["message"]>> = {
  "period-start": {
    ru: "Возраст — на первый день периода.",
    en: "Ages are those on the first day of the period.",
  },
  registration: {
    ru: "Возраст — на день первой регистрации.",
    en: "Ages are those on the day of the first registration.",
  },
  "first-placement": {
    ru: "Возраст — на первый день первого трудоустройства.",
    en: "Ages are those on the first day of the first placement.",
  },
};

/** `rows-overlap` where somebody stands in several rows, and `age-at` where ages are asked for. */
export function strataNotes(overlaps: readonly StrataOverlap[], ageAt: AgeAt | undefined): readonly Note[] {
  const notes: Note[] = [];
  const names = [...new Set(overlaps.map(({ dimension }) => dimension))].map(dimensionTitle);
  if (names.length > 0) {
    const ru = names.map((name) => `«${name.ru}»`).join(", ");
    const en = names.map((name) => `“${name.en}”`).join(", ");
    const message = {
      ru: `Строки пересекаются и не складываются: некоторые люди стоят в нескольких строках (${ru}).`,
      en: `Rows overlap and do not sum: some people stand in several rows (${en}).`,
    };
    notes.push({ code: "rows-overlap", message });
  }
  if (ageAt !== undefined) notes.push({ code: "age-at", message: AGE_NOTES[ageAt] });
  return Object.freeze(notes.map(({ code, message }) => Object.freeze({ code, message: Object.freeze(message) })));
}
