import { dayOf, NO_DAY } from "../../calendar";
import { type EventCheck, eventCheck } from "../events/check";
import type { BeneficiaryEvent, Criterion } from "../events/event";
import { type eventRows, type Field, type Spell, spellsOf } from "../events/rows";
import type { EventType } from "../events/vocabulary";
import { describe, type Issue, named } from "../../issue";
import { Bytes, Ints } from "./column";
import { Dictionary } from "./dictionary";
import { sourceNumber } from "./numbers";
import { type ColumnsOf, EventTable, type Words } from "./table";

/** An issue with the id of its event, so that a retraction can withdraw both. */
export interface FoundIssue {
  readonly eventId: string | undefined;
  readonly issue: Issue;
}

/** How many events are likely to come, and how many of each type; any number may. */
export interface Expected {
  readonly events: number;
  readonly of: ReadonlyMap<unknown, number>;
}

/** The tables of the types that there are, each with the columns of its fields. */
type Tables = {
  readonly [Type in EventType]: EventTable & { readonly columns: ColumnsOf<(typeof eventRows)[Type]["fields"]> };
};

/**
 * Events as columns, in the order of the input, before any rule that needs two of them.
 *
 * Row `i` is the event at position `i` of the input. What only one type has stands in the table of that type.
 */
export class EventLog implements Words {
  /** Says what is an event. */
  readonly check: EventCheck;
  readonly ids: Dictionary;
  readonly people: Dictionary;
  /** Services, reasons, groups, employers, attribute names … : every open code. */
  readonly codes = new Dictionary();
  readonly criteria = new Dictionary();
  /** Ids that fields hold, by what they name; people and the events that are retracted among them. */
  readonly idTexts: ReadonlyMap<string, Dictionary>;

  readonly type: Bytes;
  readonly person: Ints;
  readonly day: Ints;
  /** Day of entry, `NO_DAY` where not given; ends with the last event that gives one. */
  readonly recorded: Ints;
  /** Number of the evidence, 0 where not given; ends with the last event that gives one. */
  readonly source: Bytes;
  readonly tables: Tables;
  /** Every table, in the order of the numbers of their types. */
  readonly all: readonly EventTable[];
  /** What begins with an event. */
  readonly spells: readonly Spell[];

  readonly found: FoundIssue[] = [];
  /**
   * Ids that events which could not be read would have started, by what they name, so that one bad row is one issue.
   */
  readonly unread: ReadonlyMap<string, Set<unknown>>;
  readonly declared: ReadonlyMap<string, Criterion> | undefined;

  /**
   * @param expected - what columns make room for beforehand, so that few have to grow
   * @param check - of the types of events that may come
   */
  constructor(criteria: readonly Criterion[] | undefined, { events, of }: Expected, check = eventCheck()) {
    this.check = check;
    this.spells = spellsOf(check.rows);
    const texts = new Map(this.spells.map((spell) => [spell.of, new Dictionary(of.get(spell.start))]));
    this.idTexts = texts.set("event", new Dictionary(of.get("event-retracted")));
    this.unread = new Map(this.spells.map((spell) => [spell.of, new Set()]));
    this.ids = new Dictionary(events);
    this.people = texts.get("beneficiary")!;
    this.type = new Bytes(events);
    this.person = new Ints(events);
    this.day = new Ints(events);
    this.recorded = new Ints(events);
    this.source = new Bytes(events);
    this.all = check.types.map((type) => new EventTable(type, check.rows[type]!, of.get(type) ?? 0, this));
    this.tables = byType(this.all);
    if (criteria === undefined) return;
    this.declared = new Map(criteria.map((criterion) => [criterion.code, criterion]));
    for (const criterion of criteria) this.criteria.add(criterion.code);
  }

  /** How many events were read, good or bad. */
  get length(): number {
    return this.type.length;
  }

  /** Pairs of codes: name and value of attributes. */
  get attributes(): Ints {
    return this.tables["beneficiary-registered"].columns.attributes.values;
  }

  /** Codes of themes of feedback. */
  get themes(): Ints {
    return this.tables["feedback-recorded"].columns.themes.values;
  }

  /** The table of a type. */
  tableOf(type: string): EventTable {
    return (this.tables as Readonly<Record<string, EventTable>>)[type]!;
  }

  /** Numbers of an id or a code in the events of a type. */
  numbersOf(type: string, field: string): Int32Array {
    return (this.tableOf(type).columns[field] as Ints).view();
  }

  /** The dictionary of an id or a code. */
  textsOf({ kind, of }: Field): Dictionary {
    if (kind !== "id") return of === "criterion" ? this.criteria : this.codes;
    return this.idTexts.get(of!)!;
  }

  /** Reads one value as the next event; what is wrong with it goes to `found`. */
  read(value: unknown): void {
    const row = this.length;
    let issues: readonly Issue[];
    let eventId: string | undefined;
    try {
      const type = this.check.numberOf(value);
      if (type > 0) {
        const event = value as BeneficiaryEvent;
        const known = this.ids.size;
        if (this.ids.add(event.id) === known) {
          this.#write(event, type, row);
          return;
        }
        issues = [this.#duplicate(event, row)];
      } else {
        issues = this.check.issuesOf(value, row);
      }
      eventId = idOf(value);
      this.#noteUnread((value ?? {}) as Readonly<Record<string, unknown>>);
    } catch {
      issues = [this.#unreadable(row)];
    }
    if (this.ids.size === row) this.ids.skip();
    if (this.length === row) this.#writeCommon(0, -1, NO_DAY);
    for (const issue of issues) this.found.push({ eventId, issue });
  }

  #noteUnread(event: Readonly<Record<string, unknown>>): void {
    for (const { of, field, start } of this.spells) {
      if (event.type === start) this.unread.get(of)!.add(event[field]);
    }
  }

  /** Refuses the rest of an array from its first empty place on, in one issue. */
  refuseHoles(index: number, length: number): void {
    const because = `every place of the list must hold an event, and place ${index} of ${length} is empty`;
    const hint = "leave empty places out; what follows the first of them was not read";
    const issue = this.check.issue(index, {}, [], "dataset.not-an-event", because, hint);
    this.found.push({ eventId: undefined, issue });
  }

  /** Gives back what was made room for and did not come, once everything is read. */
  close(): void {
    for (const dictionary of [this.ids, ...this.idTexts.values()]) dictionary.close();
  }

  #writeCommon(type: number, person: number, day: number): void {
    this.type.push(type);
    this.person.push(person);
    this.day.push(day);
  }

  #write(event: BeneficiaryEvent, type: number, row: number): void {
    const recorded = event.recordedOn === undefined ? NO_DAY : dayOf(event.recordedOn);
    const person = this.people.add(event.beneficiaryId);
    const source = sourceNumber(event.source);
    this.#writeCommon(type, person, dayOf(event.date));
    if (recorded !== NO_DAY) pushAt(this.recorded, row, recorded, NO_DAY);
    if (source !== 0) pushAt(this.source, row, source, 0);
    this.all[type - 1]!.write(event as unknown as Readonly<Record<string, unknown>>, row);
  }

  /** A score as a number, NaN where it does not apply; one that its criterion does not have is refused. */
  scoreOf(event: Readonly<Record<string, unknown>>, row: number, name: string, { on }: Field): number {
    const score = event[name] as number | string;
    const code = event[on!] as string;
    const criterion = this.declared?.get(code);
    if (this.declared !== undefined && criterion === undefined) {
      this.#refuse(event, this.check.unknownCode(row, event, [on!], code, [...this.declared.keys()]));
    } else if (criterion?.notApplicable?.includes(score)) {
      return Number.NaN;
    } else if (typeof score === "string") {
      const allowed = (criterion?.notApplicable ?? []).map(String);
      this.#refuse(event, this.#undeclaredScore(row, event, name, code, allowed));
    } else if (criterion !== undefined && (score < criterion.min || score > criterion.max)) {
      this.#refuse(event, this.#offScale(row, event, name, criterion));
    }
    return typeof score === "number" ? score : Number.NaN;
  }

  #refuse(event: Readonly<Record<string, unknown>>, issue: Issue): void {
    this.found.push({ eventId: event.id as string, issue });
  }

  #duplicate(event: BeneficiaryEvent, row: number): Issue {
    const first = this.ids.find(event.id);
    const because = `id must be unique, and event ${first} has ${describe(event.id)} already`;
    const hint = "give every event an id of its own, or leave out the copy";
    return this.check.issue(row, event, ["id"], "dataset.duplicate-event-id", because, hint);
  }

  #undeclaredScore(
    row: number,
    event: Readonly<Record<string, unknown>>,
    name: string,
    criterion: string,
    allowed: readonly string[],
  ): Issue {
    if (allowed.length > 0) return this.check.unknownCode(row, event, [name], event[name], allowed);
    const because = `${name} must be a number, for ${named("criterion", criterion)} has no not-applicable codes`;
    const hint = "declare the code in the criterion's notApplicable, or write a number";
    return this.check.issue(row, event, [name], "dataset.unknown-code", because, hint);
  }

  #offScale(row: number, event: Readonly<Record<string, unknown>>, name: string, { code, min, max }: Criterion): Issue {
    const because = `${name} must be from ${min} to ${max}, the scale of ${named("criterion", code)}, received ${event[name]}`;
    const hint = "correct the score, or declare it in the criterion's notApplicable";
    return this.check.issue(row, event, [name], "dataset.out-of-range", because, hint);
  }

  /** An object whose own fields refuse to be read. */
  #unreadable(row: number): Issue {
    const because = "each event must be a plain object, and this one cannot be read";
    const hint = "give plain objects, such as those JSON.parse returns";
    return this.check.issue(row, {}, [], "dataset.not-an-event", because, hint);
  }
}

/** Tables by the name of their type. */
export function byType(tables: readonly EventTable[]): Tables {
  return Object.fromEntries(tables.map((table) => [table.type, table])) as unknown as Tables;
}

/** Writes a number at a row not reached yet, and the blank in the rows before it that have none. */
function pushAt(column: Ints | Bytes, row: number, value: number, blank: number): void {
  while (column.length < row) column.push(blank);
  column.push(value);
}

function idOf(value: unknown): string | undefined {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : undefined;
}

/** What messages call an event that was read: its type and beneficiary. */
export function eventAt(log: EventLog, row: number): { readonly type: string; readonly beneficiaryId: string } {
  const type = log.check.types[log.type.view()[row]! - 1]!;
  return { type, beneficiaryId: log.people.texts[log.person.view()[row]!]! };
}
