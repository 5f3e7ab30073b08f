import type { Criterion } from "../events/event";
import { named, sentence } from "../../issue";
import { Floats } from "./column";
import { Dictionary } from "./dictionary";
import { link } from "./link";
import { byType, EventLog } from "./log";
import { buildStore, type Store } from "./store";
import { EventTable } from "./table";

/**
 * The same facts scored on other criteria, as if they had been read with them.
 *
 * A score that had been declared not applicable is no longer known as the code it was, so the other criterion must have
 * all such codes of the first.
 *
 * @param store - the columns of a dataset; not changed
 * @param criteria - sound; one for every criterion that has a score
 * @param cannot - what cannot be done when they do not fit the scores, for the message
 * @throws RangeError when scores lack a criterion, are off its scale, or may have a code it does not declare
 */
export function storeScoredOn(store: Store, criteria: readonly Criterion[], cannot: string): Store {
  const { log, live } = store;
  const by = new Map(criteria.map((criterion) => [criterion.code, criterion]));
  const assessments = log.tables["assessment-recorded"];
  const given = assessments.columns.score.view();
  const numbers = assessments.columns.criterion.view();
  const events = assessments.events.view();
  const scores = new Floats(given.length);
  const faults = new Faults(log.criteria.size);
  const criterionOf = log.criteria.texts.map((code) => by.get(code));
  const isDeclared = log.criteria.texts.map((code) => keepsCodes(log.declared?.get(code), by.get(code)));
  for (let row = 0; row < given.length; row++) {
    const [number, score] = [numbers[row]!, given[row]!];
    const criterion = criterionOf[number];
    const isApplicable = !criterion?.notApplicable?.includes(score);
    scores.push(isApplicable ? score : Number.NaN);
    if (live[events[row]!] === 0) continue;
    if (criterion === undefined) faults.undeclared[number]!++;
    else if (Number.isNaN(score)) faults.codes[number]! += isDeclared[number]! ? 0 : 1;
    else if (isApplicable && (score < criterion.min || score > criterion.max)) faults.offScale[number]!++;
  }
  faults.check(log.criteria.texts, by, cannot);
  const rescored = logWith(log, by, scores);
  return buildStore(rescored, link(rescored));
}

/** The same events with other criteria and other scores, for reading alone. */
function logWith(log: EventLog, declared: ReadonlyMap<string, Criterion>, score: Floats): EventLog {
  const criteria = new Dictionary();
  for (const code of [...log.criteria.texts, ...declared.keys()]) criteria.add(code);
  const all = log.all.map((table) => (table === log.tables["assessment-recorded"] ? scored(table, score) : table));
  return Object.assign(Object.create(EventLog.prototype), log, { criteria, declared, all, tables: byType(all) });
}

function scored(table: EventTable, score: Floats): EventTable {
  return Object.assign(Object.create(EventTable.prototype), table, {
    columns: { ...table.columns, score },
    fields: table.fields.map((stored) => (stored.name === "score" ? { ...stored, column: score } : stored)),
  });
}

/** Whether every not-applicable code of a criterion is one of the other's. */
function keepsCodes(before: Criterion | undefined, after: Criterion | undefined): boolean {
  return (before?.notApplicable ?? []).every((code) => after?.notApplicable?.includes(code));
}

/** Scores that do not fit, by number of the criterion. */
class Faults {
  readonly undeclared: Int32Array;
  readonly codes: Int32Array;
  readonly offScale: Int32Array;

  constructor(criteria: number) {
    this.undeclared = new Int32Array(criteria);
    this.codes = new Int32Array(criteria);
    this.offScale = new Int32Array(criteria);
  }

  check(texts: readonly string[], by: ReadonlyMap<string, Criterion>, cannot: string): void {
    const lines = texts.flatMap((code, number) => {
      const { min, max } = by.get(code) ?? {};
      return [
        ...say(this.undeclared[number]!, `of ${named("criterion", code)}, which is not among the criteria`),
        ...say(this.offScale[number]!, `of ${named("criterion", code)} off its scale from ${min} to ${max}`),
        ...say(this.codes[number]!, `of ${named("criterion", code)} with a code it may not declare`),
      ];
    });
    if (lines.length === 0) return;
    const because = `criteria must fit the scores, and there are ${lines.join("; ")}`;
    const hint = "declare every criterion scored, its whole scale and all its not-applicable codes";
    throw new RangeError(sentence({ cannot, because, hint }));
  }
}

function say(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? "score" : "scores"} ${what}`];
}
