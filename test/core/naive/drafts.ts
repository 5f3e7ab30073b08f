/**
 * What is drawn about a person before it is written out as events. The drafts prefer the boundary: spells that adjoin,
 * overlap or leave a day or two between; exactly one or six months and a day either side; starts on the 29th to the
 * 31st; support that begins or ends with its placement; facts taken back, and taking back taken back.
 */
import * as fc from "fast-check";
import { dateText, dayNumber, type NaiveCriterion } from "./five-indicators";

/** A criterion as `parseDataset` wants it declared. */
export interface DeclaredCriterion extends NaiveCriterion {
  readonly title: { readonly ru: string; readonly en: string };
  readonly min: number;
  readonly max: number;
}

/** Taken back: no; yes, but the taking back is itself taken back; yes for good, in three ways. */
export type Fate = "stands" | "restored" | "retracted" | "retracted again" | "retracted twice, once mistakenly";

type Beginning = { readonly on: string } | { readonly daysAfterPrevious: number };
export type Length = { readonly days: number } | { readonly months: number; readonly offset: number } | "running";

export interface PlacementDraft {
  readonly begins: Beginning;
  readonly lasts: Length;
  readonly setting: string | undefined;
  readonly contract: string | undefined;
  readonly hoursPerWeek: number | undefined;
  readonly mistake: "none" | "wrong end" | "wrong start";
  readonly fate: Fate;
}

interface SupportDraft {
  readonly placement: number;
  readonly isTied: boolean;
  readonly begins: { readonly days: number; readonly months: number };
  readonly ends: Length | { readonly daysAfterPlacement: number };
  readonly mistake: "none" | "wrong end" | "wrong start";
  readonly fate: Fate;
}

interface SingleDraft {
  readonly on: string;
  readonly fields: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly fate: Fate;
}

export interface PersonDraft {
  readonly registrations: readonly SingleDraft[];
  readonly placements: readonly PlacementDraft[];
  readonly supports: readonly SupportDraft[];
  readonly singles: readonly SingleDraft[];
  readonly source: string | undefined;
  readonly entryLag: number | undefined;
  readonly wasNeverHere: boolean;
}

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 20, arbitrary: fc.constant<Fate>("stands") },
  { weight: 1, arbitrary: fc.constant<Fate>("restored") },
);
const fateOfSingle: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 12, arbitrary: fate },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fate>("retracted", "retracted again", "retracted twice, once mistakenly"),
  },
);
const mistake = fc.oneof(
  { weight: 12, arbitrary: fc.constant("none" as const) },
  { weight: 1, arbitrary: fc.constantFrom("wrong end" as const, "wrong start" as const) },
);

/** The first and last days of the periods, the days around them, ends of months, and days of no importance. */
const interestingDay = fc.oneof(
  fc.constantFrom("2019-01-01", "2018-12-31", "2019-12-31", "2020-01-01", "2020-12-31", "2019-06-30", "2019-07-01"),
  fc.constantFrom("2019-01-29", "2019-01-30", "2019-01-31", "2019-08-29", "2019-08-30", "2019-08-31", "2019-10-31"),
  fc.constantFrom("2019-12-01", "2019-11-30", "2020-02-28", "2020-02-29", "2019-02-28", "2019-05-31", "2019-09-30"),
  fc.integer({ min: dayNumber("2018-10-01"), max: dayNumber("2020-12-31") }).map(dateText),
);

const length: fc.Arbitrary<Length> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Length>({ days: 1 }, { days: 2 }, { days: 12 }, { days: 45 }) },
  {
    weight: 7,
    arbitrary: fc.record({ months: fc.constantFrom(1, 6, 2, 3, 5, 8, 13), offset: fc.constantFrom(0, -1, 1) }),
  },
  { weight: 3, arbitrary: fc.constant<Length>("running") },
);

/** Present four times in five; `undefined` leaves the field out. */
function mostly<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });
}

const placement: fc.Arbitrary<PlacementDraft> = fc.record({
  begins: fc.oneof<fc.Arbitrary<Beginning>[]>(
    fc.record({ on: interestingDay }),
    fc.record({ daysAfterPrevious: fc.constantFrom(0, 1, 2, -1, -20) }),
  ),
  lasts: length,
  setting: mostly(fc.constantFrom("open-market", "open-market", "sheltered")),
  contract: mostly(fc.constantFrom("temporary", "temporary", "permanent")),
  hoursPerWeek: fc.constantFrom(undefined, 40, 12.5),
  mistake,
  fate,
});

const support: fc.Arbitrary<SupportDraft> = fc.record({
  placement: fc.nat(2),
  isTied: fc.boolean(),
  begins: fc.record({ days: fc.constantFrom(0, 1, -1, -40, 10), months: fc.constantFrom(0, 0, 0, 1, 6) }),
  ends: fc.oneof<fc.Arbitrary<SupportDraft["ends"]>[]>(
    fc.record({ daysAfterPlacement: fc.constantFrom(0, -1, 1, 30, -30) }),
    length,
  ),
  mistake,
  fate,
});

function single(
  type: string,
  on: fc.Arbitrary<string>,
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<SingleDraft> {
  return fc
    .record({ on, fields: fc.record({ type: fc.constant(type), ...fields }), fate: fateOfSingle })
    .map((draft) => draft as SingleDraft);
}

const service = single("service-delivered", fc.oneof(interestingDay, fc.constantFrom("2019-12-15", "2020-03-10")), {
  service: fc.constantFrom("social-adaptation", "social-adaptation", "legal-advice"),
});

/** Something in each half-year, so that most people are in a denominator. */
const regularServices: SingleDraft[] = ["2019-03-10", "2019-12-02", "2020-03-10", "2020-10-01"].map((on) => ({
  on,
  fields: { type: "service-delivered", service: "social-adaptation" },
  fate: "stands",
}));

const CRITERIA = ["housing", "health", "money"];
const NOT_ASKED = "not-asked";
export const HIDDEN = 9;

export const declaredCriteria: readonly DeclaredCriterion[] = [
  { code: "housing", title: { ru: "Жильё", en: "Housing" }, min: 0, max: 5, better: "higher" },
  {
    code: "health",
    title: { ru: "Здоровье", en: "Health" },
    min: 0,
    max: 5,
    better: "lower",
    notApplicable: [NOT_ASKED],
  },
  {
    code: "money",
    title: { ru: "Деньги", en: "Money" },
    min: 0,
    max: 5,
    better: "higher",
    minimumStep: 2,
    notApplicable: [NOT_ASKED, HIDDEN],
  },
];

export const NEVER_SCORED: readonly (string | number)[] = [NOT_ASKED, HIDDEN];

/**
 * Two rounds on all three criteria, more often worse than better: being worse on every one has to happen, and so does
 * being worse on those that apply.
 */
const rounds: fc.Arbitrary<SingleDraft[]> = fc
  .tuple(
    ...CRITERIA.map((criterion) =>
      fc.record({
        criterion: fc.constant(criterion),
        score: fc.integer({ min: 2, max: 3 }),
        worseBy: fc.constantFrom(2, 1, 0, 2, -2),
        neverScored: fc.constantFrom(undefined, undefined, undefined, ...(criterion === "housing" ? [] : NEVER_SCORED)),
      }),
    ),
  )
  .map((changes) =>
    changes.flatMap(({ criterion, score, worseBy, neverScored }) => {
      const after = criterion === "health" ? score + worseBy : score - worseBy;
      const scored = (on: string, value: number): SingleDraft => ({
        on,
        fields: { type: "assessment-recorded", criterion, score: neverScored ?? value },
        fate: "stands",
      });
      return [scored("2019-03-01", score), scored("2019-12-31", after)];
    }),
  );

/** Few days, so that scores tie on a day; codes for "not applicable" only where they are declared. */
const assessment = single(
  "assessment-recorded",
  fc.constantFrom("2019-03-01", "2019-03-01", "2018-12-31", "2019-12-31", "2020-01-01", "2020-06-01"),
  {
    criterion: fc.constantFrom(...CRITERIA),
    score: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) },
      { weight: 1, arbitrary: fc.constantFrom(...NEVER_SCORED) },
    ),
  },
);

const registration = single("beneficiary-registered", fc.oneof(fc.constant("2018-10-01"), interestingDay), {
  targetGroups: fc.constantFrom(["orphanage"], [], ["orphanage", "disability"]),
});

const otherFact = fc.oneof(
  single("beneficiary-exited", interestingDay, {}),
  single("follow-up-recorded", interestingDay, { status: fc.constantFrom("employed", "not-employed", "unreachable") }),
  single("adverse-event-recorded", interestingDay, {
    kind: fc.constant("dismissed"),
    severity: fc.constantFrom("low", "high"),
  }),
  single("feedback-recorded", interestingDay, {
    instrument: fc.constant("form"),
    item: fc.constant("q1"),
    score: fc.nat(5),
  }),
);

export const person: fc.Arbitrary<PersonDraft> = fc.record({
  registrations: fc.array(registration, { minLength: 1, maxLength: 2 }),
  placements: fc.array(placement, { maxLength: 3 }),
  supports: fc.array(support, { maxLength: 2 }),
  singles: fc
    .tuple(
      fc.array(service, { maxLength: 2 }),
      fc.constantFrom<SingleDraft[]>([], regularServices, regularServices),
      fc.oneof(fc.constant([]), fc.array(assessment, { maxLength: 8 }), rounds),
      fc.array(otherFact, { maxLength: 1 }),
    )
    .map((parts) => parts.flat()),
  source: fc.constantFrom(undefined, "self-report", "contract"),
  entryLag: fc.constantFrom(undefined, 0, 3),
  wasNeverHere: fc.nat(19).map((chance) => chance === 19),
});
