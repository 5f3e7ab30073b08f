import { dateOf } from "../../calendar";
import { describe, type Issue, named } from "../../issue";
import { Grouper, Ints } from "./column";
import type { Dictionary } from "./dictionary";
import { type EventLog, issueAt } from "./log";
import { eventTypes } from "./numbers";

/** What belongs to what: starts with ends, registrations with exits, retractions with what they retract. */
export interface Links {
  /** 1 for each event that was read and not retracted. */
  readonly live: Uint8Array;
  /** People with a live registration. */
  readonly people: number;
  /** By number in `log.people`: the person's number among these, or -1 for nobody. */
  readonly personOf: Int32Array;
  /** Groups tables of the log by these people. */
  readonly grouper: Grouper;
  /** By placement number: row in `log.placementStarts`, or -1. */
  readonly placementStart: Int32Array;
  /** By placement number: the event of its end, or -1. */
  readonly placementEnd: Int32Array;
  /** By support number: row in `log.supportStarts`, or -1. */
  readonly supportStart: Int32Array;
  /** By support number: the event of its end, or -1. */
  readonly supportEnd: Int32Array;
  /** registration event, exit event or -1: one pair for each stay with the practice. */
  readonly enrolments: Ints;
  /** Registrations that came while the person was still registered. */
  readonly registeredAgain: readonly number[];
  /** Every error, in the order of the input. */
  readonly errors: readonly Issue[];
}

/**
 * Applies the rules that need two events. Retractions come first, and the order of events never matters.
 *
 * @param log - events as read
 * @param withheld - 1 for each event that does not exist; none when absent
 */
export function link(log: EventLog, withheld?: Uint8Array): Links {
  const linker = new Linker(log, withheld);
  linker.retract();
  linker.checkPeople();
  const placements = linker.pair("placement", log.placementIds, log.placementStarts, 4, log.placementEnds);
  const support = linker.pair("support", log.supportIds, log.supportStarts, 3, log.supportEnds);
  linker.checkSupportedPlacements(placements.start);
  const { live, enrolments, personOf, people } = linker;
  const grouper = new Grouper(people, personOf, {
    person: log.person.view(),
    day: log.day.view(),
    ids: log.ids.texts,
    live,
  });
  const registeredAgain = linker.enrol(grouper);
  return {
    live,
    people,
    personOf,
    grouper,
    placementStart: placements.start,
    placementEnd: placements.end,
    supportStart: support.start,
    supportEnd: support.end,
    enrolments,
    registeredAgain,
    errors: linker.errors(),
  };
}

const NOTHING_UNREAD: EventLog["unread"] = {
  "beneficiary-registered": new Set(),
  "placement-started": new Set(),
  "support-started": new Set(),
};

class Linker {
  readonly live: Uint8Array;
  /** -1 until {@link checkPeople} has found a registration. */
  readonly personOf: Int32Array;
  people = 0;
  readonly enrolments: Ints;
  readonly #withdrawn = new Set<string>();
  readonly #errors: Issue[] = [];
  readonly #log: EventLog;
  readonly #person: Int32Array;
  readonly #day: Int32Array;

  readonly #unread: EventLog["unread"];

  constructor(log: EventLog, withheld: Uint8Array | undefined) {
    this.#log = log;
    // What could not be read excuses other events from errors only while nothing is withheld: what is left must stand by itself.
    this.#unread = withheld === undefined ? log.unread : NOTHING_UNREAD;
    this.#person = log.person.view();
    this.#day = log.day.view();
    const types = log.type.view();
    this.live = new Uint8Array(types.length);
    for (let row = 0; row < types.length; row++) this.live[row] = types[row] === 0 || withheld?.[row] === 1 ? 0 : 1;
    this.personOf = new Int32Array(log.people.size).fill(-1);
    this.enrolments = new Ints(log.registrations.length / 2);
  }

  /** All errors, those of reading included, in the order of the input. */
  errors(): readonly Issue[] {
    const read = this.#log.found.filter(({ eventId }) => eventId === undefined || !this.#withdrawn.has(eventId));
    const all = [...read.map(({ issue }) => issue), ...this.#errors];
    return all.sort((a, b) => (a.path[0] as number) - (b.path[0] as number));
  }

  /** A retraction stands unless one that stands retracts it; so the last word of a chain decides, in whatever order it was told. */
  retract(): void {
    const { ids, retractions, retracted, found } = this.#log;
    const rows = retractions.view();
    if (rows.length === 0) return;
    const unreadIds = new Set(found.map(({ eventId }) => eventId));
    const targets = new Map<number, number>();
    const waiting = new Map<number, number>();
    rows.forEach((row, index) => {
      const target = ids.find(retracted[index]!);
      targets.set(row, target);
      waiting.set(target, (waiting.get(target) ?? 0) + 1);
    });
    const texts = new Map(Array.from(rows, (row, index) => [row, retracted[index]!]));
    const ready = Array.from(rows).filter((row) => this.live[row] === 0 || !waiting.has(row));
    const settled = new Set<number>();
    for (let row = ready.pop(); row !== undefined; row = ready.pop()) {
      if (settled.has(row)) continue;
      settled.add(row);
      const target = targets.get(row)!;
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (this.live[row] === 1) {
        this.#withdrawn.add(texts.get(row)!);
        if (target >= 0) this.live[target] = 0;
      }
      if (targets.has(target) && (left === 0 || this.live[target] === 0)) ready.push(target);
    }
    for (const row of rows) {
      const target = targets.get(row)!;
      if (!settled.has(row)) {
        const because = "retracts must not lead back to this event through other retractions";
        this.#refuse(row, ["retracts"], "dataset.retraction-circle", because, "leave out one of the retractions");
      } else if (this.live[row] === 1) {
        if (target < 0 && !unreadIds.has(texts.get(row)!)) this.#refuseRetraction(row, texts.get(row)!);
        if (target >= 0 && this.#person[target] !== this.#person[row]) this.#refuseForeign(row, "retracts", target);
      }
    }
  }

  /** Marks who is registered, and refuses live events of anybody else. */
  checkPeople(): void {
    const { registrations, type, people } = this.#log;
    const rows = registrations.view();
    for (let at = 0; at < rows.length; at += 4) {
      if (this.live[rows[at]!] === 1) this.personOf[this.#person[rows[at]!]!] = 0;
    }
    for (let code = 0; code < this.personOf.length; code++) {
      if (this.personOf[code] === 0) this.personOf[code] = this.people++;
    }
    const types = type.view();
    const retraction = eventTypes.indexOf("event-retracted") + 1;
    for (let row = 0; row < types.length; row++) {
      if (this.live[row] === 0 || types[row] === retraction || this.personOf[this.#person[row]!]! >= 0) continue;
      if (this.#unread["beneficiary-registered"].has(people.texts[this.#person[row]!]!)) continue;
      const id = describe(people.texts[this.#person[row]!]);
      const because = `beneficiaryId must be that of a registered beneficiary, received ${id}`;
      const hint = "add a beneficiary-registered event, or correct the id";
      this.#refuse(row, ["beneficiaryId"], "dataset.unknown-beneficiary", because, hint);
    }
  }

  /** Finds start and end of each placement or support, and refuses what does not pair. */
  pair(what: "placement" | "support", ids: Dictionary, startTable: Ints, width: number, endTable: Ints) {
    const field = `${what}Id`;
    const unread = this.#unread[`${what}-started`];
    const start = new Int32Array(ids.size).fill(-1);
    const end = new Int32Array(ids.size).fill(-1);
    const starts = startTable.view();
    const ends = endTable.view();
    const nameOf = (code: number) => named(what, ids.texts[code]!);
    for (let at = 0; at < starts.length; at += width) {
      const code = starts[at + 1]!;
      if (this.live[starts[at]!] === 0) continue;
      const held = start[code] === -1 ? -1 : start[code]! * width;
      const first = held === -1 || this.#precedes(starts[at]!, starts[held]!) ? at : held;
      start[code] = first / width;
      if (held === -1) continue;
      const copy = starts[first === at ? held : at]!;
      const because = `${nameOf(code)} must start once, and event ${starts[first]} already starts it`;
      const hint = `give each ${what} an id of its own, or leave out the copy`;
      this.#refuse(copy, [field], "dataset.started-twice", because, hint);
    }
    for (let at = 0; at < ends.length; at += 2) {
      const row = ends[at]!;
      const code = ends[at + 1]!;
      if (this.live[row] === 0) continue;
      if (start[code] === -1) {
        if (unread.has(ids.texts[code]!)) continue;
        const because = `${nameOf(code)} must have a start, and none is there`;
        const hint = `add its ${what}-started event, or correct the id`;
        this.#refuse(row, [field], "dataset.end-without-start", because, hint);
      } else if (this.#person[starts[start[code]! * width]!] !== this.#person[row]) {
        this.#refuseForeign(row, field, starts[start[code]! * width]!);
      } else {
        const held = end[code]!;
        const first = held === -1 || this.#precedes(row, held) ? row : held;
        end[code] = first;
        if (held === -1) continue;
        const because = `${nameOf(code)} must end once, and event ${first} already ends it`;
        const hint = "leave out or retract the wrong end";
        this.#refuse(first === row ? held : row, [field], "dataset.two-ends", because, hint);
      }
    }
    for (let code = 0; code < end.length; code++) {
      const row = end[code]!;
      if (row === -1) continue;
      const startRow = starts[start[code]! * width]!;
      if (this.#day[row]! < this.#day[startRow]!) this.#refuseOrder(row, startRow, nameOf(code));
    }
    return { start, end };
  }

  /** The earlier of two events, the smaller id on one day: the same one in whatever order they came. */
  #precedes(a: number, b: number): boolean {
    const { texts } = this.#log.ids;
    return this.#day[a]! < this.#day[b]! || (this.#day[a] === this.#day[b] && texts[a]! < texts[b]!);
  }

  #refuseOrder(row: number, startRow: number, what: string): void {
    const first = dateOf(this.#day[startRow]!);
    const because = `date must be on or after the start of ${what} (${first}), received ${dateOf(this.#day[row]!)}`;
    this.#refuse(
      row,
      ["date"],
      "dataset.end-before-start",
      because,
      "correct the start or the end; the end is the last day",
    );
  }

  /** A support spell that names its placement must name one of the same person. */
  checkSupportedPlacements(placementStart: Int32Array): void {
    const { supportStarts, placementStarts, placementIds } = this.#log;
    const rows = supportStarts.view();
    const starts = placementStarts.view();
    for (let at = 0; at < rows.length; at += 3) {
      const row = rows[at]!;
      const code = rows[at + 2]!;
      if (code < 0 || this.live[row] === 0 || this.#unread["placement-started"].has(placementIds.texts[code]!))
        continue;
      if (placementStart[code] === -1) {
        const because = `placementId must be that of a placement, and ${named("placement", placementIds.texts[code]!)} has no start`;
        const hint = "add its placement-started event, correct the id, or leave placementId out";
        this.#refuse(row, ["placementId"], "dataset.unknown-placement", because, hint);
        continue;
      }
      const startRow = starts[placementStart[code]! * 4]!;
      if (this.#person[startRow] !== this.#person[row]) this.#refuseForeign(row, "placementId", startRow);
    }
  }

  /** Pairs registrations with exits, day by day. */
  enrol(grouper: Grouper): readonly number[] {
    const { registrations, exits } = this.#log;
    const starts = registrations.view();
    const isExitFrom = starts.length / 4;
    const rows = new Int32Array(isExitFrom + exits.length);
    for (let row = 0; row < isExitFrom; row++) rows[row] = starts[row * 4]!;
    rows.set(exits.view(), isExitFrom);
    const { offsets, order } = grouper.group(rows, 1, isExitFrom);
    const again: number[] = [];
    for (let person = 0; person < this.people; person++) {
      let open = -1;
      let closed = -1;
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        // Somebody registered who exits and is registered again on one day exits first.
        const next = at + 1 < offsets[person + 1]! ? order[at + 1]! : -1;
        const isReturn = open !== -1 && order[at]! < isExitFrom && next >= isExitFrom;
        if (isReturn && this.#day[rows[next]!] === this.#day[rows[order[at]!]!]) {
          order[at + 1] = order[at]!;
          order[at] = next;
        }
        const row = rows[order[at]!]!;
        if (order[at]! < isExitFrom) {
          if (open === -1) open = row;
          else again.push(row);
        } else if (open !== -1) {
          this.enrolments.push(open);
          this.enrolments.push(row);
          open = -1;
          closed = row;
        } else {
          this.#refuseExit(row, closed);
        }
      }
      if (open === -1) continue;
      this.enrolments.push(open);
      this.enrolments.push(-1);
    }
    return again;
  }

  #refuseExit(row: number, closed: number): void {
    if (closed === -1) {
      const because = `date must be on or after the beneficiary's registration, received ${dateOf(this.#day[row]!)}`;
      this.#refuse(row, ["date"], "dataset.end-before-start", because, "correct the registration or the exit");
    } else {
      const because = `a beneficiary must exit once for each registration, and event ${closed} already is the exit`;
      this.#refuse(
        row,
        ["beneficiaryId"],
        "dataset.two-ends",
        because,
        "leave out the exit, or add the registration between",
      );
    }
  }

  #refuseRetraction(row: number, id: string): void {
    const because = `retracts must be the id of an event in the data, received ${describe(id)}`;
    this.#refuse(
      row,
      ["retracts"],
      "dataset.retraction-of-nothing",
      because,
      "correct the id, or leave the retraction out",
    );
  }

  #refuseForeign(row: number, field: string, other: number): void {
    const because = `${field} must be of the same beneficiary, and event ${other} is of ${named("beneficiary", this.#log.people.texts[this.#person[other]!]!)}`;
    this.#refuse(row, [field], "dataset.other-beneficiary", because, "correct the id or the beneficiaryId");
  }

  #refuse(row: number, path: readonly string[], code: string, because: string, hint: string): void {
    this.#errors.push(issueAt(row, eventAt(this.#log, row), path, code, because, hint));
  }
}

/** What messages call an event that was read: its type and beneficiary. */
export function eventAt(log: EventLog, row: number): { readonly type: string; readonly beneficiaryId: string } {
  const type = eventTypes[log.type.view()[row]! - 1]!;
  return { type, beneficiaryId: log.people.texts[log.person.view()[row]!]! };
}
