import { dayOf } from "../calendar";
import type { AdverseEventCounts } from "../tables/adverse-events";
import type { Harm } from "../tables/harm";
import type { CellBook, Path } from "./cells";
import { PEOPLE } from "./figures";

/** Two periods of which one is within the other. */
export type Nested = readonly [part: Harm, whole: Harm];

/** Totals weigh more than what they are made of. */
const TOTAL = 3;
const ANY = "any";

function eventKey({ period }: Pick<Harm, "period">, kind: string | null, severity: string, what: "events" | "people") {
  const ofKind = kind === null ? "any kind" : `kind ${kind}`;
  return `adverse | ${period.from}/${period.to} | ${ofKind} | ${severity} | ${what}`;
}

/** Events add up over kinds and severities; people of several stand in each. */
export function describeAdverseEvents(book: CellBook, path: Path, table: Harm): void {
  const all = table.adverseEvents[0]!.any.events;
  const severities = table.adverseEvents[0]!.bySeverity.map(({ severity }) => severity);
  const kinds = table.adverseEvents.slice(1).map(({ kind }) => kind);
  const key = (kind: string | null, severity: string, what: "events" | "people") =>
    eventKey(table, kind, severity, what);
  const describe = (at: Path, kind: string | null, severity: string, counts: AdverseEventCounts) => {
    const [events, people] = [key(kind, severity, "events"), key(kind, severity, "people")];
    const isEverybodys = kind === null && severity === ANY;
    const about = {
      of: isEverybodys ? PEOPLE : severity === ANY ? key(null, ANY, "people") : key(kind, ANY, "people"),
      // Each kind stands in the table because it was recorded; where none stands, nothing was.
      isKnown: kinds.length === 0,
      weight: isEverybodys ? TOTAL : 1,
    };
    const least = severity !== ANY ? 0 : kind === null ? kinds.length : 1;
    const ofEvents = { ...about, least, inside: key(null, severity, "events") };
    const ofPeople = { ...about, least: Math.min(least, 1), inside: key(null, severity, "people") };
    book.shown([...at, "events"], events, counts.events, ofEvents);
    book.shown([...at, "people"], people, counts.people, ofPeople);
    book.place({ path: [...at, "reason"], cells: [events, people], as: "derived" });
    book.atMost([people], [events]);
    // Whatever happened, happened to somebody.
    book.atMost([events], [[people, Math.max(1, all)]]);
  };
  table.adverseEvents.forEach(({ kind, any, bySeverity }, row) => {
    const at = [...path, "adverseEvents", row];
    describe([...at, "any"], kind, ANY, any);
    bySeverity.forEach((counts, place) => {
      describe([...at, "bySeverity", place], kind, counts.severity, counts);
    });
    tieParts(
      book,
      key,
      [kind, ANY],
      severities.map((severity) => [kind, severity] as const),
    );
  });
  for (const severity of [ANY, ...severities]) {
    tieParts(
      book,
      key,
      [null, severity],
      kinds.map((kind) => [kind, severity] as const),
    );
  }
  book.atMost([key(null, ANY, "people")], [PEOPLE]);
}

type Sort = readonly [kind: string | null, severity: string];

function tieParts(
  book: CellBook,
  key: (kind: string | null, severity: string, what: "events" | "people") => string,
  whole: Sort,
  parts: readonly Sort[],
): void {
  book.equal(
    key(...whole, "events"),
    parts.map((part) => key(...part, "events")),
  );
  const people = parts.map((part) => key(...part, "people"));
  for (const one of people) book.atMost([one], [key(...whole, "people")]);
  book.atMost([key(...whole, "people")], people);
}

/** Events of a period are those of the spans of days that all periods together cut it into. */
export function tieEvents(book: CellBook, tables: readonly Harm[]): void {
  const started = tables.filter(({ period, horizon }) => horizon >= period.from);
  const ends = started.map(({ period, horizon }) => ({ from: dayOf(period.from), to: dayOf(horizon) + 1 }));
  const days = [...new Set(ends.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const kinds = new Set(started.flatMap(({ adverseEvents }) => adverseEvents.slice(1).map(({ kind }) => kind)));
  const severities = started[0]?.adverseEvents[0]?.bySeverity.map(({ severity }) => severity) ?? [];
  for (const kind of kinds) {
    for (const severity of severities) {
      const keys = started.map((table) => eventKey(table, kind, severity, "events"));
      // A kind that is not in the table was not recorded in the period.
      for (const key of keys) if (!book.has(key)) book.known(key, 0);
      const counts = keys.map((key) => book.value(key));
      const upTo = countsUpTo(days, ends, counts);
      const spans = days.slice(1).map((day, place) => {
        const key = `adverse | ${days[place]} to ${day} | ${kind} | ${severity}`;
        return book.hidden(key, upTo[place + 1]! - upTo[place]!);
      });
      ends.forEach(({ from, to }, at) => {
        book.equal(keys[at]!, spans.slice(days.indexOf(from), days.indexOf(to)));
      });
    }
  }
}

/**
 * How many events there may have been before each day, given how many there were between some of them: least paths through limits of
 * differences.
 *
 * @source Bellman, On a routing problem, Quarterly of Applied Mathematics 16 (1958) 87-90
 */
function countsUpTo(
  days: readonly number[],
  ends: readonly { readonly from: number; readonly to: number }[],
  counts: readonly number[],
): readonly number[] {
  const placeOf = new Map(days.map((day, place) => [day, place]));
  const limits = days.slice(1).map((_, place): [from: number, to: number, most: number] => [place + 1, place, 0]);
  ends.forEach(({ from, to }, at) => {
    const [first, last] = [placeOf.get(from)!, placeOf.get(to)!];
    limits.push([first, last, counts[at]!], [last, first, -counts[at]!]);
  });
  const upTo = days.map(() => 0);
  for (let round = 0; round < days.length; round++) {
    for (const [from, to, most] of limits) upTo[to] = Math.min(upTo[to]!, upTo[from]! + most);
  }
  return upTo;
}

/** Somebody of a part of a period is somebody of the whole. */
export function tiePeople(book: CellBook, nested: readonly Nested[]): void {
  const parts = new Map<Harm, Harm[]>();
  for (const [part, whole] of nested) parts.set(whole, [...(parts.get(whole) ?? []), part]);
  for (const [whole, held] of parts) {
    for (const { kind, bySeverity } of whole.adverseEvents) {
      for (const severity of [ANY, ...bySeverity.map((one) => one.severity)]) {
        const key = eventKey(whole, kind, severity, "people");
        const few = held.map((part) => eventKey(part, kind, severity, "people")).filter((one) => book.has(one));
        for (const one of few) book.atMost([one], [key]);
        book.atMost([key], few);
      }
    }
  }
}
