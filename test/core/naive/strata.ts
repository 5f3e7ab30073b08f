/**
 * Who belongs to which stratum, worked out plainly: person by person, as text.
 *
 * Shares nothing with `src/tables/`. Values are `=code`, `?reason` for a missing one and `*` for whatever it is.
 */
import * as fc from "fast-check";
import { dayNumber, monthsLater, type NaiveEvent, standing } from "./five-indicators";
import { type Occasion, type Population, populationsOnOccasions } from "./population";

export type NaiveAgeAt = "period-start" | "registration" | "first-placement";

/** Band codes with their youngest age, as written by hand for the limits the tests use. */
const BANDS: readonly (readonly [code: string, youngest: number])[] = [
  ["23+", 23],
  ["18-22", 18],
  ["14-17", 14],
  ["0-13", 0],
];

export interface NaiveMoment {
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly ageAt?: NaiveAgeAt;
}

/** Strata of every registered person, totals included: each a list of values, one a dimension, joined by " × ". */
export function naiveStrata(
  events: readonly NaiveEvent[],
  by: readonly string[],
  { period, asOf, ageAt = "period-start" }: NaiveMoment,
): Map<string, string[]> {
  const horizon = period.to < asOf ? period.to : asOf;
  const happened = standing(events);
  const people = new Set(
    happened.filter(({ type }) => type === "beneficiary-registered").map(({ beneficiaryId }) => beneficiaryId),
  );
  const strata = new Map<string, string[]>();
  for (const person of people) {
    const known = happened
      .filter(({ beneficiaryId, date }) => beneficiaryId === person && date <= horizon)
      .sort((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1));
    let combinations = [""];
    for (const name of by) {
      const values = name === "ageBand" ? [ageOf(known, period.from, ageAt)] : valuesOf(known, name);
      combinations = combinations.flatMap((begun) =>
        [...values, "*"].map((value) => (begun === "" ? value : `${begun} × ${value}`)),
      );
    }
    strata.set(person, combinations);
  }
  return strata;
}

function valuesOf(known: readonly NaiveEvent[], name: string): readonly string[] {
  const registration = known.filter(({ type }) => type === "beneficiary-registered").at(-1);
  const attributes = (registration?.attributes ?? {}) as Record<string, string>;
  const given = name === "targetGroup" ? registration?.targetGroups : (registration?.[name] ?? attributes[name] ?? []);
  const codes = [...new Set([given ?? []].flat())].map((code) => `=${code}`);
  return codes.length === 0 ? ["?not-given"] : codes;
}

function ageOf(known: readonly NaiveEvent[], periodStart: string, ageAt: NaiveAgeAt): string {
  const registrations = known.filter(({ type }) => type === "beneficiary-registered");
  const placement = known.find(({ type }) => type === "placement-started");
  const day = { "period-start": periodStart, registration: registrations[0]?.date, "first-placement": placement?.date }[
    ageAt
  ];
  if (day === undefined) return ageAt === "registration" ? "?not-registered" : "?no-first-placement";
  const birth = registrations.filter(({ birthDate }) => birthDate !== undefined).at(-1)?.birthDate as
    | string
    | undefined;
  if (birth === undefined) return "?no-birth-date";
  const band = BANDS.find(([, youngest]) => monthsLater(dayNumber(birth), youngest * 12) <= dayNumber(day));
  return band === undefined ? "?born-later" : `=${band[0]}`;
}

const details = fc.record(
  {
    sex: fc.constantFrom("female", "male"),
    region: fc.constantFrom("north", "south"),
    organisation: fc.constantFrom("A", "B"),
    birthDate: fc.constantFrom("2001-01-01", "2001-01-02", "2004-02-29", "1996-10-01", "2005-06-30", "2018-12-31"),
    attributes: fc.record({ housing: fc.constantFrom("hostel", "own") }, { requiredKeys: [] }),
    targetGroups: fc.constantFrom(
      ["orphanage"],
      [],
      ["disability", "orphanage"],
      ["orphanage", "orphanage"],
      ["school"],
    ),
  },
  { requiredKeys: [] },
);

/** Random populations whose registrations say more about people than those of {@link populationsOnOccasions}. */
export const describedPopulations: fc.Arbitrary<Population & Occasion & { readonly ageAt: NaiveAgeAt }> = fc
  .record({
    drawn: populationsOnOccasions,
    details: fc.array(details, { minLength: 4, maxLength: 8 }),
    ageAt: fc.constantFrom<NaiveAgeAt>("period-start", "registration", "first-placement"),
  })
  .map(({ drawn, details: said, ageAt }) => {
    let place = 0;
    const events = drawn.events.map((event) =>
      event.type === "beneficiary-registered" ? { ...event, ...said[place++ % said.length] } : event,
    );
    return { ...drawn, events, ageAt };
  });
