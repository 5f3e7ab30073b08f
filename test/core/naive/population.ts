/**
 * Small random populations, as valid event lists, rich in the cases where a day or a missing fact decides, and the
 * occasions on which they are evaluated.
 *
 * People are drawn first as drafts (plain choices, so that a counterexample shrinks to few and early choices) and here
 * written out as events: numbered, with mistakes taken back, and shuffled.
 */
import * as fc from "fast-check";
import {
  type DeclaredCriterion,
  declaredCriteria,
  type Fate,
  HIDDEN,
  type Length,
  NEVER_SCORED,
  type PersonDraft,
  type PlacementDraft,
  person,
} from "./drafts";
import { dateText, dayNumber, monthsLater, type NaiveEvent } from "./five-indicators";

export interface Population {
  readonly events: readonly NaiveEvent[];
  /** Absent when the criteria are not declared. */
  readonly criteria?: readonly DeclaredCriterion[];
}

export interface Occasion {
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
}

type Report = (fields: Record<string, unknown> & { type: string }, day: number, fate: Fate) => void;

function lastDayOf(firstDay: number, lasts: Length): number | undefined {
  if (lasts === "running") return undefined;
  const lastDay = "days" in lasts ? firstDay + lasts.days - 1 : monthsLater(firstDay, lasts.months) - 1 + lasts.offset;
  return Math.max(firstDay, lastDay);
}

/** Reports a spell's start and end, and the mistake made about it: a wrong one that was taken back. */
function reportSpell(
  report: Report,
  kind: "placement" | "support",
  spell: { fields: Record<string, unknown>; firstDay: number; lastDay: number | undefined },
  { mistake, fate }: { mistake: PlacementDraft["mistake"]; fate: Fate },
): void {
  const { fields, firstDay, lastDay } = spell;
  const idField = `${kind}Id`;
  const ended = { type: `${kind}-ended`, [idField]: fields[idField] };
  if (mistake === "wrong start") report({ ...fields, type: `${kind}-started` }, firstDay - 70, "retracted");
  report({ ...fields, type: `${kind}-started` }, firstDay, fate);
  if (mistake === "wrong end") report(ended, firstDay - 3, "retracted again");
  if (lastDay !== undefined) report(ended, lastDay, fate);
}

function reportPerson(draft: PersonDraft, number: number, hasDeclaredCriteria: boolean, report: Report): void {
  draft.registrations.forEach(({ on, fields, fate }, position) => {
    report(fields, dayNumber(on), position === 0 && fate !== "restored" ? "stands" : fate);
  });

  const placements: { placementId: string; firstDay: number; lastDay: number | undefined }[] = [];
  draft.placements.forEach((each, position) => {
    const previous = placements[position - 1];
    const firstDay =
      "on" in each.begins
        ? dayNumber(each.begins.on)
        : previous === undefined
          ? dayNumber("2019-07-01")
          : Math.max(
              previous.firstDay,
              (previous.lastDay ?? previous.firstDay + 40) + 1 + each.begins.daysAfterPrevious,
            );
    const spell = { placementId: `P-${number}-${position + 1}`, firstDay, lastDay: lastDayOf(firstDay, each.lasts) };
    placements.push(spell);
    const fields = { ...spell, setting: each.setting, contract: each.contract, hoursPerWeek: each.hoursPerWeek };
    const { firstDay: _first, lastDay: _last, ...reported } = fields;
    reportSpell(report, "placement", { ...spell, fields: reported }, each);
  });

  draft.supports.forEach((each, position) => {
    const about = placements[each.placement % Math.max(1, placements.length)];
    const base = about?.firstDay ?? dayNumber("2019-07-01");
    const firstDay = monthsLater(base, each.begins.months) + each.begins.days;
    const lastDay =
      each.ends === "running" || !("daysAfterPlacement" in each.ends)
        ? lastDayOf(firstDay, each.ends)
        : about?.lastDay === undefined
          ? undefined
          : Math.max(firstDay, about.lastDay + each.ends.daysAfterPlacement);
    const supportId = `S-${number}-${position + 1}`;
    const fields = { supportId, placementId: each.isTied ? about?.placementId : undefined };
    reportSpell(report, "support", { fields, firstDay, lastDay }, each);
  });

  const registeredOn = draft.registrations.map(({ on }) => dayNumber(on));
  for (const { on, fields, fate } of draft.singles) {
    const isUndeclaredCode = NEVER_SCORED.includes(fields.score as string | number);
    const isNeverSaidOf =
      fields.criterion === "housing" ||
      (fields.criterion === "health" && fields.score === HIDDEN) ||
      !hasDeclaredCriteria;
    const day = fields.type === "beneficiary-exited" ? Math.max(dayNumber(on), ...registeredOn) : dayNumber(on);
    report(isUndeclaredCode && isNeverSaidOf ? { ...fields, score: 3 } : fields, day, fate);
  }
}

/** How often, and by what, a fact is taken back: each number is the position of what it retracts, 0 the fact itself. */
const RETRACTIONS: Record<Fate, readonly number[]> = {
  stands: [],
  restored: [0, 1],
  retracted: [0],
  "retracted again": [0, 1, 2],
  "retracted twice, once mistakenly": [0, 0, 1],
};

function eventsOf(people: readonly PersonDraft[], hasDeclaredCriteria: boolean): NaiveEvent[] {
  const events: NaiveEvent[] = [];
  people.forEach((draft, position) => {
    const beneficiaryId = `B-${position + 1}`;
    const add = (fields: Record<string, unknown> & { type: string }, day: number): string => {
      // Ids of several lengths, in no order of entry: "e1009" comes before "e9", whatever was reported first.
      const id = `e${((events.length + 1) * 7_919) % 10_007}`;
      const present = Object.entries({ source: draft.source, ...fields }).filter(([, value]) => value !== undefined);
      const recorded = draft.entryLag === undefined ? {} : { recordedOn: dateText(day + draft.entryLag) };
      events.push({
        ...Object.fromEntries(present),
        id,
        type: fields.type,
        beneficiaryId,
        date: dateText(day),
        ...recorded,
      });
      return id;
    };
    reportPerson(draft, position + 1, hasDeclaredCriteria, (fields, day, fate) => {
      const chain = [add(fields, day)];
      for (const target of RETRACTIONS[draft.wasNeverHere ? "retracted" : fate]) {
        chain.push(add({ type: "event-retracted", retracts: chain[target] }, day + 10 * chain.length));
      }
    });
  });
  return events;
}

/** The same events in another order, the same for the same seed; 0 leaves them as they are. */
function shuffled(events: readonly NaiveEvent[], seed: number): NaiveEvent[] {
  if (seed === 0) return [...events];
  let state = seed;
  const keyed = events.map((event) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return { event, key: state >>> 8 };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ event }) => event);
}

/** One to six people, with criteria declared or not. */
const populations: fc.Arbitrary<Population> = fc
  .record({
    people: fc.array(person, { minLength: 1, maxLength: 6 }),
    hasDeclaredCriteria: fc.boolean(),
    shuffle: fc.nat(1_000_000),
  })
  .map(({ people, hasDeclaredCriteria, shuffle }) => ({
    events: shuffled(eventsOf(people, hasDeclaredCriteria), shuffle),
    ...(hasDeclaredCriteria ? { criteria: declaredCriteria } : {}),
  }));

const reportingPeriod = fc
  .constantFrom(
    ["2019-01-01", "2019-12-31"],
    ["2020-01-01", "2020-12-31"],
    ["2019-01-01", "2020-12-31"],
    ["2019-10-01", "2019-12-31"],
    ["2019-12-01", "2019-12-31"],
    ["2019-07-01", "2020-06-30"],
    ["2019-12-31", "2019-12-31"],
  )
  .map(([from = "", to = ""]) => ({ from, to }));

/** A period, and a day up to which the data are complete: before the period, inside it, its last day, or after it. */
const occasions: fc.Arbitrary<Occasion> = fc
  .record({
    period: reportingPeriod,
    complete: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ afterTheEnd: 0 }) },
      { weight: 4, arbitrary: fc.record({ partOfThePeriod: fc.integer({ min: 0, max: 99 }) }) },
      { weight: 3, arbitrary: fc.record({ afterTheEnd: fc.constantFrom(1, -1, 30, 400) }) },
      { weight: 1, arbitrary: fc.record({ beforeTheStart: fc.constantFrom(1, 40, 0) }) },
    ),
  })
  .map(({ period, complete }) => {
    const from = dayNumber(period.from);
    const to = dayNumber(period.to);
    const asOf =
      "afterTheEnd" in complete
        ? to + complete.afterTheEnd
        : "beforeTheStart" in complete
          ? from - complete.beforeTheStart
          : from + Math.floor(((to - from + 1) * complete.partOfThePeriod) / 100);
    return { period, asOf: dateText(asOf) };
  });

/**
 * A population on an occasion. Half the time the data are complete up to a day that matters to someone: the day of one
 * of their events, or the day one or six months from it are reached, or a day either side.
 */
export const populationsOnOccasions: fc.Arbitrary<Population & Occasion> = fc
  .record({
    population: populations,
    occasion: occasions,
    near: fc.option(
      fc.record({ event: fc.nat(200), months: fc.constantFrom(0, 1, 6), offset: fc.constantFrom(0, -1, 1) }),
    ),
  })
  .map(({ population, occasion, near }) => {
    const event = near === null ? undefined : population.events[near.event % population.events.length];
    if (near === null || event === undefined) return { ...population, ...occasion };
    const asOf = monthsLater(dayNumber(event.date), near.months) - (near.months === 0 ? 0 : 1) + near.offset;
    return { ...population, ...occasion, asOf: dateText(asOf) };
  });
