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
  /** What each missing fact of each person is taken to be, as bits in the order of the facts; missing facts stay missing when absent. */
  readonly fillings?: Uint32Array;
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
function originsOf(store: Store): Readonly<Record<RecordedKind, number>> {
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
    case "placements":
      return runs(view, store.placements, origins.placements, reading, placementFilter(view, expression, reading));
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
      const unreachable = statusNumber("unreachable");
      const isFavourable = (reading & WITH_FACTS) !== 0;
      const keep = (row: number, index: number) => {
        if (codes[row] !== unreachable) return codes[row] === employed;
        return view.fillings === undefined ? isFavourable : filledIn(view, index, "follow-up", row) === 1;
      };
      return singleDays(view, store.followUps, origins["follow-ups"], keep);
    }
  }
}

/** Which placements a filter keeps; nothing to ask when there is no filter. */
function placementFilter(
  view: View,
  { setting, contract }: Extract<SpellExpression, { readonly kind: "placements" }>,
  reading: number,
): Keep | undefined {
  if (setting === undefined && contract === undefined) return undefined;
  const { settings, contracts } = view.store.placements;
  const wantedSetting = setting === undefined ? 0 : settingNumber(setting);
  const wantedContract = contract === undefined ? 0 : contractNumber(contract);
  const isFavourable = (reading & WITH_FACTS) !== 0;
  const isMet = (wanted: number, given: number, fact: MissingKind, row: number, index: number) => {
    if (wanted === 0 || given !== 0) return wanted === 0 || wanted === given;
    return view.fillings === undefined ? isFavourable : filledIn(view, index, fact, row) + 1 === wanted;
  };
  return (row, index) =>
    isMet(wantedSetting, settings[row]!, "setting", row, index) &&
    isMet(wantedContract, contracts[row]!, "contract", row, index);
}

/** Whether to keep a row; `index` is the place of its person in the view. */
type Keep = (row: number, index: number) => boolean;

/** Facts that can be missing and have two possible values each. */
type MissingKind = "setting" | "contract" | "follow-up";

/** The value, 0 or 1, that a view takes a missing fact to have. */
function filledIn(view: View, index: number, fact: MissingKind, row: number): number {
  const { store, selection, fillings } = view;
  const place = missingPlace(store, selection![index]!, view.horizon, fact, row);
  return (fillings![index]! >> place) & 1;
}

/** How many facts a person lacks up to the horizon that have two possible values. */
export function missingCount(store: Store, person: number, horizon: number): number {
  return missingPlace(store, person, horizon, undefined, -1);
}

/** Place of a missing fact among all of the person's; their number when no fact is named. */
function missingPlace(
  store: Store,
  person: number,
  horizon: number,
  fact: MissingKind | undefined,
  at: number,
): number {
  const { placements, followUps } = store;
  const unreachable = statusNumber("unreachable");
  let place = 0;
  for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
    if (placements.starts[row]! > horizon) break;
    if (fact === "setting" && row === at) return place;
    if (placements.settings[row] === 0) place++;
    if (fact === "contract" && row === at) return place;
    if (placements.contracts[row] === 0) place++;
  }
  for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
    if (followUps.days[row]! > horizon) break;
    if (fact === "follow-up" && row === at) return place;
    if (followUps.codes[row] === unreachable) place++;
  }
  return place;
}

function runs(
  view: View,
  columns: Pick<Store["placements"], "offsets" | "starts" | "ends">,
  firstOrigin: number,
  reading: number,
  keep: Keep | undefined,
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
      if (keep !== undefined && !keep(row, index)) continue;
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
  keep: Keep | undefined,
): SpellTable {
  const { selection, horizon } = view;
  const { offsets, days } = columns;
  const people = peopleIn(view);
  const writer = new SpellWriter(people, selection === undefined ? days.length : people * 2);
  for (let index = 0; index < people; index++) {
    const person = selection === undefined ? index : selection[index]!;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! > horizon) break;
      if (keep === undefined || keep(row, index)) writer.add(days[row]!, days[row]! + 1, firstOrigin + row);
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
