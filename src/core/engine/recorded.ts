import { contractNumber, settingNumber, statusNumber } from "../dataset/numbers";
import type { SpellColumns, Store } from "../dataset/store";
import type { SpellExpression } from "../definition/language";
import type { SpellTable } from "./spells";
import { IN_TIME, type View, WITH_FACTS } from "./view";

/** Recorded kinds of spell in the order of their origins. */
type RecordedKind = "placements" | "support" | "services" | "follow-ups" | "enrolments" | "exits";

/** First origin of each recorded kind. */
function originsOf(store: Store): Readonly<Record<RecordedKind, number>> {
  const support = store.placements.starts.length;
  const services = support + store.support.starts.length;
  const followUps = services + store.services.days.length;
  const enrolments = followUps + store.followUps.days.length;
  const exits = enrolments + store.enrolments.starts.length;
  return { placements: 0, support, services, "follow-ups": followUps, enrolments, exits };
}

type Recorded = Extract<
  SpellExpression,
  {
    readonly kind:
      | "placements"
      | "support"
      | "services"
      | "enrolment"
      | "exits"
      | "employed-at-follow-up"
      | "follow-ups";
  }
>;

/**
 * Recorded spells as they stand at the horizon in one reading.
 *
 * @param view - whose facts, and up to when
 * @param expression - which spells
 * @param reading - how running spells and missing facts are read
 * @param out - the table to write
 */
export function recordedSpells(view: View, expression: Recorded, reading: number, out: SpellTable): void {
  const { store } = view;
  const origins = originsOf(store);
  switch (expression.kind) {
    case "placements":
      if (expression.setting === undefined && expression.contract === undefined) {
        runs(view, "placements", origins.placements, reading, out);
      } else {
        filteredPlacements(view, expression, reading, out);
      }
      break;
    case "support":
      runs(view, "support", origins.support, reading, out);
      break;
    case "enrolment":
      runs(view, "enrolments", origins.enrolments, reading, out);
      break;
    case "services": {
      const wanted = expression.service === undefined ? ANY : store.log.codes.find(expression.service);
      codedDays(view, "services", wanted, origins.services, out);
      break;
    }
    case "exits":
      exitDays(view, expression.reason, origins.exits, reading, out);
      break;
    case "follow-ups": {
      const wanted = expression.status === undefined ? ANY : statusNumber(expression.status);
      codedDays(view, "followUps", wanted, origins["follow-ups"], out);
      break;
    }
    case "employed-at-follow-up":
      employedDays(view, reading, origins["follow-ups"], out);
  }
}

function runs(
  { store, people, horizon, goesOnUntil }: View,
  kind: "placements" | "support" | "enrolments",
  firstOrigin: number,
  reading: number,
  out: SpellTable,
): void {
  const { starts, ends } = store[kind];
  const { rows, owners, count } = people.rowsOf(kind);
  const runningEnd = (reading & IN_TIME) !== 0 ? goesOnUntil : horizon + 1;
  out.clear();
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    if (starts[row]! > horizon) continue;
    const end = ends[row]!;
    out.append(owners[at]!, starts[row]!, end > horizon + 1 ? runningEnd : end, firstOrigin + row);
  }
  out.order();
}

/** Answers of a filter of placements by what is given of them. */
const NO = 0;
const YES = 1;
const IF_KNOWN = 2;

/** Numbers of settings, and of contracts: two codes each, and 0 for "not given". */
const CHOICES = 3;

/** The answer of a filter to each pair of setting and contract, as `setting * CHOICES + contract`. */
function answersTo(wantedSetting: number, wantedContract: number): Uint8Array {
  const answer = (wanted: number, given: number) =>
    wanted === 0 || wanted === given ? YES : given === 0 ? IF_KNOWN : NO;
  return Uint8Array.from({ length: CHOICES * CHOICES }, (_, pair) => {
    const setting = answer(wantedSetting, Math.floor(pair / CHOICES));
    const contract = answer(wantedContract, pair % CHOICES);
    return setting === NO || contract === NO ? NO : Math.max(setting, contract);
  });
}

/** The answers of every filter, by the setting and the contract wanted; 0 asks for nothing. */
const ANSWERS = Array.from({ length: CHOICES * CHOICES }, (_, pair) =>
  answersTo(Math.floor(pair / CHOICES), pair % CHOICES),
);

function filteredPlacements(
  view: View,
  expression: Extract<SpellExpression, { readonly kind: "placements" }>,
  reading: number,
  out: SpellTable,
): void {
  const { store, people, horizon, fillings } = view;
  const { starts, ends, settings, contracts } = store.placements;
  const { rows, owners, count } = people.rowsOf("placements");
  const wantedSetting = settingNumber(expression.setting);
  const wantedContract = contractNumber(expression.contract);
  const answers = ANSWERS[wantedSetting * CHOICES + wantedContract]!;
  const runningEnd = (reading & IN_TIME) !== 0 ? view.goesOnUntil : horizon + 1;
  const isFavourable = (reading & WITH_FACTS) !== 0;
  const isMet = (owner: number, fact: MissingKind, row: number, wanted: number, given: number) =>
    wanted === 0 || given !== 0 || filledIn(view, owner, fact, row) + 1 === wanted;
  out.clear();
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const answer = answers[settings[row]! * CHOICES + contracts[row]!]!;
    if (answer === NO || starts[row]! > horizon) continue;
    const owner = owners[at]!;
    if (answer === IF_KNOWN) {
      const isKept =
        fillings === undefined
          ? isFavourable
          : isMet(owner, "setting", row, wantedSetting, settings[row]!) &&
            isMet(owner, "contract", row, wantedContract, contracts[row]!);
      if (!isKept) continue;
    }
    const end = ends[row]!;
    out.append(owner, starts[row]!, end > horizon + 1 ? runningEnd : end, row);
  }
  out.order();
}

/** Days of services or follow-ups, all or those of one code, as recorded. */
function codedDays(
  { store, people, horizon }: View,
  kind: "services" | "followUps",
  wanted: number,
  firstOrigin: number,
  out: SpellTable,
): void {
  const { days, codes } = store[kind];
  const { rows, owners, count } = people.rowsOf(kind);
  out.clear();
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const day = days[row]!;
    if (day > horizon || (wanted !== ANY && codes[row] !== wanted)) continue;
    out.add(owners[at]!, day, day + 1, firstOrigin + row);
  }
}

/** Stands for every code where one could be asked for; -1 is a code that never came. */
const ANY = -2;

/**
 * Days of exits, all or those for one of the reasons; one without a reason is kept where missing facts are favourable.
 */
function exitDays(
  { store, people, horizon }: View,
  reasons: readonly string[] | undefined,
  firstOrigin: number,
  reading: number,
  out: SpellTable,
): void {
  const { days, codes } = store.exits;
  const { rows, owners, count } = people.rowsOf("exits");
  const wanted = reasons?.map((reason) => store.log.codes.find(reason));
  const isFavourable = (reading & WITH_FACTS) !== 0;
  out.clear();
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const day = days[row]!;
    if (day > horizon) continue;
    const isKept = wanted === undefined || (codes[row]! < 0 ? isFavourable : wanted.includes(codes[row]!));
    if (isKept) out.add(owners[at]!, day, day + 1, firstOrigin + row);
  }
}

function employedDays(view: View, reading: number, firstOrigin: number, out: SpellTable): void {
  const { store, people, horizon, fillings } = view;
  const { days, codes } = store.followUps;
  const { rows, owners, count } = people.rowsOf("followUps");
  const employed = statusNumber("employed");
  const unreachable = statusNumber("unreachable");
  const isFavourable = (reading & WITH_FACTS) !== 0;
  out.clear();
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    if (days[row]! > horizon) continue;
    let isKept = codes[row] === employed;
    if (codes[row] === unreachable) {
      isKept = fillings === undefined ? isFavourable : filledIn(view, owners[at]!, "follow-up", row) === 1;
    }
    if (isKept) out.add(owners[at]!, days[row]!, days[row]! + 1, firstOrigin + row);
  }
}

/** Facts that can be missing and have two possible values each. */
type MissingKind = "setting" | "contract" | "follow-up";

/** The value, 0 or 1, that a view takes a missing fact to have. */
function filledIn({ store, people, horizon, fillings }: View, owner: number, fact: MissingKind, row: number): number {
  return (fillings!.values[owner]! >> missingPlace(store, people.who[owner]!, horizon, fact, row)) & 1;
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

/** Finds the events that a recorded spell was told by, from its origin. */
export class RecordedEvents {
  readonly #store: Store;
  readonly #horizon: number;
  readonly #origins: Readonly<Record<RecordedKind, number>>;

  constructor(store: Store, horizon: number) {
    this.#store = store;
    this.#horizon = horizon;
    this.#origins = originsOf(store);
  }

  /** Position of the event that tells the start, or the one day. */
  startOf(origin: number): number {
    const { services, "follow-ups": followUps, enrolments, exits } = this.#origins;
    if (origin >= exits) return this.#store.exits.events[origin - exits]!;
    if (origin >= services && origin < followUps) return this.#store.services.events[origin - services]!;
    if (origin >= followUps && origin < enrolments) return this.#store.followUps.events[origin - followUps]!;
    return this.#columnsOf(origin).startEvents[this.#rowOf(origin)]!;
  }

  /** Position of the event that tells the end, or -1 where none does by the horizon. */
  endOf(origin: number): number {
    const { ends, endEvents } = this.#columnsOf(origin);
    const row = this.#rowOf(origin);
    // What happens on one day is outside the columns of spells, and has no end there.
    return ends[row]! <= this.#horizon + 1 ? endEvents[row]! : -1;
  }

  #columnsOf(origin: number): SpellColumns {
    if (origin < this.#origins.support) return this.#store.placements;
    return origin < this.#origins.services ? this.#store.support : this.#store.enrolments;
  }

  #rowOf(origin: number): number {
    if (origin < this.#origins.support) return origin;
    return origin - (origin < this.#origins.services ? this.#origins.support : this.#origins.enrolments);
  }
}
