import { NO_DAY } from "../../calendar";
import type { Criterion } from "../events/event";
import { Floats, type Ints, Lists } from "./column";
import type { Dictionary } from "./dictionary";
import type { EventLog } from "./log";

/** Two halves of a hash of 64 bits for each of some texts, or for each event. */
interface Hashes {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/**
 * The digest of a dataset: the same for the same facts in whatever order they were told, another for any other.
 *
 * It covers every event read, retracted ones and retractions included: id, type, beneficiary, date, `recordedOn` and
 * `source`, and the
 * fields from which figures are computed: registration (groups, birth date, sex, region, organisation, attributes),
 * service, placement
 * (id, setting, contract, employer, hours, reason of its end), support (id, placement), exit reason, assessment
 * (criterion, score, rater,
 * instrument), follow-up status, feedback, adverse event, what a retraction retracts; and the criteria as declared,
 * without their titles.
 * Compare digests made by one version of the library. It guards against accident, not against malice.
 *
 * @param log - events as read
 * @returns sixteen hexadecimal digits: the sum, half by half, of a hash of each event and each criterion
 */
export function digestOf(log: EventLog): string {
  const criteria = hashesOf([...(log.declared?.values() ?? [])].map(criterionText));
  const events = eventHashes(log);
  const halves = [sum(events.high) + sum(criteria.high), sum(events.low) + sum(criteria.low)];
  return halves.map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** What decides figures in a criterion; its not-applicable codes are a set. */
function criterionText(criterion: Criterion): string {
  const { code, min, max, better, minimumStep, notApplicable = [], instrument, reliability } = criterion;
  const codes = notApplicable.map((one) => JSON.stringify(one)).sort();
  const exactness = reliability && [reliability.coefficient, reliability.standardDeviation];
  return JSON.stringify([code, min, max, better, minimumStep ?? 0, codes, instrument ?? null, exactness ?? null]);
}

/** A hash of each event: fields are mixed in column by column, the common ones first, so no event becomes an object. */
function eventHashes(log: EventLog): Hashes {
  const events = hashesOf(log.ids.texts);
  const everyRow = Int32Array.from(events.high, (_, row) => row);
  mixNumbers(events, everyRow, log.type.view());
  mixTexts(events, everyRow, hashesOf(log.people.texts), log.person.view());
  mixNumbers(events, everyRow, log.day.view());
  mixNumbers(events, everyRow, log.recorded.view(), NO_DAY);
  mixNumbers(events, everyRow, log.source.view(), 0);
  const known = new Map<Dictionary, Hashes>();
  const hashesFor = (texts: Dictionary) => {
    const hashes = known.get(texts) ?? hashesOf(texts.texts);
    known.set(texts, hashes);
    return hashes;
  };
  for (const table of log.all) {
    const rows = table.events.view();
    if (rows.length === 0) continue;
    for (const { field, column } of table.fields) {
      const texts = hashesFor(log.textsOf(field));
      if (column instanceof Lists) mixSets(events, rows, texts, column, field.kind === "attributes");
      else if (column instanceof Floats) mixTexts(events, rows, hashesOf(Array.from(column.view(), String)), undefined);
      else if (field.kind === "id" || field.kind === "code") mixTexts(events, rows, texts, (column as Ints).view());
      else mixNumbers(events, rows, column.view());
    }
  }
  leaveOutUnread(events, log.type.view());
  return events;
}

/** What could not be read and was retracted has no fields to cover; its retraction is covered. */
function leaveOutUnread(events: Hashes, types: Uint8Array): void {
  types.forEach((type, row) => {
    if (type !== 0) return;
    events.high[row] = 0;
    events.low[row] = 0;
  });
}

/** FNV-1a over UTF-16 units for one half, and the same steps with another start and prime for the other. */
function hashesOf(texts: readonly string[]): Hashes {
  const high = new Int32Array(texts.length);
  const low = new Int32Array(texts.length);
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    let first = 0x811c9dc5;
    let second = 0x9e3779b9;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ unit, 0x85ebca6b);
    }
    high[index] = scattered(first);
    low[index] = scattered(second);
  }
  return { high, low };
}

/** Every bit of a number spread over all 32: without it sums of near numbers would meet. */
function scattered(value: number): number {
  let state = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return state ^ (state >>> 16);
}

function sum(halves: Int32Array): number {
  return halves.reduce((total, half) => (total + half) | 0, 0);
}

function mix(into: Hashes, row: number, high: number, low: number): void {
  into.high[row] = scattered(Math.imul(into.high[row]!, 31) + high);
  into.low[row] = scattered(Math.imul(into.low[row]!, 37) + low);
}

/** Mixes in numbers; a column that ends early has the blank in the rows after its end. */
function mixNumbers(into: Hashes, rows: Int32Array, values: ArrayLike<number>, blank = 0): void {
  for (let index = 0; index < rows.length; index++) {
    const value = values[index] ?? blank;
    mix(into, rows[index]!, value, value);
  }
}

/** Mixes in texts by their numbers, -1 for none; without numbers, the text of each row. */
function mixTexts(into: Hashes, rows: Int32Array, texts: Hashes, numbers: Int32Array | undefined): void {
  for (let index = 0; index < rows.length; index++) {
    const number = numbers === undefined ? index : numbers[index]!;
    mix(into, rows[index]!, texts.high[number] ?? 0, texts.low[number] ?? 0);
  }
}

/** Mixes in lists of codes, or of pairs of name and value, as sets: their order does not show. */
function mixSets(into: Hashes, rows: Int32Array, codes: Hashes, lists: Lists, arePairs: boolean): void {
  const pair = { high: new Int32Array(1), low: new Int32Array(1) };
  const ranges = lists.ranges();
  const values = lists.values.view();
  for (let index = 0; index < rows.length; index++) {
    let high = 0;
    let low = 0;
    for (let at = ranges[index * 2]!; at < ranges[index * 2 + 1]!; at++) {
      pair.high[0] = codes.high[values[at]!]!;
      pair.low[0] = codes.low[values[at]!]!;
      if (arePairs) {
        at++;
        mix(pair, 0, codes.high[values[at]!]!, codes.low[values[at]!]!);
      }
      high = (high + pair.high[0]!) | 0;
      low = (low + pair.low[0]!) | 0;
    }
    mix(into, rows[index]!, high, low);
  }
}
