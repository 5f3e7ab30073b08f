import { NO_DAY } from "../../calendar";
import { type Dataset, storeOf } from "../dataset/dataset";
import { eventTypes, statusNumber } from "../dataset/numbers";
import type { Store } from "../dataset/store";
import { ABSENT_EVENT, type Absence, type FieldRead, fieldsRead } from "../definition/needs";
import { INDICATOR } from "../definition/sound";
import type { EventType } from "../events/vocabulary";
import { check } from "../../options";
import type { Defined } from "./evaluation";

/** A field that has to be collected. */
export interface FieldNeed {
  /** Name of the field; `attributes.x` for an attribute of the registration. */
  readonly field: string;
  /** Codes of the indicators that read it. */
  readonly readBy: readonly string[];
  /** What follows when an event lacks it. */
  readonly absence: Absence;
  /**
   * Events of the dataset that lack it; for `status`, follow-ups that reached nobody, where employment is asked for.
   * Absent without a dataset.
   */
  readonly lacking?: number;
}

/** A type of event that has to be collected, with its fields. */
export interface EventNeed {
  readonly type: EventType;
  /** Codes of the indicators that read it. */
  readonly readBy: readonly string[];
  /** What follows when nobody records it. */
  readonly absence: Absence;
  readonly fields: readonly FieldNeed[];
  /**
   * Events of this type in the dataset that were not retracted; 0 when it was never recorded. Absent without a dataset.
   */
  readonly recorded?: number;
}

/** A collection checklist: what indicators read, and, of a dataset, how much of it is there. */
export interface DataNeeds {
  /** In the order of the vocabulary of events. */
  readonly events: readonly EventNeed[];
  /** The criteria of social change, when an indicator looks at change; null when none does. */
  readonly criteria: {
    readonly readBy: readonly string[];
    /** Whether the dataset was read with its criteria declared. Absent without a dataset. */
    readonly declared?: boolean;
  } | null;
}

/**
 * Which events and fields have to be collected for some indicators, and what follows where one is missing.
 *
 * Found in the definitions alone, those of indicators referred to and of readings included. With a dataset it also
 * counts what was
 * recorded and what lacks a field; fields common to all events (id, type, beneficiaryId) are not listed.
 *
 * @param indicators - any number
 * @param dataset - parsed events; not changed
 * @throws TypeError when an indicator or the dataset is not one
 * @example
 * ```ts
 * const needs = dataNeeds([supportedSixMonthsShare], dataset);
 * const started = needs.events.find(({ type }) => type === "placement-started");
 * expect(started?.fields.find(({ field }) => field === "setting")).toEqual(
 *   { field: "setting", readBy: ["1.3"], absence: "unknown", lacking: 0 },
 * );
 * expect(needs.events.find(({ type }) => type === "support-started")?.recorded).toBe(0);
 * ```
 */
export function dataNeeds(indicators: readonly Defined[], dataset?: Dataset): DataNeeds {
  const store = dataset === undefined ? undefined : storeOf(dataset);
  check("list the data needed", indicators, [INDICATOR], "indicators");
  const reads = indicators.flatMap(({ definition }) => {
    return fieldsRead(definition).map((read) => ({ ...read, code: definition.code }));
  });
  const recorded = store && recordedEvents(store);
  const events = eventTypes.flatMap((type, number): EventNeed[] => {
    const ofType = reads.filter((read) => read.type === type);
    if (ofType.length === 0) return [];
    const fields = [...new Set(ofType.map(({ field }) => field))].map((field): FieldNeed => {
      const ofField = ofType.filter((read) => read.field === field);
      const isOpen = ({ absence }: FieldRead) => absence === "unknown";
      const read = ofField.find(isOpen) ?? ofField.find(({ absence }) => absence !== "refused") ?? ofField[0]!;
      const counted = store === undefined ? {} : { lacking: lackingEvents(store, read) };
      return Object.freeze({ field, readBy: codesIn(ofField), absence: read.absence, ...counted });
    });
    const counted = recorded === undefined ? {} : { recorded: recorded[number + 1]! };
    const { withoutEvent } = ofType.find((read) => read.withoutEvent === undefined) ?? ofType[0]!;
    const absence = withoutEvent ?? ABSENT_EVENT[type];
    const need = { type, readBy: codesIn(ofType), absence, fields: Object.freeze(fields) };
    return [Object.freeze({ ...need, ...counted })];
  });
  const scored = codesIn(reads.filter(({ type }) => type === "assessment-recorded"));
  const declared = store === undefined ? {} : { declared: store.declared !== undefined };
  const criteria = scored.length === 0 ? null : Object.freeze({ readBy: scored, ...declared });
  return Object.freeze({ events: Object.freeze(events), criteria });
}

function codesIn(reads: readonly { readonly code: string }[]): readonly string[] {
  return Object.freeze([...new Set(reads.map(({ code }) => code))]);
}

/** How many events of each type stand, by number of the type. */
function recordedEvents({ log, live }: Store): Uint32Array {
  const counts = new Uint32Array(eventTypes.length + 1);
  const types = log.type.view();
  for (let row = 0; row < types.length; row++) if (live[row] === 1) counts[types[row]!]!++;
  return counts;
}

function lackingEvents(store: Store, { field, absence }: FieldRead): number {
  if (absence === "refused") return 0;
  const { placements, support, registrations, exits, followUps, assessments } = store;
  switch (field) {
    case "setting":
      return occurrences(placements.settings, 0);
    case "contract":
      return occurrences(placements.contracts, 0);
    case "rater":
      return occurrences(assessments.raters, -1);
    case "instrument":
      return occurrences(assessments.instruments, -1);
    case "employer":
      return occurrences(placements.employers, -1);
    case "reason":
      return occurrences(exits.codes, -1);
    case "birthDate":
      return occurrences(registrations.births, NO_DAY);
    case "status":
      return occurrences(followUps.codes, statusNumber("unreachable"));
    case "placementId":
      return occurrences(support.placements, -1);
    default:
      return registrationsWithout(store, field);
  }
}

function occurrences(column: Int32Array | Uint8Array, value: number): number {
  let count = 0;
  for (const entry of column) if (entry === value) count++;
  return count;
}

function registrationsWithout({ registrations, log }: Store, field: string): number {
  const name = log.codes.find(field === "targetGroups" ? "targetGroup" : field.replace(/^attributes\./, ""));
  const pairs = log.attributes.view();
  const { attributeRanges, days } = registrations;
  let count = 0;
  for (let row = 0; row < days.length; row++) {
    let has = false;
    for (let at = attributeRanges[row * 2]!; at < attributeRanges[row * 2 + 1]!; at += 2) has ||= pairs[at] === name;
    if (!has) count++;
  }
  return count;
}
