import { FOREVER, NO_DAY } from "../calendar";
import { contractNumber, settingNumber, statusNumber } from "../dataset/log";
import type { Store } from "../dataset/store";
import type { Anchor, SpellExpression } from "../definition/language";
import { type SpellTable, SpellWriter } from "../spells";
import type { Opening } from "./plan";

/**
 * How open questions are read: two bits. Time: spells running at the horizon stop there, or go on. Facts: what is missing does not
 * help, or is favourable. Taking away (`except`, `not`) turns both round, that is 3 - reading.
 */
export const CERTAIN = 0;
/** Running spells go on; missing facts do not help. */
export const IN_TIME = 1;
/** Running spells stop; missing facts are favourable. */
export const WITH_FACTS = 2;
/** Running spells go on and missing facts are favourable. */
export const POSSIBLE = 3;

/** Which facts are looked at: those of some people, dated up to the horizon. */
export interface View {
  readonly store: Store;
  /** Numbers of the people looked at; everybody when absent. */
  readonly selection: Int32Array | undefined;
  /** The last day whose facts exist. */
  readonly horizon: number;
  /** Where running spells end when they go on: the day after. */
  readonly goesOnUntil: number;
  /** Looks at everybody as if nothing were open, so that all readings are alike. */
  readonly isSettled?: boolean;
}

/** How many people a view looks at. */
export function peopleIn({ store, selection }: View): number {
  return selection?.length ?? store.people;
}

/** Recorded kinds of spell in the order of their origins. */
export type RecordedKind = "placements" | "support" | "services" | "follow-ups" | "enrolments";

/** First origin of each recorded kind. */
export function originsOf(store: Store): Readonly<Record<RecordedKind, number>> {
  const support = store.placements.starts.length;
  const services = support + store.support.starts.length;
  const followUps = services + store.services.days.length;
  const enrolments = followUps + store.followUps.days.length;
  return { placements: 0, support, services, "follow-ups": followUps, enrolments };
}

type Recorded = Extract<
  SpellExpression,
  { readonly kind: "placements" | "support" | "services" | "enrolment" | "employed-at-follow-up" }
>;

/**
 * Recorded spells as a table, as they stand at the horizon in one reading.
 *
 * @param view - whose facts, and up to when
 * @param expression - which spells
 * @param reading - how running spells and missing facts are read
 */
export function recordedSpells(view: View, expression: Recorded, reading: number): SpellTable {
  const { store } = view;
  const origins = originsOf(store);
  switch (expression.kind) {
    case "placements": {
      const { settings, contracts } = store.placements;
      const setting = expression.setting === undefined ? 0 : settingNumber(expression.setting);
      const contract = expression.contract === undefined ? 0 : contractNumber(expression.contract);
      const isFavourable = (reading & WITH_FACTS) !== 0;
      const isMet = (wanted: number, given: number) =>
        wanted === 0 || wanted === given || (given === 0 && isFavourable);
      const keep =
        setting === 0 && contract === 0
          ? undefined
          : (row: number) => isMet(setting, settings[row]!) && isMet(contract, contracts[row]!);
      return runs(view, store.placements, origins.placements, reading, keep);
    }
    case "support":
      return runs(view, store.support, origins.support, reading, undefined);
    case "enrolment":
      return runs(view, store.enrolments, origins.enrolments, reading, undefined);
    case "services": {
      const { codes } = store.services;
      const wanted = expression.service === undefined ? -1 : store.log.codes.find(expression.service);
      const keep = expression.service === undefined ? undefined : (row: number) => codes[row] === wanted;
      return singleDays(view, store.services, origins.services, keep);
    }
    case "employed-at-follow-up": {
      const { codes } = store.followUps;
      const employed = statusNumber("employed");
      const open = (reading & WITH_FACTS) !== 0 ? statusNumber("unreachable") : employed;
      const keep = (row: number) => codes[row] === employed || codes[row] === open;
      return singleDays(view, store.followUps, origins["follow-ups"], keep);
    }
  }
}

function runs(
  view: View,
  columns: Pick<Store["placements"], "offsets" | "starts" | "ends">,
  firstOrigin: number,
  reading: number,
  keep: ((row: number) => boolean) | undefined,
): SpellTable {
  const { selection, horizon, goesOnUntil } = view;
  const { offsets, starts, ends } = columns;
  const people = peopleIn(view);
  const runningEnd = (reading & IN_TIME) !== 0 ? goesOnUntil : horizon + 1;
  const writer = new SpellWriter(people, selection === undefined ? starts.length : people * 2);
  for (let index = 0; index < people; index++) {
    const person = selection === undefined ? index : selection[index]!;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (starts[row]! > horizon) break;
      if (keep !== undefined && !keep(row)) continue;
      const end = ends[row]!;
      writer.add(starts[row]!, end > horizon + 1 ? runningEnd : end, firstOrigin + row);
    }
    writer.close();
  }
  return writer.table();
}

function singleDays(
  view: View,
  columns: Pick<Store["services"], "offsets" | "days">,
  firstOrigin: number,
  keep: ((row: number) => boolean) | undefined,
): SpellTable {
  const { selection, horizon } = view;
  const { offsets, days } = columns;
  const people = peopleIn(view);
  const writer = new SpellWriter(people, selection === undefined ? days.length : people * 2);
  for (let index = 0; index < people; index++) {
    const person = selection === undefined ? index : selection[index]!;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! > horizon) break;
      if (keep === undefined || keep(row)) writer.add(days[row]!, days[row]! + 1, firstOrigin + row);
    }
    writer.close();
  }
  return writer.table();
}

/** Positions of the events a recorded spell was told by: its start, and its end where the end is known by the horizon. */
export function eventsOf(store: Store, origin: number, horizon: number): readonly number[] {
  const origins = originsOf(store);
  if (origin >= origins.services && origin < origins.enrolments) {
    const columns = origin < origins["follow-ups"] ? store.services : store.followUps;
    return [columns.events[origin - (origin < origins["follow-ups"] ? origins.services : origins["follow-ups"])]!];
  }
  const [columns, first] =
    origin < origins.support
      ? [store.placements, 0]
      : origin < origins.services
        ? [store.support, origins.support]
        : [store.enrolments, origins.enrolments];
  const row = origin - first;
  const end = columns.endEvents[row]!;
  return end >= 0 && columns.ends[row]! <= horizon + 1 ? [columns.startEvents[row]!, end] : [columns.startEvents[row]!];
}

/**
 * The people whom a reading other than the certain one could judge differently: those with something open at the horizon.
 *
 * @param openings - what counts as open: what the definitions look at
 */
export function openPeople(store: Store, horizon: number, openings: ReadonlySet<Opening>): Int32Array {
  const { placements, support, enrolments, followUps } = store;
  const [asksPlacements, asksSetting, asksContract] = [
    openings.has("placements"),
    openings.has("setting"),
    openings.has("contract"),
  ];
  const [asksSupport, asksEnrolment, asksFollowUp] = [
    openings.has("support"),
    openings.has("enrolment"),
    openings.has("follow-up"),
  ];
  const unreachable = statusNumber("unreachable");
  const isOpen = new Uint8Array(store.people);
  let count = 0;
  for (let person = 0; person < store.people; person++) {
    let open =
      (asksSupport && runsAt(support, person, horizon)) || (asksEnrolment && runsAt(enrolments, person, horizon));
    for (
      let row = placements.offsets[person]!;
      asksPlacements && !open && row < placements.offsets[person + 1]!;
      row++
    ) {
      if (placements.starts[row]! > horizon) break;
      open =
        placements.ends[row]! > horizon + 1 ||
        (asksSetting && placements.settings[row] === 0) ||
        (asksContract && placements.contracts[row] === 0);
    }
    for (let row = followUps.offsets[person]!; asksFollowUp && !open && row < followUps.offsets[person + 1]!; row++) {
      open = followUps.codes[row] === unreachable && followUps.days[row]! <= horizon;
    }
    if (!open) continue;
    isOpen[person] = 1;
    count++;
  }
  const selection = new Int32Array(count);
  let next = 0;
  for (let person = 0; person < store.people; person++) if (isOpen[person] === 1) selection[next++] = person;
  return selection;
}

function runsAt({ offsets, starts, ends }: Store["enrolments"], person: number, horizon: number): boolean {
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (starts[row]! <= horizon && ends[row]! > horizon + 1) return true;
  }
  return false;
}

/** The anchor's day of each person in the view, `NO_DAY` where there is none up to the horizon. */
export function anchorDays(view: View, anchor: Anchor): Int32Array {
  const { store, selection, horizon } = view;
  const days = new Int32Array(peopleIn(view)).fill(NO_DAY);
  for (let index = 0; index < days.length; index++) {
    days[index] = anchorDay(store, selection === undefined ? index : selection[index]!, anchor, horizon);
  }
  return days;
}

function anchorDay(store: Store, person: number, anchor: Anchor, horizon: number): number {
  switch (anchor) {
    case "registration":
      return firstUpTo(store.registrations.days, store.registrations.offsets, person, horizon);
    case "first-placement":
      return firstUpTo(store.placements.starts, store.placements.offsets, person, horizon);
    case "exit":
      return lastEnd(store.enrolments, person, horizon);
    case "last-support-end":
      return lastEnd(store.support, person, horizon);
  }
}

function firstUpTo(days: Int32Array, offsets: Int32Array, person: number, horizon: number): number {
  const row = offsets[person]!;
  return row < offsets[person + 1]! && days[row]! <= horizon ? days[row]! : NO_DAY;
}

function lastEnd({ offsets, ends }: Store["enrolments"], person: number, horizon: number): number {
  let last = NO_DAY;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (ends[row]! !== FOREVER && ends[row]! <= horizon + 1 && ends[row]! - 1 > last) last = ends[row]! - 1;
  }
  return last;
}
