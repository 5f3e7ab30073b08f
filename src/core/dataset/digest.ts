import { NO_DAY } from "../../calendar";
import type { Criterion } from "../events/event";
import type { Ints } from "./column";
import type { EventLog } from "./log";

/** Two halves of a hash of 64 bits for each of some texts, or for each event. */
interface Hashes {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/**
 * The digest of a dataset: the same for the same facts in whatever order they were told, another for any other.
 *
 * It covers every event read, retracted ones and retractions included: id, type, beneficiary, date, `recordedOn` and `source`, and the
 * fields from which figures are computed: registration (groups, birth date, sex, region, organisation, attributes), service, placement
 * (id, setting, contract, employer, hours, reason of its end), support (id, placement), exit reason, assessment (criterion, score, rater,
 * instrument), follow-up status, feedback, adverse event, what a retraction retracts; and the criteria as declared, without their titles.
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
  const people = hashesOf(log.people.texts);
  const codes = hashesOf(log.codes.texts);
  const placements = hashesOf(log.placementIds.texts);
  const supports = hashesOf(log.supportIds.texts);

  mixNumbers(events, everyRow, log.type.view());
  mixTexts(events, everyRow, people, log.person.view());
  mixNumbers(events, everyRow, log.day.view());
  mixNumbers(events, everyRow, log.recorded.view(), NO_DAY);
  mixNumbers(events, everyRow, log.source.view(), 0);

  const [registered, births, firsts, lasts] = columnsOf(log.registrations, 4);
  mixNumbers(events, registered!, births!);
  mixAttributes(events, registered!, firsts!, lasts!, log.attributes.view(), codes);
  const [delivered, services] = columnsOf(log.services, 2);
  mixTexts(events, delivered!, codes, services!);
  const [placed, placementIds, settings, contracts] = columnsOf(log.placementStarts, 4);
  mixTexts(events, placed!, placements, placementIds!);
  mixNumbers(events, placed!, settings!);
  mixNumbers(events, placed!, contracts!);
  mixTexts(events, placed!, codes, log.employers.view());
  mixTexts(events, placed!, hashesOf(Array.from(log.hoursPerWeek.view(), String)), undefined);
  const [left, leftPlacements] = columnsOf(log.placementEnds, 2);
  mixTexts(events, left!, placements, leftPlacements!);
  mixTexts(events, left!, codes, log.placementEndReasons.view());
  const [supported, supportIds, supportedPlacements] = columnsOf(log.supportStarts, 3);
  mixTexts(events, supported!, supports, supportIds!);
  mixTexts(events, supported!, placements, supportedPlacements!);
  const [ended, endedSupports] = columnsOf(log.supportEnds, 2);
  mixTexts(events, ended!, supports, endedSupports!);
  mixTexts(events, log.exits.view(), codes, log.exitReasons.view());
  const [assessed, criteria, raters, instruments] = columnsOf(log.assessments, 4);
  mixTexts(events, assessed!, hashesOf(log.criteria.texts), criteria!);
  mixTexts(events, assessed!, codes, raters!);
  mixTexts(events, assessed!, codes, instruments!);
  mixTexts(events, assessed!, hashesOf(Array.from(log.scores.view(), String)), undefined);
  const [followed, statuses] = columnsOf(log.followUps, 2);
  mixNumbers(events, followed!, statuses!);
  mixFeedback(events, log, codes);
  const [harmed, kinds, severities] = columnsOf(log.adverseEvents, 3);
  mixTexts(events, harmed!, codes, kinds!);
  mixNumbers(events, harmed!, severities!);
  mixTexts(events, log.retractions.view(), hashesOf(log.retracted), undefined);
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

/** The columns of a table that is held row by row. */
function columnsOf(table: Ints, width: number): readonly Int32Array[] {
  const values = table.view();
  return Array.from({ length: width }, (_, column) =>
    Int32Array.from({ length: values.length / width }, (__, row) => values[row * width + column]!),
  );
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

function mixFeedback(into: Hashes, log: EventLog, codes: Hashes): void {
  const [answered, items, instruments, coders, firsts, lasts] = columnsOf(log.feedback, 6);
  mixTexts(into, answered!, codes, items!);
  mixTexts(into, answered!, codes, instruments!);
  mixTexts(into, answered!, codes, coders!);
  mixTexts(into, answered!, hashesOf(Array.from(log.feedbackScores.view(), String)), undefined);
  const themes = log.themes.view();
  for (let index = 0; index < answered!.length; index++) {
    // Themes are a set: their order does not show.
    let high = 0;
    let low = 0;
    for (let at = firsts![index]!; at < lasts![index]!; at++) {
      high = (high + codes.high[themes[at]!]!) | 0;
      low = (low + codes.low[themes[at]!]!) | 0;
    }
    mix(into, answered![index]!, high, low);
  }
}

/** Groups and attributes of a registration are a set: their order does not show. */
function mixAttributes(
  into: Hashes,
  rows: Int32Array,
  firsts: Int32Array,
  lasts: Int32Array,
  attributes: Int32Array,
  codes: Hashes,
): void {
  const pair = { high: new Int32Array(1), low: new Int32Array(1) };
  for (let index = 0; index < rows.length; index++) {
    let high = 0;
    let low = 0;
    for (let at = firsts[index]!; at < lasts[index]!; at += 2) {
      const [name, value] = [attributes[at]!, attributes[at + 1]!];
      pair.high[0] = codes.high[name]!;
      pair.low[0] = codes.low[name]!;
      mix(pair, 0, codes.high[value]!, codes.low[value]!);
      high = (high + pair.high[0]!) | 0;
      low = (low + pair.low[0]!) | 0;
    }
    mix(into, rows[index]!, high, low);
  }
}
