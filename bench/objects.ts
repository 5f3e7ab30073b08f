import { UTCDate } from "@date-fns/utc";
import { addDays } from "date-fns/addDays";
import { addMonths } from "date-fns/addMonths";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import type { BeneficiaryEvent } from "../src/core/index";
import { AS_OF, cellOf, type Counts, INDICATORS, MISSING, PERIODS, stratumOf } from "./counts";

/** Both days are worked; no end while the spell is running. */
interface Spell {
  start: Date;
  end?: Date;
}

interface Placement extends Spell {
  setting?: string | undefined;
  contract?: string | undefined;
}

interface Assessment {
  date: Date;
  criterion: string;
  score: number;
}

/** One beneficiary with everything that is known of them. */
export interface Person {
  targetGroup: string;
  sex: string;
  region: string;
  services: { date: Date; service: string }[];
  placements: Map<string, Placement>;
  support: Map<string, Spell>;
  assessments: Assessment[];
}

/** Half-open: from the first day up to, not including, the end. */
interface Interval {
  start: Date;
  end: Date;
}

/** Groups events by person, as one would write it with objects and `Date`s. */
export function peopleOf(events: Iterable<BeneficiaryEvent>): Person[] {
  const people = new Map<string, Person>();
  for (const event of events) {
    const date = new UTCDate(event.date);
    let person = people.get(event.beneficiaryId);
    if (person === undefined) {
      person = {
        targetGroup: MISSING,
        sex: MISSING,
        region: MISSING,
        services: [],
        placements: new Map(),
        support: new Map(),
        assessments: [],
      };
      people.set(event.beneficiaryId, person);
    }
    switch (event.type) {
      case "beneficiary-registered":
        person.targetGroup = event.targetGroups[0] ?? MISSING;
        person.sex = event.sex ?? MISSING;
        person.region = event.region ?? MISSING;
        break;
      case "service-delivered":
        person.services.push({ date, service: event.service });
        break;
      case "placement-started":
        person.placements.set(event.placementId, { start: date, setting: event.setting, contract: event.contract });
        break;
      case "placement-ended":
        person.placements.get(event.placementId)!.end = date;
        break;
      case "support-started":
        person.support.set(event.supportId, { start: date });
        break;
      case "support-ended":
        person.support.get(event.supportId)!.end = date;
        break;
      case "assessment-recorded":
        person.assessments.push({ date, criterion: event.criterion, score: Number(event.score) });
        break;
    }
  }
  return [...people.values()];
}

/** Published numerators and denominators of the five indicators, by period, target group, sex and region. */
export function countsOf(people: readonly Person[]): Counts {
  const counts: Counts = {};
  for (const period of PERIODS) {
    const horizon = min([new UTCDate(period.to), new UTCDate(AS_OF)]);
    const window = { start: new UTCDate(period.from), end: addDays(horizon, 1) };
    for (const person of people) {
      const stratum = stratumOf(person.targetGroup, person.sex, person.region);
      const verdicts = verdictsOn(person, window);
      for (const indicator of INDICATORS) {
        const isCounted = verdicts[indicator];
        if (isCounted === undefined) continue;
        const cell = cellOf(indicator, period, stratum);
        counts[cell] ??= [0, 0];
        const count = counts[cell];
        count[1]++;
        if (isCounted) count[0]++;
      }
    }
  }
  return counts;
}

/** Whether the person is counted, for each indicator in whose denominator they are. */
function verdictsOn(person: Person, window: Interval): Partial<Record<(typeof INDICATORS)[number], boolean>> {
  const placements = [...person.placements.values()]
    .filter((placement) => placement.start < window.end)
    .map((placement) => ({ ...placement, ...intervalOf(placement, window.end) }));
  const support = [...person.support.values()]
    .filter((spell) => spell.start < window.end)
    .map((spell) => intervalOf(spell, window.end));
  const services = person.services.filter(({ date }) => date >= window.start && date < window.end);

  const isServed = services.length > 0 || support.some((spell) => meets(spell, window));
  const hasWorked = placements.some((placement) => meets(placement, window));
  const verdicts: Partial<Record<(typeof INDICATORS)[number], boolean>> = {};
  if (isServed) verdicts["1.1"] = hasWorked;
  if (isServed && hasWorked) {
    const openMarket = placements.filter(({ setting }) => setting === "open-market");
    const ofPeriod = (spells: Interval[]) => joined(spells).filter((spell) => meets(spell, window));
    // A missing setting or contract may lengthen a spell past six months: it must hold without and with what is missing.
    verdicts["1.2"] = [false, true].every((isFavourable) =>
      ofPeriod(temporary(placements, support, isFavourable)).some((spell) => lasts(spell, 1) && !lasts(spell, 6)),
    );
    verdicts["1.3"] = ofPeriod(overlap(openMarket, support)).some((spell) => lasts(spell, 6));
    verdicts["1.4"] = ofPeriod(except(openMarket, support)).some((spell) => lasts(spell, 6));
  }
  if (services.some(({ service }) => service === "social-adaptation")) {
    verdicts["2.1"] = hasNotWorsened(person.assessments.filter(({ date }) => date < window.end));
  }
  return verdicts;
}

/** Temporary work: sheltered, or supported on the open market. */
function temporary(
  placements: readonly (Placement & Interval)[],
  support: Interval[],
  isFavourable: boolean,
): Interval[] {
  const is = (given: string | undefined, wanted: string) => given === wanted || (given === undefined && isFavourable);
  const ofContract = placements.filter(({ contract }) => is(contract, "temporary"));
  const sheltered = ofContract.filter(({ setting }) => is(setting, "sheltered"));
  const openMarket = ofContract.filter(({ setting }) => is(setting, "open-market"));
  return [...sheltered, ...overlap(openMarket, support)];
}

function intervalOf({ start, end }: Spell, horizonEnd: Date): Interval {
  return { start, end: end === undefined ? horizonEnd : min([addDays(end, 1), horizonEnd]) };
}

function meets(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether the spell lasts at least so many months: start + months ≤ end. */
function lasts(spell: Interval, months: number): boolean {
  return addMonths(spell.start, months) <= spell.end;
}

function overlap(spells: readonly Interval[], others: readonly Interval[]): Interval[] {
  return spells.flatMap((spell) =>
    others
      .filter((other) => meets(spell, other))
      .map((other) => ({ start: max([spell.start, other.start]), end: min([spell.end, other.end]) })),
  );
}

function except(spells: readonly Interval[], others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, other) =>
      left.flatMap((spell) =>
        meets(spell, other)
          ? [
              { start: spell.start, end: other.start },
              { start: other.end, end: spell.end },
            ].filter(({ start, end }) => start < end)
          : [spell],
      ),
    [...spells],
  );
}

/** Adjoining and overlapping spells made one. */
function joined(spells: readonly Interval[]): Interval[] {
  const sorted = [...spells].sort((a, b) => a.start.getTime() - b.start.getTime());
  return sorted.reduce<Interval[]>((done, spell) => {
    const last = done[done.length - 1];
    if (last === undefined || spell.start > last.end) done.push({ start: spell.start, end: spell.end });
    else last.end = max([last.end, spell.end]);
    return done;
  }, []);
}

/** First against last score of each criterion, on different days: better or the same on at least one. */
function hasNotWorsened(assessments: readonly Assessment[]): boolean {
  const byCriterion = new Map<string, Assessment[]>();
  for (const assessment of assessments) {
    byCriterion.set(assessment.criterion, [...(byCriterion.get(assessment.criterion) ?? []), assessment]);
  }
  return [...byCriterion.values()].some((scores) => {
    const [first, ...later] = scores.sort((a, b) => a.date.getTime() - b.date.getTime());
    const last = later[later.length - 1];
    return last !== undefined && last.date > first!.date && last.score >= first!.score;
  });
}
