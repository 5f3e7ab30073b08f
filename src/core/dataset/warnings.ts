import { addMonths, dateOf, FOREVER, NO_DAY, yearOf } from "../../calendar";
import { describe, type Issue } from "../../issue";
import { type Warn, warnOfCopies, warnOfLooks } from "./alike";
import { eventAt } from "./log";
import { typeNumber } from "./numbers";
import type { Store } from "./store";

/** Days between a fact and its entry after which the entry is late. */
const LATE_AFTER_DAYS = 90;
/** Ages in whole years at registration that are taken for plausible, both included. */
const PLAUSIBLE_AGE = { least: 14, most: 65 };
/** Hours a week from which a placement counts as full-time. */
const FULL_TIME_HOURS = 35;
/** Months after the end of support by which a follow-up is expected. */
const FOLLOW_UP_MONTHS = 6;
/**
 * Dates more than so many years after all others are far ahead, when they are no more than a few, or than a part of
 * all.
 */
const YEARS_AHEAD = 5;
const FEW_AHEAD = 2;
const PART_AHEAD = 0.01;

/**
 * What is possible in a dataset but wants a look.
 *
 * @param store - the columns of a dataset
 * @param today - the day by which what is expected must have happened; the latest date in the dataset when absent
 * @returns warnings in the order of the events they are about
 */
export function warningsOf(store: Store, today?: number): readonly Issue[] {
  const found: Issue[] = [];
  const warn: Warn = (event, path, code, because, hint) => {
    const named = eventAt(store.log, event);
    found.push(store.log.check.issue(event, named, [path].flat(), `dataset.${code}`, because, hint, {}, "warning"));
  };
  const latest = farAhead(store, warn);
  const day = today ?? latest;
  lateEntries(store, warn);
  warnOfLooks(store, warn);
  const copies = warnOfCopies(store, warn);
  const instruments = declaredInstruments(store);
  for (let person = 0; person < store.people; person++) {
    implausibleAge(store, person, warn);
    workBeforeRegistration(store, person, warn);
    supportOutsidePlacement(store, person, warn);
    overlappingFullTime(store, person, warn);
    workWithoutService(store, person, day, warn);
    followUpOverdue(store, person, day, warn);
    otherInstrument(store, person, instruments, warn);
  }
  for (const event of store.registeredAgain) {
    if (copies.has(event)) continue;
    const because = "a beneficiary should exit before being registered again, and no exit stands between";
    warn(event, "date", "registered-again", because, "add the exit, or leave out the second registration");
  }
  return Object.freeze(found.sort((a, b) => (a.path[0] as number) - (b.path[0] as number)));
}

/**
 * Warns of dates years after all others, where they are few.
 *
 * @returns the latest day of the others
 */
function farAhead({ log, live }: Store, warn: Warn): number {
  const [days, types] = [log.day.view(), log.type.view()];
  // The date of a retraction is no fact: what it takes back never happened, whatever its date.
  const retraction = typeNumber("event-retracted");
  const ofYear = new Map<number, number>();
  let events = 0;
  for (let event = 0; event < days.length; event++) {
    if (live[event] === 0 || types[event] === retraction) continue;
    const year = yearOf(days[event]!);
    ofYear.set(year, (ofYear.get(year) ?? 0) + 1);
    events++;
  }
  const years = [...ofYear.keys()].sort((a, b) => a - b);
  let [last, ahead] = [years.at(-1), 0];
  for (let at = years.length - 1; at > 0; at--) {
    ahead += ofYear.get(years[at]!)!;
    if (ahead > Math.max(FEW_AHEAD, events * PART_AHEAD)) break;
    if (years[at]! - years[at - 1]! > YEARS_AHEAD) last = years[at - 1];
  }
  let latest = NO_DAY;
  for (let event = 0; event < days.length; event++) {
    if (live[event] === 0) continue;
    if (yearOf(days[event]!) <= last!) latest = Math.max(latest, days[event]!);
    else if (types[event] !== retraction) {
      const because = `date should not be years after all others, the last of which are of ${last}, received ${dateOf(days[event]!)}`;
      warn(event, "date", "date-far-ahead", because, "check the year");
    }
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

/** Rows come by their start, so that one look ahead finds whether any placement shares a day. */
function supportOutsidePlacement({ support, placements }: Store, person: number, warn: Warn): void {
  const past = placements.offsets[person + 1]!;
  let next = placements.offsets[person]!;
  let reach = NO_DAY;
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    const only = support.placements[row]!;
    const [start, end] = [support.starts[row]!, support.ends[row]!];
    for (; next < past && placements.starts[next]! <= start; next++) reach = Math.max(reach, placements.ends[next]!);
    const isAnyInside = reach > start || (next < past && placements.starts[next]! < end);
    if (only === -1 ? isAnyInside : placements.starts[only]! < end && placements.ends[only]! > start) continue;
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

/** Names the first placement that is still going on: one that is over by a start is over by all later ones. */
function overlappingFullTime({ placements }: Store, person: number, warn: Warn): void {
  const { offsets, starts, ends, hoursPerWeek, startEvents } = placements;
  let first = offsets[person]!;
  for (let row = first; row < offsets[person + 1]!; row++) {
    if (!(hoursPerWeek[row]! >= FULL_TIME_HOURS)) continue;
    while (first < row && !(hoursPerWeek[first]! >= FULL_TIME_HOURS && ends[first]! > starts[row]!)) first++;
    if (first === row) continue;
    const because = `full-time placements (${FULL_TIME_HOURS} hours a week or more) should not overlap, and this one overlaps that of event ${startEvents[first]}`;
    warn(startEvents[row]!, "hoursPerWeek", "overlapping-full-time", because, "check the dates and hours of both");
  }
}

/** One warning a person and calendar year with work but neither a service nor a day of support. */
function workWithoutService(store: Store, person: number, lastDay: number, warn: Warn): void {
  const { placements, support, services } = store;
  const [first, past] = [placements.offsets[person]!, placements.offsets[person + 1]!];
  if (first === past) return;
  const served = new Set<number>();
  for (let row = services.offsets[person]!; row < services.offsets[person + 1]!; row++) {
    served.add(yearOf(services.days[row]!));
  }
  let [warned, supported] = [0, 0];
  const latest = yearOf(Math.max(lastDay, placements.starts[past - 1]!));
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    const to = Math.min(yearOf(support.ends[row]! - 1), latest);
    for (let year = Math.max(yearOf(support.starts[row]!), supported + 1); year <= to; year++) served.add(year);
    supported = Math.max(supported, to);
  }
  for (let row = first; row < past; row++) {
    const from = yearOf(placements.starts[row]!);
    const to = yearOf(Math.min(placements.ends[row]! - 1, Math.max(lastDay, placements.starts[row]!)));
    for (let year = Math.max(from, warned + 1); year <= to; year++) {
      if (served.has(year)) continue;
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
