import { canonicalJson } from "../../core/definition/fingerprint";
import type { Pairing } from "../../core/definition/pairing";
import { type AdverseEventCounts, adverseEventRows } from "../../tables/change/adverse-events";
import type { Harm } from "../../tables/change/harm";
import {
  type WorsenedCounts,
  type Worsening,
  WorseningCounter,
  type WorseningTally,
} from "../../tables/change/worsening";
import { type Book, type CellBook, cellKey, EVERYBODY, type Path } from "./cells";
import type { EditionFeatures } from "./features";
import { partFeature } from "./figures";

/** Counts from which a published share is made weigh more than those beside it; so do totals of all events. */
const WEIGHTY = 3;
const ANY = "any";

type WorseningPart = keyof WorseningTally;
const WORSENING_PARTS: readonly WorseningPart[] = ["paired", "worsened", "unpaired", "notApplicable"];

function worseningFeature(
  { period }: Pick<Harm, "period">,
  { indicator, pairing }: { readonly indicator: string; readonly pairing: Pairing },
  criterion: string | null,
  part: WorseningPart,
): string {
  return `worse | ${indicator} | ${canonicalJson(pairing)} | ${period.from}/${period.to} | ${criterion ?? "on any"} | ${part}`;
}

function adverseFeature(
  { period }: Pick<Harm, "period">,
  kind: string | null,
  severity: string,
  what: "events" | "people",
): string {
  const ofKind = kind === null ? "any kind" : `kind ${kind}`;
  return `adverse | ${period.from}/${period.to} | ${ofKind} | ${severity} | ${what}`;
}

/** What got worse is read against denominators, what went wrong against everybody. */
export function describeHarm(book: Book, path: Path, table: Harm, people: number): void {
  table.worsening.forEach((one, row) => {
    describeWorsening(book, [...path, "worsening", row], table, one);
  });
  describeAdverseEvents(book, path, table, people);
}

function describeWorsening(book: Book, path: Path, table: Harm, one: Worsening): void {
  const feature = partFeature({ code: one.indicator, period: table.period }, "denominator");
  book.shown([...path, "denominator"], { row: EVERYBODY, feature }, one.denominator);
  const describe = (at: Path, criterion: string | null, counts: WorsenedCounts) => {
    const cell = (part: WorseningPart) => ({
      row: EVERYBODY,
      feature: worseningFeature(table, one, criterion, part),
    });
    const { numerator, denominator } = counts.worsened;
    const paired = book.shown([...at, "worsened", "denominator"], cell("paired"), denominator, {
      of: one.denominator,
      weight: WEIGHTY,
    });
    book.shown([...at, "worsened", "numerator"], cell("worsened"), numerator, { of: denominator, weight: WEIGHTY });
    book.shown([...at, "unpaired"], cell("unpaired"), counts.unpaired, { of: one.denominator });
    book.shown([...at, "notApplicable"], cell("notApplicable"), counts.notApplicable, { of: one.denominator });
    book.place({ path: [...at, "percent"], cells: [cellKey(cell("worsened")), paired], as: "percent" });
    book.place({ path: [...at, "reason"], cells: [paired], as: "derived" });
  };
  describe([...path, "onAny"], null, one.onAny);
  one.criteria.forEach((counts, place) => {
    describe([...path, "criteria", place], counts.criterion, counts);
  });
}

function describeAdverseEvents(book: Book, path: Path, table: Harm, everybody: number): void {
  const kinds = table.adverseEvents.slice(1);
  const rowOf = (kind: string | null) => table.adverseEvents.find((row) => row.kind === kind)!;
  const describe = (at: Path, kind: string | null, severity: string, counts: AdverseEventCounts) => {
    const cell = (what: "events" | "people") => ({
      row: EVERYBODY,
      feature: adverseFeature(table, kind, severity, what),
    });
    const inside = (what: "events" | "people") =>
      cellKey({ row: EVERYBODY, feature: adverseFeature(table, null, severity, what) });
    const isAll = kind === null && severity === ANY;
    const of = isAll ? everybody : rowOf(severity === ANY ? null : kind).any.people;
    // Each kind stands in the table because it was recorded.
    const least = severity !== ANY ? 0 : kind === null ? kinds.length : 1;
    const about = { of, weight: isAll ? WEIGHTY : 1 };
    const events = book.shown([...at, "events"], cell("events"), counts.events, {
      ...about,
      least,
      inside: inside("events"),
    });
    const people = book.shown([...at, "people"], cell("people"), counts.people, {
      ...about,
      least: Math.min(least, 1),
      inside: inside("people"),
    });
    book.place({ path: [...at, "reason"], cells: [events, people], as: "derived" });
  };
  table.adverseEvents.forEach(({ kind, any, bySeverity }, row) => {
    const at = [...path, "adverseEvents", row];
    describe([...at, "any"], kind, ANY, any);
    bySeverity.forEach((counts, place) => {
      describe([...at, "bySeverity", place], kind, counts.severity, counts);
    });
  });
}

/** Kinds of adverse events that other tables list and this one does not: nobody had one, since kinds stand in it because they were recorded. */
export function describeAbsentKinds(book: CellBook, prefix: string, table: Harm, kinds: readonly string[]): void {
  const [all, ...own] = table.adverseEvents;
  const absent = kinds.filter((kind) => !own.some((row) => row.kind === kind));
  // Where no kind is listed, nobody had an event of any.
  for (const kind of own.length === 0 ? [null, ...absent] : absent) {
    for (const severity of [ANY, ...all!.bySeverity.map((one) => one.severity)]) {
      for (const what of ["events", "people"] as const) {
        const feature = `${prefix}${adverseFeature(table, kind, severity, what)}`;
        book.told({ row: EVERYBODY, feature }, { low: 0, high: 0 }, `a table without ${kind ?? "any kind"}`);
      }
    }
  }
}

/** Kinds of adverse events that some tables list. */
export function adverseKindsIn(tables: readonly Harm[]): readonly string[] {
  return [...new Set(tables.flatMap(({ adverseEvents }) => adverseEvents.flatMap(({ kind }) => kind ?? [])))].sort();
}

/**
 * What got worse and what went wrong for each possible person.
 *
 * @param kinds - of adverse events that any table lists
 */
export function harmFeatures(book: EditionFeatures, table: Harm, kinds: readonly string[] = []): void {
  const { store } = book;
  for (const one of table.worsening) {
    const judged = book.judged(one.indicator, table.period);
    if (judged === undefined) continue;
    const counter = new WorseningCounter(store, judged, one.pairing);
    const criteria = [null, ...one.criteria.map(({ criterion }) => criterion)];
    const names = criteria.flatMap((criterion) =>
      WORSENING_PARTS.map((part) => worseningFeature(table, one, criterion, part)),
    );
    book.count([one.indicator], names, (person, put) => {
      const counted = counter.count(person, person + 1);
      if (counted.denominator === 0) return;
      criteria.forEach((criterion, row) => {
        const tally = criterion === null ? counted.onAny : counted.criteria.get(criterion);
        if (tally === undefined) return;
        WORSENING_PARTS.forEach((part, at) => {
          put(row * WORSENING_PARTS.length + at, tally[part]);
        });
      });
    });
  }
  adverseFeatures(book, table, kinds);
}

function adverseFeatures(book: EditionFeatures, table: Harm, listed: readonly string[]): void {
  const { adverseEvents } = book.store;
  const { from, horizon } = book.daysOf(table);
  const severities = [ANY, ...table.adverseEvents[0]!.bySeverity.map(({ severity }) => severity)];
  const kinds = [...new Set([...table.adverseEvents.map(({ kind }) => kind), ...listed])];
  const names = kinds.flatMap((kind) =>
    severities.flatMap((severity) => [
      adverseFeature(table, kind, severity, "events"),
      adverseFeature(table, kind, severity, "people"),
    ]),
  );
  book.count([], names, (person, put) => {
    if (adverseEvents.offsets[person] === adverseEvents.offsets[person + 1]) return;
    for (const { kind, any, bySeverity } of adverseEventRows(book.store, from, horizon, person, person + 1)) {
      const row = kinds.indexOf(kind) * severities.length;
      if (row < 0) continue;
      [any, ...bySeverity].forEach((cell, at) => {
        put((row + at) * 2, cell.events);
        put((row + at) * 2 + 1, cell.people);
      });
    }
  });
}
