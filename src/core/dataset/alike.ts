import { NO_DAY } from "../../calendar";
import { registrationFields } from "../events/vocabulary";
import { describe } from "../../issue";
import type { Lists } from "./column";
import { Dictionary } from "./dictionary";
import type { Store } from "./store";
import type { EventTable } from "./table";

/** Says of an event what wants a look: the field it is in, a code, why, and what to do. */
export type Warn = (
  event: number,
  path: string | readonly string[],
  code: string,
  because: string,
  hint: string,
) => void;

/** Cyrillic letters, small, that look like Latin ones in small or in capitals. */
const CYRILLIC = "авеёкмнорстухіјѕ";
const LATIN = "abeekmhopctyxijs";
const BEYOND_ASCII = /[^!-~]/;

/** What a reader sees of an id or a code: case, spaces, kinds of dash, ё and letters of two alphabets do not show. */
function looksOf(text: string): string {
  const small = text.toLowerCase();
  if (!BEYOND_ASCII.test(small)) return small;
  return small
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/\p{Pd}/gu, "-")
    .replace(/\p{Script=Cyrillic}/gu, (letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter);
}

/** Warns of ids and codes of one field that a reader cannot tell apart. */
export function warnOfLooks({ log, live }: Store, warn: Warn): void {
  const { codes } = log;
  const person = log.person.view();
  /** Looks at each text of a field once, and warns of one that looks like an earlier one. */
  const fieldOf = (path: readonly string[], { texts }: Dictionary) => {
    const seen = new Set<number>();
    const looks = new Dictionary();
    /** By number of what is seen: event and number of the first text. */
    const first: number[] = [];
    return (event: number, number: number) => {
      if (number < 0 || seen.has(number)) return;
      seen.add(number);
      const text = texts[number]!;
      const known = looks.add(looksOf(text)) * 2;
      if (known === first.length) {
        first.push(event, number);
        return;
      }
      const other = texts[first[known + 1]!]!;
      const because = `${path.join(".")} should not look like another, and ${describe(text)} looks like ${describe(other)} of event ${first[known]} (${difference(text, other)})`;
      warn(event, path, "look-alike", because, "if both are one, write it one way everywhere");
    };
  };
  const each = ({ events }: EventTable, look: (event: number, row: number) => void) =>
    events.view().forEach((event, row) => {
      if (live[event] === 1) look(event, row);
    });
  const lookAtLists = (table: EventTable, path: readonly string[], lists: Lists) => {
    const look = fieldOf(path, codes);
    const [ranges, values] = [lists.ranges(), lists.values.view()];
    each(table, (event, row) => {
      for (let at = ranges[row * 2]!; at < ranges[row * 2 + 1]!; at++) look(event, values[at]!);
    });
  };
  const registrations = log.tables["beneficiary-registered"];
  const ids = fieldOf(["beneficiaryId"], log.people);
  const names = fieldOf(["attributes"], codes);
  const valuesOf = new Map<number, ReturnType<typeof fieldOf>>();
  const attributes = log.attributes.view();
  const ranges = registrations.columns.attributes.ranges();
  each(registrations, (event, row) => {
    ids(event, person[event]!);
    for (let pair = ranges[row * 2]!; pair < ranges[row * 2 + 1]!; pair += 2) {
      const name = attributes[pair]!;
      const values = valuesOf.get(name) ?? fieldOf(placeOf(codes.texts[name]!), codes);
      valuesOf.set(name, values);
      names(event, name);
      values(event, attributes[pair + 1]!);
    }
  });
  for (const table of log.all) {
    for (const { name, field, column } of table.fields) {
      if (field.kind === "codes") lookAtLists(table, [name], column as Lists);
    }
    for (const { name, field } of table.fields) {
      if (field.kind !== "code" && (field.kind !== "id" || name !== table.row.starts)) continue;
      const look = fieldOf([name], log.textsOf(field));
      const numbers = log.numbersOf(table.type, name);
      each(table, (event, row) => look(event, numbers[row]!));
    }
  }
}

/** The first characters in which two texts differ, by their numbers. */
function difference(text: string, other: string): string {
  let at = 0;
  while (text[at] === other[at]) at++;
  return [text, other].map((one) => `U+${(one.charCodeAt(at) || 0).toString(16).padStart(4, "0")}`).join(" and ");
}

/** Where an attribute stands in its event. */
function placeOf(name: string): readonly string[] {
  if (name === "targetGroup") return ["targetGroups"];
  return (registrationFields as readonly string[]).includes(name) ? [name] : ["attributes", name];
}

/** More than there are days. */
const DAYS = 2 ** 17;

/**
 * Warns of what is told twice, alike but for the id: placements, support and registrations, and people born on one day
 * who were registered on one.
 *
 * @returns events of the copies
 */
export function warnOfCopies({ log, placements, support, registrations }: Store, warn: Warn): ReadonlySet<number> {
  const copies = new Set<number>();
  /**
   * Rows of one key are compared by their text; a row whose key is its alone, as nearly all are, is never put into
   * words.
   */
  const compare = (
    field: string,
    offsets: Int32Array,
    events: Int32Array,
    keyOf: (row: number, person: number) => number,
    textOf: (row: number) => string,
  ) => {
    const keys = new Float64Array(events.length);
    for (let person = 0; person + 1 < offsets.length; person++) {
      for (let row = offsets[person]!; row < offsets[person + 1]!; row++) keys[row] = keyOf(row, person);
    }
    const sorted = keys.slice().sort();
    const shared = new Set(sorted.filter((key, at) => key === sorted[at - 1]));
    const told = new Map<string, number>();
    for (let row = 0; row < keys.length; row++) {
      if (!shared.has(keys[row]!)) continue;
      const text = `${keys[row]} ${textOf(row)}`;
      const event = events[row]!;
      const first = told.get(text) ?? event;
      told.set(text, first);
      if (first === event) continue;
      copies.add(event);
      const id = person[event] === person[first] ? field : "beneficiaryId";
      const because = `${id} should not be all that tells it from event ${first}`;
      warn(event, id, "alike-but-for-id", because, "leave out or retract one, or add what differs");
    }
  };
  const person = log.person.view();
  const attributes = log.attributes.view();
  const { births, days, attributeRanges } = registrations;
  const attributesOf = (row: number) => {
    const pairs: string[] = [];
    for (let at = attributeRanges[row * 2]!; at < attributeRanges[row * 2 + 1]!; at += 2) {
      pairs.push(`${attributes[at]} ${attributes[at + 1]}`);
    }
    return pairs.sort().join();
  };
  const register = (row: number, owner: number) =>
    births[row] === NO_DAY ? -1 - owner * DAYS - days[row]! : births[row]! * DAYS + days[row]!;
  compare("id", registrations.offsets, registrations.events, register, attributesOf);
  const { settings, contracts, employers, hoursPerWeek, endReasons } = placements;
  for (const [field, { offsets, starts, startEvents, ends }, columns] of [
    ["placementId", placements, [settings, contracts, employers, hoursPerWeek, endReasons]],
    ["supportId", support, [support.placements]],
  ] as const) {
    const text = (row: number) => [ends, ...columns].map((column) => column[row]).join();
    compare(field, offsets, startEvents, (row, owner) => owner * DAYS + starts[row]!, text);
  }
  return copies;
}
