import type { Store } from "../../core/dataset/store";
import { severityNumber } from "../../core/dataset/numbers";
import { closedCodes } from "../../core/events/rows";
import { type Severity, vocabularies } from "../../core/events/vocabulary";

/** Adverse events of a sort, and the people they happened to, each once. */
export interface AdverseEventCounts {
  readonly events: number;
  readonly people: number;
  /** What a zero means: that nothing was recorded, not that nothing happened; null when something was. */
  readonly reason: "none-recorded" | null;
}

/** Adverse events of one kind, or of all kinds together. */
export interface AdverseEventRow {
  /** Code of the kind; null for any kind. Kinds are those recorded in the period. */
  readonly kind: string | null;
  /** Of any severity. People of several severities are here once. */
  readonly any: AdverseEventCounts;
  /** `low`, `medium`, `high`. */
  readonly bySeverity: readonly (AdverseEventCounts & {
    readonly severity: Severity;
    readonly title: { readonly ru: string; readonly en: string };
  })[];
}

const severities = closedCodes.severity;
/** Cells of a row: any severity, then each by its number. */
const CELLS = severities.length + 1;

/**
 * Adverse events dated from a day up to the horizon, whoever they happened to: any kind first, then kind by kind in the
 * order of their codes.
 *
 * @param from - number of the first day
 * @param horizon - number of the last day
 * @param first - number of the first person
 * @param past - number of the person after the last
 */
export function adverseEventRows(
  { adverseEvents, people, log }: Store,
  from: number,
  horizon: number,
  first = 0,
  past = people,
) {
  const { offsets, days, codes, severities: severityOf } = adverseEvents;
  /** By code of a kind: its row, from 1; 0 while none came. */
  const rowOf = new Int32Array(log.codes.size);
  const kinds: string[] = [];
  const events: number[] = [];
  const persons: number[] = [];
  const last: number[] = [];
  const addRow = () => {
    for (let cell = 0; cell < CELLS; cell++) {
      events.push(0);
      persons.push(0);
      last.push(-1);
    }
  };
  const count = (cell: number, person: number) => {
    events[cell]!++;
    if (last[cell] !== person) persons[cell]!++;
    last[cell] = person;
  };
  addRow();
  for (let person = first; person < past; person++) {
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      if (days[at]! < from || days[at]! > horizon) continue;
      const kind = codes[at]!;
      if (rowOf[kind] === 0) {
        rowOf[kind] = kinds.push(log.codes.texts[kind]!);
        addRow();
      }
      for (const row of [0, rowOf[kind]! * CELLS]) {
        count(row, person);
        count(row + severityOf[at]!, person);
      }
    }
  }
  const countsAt = (cell: number): AdverseEventCounts => ({
    events: events[cell]!,
    people: persons[cell]!,
    reason: events[cell] === 0 ? "none-recorded" : null,
  });
  const rowAt = (kind: string | null, row: number): AdverseEventRow => ({
    kind,
    any: countsAt(row * CELLS),
    bySeverity: severities.map((severity) => ({
      severity,
      title: vocabularies.severity[severity],
      ...countsAt(row * CELLS + severityNumber(severity)),
    })),
  });
  const ofKinds = kinds.map((kind, place) => ({ kind, row: place + 1 })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return [rowAt(null, 0), ...ofKinds.map(({ kind, row }) => rowAt(kind, row))];
}

/** Whether an adverse event was recorded of anybody up to a day. */
export function isAnyAdverseEvent({ adverseEvents }: Store, horizon: number): boolean {
  return adverseEvents.days.some((day) => day <= horizon);
}
