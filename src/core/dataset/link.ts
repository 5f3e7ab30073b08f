import { dateOf } from "../../calendar";
import { describe, type Issue, named } from "../../issue";
import type { Field, Spell } from "../events/rows";
import { Grouper, Ints } from "./column";
import { eventAt, type EventLog } from "./log";
import { typeNumber } from "./numbers";

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
  /** Starts and ends of placements, of support and of whatever else has them, by what their ids name; people aside. */
  readonly pairs: ReadonlyMap<string, Pairs>;
  /** Each stay with the practice. */
  readonly enrolments: Enrolments;
  /** Registrations that came while the person was still registered. */
  readonly registeredAgain: readonly number[];
  /** Every error, in the order of the input. */
  readonly errors: readonly Issue[];
}

/** Starts and ends by number of the id they share. */
export interface Pairs {
  readonly spell: Spell;
  /** Row in the table of its starts, or -1. */
  readonly start: Int32Array;
  /** The event of its end, or -1. */
  readonly end: Int32Array;
}

/** Stays with the practice, one row each. */
interface Enrolments {
  /** Events of registrations. */
  readonly starts: Ints;
  /** Events of exits, -1 while there is none. */
  readonly ends: Ints;
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
  const pairs = new Map(linker.spells().map((spell) => [spell.of, linker.pair(spell)]));
  linker.checkReferences(pairs);
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
    pairs,
    enrolments,
    registeredAgain,
    errors: linker.errors(),
  };
}

const NOTHING_UNREAD: EventLog["unread"] = new Map();

class Linker {
  readonly live: Uint8Array;
  /** -1 until {@link checkPeople} has found a registration. */
  readonly personOf: Int32Array;
  people = 0;
  readonly enrolments: Enrolments;
  readonly #withdrawn = new Set<string>();
  readonly #errors: Issue[] = [];
  readonly #log: EventLog;
  readonly #person: Int32Array;
  readonly #day: Int32Array;

  readonly #unread: EventLog["unread"];

  constructor(log: EventLog, withheld: Uint8Array | undefined) {
    this.#log = log;
    // What could not be read excuses other events from errors only while nothing is withheld: what is left must stand
    // by itself.
    this.#unread = withheld === undefined ? log.unread : NOTHING_UNREAD;
    this.#person = log.person.view();
    this.#day = log.day.view();
    const types = log.type.view();
    this.live = new Uint8Array(types.length);
    for (let row = 0; row < types.length; row++) this.live[row] = types[row] === 0 || withheld?.[row] === 1 ? 0 : 1;
    this.personOf = new Int32Array(log.people.size).fill(-1);
    const { length } = log.tables["beneficiary-registered"].events;
    this.enrolments = { starts: new Ints(length), ends: new Ints(length) };
  }

  /** All errors, those of reading included, in the order of the input. */
  errors(): readonly Issue[] {
    const read = this.#log.found.filter(({ eventId }) => eventId === undefined || !this.#withdrawn.has(eventId));
    const all = [...read.map(({ issue }) => issue), ...this.#errors];
    return all.sort((a, b) => (a.path[0] as number) - (b.path[0] as number));
  }

  /**
   * A retraction stands unless one that stands retracts it; so the last word of a chain decides, in whatever order it
   * was told.
   */
  retract(): void {
    const { ids, idTexts, found, tables } = this.#log;
    const rows = tables["event-retracted"].events.view();
    if (rows.length === 0) return;
    const numbers = tables["event-retracted"].columns.retracts.view();
    const retracted = Array.from(numbers, (number) => idTexts.get("event")!.texts[number]!);
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
    const { tables, type, people } = this.#log;
    for (const row of tables["beneficiary-registered"].events.view()) {
      if (this.live[row] === 1) this.personOf[this.#person[row]!] = 0;
    }
    for (let code = 0; code < this.personOf.length; code++) {
      if (this.personOf[code] === 0) this.personOf[code] = this.people++;
    }
    const types = type.view();
    const retraction = typeNumber("event-retracted");
    for (let row = 0; row < types.length; row++) {
      if (this.live[row] === 0 || types[row] === retraction || this.personOf[this.#person[row]!]! >= 0) continue;
      if (this.#isUnread("beneficiary", people.texts[this.#person[row]!]!)) continue;
      const id = describe(people.texts[this.#person[row]!]);
      const because = `beneficiaryId must be that of a registered beneficiary, received ${id}`;
      const hint = "add a beneficiary-registered event, or correct the id";
      this.#refuse(row, ["beneficiaryId"], "dataset.unknown-beneficiary", because, hint);
    }
  }

  /** Whether an event that could not be read would have started what has this id. */
  #isUnread(of: string, id: string): boolean {
    return this.#unread.get(of)?.has(id) ?? false;
  }

  /** What starts and ends by an id of its own: everything but stays with the practice. */
  spells(): readonly Spell[] {
    return this.#log.spells.filter(({ of }) => of !== "beneficiary");
  }

  /** Finds start and end of each placement, each support …, and refuses what does not pair. */
  pair(spell: Spell): Pairs {
    const { of, field, start: startType, end: endType } = spell;
    const { texts, size } = this.#log.idTexts.get(of)!;
    const start = new Int32Array(size).fill(-1);
    const end = new Int32Array(size).fill(-1);
    const starts = this.#log.tableOf(startType).events.view();
    const ends = endType === undefined ? NONE : this.#log.tableOf(endType).events.view();
    const started = this.#log.numbersOf(startType, field);
    const ended = endType === undefined ? NONE : this.#log.numbersOf(endType, field);
    const nameOf = (number: number) => named(of, texts[number]!);
    for (let at = 0; at < starts.length; at++) {
      const number = started[at]!;
      if (this.live[starts[at]!] === 0) continue;
      const held = start[number]!;
      const first = held === -1 || this.#precedes(starts[at]!, starts[held]!) ? at : held;
      start[number] = first;
      if (held === -1) continue;
      const copy = starts[first === at ? held : at]!;
      const because = `${nameOf(number)} must start once, and event ${starts[first]} already starts it`;
      const hint = `give each ${of} an id of its own, or leave out the copy`;
      this.#refuse(copy, [field], "dataset.started-twice", because, hint);
    }
    for (let at = 0; at < ends.length; at++) {
      const row = ends[at]!;
      const number = ended[at]!;
      if (this.live[row] === 0) continue;
      if (start[number] === -1) {
        if (this.#isUnread(of, texts[number]!)) continue;
        const because = `${nameOf(number)} must have a start, and none is there`;
        const hint = `add its ${startType} event, or correct the id`;
        this.#refuse(row, [field], "dataset.end-without-start", because, hint);
      } else if (this.#person[starts[start[number]!]!] !== this.#person[row]) {
        this.#refuseForeign(row, field, starts[start[number]!]!);
      } else {
        const held = end[number]!;
        const first = held === -1 || this.#precedes(row, held) ? row : held;
        end[number] = first;
        if (held === -1) continue;
        const because = `${nameOf(number)} must end once, and event ${first} already ends it`;
        const hint = "leave out or retract the wrong end";
        this.#refuse(first === row ? held : row, [field], "dataset.two-ends", because, hint);
      }
    }
    for (let number = 0; number < end.length; number++) {
      const row = end[number]!;
      if (row === -1) continue;
      const startRow = starts[start[number]!]!;
      if (this.#day[row]! < this.#day[startRow]!) this.#refuseOrder(row, startRow, nameOf(number));
    }
    return { spell, start, end };
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

  /** What names a placement, or anything else that starts, must name one of the same person. */
  checkReferences(pairs: ReadonlyMap<string, Pairs>): void {
    for (const { type, row, fields, events } of this.#log.all) {
      for (const { name, field } of fields) {
        const isReference = field.kind === "id" && pairs.has(field.of!) && name !== row.starts && name !== row.ends;
        if (isReference) this.#checkReference(name, field, events.view(), this.#log.numbersOf(type, name), pairs);
      }
    }
  }

  #checkReference(
    name: string,
    { of = "", optional }: Field,
    events: Int32Array,
    numbers: Int32Array,
    pairs: ReadonlyMap<string, Pairs>,
  ): void {
    const { spell, start } = pairs.get(of)!;
    const starts = this.#log.tableOf(spell.start).events.view();
    const { texts } = this.#log.idTexts.get(of)!;
    for (let at = 0; at < events.length; at++) {
      const row = events[at]!;
      const number = numbers[at]!;
      if (number < 0 || this.live[row] === 0 || this.#isUnread(of, texts[number]!)) continue;
      if (start[number] === -1) {
        const because = `${name} must be that of a ${of}, and ${named(of, texts[number]!)} has no start`;
        const mend = `add its ${spell.start} event${optional ? ", correct the id," : ""} or`;
        const hint = optional ? `${mend} leave ${name} out` : `${mend} correct the id`;
        this.#refuse(row, [name], spell.unknown!, because, hint);
        continue;
      }
      const startRow = starts[start[number]!]!;
      if (this.#person[startRow] !== this.#person[row]) this.#refuseForeign(row, name, startRow);
    }
  }

  /** Pairs registrations with exits, day by day. */
  enrol(grouper: Grouper): readonly number[] {
    const { tables } = this.#log;
    const starts = tables["beneficiary-registered"].events;
    const exits = tables["beneficiary-exited"].events;
    const isExitFrom = starts.length;
    const rows = new Int32Array(isExitFrom + exits.length);
    rows.set(starts.view());
    rows.set(exits.view(), isExitFrom);
    const { offsets, order } = grouper.group(rows, isExitFrom);
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
          this.enrolments.starts.push(open);
          this.enrolments.ends.push(row);
          open = -1;
          closed = row;
        } else {
          this.#refuseExit(row, closed);
        }
      }
      if (open === -1) continue;
      this.enrolments.starts.push(open);
      this.enrolments.ends.push(-1);
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
    this.#errors.push(this.#log.check.issue(row, eventAt(this.#log, row), path, code, because, hint));
  }
}

/** The rows of a table that is not there. */
const NONE = new Int32Array(0);
