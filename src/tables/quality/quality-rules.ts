import { NO_DAY } from "../../calendar";
import { eventTypes, statusNumber } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import { warningsOf } from "../../core/dataset/warnings";
import type { EventType } from "../../core/events/vocabulary";
import { worksOn } from "./agreement";
import { type FindingCode, findingCodes } from "./findings";
import type { ReportSpan } from "./report-span";

/** What one rule looked at and what it found. */
export class Found {
  /** Things looked at: events, pairs or people. */
  of = 0;
  /** Positions of the events found. */
  readonly events: number[] = [];
  /** Numbers of people found, where no one event is. */
  readonly people: number[] = [];

  /** Looks at an event. */
  look(event: number, isFound: boolean): void {
    this.of++;
    if (isFound) this.events.push(event);
  }
}

/** What every rule found. */
export type AllFound = Readonly<Record<FindingCode, Found>>;

/** Days after which an entry is late here; the dataset's own warning comes at 90. */
const LATE_AFTER_DAYS = 30;
/** Kinds of evidence, by number, that do not confirm work: not stated, and self-report. */
const UNCONFIRMED = 1;

/**
 * Runs every rule over the events dated in a period.
 *
 * @param all - the columns of a dataset
 * @param known - the same up to the horizon
 */
export function runRules(all: Store, known: Store, span: ReportSpan): AllFound {
  const found = Object.fromEntries(findingCodes.map((code) => [code, new Found()])) as Record<FindingCode, Found>;
  aboutEvents(all, known, span, found);
  aboutWarnings(known, span, found);
  aboutPlacements(known, span, found);
  aboutFollowUps(known, span, found);
  aboutServices(known, span, found);
  aboutAssessments(known, span, found);
  aboutRegistrations(known, span, found);
  return found;
}

function aboutEvents(all: Store, known: Store, { from, horizon, asOf }: ReportSpan, found: AllFound): void {
  const { log } = all;
  const [days, recorded, sources, types] = [log.day.view(), log.recorded.view(), log.source.view(), log.type.view()];
  for (let event = 0; event < all.live.length; event++) {
    const day = days[event]!;
    if (types[event] === 0 || day < from || day > horizon) continue;
    found["integrity.retracted"].look(event, all.live[event] === 0);
    if (all.live[event] === 0) continue;
    found["integrity.not-yet-registered"].look(event, known.live[event] === 0);
    if (known.live[event] === 0) continue;
    found["integrity.evidence-not-stated"].look(event, (sources[event] ?? 0) === 0);
    const entered = recorded[event] ?? NO_DAY;
    found["timeliness.recorded-on-missing"].look(event, entered === NO_DAY);
    if (entered === NO_DAY) continue;
    found["integrity.entered-before-it-happened"].look(event, entered < day);
    found["timeliness.entered-after-30-days"].look(event, entered - day > LATE_AFTER_DAYS);
    found["timeliness.entered-after-as-of"].look(event, entered > asOf);
  }
}

/** What each of the dataset's warnings can be about; every type where none is named. */
const WARNED_TYPES: Readonly<Partial<Record<FindingCode, EventType>>> = {
  "dataset.registered-again": "beneficiary-registered",
  "dataset.implausible-age": "beneficiary-registered",
  "dataset.work-before-registration": "placement-started",
  "dataset.support-outside-placement": "support-started",
  "dataset.overlapping-full-time": "placement-started",
  "dataset.work-without-service": "placement-started",
  "dataset.follow-up-overdue": "support-ended",
  "dataset.instrument-differs": "assessment-recorded",
};

/** The dataset's warnings about events dated in the period, as they were on the horizon. */
function aboutWarnings(known: Store, { from, horizon }: ReportSpan, found: AllFound): void {
  const { log, live } = known;
  const [days, types] = [log.day.view(), log.type.view()];
  const events = new Int32Array(eventTypes.length + 1);
  for (let event = 0; event < live.length; event++) {
    if (live[event] === 1 && days[event]! >= from) events[types[event]!]!++;
  }
  for (const code of findingCodes.filter((one) => one.startsWith("dataset."))) {
    const type = WARNED_TYPES[code];
    const total = events.reduce((sum, count) => sum + count, 0);
    found[code].of = type === undefined ? total : events[eventTypes.indexOf(type) + 1]!;
  }
  for (const { code, path } of warningsOf(known, horizon)) {
    const event = path[0] as number;
    if (days[event]! >= from) found[code as FindingCode].events.push(event);
  }
}

function aboutPlacements({ placements, log }: Store, { from }: ReportSpan, found: AllFound): void {
  const { starts, startEvents, settings, contracts, hoursPerWeek } = placements;
  const sources = log.source.view();
  for (let row = 0; row < starts.length; row++) {
    if (starts[row]! < from) continue;
    const event = startEvents[row]!;
    found["validity.work-not-confirmed"].look(event, (sources[event] ?? 0) <= UNCONFIRMED);
    found["precision.setting-missing"].look(event, settings[row] === 0);
    found["precision.contract-missing"].look(event, contracts[row] === 0);
    found["precision.hours-missing"].look(event, Number.isNaN(hoursPerWeek[row]!));
  }
}

function aboutFollowUps(store: Store, { from }: ReportSpan, found: AllFound): void {
  const { offsets, days, codes, events } = store.followUps;
  const [employed, unreachable] = [statusNumber("employed"), statusNumber("unreachable")];
  for (let person = 0; person < store.people; person++) {
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! < from) continue;
      const isReached = codes[row] !== unreachable;
      found["reliability.unreachable"].look(events[row]!, !isReached);
      if (!isReached) continue;
      const isContradicted = (codes[row] === employed) !== worksOn(store, person, days[row]!);
      found["validity.follow-up-contradicts-placement"].look(events[row]!, isContradicted);
    }
  }
}

function aboutServices({ services, people }: Store, { from }: ReportSpan, found: AllFound): void {
  const { offsets, days, codes, events } = services;
  for (let person = 0; person < people; person++) {
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! < from) continue;
      let isRepeated = false;
      for (let earlier = row - 1; earlier >= offsets[person]! && days[earlier] === days[row]; earlier--) {
        isRepeated ||= codes[earlier] === codes[row];
      }
      found["integrity.service-repeated"].look(events[row]!, isRepeated);
    }
  }
}

/** Scores in the period; pairs are those whose last score is in it, against the first of all. */
function aboutAssessments(store: Store, { from }: ReportSpan, found: AllFound): void {
  const { offsets, days, codes, scores, events, raters, instruments } = store.assessments;
  const sources = store.log.source.view();
  const [firsts, lasts] = [new Int32Array(store.log.criteria.size), new Int32Array(store.log.criteria.size)];
  for (let person = 0; person < store.people; person++) {
    firsts.fill(-1);
    lasts.fill(-1);
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const criterion = codes[row]!;
      if (days[row]! >= from) {
        found["validity.criteria-not-declared"].look(events[row]!, store.declared === undefined);
      }
      if (Number.isNaN(scores[row]!)) continue;
      if (days[row]! >= from)
        found["reliability.scores-differ-on-one-day"].look(events[row]!, differs(store, person, row));
      if (firsts[criterion] === -1) firsts[criterion] = row;
      else if (days[row]! > days[firsts[criterion]!]!) lasts[criterion] = row;
    }
    for (let criterion = 0; criterion < lasts.length; criterion++) {
      const last = lasts[criterion]!;
      if (last === -1 || days[last]! < from) continue;
      const first = firsts[criterion]!;
      const [before, after] = [sources[events[first]!] ?? 0, sources[events[last]!] ?? 0];
      found["reliability.pair-of-different-evidence"].look(events[last]!, before !== after);
      lookAtPair(found["reliability.pair-of-different-raters"], events[last]!, raters[first]!, raters[last]!);
      lookAtPair(
        found["reliability.pair-of-different-instruments"],
        events[last]!,
        instruments[first]!,
        instruments[last]!,
      );
    }
  }
}

/** Looks at a pair of which both facts were recorded. */
function lookAtPair(found: Found, event: number, before: number, after: number): void {
  if (before !== -1 && after !== -1) found.look(event, before !== after);
}

/** Whether an earlier row of the same day gives the same criterion another score. */
function differs({ assessments }: Store, person: number, row: number): boolean {
  const { offsets, days, codes, scores } = assessments;
  for (let earlier = row - 1; earlier >= offsets[person]! && days[earlier] === days[row]; earlier--) {
    const isScored = codes[earlier] === codes[row] && !Number.isNaN(scores[earlier]!);
    if (isScored && scores[earlier] !== scores[row]) return true;
  }
  return false;
}

function aboutRegistrations({ registrations, log }: Store, { from }: ReportSpan, found: AllFound): void {
  const { days, events, births, attributeRanges } = registrations;
  const pairs = log.attributes.view();
  const hasField = (row: number, field: string) => {
    const name = log.codes.find(field);
    for (let at = attributeRanges[row * 2]!; at < attributeRanges[row * 2 + 1]!; at += 2) {
      if (pairs[at] === name) return true;
    }
    return false;
  };
  for (let row = 0; row < days.length; row++) {
    if (days[row]! < from) continue;
    const event = events[row]!;
    found["precision.target-group-missing"].look(event, !hasField(row, "targetGroup"));
    found["precision.sex-missing"].look(event, !hasField(row, "sex"));
    found["precision.birth-date-missing"].look(event, births[row] === NO_DAY);
  }
}
