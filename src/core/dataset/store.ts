import { FOREVER } from "../../calendar";
import type { Criterion } from "../events/event";
import type { eventRows, Spell } from "../events/rows";
import type { EventType } from "../events/vocabulary";
import { type Ints, picked } from "./column";
import type { Links, Pairs } from "./link";
import type { EventLog } from "./log";
import type { Column, ColumnsOf, EventTable } from "./table";

/** What the fields of some events hold, by name. */
export type Fields = Readonly<Record<string, ReturnType<Column["picked"]>>>;

/** The fields of a type that there is. */
type FieldsOf<Type extends EventType> =
  ColumnsOf<(typeof eventRows)[Type]["fields"]> extends infer Columns
    ? { readonly [Name in keyof Columns]: Columns[Name] extends Column ? ReturnType<Columns[Name]["picked"]> : never }
    : never;

/** The events of one type, by person and in order of the day. */
export interface FactTable<Held = Fields> {
  /** Events of person `p` stand from `offsets[p]` up to `offsets[p + 1]`. */
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  readonly events: Int32Array;
  readonly fields: Held;
}

/** Spells of one kind by person, in order of their start. */
export interface SpellColumns {
  /** Spells of person `p` stand from `offsets[p]` up to `offsets[p + 1]`. */
  readonly offsets: Int32Array;
  readonly starts: Int32Array;
  /** The day after the last; `FOREVER` while no end is known. */
  readonly ends: Int32Array;
  /** Position of the event that tells the start. */
  readonly startEvents: Int32Array;
  /** Position of the event that tells the end, or -1. */
  readonly endEvents: Int32Array;
}

/** Spells with the fields of their starts, and those of their ends as far as these are known. */
export interface SpellTable<Held = Fields, AtEnd = Fields> extends SpellColumns {
  readonly spell: Spell;
  readonly fields: Held;
  readonly endFields: AtEnd;
}

/** Placements; setting and contract are 0 where they were not given, the employer is -1. */
export interface PlacementColumns extends SpellColumns {
  readonly settings: Uint8Array;
  readonly contracts: Uint8Array;
  readonly employers: Int32Array;
  /** NaN where not given. */
  readonly hoursPerWeek: Float64Array;
  /** Code of the reason for which it ended; -1 where it was not given. */
  readonly endReasons: Int32Array;
}

/** Support spells; `placements` is the row of the one placement supported, or -1 for whatever they work at. */
export interface SupportColumns extends SpellColumns {
  readonly placements: Int32Array;
}

/** Things that happen on one day, by person and in order of the day. */
export interface DayColumns {
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  readonly events: Int32Array;
  /** Service, reason, follow-up status or criterion: a number from the log. */
  readonly codes: Int32Array;
}

/** Assessments: `codes` are criteria; scores are NaN where the criterion does not apply. */
export interface AssessmentColumns extends DayColumns {
  readonly scores: Float64Array;
  /** Code of who assessed; -1 where not given. */
  readonly raters: Int32Array;
  /** Code of the instrument and its version; -1 where not given. */
  readonly instruments: Int32Array;
}

/** Answers to items of feedback instruments: `codes` are items; scores are NaN where not given. */
export interface FeedbackColumns extends DayColumns {
  readonly scores: Float64Array;
  readonly instruments: Int32Array;
  /** Code of who found the themes; -1 where not given. */
  readonly coders: Int32Array;
  /** First and past-the-last entry of the log's themes of each answer, two numbers a row. */
  readonly themeRanges: Int32Array;
}

/** Adverse events: `codes` are kinds. */
export interface AdverseEventColumns extends DayColumns {
  /** Place in the vocabulary of severities, from 1. */
  readonly severities: Uint8Array;
}

/** Registrations in order of their day, with birth days and pairs of attribute name and value. */
export interface RegistrationColumns {
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  readonly events: Int32Array;
  /** `NO_DAY` where not given. */
  readonly births: Int32Array;
  /** First and past-the-last entry of the attributes of each registration, two numbers a row. */
  readonly attributeRanges: Int32Array;
}

/** The facts of a dataset as columns sorted by beneficiary. */
export interface Store {
  readonly people: number;
  /** By type: every event that is told of one day. What has columns of its own below stands here too. */
  readonly facts: ReadonlyMap<string, FactTable>;
  /** By what their ids name: placements, support and whatever else starts and ends. */
  readonly spells: ReadonlyMap<string, SpellTable>;
  /** Number of a person here, by number in `log.people`; -1 for nobody. */
  readonly personOf: Int32Array;
  /** Number in `log.people`, by number of a person here. */
  readonly idOf: Int32Array;
  readonly registrations: RegistrationColumns;
  readonly enrolments: SpellColumns;
  readonly placements: PlacementColumns;
  readonly support: SupportColumns;
  /** Exits; `codes` are their reasons, -1 where not given. */
  readonly exits: DayColumns;
  readonly services: DayColumns;
  readonly followUps: DayColumns;
  readonly assessments: AssessmentColumns;
  readonly feedback: FeedbackColumns;
  readonly adverseEvents: AdverseEventColumns;
  /** By criterion number: 1 when a higher score is better, -1 when a lower one is; and the least change that counts. */
  readonly directions: Int8Array;
  readonly steps: Float64Array;
  /**
   * By origin of a spell (placements first, then support): the row of the placement it is of or supports, -1 for any.
   */
  readonly links: Int32Array;
  readonly declared: readonly Criterion[] | undefined;
  readonly log: EventLog;
  readonly live: Uint8Array;
  readonly registeredAgain: readonly number[];
}

/**
 * Sorts sound facts by beneficiary.
 *
 * @param log - events as read
 * @param linked - what belongs to what; free of errors
 */
export function buildStore(log: EventLog, linked: Links): Store {
  const { people, personOf } = linked;
  const idOf = new Int32Array(people);
  for (let code = 0; code < personOf.length; code++) if (personOf[code]! >= 0) idOf[personOf[code]!] = code;
  const { pairs } = linked;
  const ofSpells = [...pairs.values()].flatMap(({ spell }) => [spell.start, spell.end]);
  const ofDays = log.all.filter(({ type }) => type !== "event-retracted" && !ofSpells.includes(type));
  const facts = new Map(ofDays.map((table) => [table.type, factTable(table, log, linked)]));
  const spells = new Map([...pairs].map(([of, pair]) => [of, spellTable(pair, log, linked)]));
  const factsOf = <Type extends EventType>(type: Type) => facts.get(type) as FactTable<FieldsOf<Type>>;
  const placements = placementColumns(spells.get("placement") as Parameters<typeof placementColumns>[0]);
  const support = supportColumns(
    spells.get("support") as Parameters<typeof supportColumns>[0],
    spells.get("placement")!,
    log,
  );
  const links = new Int32Array(placements.starts.length + support.placements.length);
  for (let row = 0; row < placements.starts.length; row++) links[row] = row;
  links.set(support.placements, placements.starts.length);
  const registrations = factsOf("beneficiary-registered");
  const exits = factsOf("beneficiary-exited");
  const services = factsOf("service-delivered");
  const followUps = factsOf("follow-up-recorded");
  const assessments = factsOf("assessment-recorded");
  const feedback = factsOf("feedback-recorded");
  const adverseEvents = factsOf("adverse-event-recorded");
  return {
    people,
    facts,
    spells,
    personOf,
    idOf,
    registrations: {
      ...daysOf(registrations),
      births: registrations.fields.birthDate,
      attributeRanges: registrations.fields.attributes,
    },
    enrolments: enrolmentColumns(log, linked),
    placements,
    support,
    exits: { ...daysOf(exits), codes: exits.fields.reason },
    services: { ...daysOf(services), codes: services.fields.service },
    followUps: { ...daysOf(followUps), codes: Int32Array.from(followUps.fields.status) },
    assessments: {
      ...daysOf(assessments),
      codes: assessments.fields.criterion,
      scores: assessments.fields.score,
      raters: assessments.fields.rater,
      instruments: assessments.fields.instrument,
    },
    feedback: {
      ...daysOf(feedback),
      codes: feedback.fields.item,
      scores: feedback.fields.score,
      instruments: feedback.fields.instrument,
      coders: feedback.fields.coder,
      themeRanges: feedback.fields.themes,
    },
    adverseEvents: {
      ...daysOf(adverseEvents),
      codes: adverseEvents.fields.kind,
      severities: adverseEvents.fields.severity,
    },
    ...criterionScales(log),
    links,
    declared: log.declared && [...log.declared.values()],
    log,
    live: linked.live,
    registeredAgain: linked.registeredAgain,
  };
}

function criterionScales(log: EventLog): Pick<Store, "directions" | "steps"> {
  const criteria = log.criteria.texts.map((code) => log.declared?.get(code));
  return {
    directions: Int8Array.from(criteria, (criterion) => (criterion?.better === "lower" ? -1 : 1)),
    steps: Float64Array.from(criteria, (criterion) => criterion?.minimumStep ?? 0),
  };
}

function daysOf<Held>({ offsets, days, events }: FactTable<Held>): Omit<DayColumns, "codes"> {
  return { offsets, days, events };
}

function placementColumns({
  spell,
  fields,
  endFields,
  ...spells
}: SpellTable<FieldsOf<"placement-started">, FieldsOf<"placement-ended">>): PlacementColumns {
  return {
    ...spells,
    settings: fields.setting,
    contracts: fields.contract,
    employers: fields.employer,
    hoursPerWeek: fields.hoursPerWeek,
    endReasons: endFields.reason,
  };
}

function supportColumns(
  { spell, fields, endFields, ...spells }: SpellTable<FieldsOf<"support-started">>,
  placements: SpellTable,
  log: EventLog,
): SupportColumns {
  const rowOf = new Int32Array(log.idTexts.get("placement")!.size).fill(-1);
  const numbers = placements.fields.placementId!;
  for (let row = 0; row < numbers.length; row++) rowOf[numbers[row]!] = row;
  const rows = new Int32Array(fields.placementId.length).fill(-1);
  return { ...spells, placements: picked(rowOf, fields.placementId, rows) };
}

function factTable(table: EventTable, log: EventLog, { grouper }: Links): FactTable {
  const { offsets, order } = grouper.group(table.events.view());
  const events = table.events.picked(order);
  return { offsets, days: log.day.picked(events), events, fields: fieldsOf(table, order) };
}

function spellTable({ spell, end }: Pairs, log: EventLog, { grouper }: Links): SpellTable {
  const table = log.tableOf(spell.start);
  const { offsets, order } = grouper.group(table.events.view());
  const numbers = (table.columns[spell.field] as Ints).picked(order);
  const startEvents = table.events.picked(order);
  const endEvents = picked(end, numbers, new Int32Array(numbers.length));
  const fields = fieldsOf(table, order);
  const endFields = spell.end === undefined ? {} : fieldsAtEnd(spell, spell.end, numbers, end, log);
  return { spell, offsets, ...spanned(startEvents, endEvents, log), fields, endFields };
}

/** What the ends of spells tell, by number of their ids; nothing given where there is no end. */
function fieldsAtEnd({ field }: Spell, type: string, numbers: Int32Array, end: Int32Array, log: EventLog): Fields {
  const table = log.tableOf(type);
  const events = table.events.view();
  const ended = log.numbersOf(type, field);
  const rowOf = new Int32Array(end.length).fill(-1);
  for (let row = 0; row < events.length; row++) if (end[ended[row]!] === events[row]) rowOf[ended[row]!] = row;
  return fieldsOf(table, picked(rowOf, numbers, new Int32Array(numbers.length)), field);
}

function enrolmentColumns(log: EventLog, { enrolments, grouper }: Links): SpellColumns {
  const { offsets, order } = grouper.group(enrolments.starts.view());
  return { offsets, ...spanned(enrolments.starts.picked(order), enrolments.ends.picked(order), log) };
}

/** Spells between events, the end of which may be -1. */
function spanned(startEvents: Int32Array, endEvents: Int32Array, log: EventLog): Omit<SpellColumns, "offsets"> {
  const day = log.day.view();
  const ends = new Int32Array(endEvents.length).fill(FOREVER);
  for (let row = 0; row < ends.length; row++) if (endEvents[row]! >= 0) ends[row] = day[endEvents[row]!]! + 1;
  return { starts: log.day.picked(startEvents), ends, startEvents, endEvents };
}

/** The fields of some rows of a table, in the order of these; -1 for nothing given. */
function fieldsOf({ columns }: EventTable, rows: Int32Array, except?: string): Fields {
  const held = Object.entries(columns).filter(([name]) => name !== except);
  return Object.fromEntries(held.map(([name, column]) => [name, column.picked(rows)]));
}
