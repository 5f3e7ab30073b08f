import { addMonths, dateOf, FOREVER, NO_DAY, yearOf } from "../calendar";
import { describe, type Issue } from "../issue";
import { eventAt } from "./link";
import { issueAt } from "./log";
import type { SpellColumns, Store } from "./store";

/** Days between a fact and its entry after which the entry is late. */
const LATE_AFTER_DAYS = 90;
/** Ages in whole years at registration that are taken for plausible, both included. */
const PLAUSIBLE_AGE = { least: 14, most: 65 };
/** Hours a week from which a placement counts as full-time. */
const FULL_TIME_HOURS = 35;
/** Months after the end of support by which a follow-up is expected. */
const FOLLOW_UP_MONTHS = 6;

/**
 * What is possible in a dataset but wants a look.
 *
 * @param store - the columns of a dataset
 * @param today - the day by which what is expected must have happened; the latest date in the dataset when absent
 * @returns warnings in the order of the events they are about
 */
export function warningsOf(store: Store, today = latestDay(store)): readonly Issue[] {
  const found: Issue[] = [];
  const warn = (event: number, path: string, code: string, because: string, hint: string) => {
    found.push(issueAt(event, eventAt(store.log, event), [path], `dataset.${code}`, because, hint, "warning"));
  };
  lateEntries(store, warn);
  for (const event of store.registeredAgain) {
    const because = "a beneficiary should exit before being registered again, and no exit stands between";
    warn(event, "date", "registered-again", because, "add the exit, or leave out the second registration");
  }
  const instruments = declaredInstruments(store);
  for (let person = 0; person < store.people; person++) {
    implausibleAge(store, person, warn);
    workBeforeRegistration(store, person, warn);
    supportOutsidePlacement(store, person, warn);
    overlappingFullTime(store, person, warn);
    workWithoutService(store, person, today, warn);
    followUpOverdue(store, person, today, warn);
    otherInstrument(store, person, instruments, warn);
  }
  return Object.freeze(found.sort((a, b) => (a.path[0] as number) - (b.path[0] as number)));
}

type Warn = (event: number, path: string, code: string, because: string, hint: string) => void;

function latestDay({ log, live }: Store): number {
  let latest = NO_DAY;
  const days = log.day.view();
  for (let event = 0; event < days.length; event++) {
    if (live[event] === 1 && days[event]! > latest) latest = days[event]!;
  }
  return latest;
}

function lateEntries({ log, live }: Store, warn: Warn): void {
  const days = log.day.view();
  const recorded = log.recorded.view();
  for (let event = 0; event < recorded.length; event++) {
    const lag = recorded[event]! - days[event]!;
    if (live[event] === 0 || recorded[event] === NO_DAY || lag <= LATE_AFTER_DAYS) continue;
    const because = `recordedOn should be within ${LATE_AFTER_DAYS} days of date (${dateOf(days[event]!)}), received ${dateOf(recorded[event]!)}, ${lag} days later`;
    warn(event, "recordedOn", "entry-lag", because, "check both dates; late entries change figures already reported");
  }
}

function implausibleAge({ registrations }: Store, person: number, warn: Warn): void {
  const { offsets, births, days, events } = registrations;
  const { least, most } = PLAUSIBLE_AGE;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    const birth = births[row]!;
    const day = days[row]!;
    if (birth === NO_DAY) continue;
    if (birth <= day && addMonths(birth, least * 12) <= day && day < addMonths(birth, (most + 1) * 12)) continue;
    const because = `birthDate should make the beneficiary ${least} to ${most} years old at registration (${dateOf(day)}), received ${dateOf(birth)}`;
    warn(events[row]!, "birthDate", "implausible-age", because, "check the birth date");
  }
}

function workBeforeRegistration({ placements, registrations }: Store, person: number, warn: Warn): void {
  const registered = registrations.days[registrations.offsets[person]!]!;
  for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
    if (placements.starts[row]! >= registered) continue;
    const because = `date should be on or after the registration (${dateOf(registered)}), received ${dateOf(placements.starts[row]!)}`;
    warn(placements.startEvents[row]!, "date", "work-before-registration", because, "check both dates");
  }
}

function supportOutsidePlacement({ support, placements }: Store, person: number, warn: Warn): void {
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    const only = support.placements[row]!;
    let isInside = false;
    for (let other = placements.offsets[person]!; other < placements.offsets[person + 1]!; other++) {
      if (only === -1 || only === other) isInside ||= meet(support, row, placements, other);
    }
    if (isInside) continue;
    const because = `support should share a day with ${only === -1 ? "a placement" : "its placement"}, and this spell shares none`;
    warn(
      support.startEvents[row]!,
      "date",
      "support-outside-placement",
      because,
      "check the dates, or add the placement",
    );
  }
}

function overlappingFullTime({ placements }: Store, person: number, warn: Warn): void {
  const { offsets, hoursPerWeek, startEvents } = placements;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (!(hoursPerWeek[row]! >= FULL_TIME_HOURS)) continue;
    for (let earlier = offsets[person]!; earlier < row; earlier++) {
      if (!(hoursPerWeek[earlier]! >= FULL_TIME_HOURS) || !meet(placements, earlier, placements, row)) continue;
      const because = `full-time placements (${FULL_TIME_HOURS} hours a week or more) should not overlap, and this one overlaps that of event ${startEvents[earlier]}`;
      warn(startEvents[row]!, "hoursPerWeek", "overlapping-full-time", because, "check the dates and hours of both");
      break;
    }
  }
}

/** One warning a person and calendar year with work but neither a service nor a day of support. */
function workWithoutService(store: Store, person: number, lastDay: number, warn: Warn): void {
  const { placements, support, services } = store;
  let warned = 0;
  for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
    const from = yearOf(placements.starts[row]!);
    const to = yearOf(Math.min(placements.ends[row]! - 1, Math.max(lastDay, placements.starts[row]!)));
    for (let year = Math.max(from, warned + 1); year <= to; year++) {
      if (hasDayIn(services.days, services.offsets, person, year) || hasSpellIn(support, person, year)) continue;
      warned = year;
      const because = `work in ${year} should go with a service or support in that year, and none is recorded`;
      warn(
        placements.startEvents[row]!,
        "date",
        "work-without-service",
        because,
        `add the services of ${year}; without one the person is outside 1.1 for that year`,
      );
    }
  }
}

function hasDayIn(days: Int32Array, offsets: Int32Array, person: number, year: number): boolean {
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) if (yearOf(days[row]!) === year) return true;
  return false;
}

function hasSpellIn({ offsets, starts, ends }: SpellColumns, person: number, year: number): boolean {
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (yearOf(starts[row]!) <= year && yearOf(ends[row]! - 1) >= year) return true;
  }
  return false;
}

function followUpOverdue({ support, followUps }: Store, person: number, lastDay: number, warn: Warn): void {
  let last = -1;
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    if (last === -1 || support.ends[row]! > support.ends[last]!) last = row;
  }
  if (last === -1 || support.ends[last] === FOREVER) return;
  const ended = support.ends[last]! - 1;
  const due = addMonths(ended, FOLLOW_UP_MONTHS);
  if (due >= lastDay) return;
  for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
    if (followUps.days[row]! > ended) return;
  }
  const because = `a follow-up should be recorded within ${FOLLOW_UP_MONTHS} months of the end of support (${dateOf(ended)}), and none is`;
  warn(
    support.endEvents[last]!,
    "date",
    "follow-up-overdue",
    because,
    `contact the beneficiary; it was due by ${dateOf(due)}`,
  );
}

/** By criterion number: the instrument whose scale was declared, where one was. */
function declaredInstruments({ declared, log }: Store): readonly (string | undefined)[] {
  const instruments = new Map(declared?.map(({ code, instrument }) => [code, instrument]));
  return log.criteria.texts.map((code) => instruments.get(code));
}

/** An assessment that names no instrument is taken to be on the declared scale. */
function otherInstrument(
  { assessments, log }: Store,
  person: number,
  declared: readonly (string | undefined)[],
  warn: Warn,
): void {
  const { offsets, codes, instruments, events } = assessments;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    const wanted = declared[codes[row]!];
    const named = instruments[row] === -1 ? wanted : log.codes.texts[instruments[row]!];
    if (wanted === undefined || named === wanted) continue;
    const because = `instrument should be the one whose scale was declared for the criterion (${describe(wanted)}), received ${describe(named)}`;
    const hint =
      "check the instrument; if both were used, declare a criterion for each, since their scores are of two scales";
    warn(events[row]!, "instrument", "instrument-differs", because, hint);
  }
}

function meet(a: SpellColumns, row: number, b: SpellColumns, other: number): boolean {
  return a.starts[row]! < b.ends[other]! && b.starts[other]! < a.ends[row]!;
}
