import { Lists } from "./column";
import type { EventLog } from "./log";
import type { Fields, Store } from "./store";

/** One live event of a person that can decide a verdict, in a form that can be compared between datasets. */
export interface Fact {
  /** Position of the event in its own dataset. */
  readonly event: number;
  readonly id: string;
  readonly day: number;
  /**
   * What another event must share with it to be its correction: type, and placement, support or, without one, the day.
   */
  readonly subject: string;
  /** Everything in it that can decide a verdict. */
  readonly content: string;
}

/**
 * The live events of one person that can decide a verdict.
 *
 * Left out is what no definition looks at: what the rows of event types say decides nothing, sources, dates of
 * recording.
 *
 * @param store - the columns of a dataset
 * @param person - a number in them
 */
export function factsOf(store: Store, person: number): readonly Fact[] {
  const { log, facts, spells } = store;
  const found: Fact[] = [];
  const days = log.day.view();
  const add = (event: number, type: string, subject: string, content: readonly string[]) => {
    const day = days[event]!;
    const fact = { event, id: log.ids.texts[event]!, day, subject: `${type} ${subject}` };
    found.push({ ...fact, content: `${day} ${JSON.stringify(content)}` });
  };
  for (const [type, { offsets, events, days: of, fields }] of facts) {
    const { row } = log.tableOf(type);
    if (row.decides === false) continue;
    const isOfStay = row.starts !== undefined || row.ends !== undefined;
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      add(events[at]!, type, isOfStay ? "" : `${of[at]}`, contentOf(log, type, fields, at));
    }
  }
  for (const { spell, offsets, startEvents, endEvents, fields, endFields } of spells.values()) {
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      const id = log.idTexts.get(spell.of)!.texts[fields[spell.field]![at]!]!;
      const end = endEvents[at]!;
      add(startEvents[at]!, spell.start, id, contentOf(log, spell.start, fields, at));
      if (end >= 0) add(end, spell.end!, id, contentOf(log, spell.end!, endFields, at));
    }
  }
  return found;
}

/** Everything in the fields of an event that can decide a verdict, as texts that mean the same in every dataset. */
function contentOf(log: EventLog, type: string, fields: Fields, row: number): readonly string[] {
  return log.tableOf(type).fields.flatMap(({ name, field, column }) => {
    const values = fields[name];
    if (values === undefined || field.decides === false) return [];
    const { texts } = log.textsOf(field);
    if (column instanceof Lists) {
      const numbers = column.values.view().subarray(values[row * 2], values[row * 2 + 1]);
      return JSON.stringify(setOf(numbers, texts, field.kind === "codes" ? 1 : 2));
    }
    return field.kind === "id" || field.kind === "code" ? (texts[values[row]!] ?? "") : String(values[row]);
  });
}

/** Texts in groups of so many, in an order that does not depend on how they were told. */
function setOf(numbers: Int32Array, texts: readonly string[], size: number): readonly string[] {
  const groups: string[] = [];
  for (let at = 0; at < numbers.length; at += size) {
    groups.push(JSON.stringify(Array.from(numbers.subarray(at, at + size), (number) => texts[number])));
  }
  return groups.sort();
}

/** How one person's facts differ between two datasets; of each kind, the events of the earlier and of the later one. */
export interface FactDifference {
  readonly new: readonly Fact[];
  readonly retracted: readonly Fact[];
  readonly corrected: readonly (readonly [earlier: Fact, later: Fact])[];
}

/**
 * What was added, taken back and corrected between two lists of one person's facts.
 *
 * An event is corrected when it stands under the same id with another content, or when it is gone and another of the
 * same subject has
 * come, one for one in the order of the day.
 *
 * @param earlier - from {@link factsOf}
 * @param later - from {@link factsOf}
 * @param horizon - differences of facts dated after it are left out
 */
export function factDifference(earlier: readonly Fact[], later: readonly Fact[], horizon: number): FactDifference {
  const held = new Map(earlier.map((fact) => [fact.id, fact]));
  const corrected: (readonly [Fact, Fact])[] = [];
  const come: Fact[] = [];
  for (const fact of [...later].sort(byDay)) {
    const former = held.get(fact.id);
    held.delete(fact.id);
    if (former === undefined) come.push(fact);
    else if (former.content !== fact.content || former.subject !== fact.subject) corrected.push([former, fact]);
  }
  const retracted: Fact[] = [];
  for (const fact of [...held.values()].sort(byDay)) {
    const at = come.findIndex(({ subject }) => subject === fact.subject);
    if (at === -1) retracted.push(fact);
    else corrected.push([fact, ...come.splice(at, 1)] as [Fact, Fact]);
  }
  const exists = ({ day }: Fact) => day <= horizon;
  return {
    new: come.filter(exists),
    retracted: retracted.filter(exists),
    corrected: corrected.filter((pair) => pair.some(exists)),
  };
}

function byDay(a: Fact, b: Fact): number {
  return a.day - b.day || (a.id < b.id ? -1 : 1);
}

/** Whether two stores hold the same facts for certain: the same events of one log. */
export function areSameFacts(a: Store, b: Store): boolean {
  if (a.log !== b.log) return false;
  return a === b || a.live.every((isLive, event) => isLive === b.live[event]);
}
