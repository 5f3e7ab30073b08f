import { FOREVER } from "../../calendar";
import type { Criterion } from "../events/event";
import type { Ints } from "./column";
import type { EventLog } from "./log";
import type { Links } from "./link";

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
  /** By origin of a spell (placements first, then support): the row of the placement it is of or supports, -1 for any. */
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
  const sorter = new Sorter(log, linked);
  const placements = sorter.placements();
  const support = sorter.support(placements.rowOf);
  const links = new Int32Array(placements.columns.starts.length + support.placements.length);
  for (let row = 0; row < placements.columns.starts.length; row++) links[row] = row;
  links.set(support.placements, placements.columns.starts.length);
  return {
    people,
    personOf,
    idOf,
    registrations: sorter.registrations(),
    enrolments: sorter.enrolments(),
    placements: placements.columns,
    support,
    exits: sorter.exits(),
    services: sorter.days(log.services, 2).columns,
    followUps: sorter.days(log.followUps, 2).columns,
    assessments: sorter.assessments(),
    feedback: sorter.feedback(),
    adverseEvents: sorter.adverseEvents(),
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

/** Turns tables of the log into columns by person. */
class Sorter {
  readonly #log: EventLog;
  readonly #links: Links;
  readonly #day: Int32Array;

  constructor(log: EventLog, links: Links) {
    this.#log = log;
    this.#links = links;
    this.#day = log.day.view();
  }

  /** Spells: the first column of the table is the start; the second the end, or the code that `endOf` knows the end of. */
  #spells(ints: Ints, width: number, endOf?: Int32Array): { columns: SpellColumns; order: Int32Array } {
    const table = ints.view();
    const { offsets, order } = this.#links.grouper.group(table, width);
    const starts = new Int32Array(order.length);
    const ends = new Int32Array(order.length);
    const startEvents = new Int32Array(order.length);
    const endEvents = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) {
      const at = order[row]! * width;
      const start = table[at]!;
      const end = endOf === undefined ? table[at + 1]! : endOf[table[at + 1]!]!;
      starts[row] = this.#day[start]!;
      ends[row] = end < 0 ? FOREVER : this.#day[end]! + 1;
      startEvents[row] = start;
      endEvents[row] = end;
    }
    return { columns: { offsets, starts, ends, startEvents, endEvents }, order };
  }

  placements(): { columns: PlacementColumns; rowOf: Int32Array } {
    const table = this.#log.placementStarts.view();
    const { columns, order } = this.#spells(this.#log.placementStarts, 4, this.#links.placementEnd);
    const settings = new Uint8Array(order.length);
    const contracts = new Uint8Array(order.length);
    const hoursPerWeek = new Float64Array(order.length);
    const hours = this.#log.hoursPerWeek.view();
    const employers = new Int32Array(order.length);
    const employerOf = this.#log.employers.view();
    const endReasons = new Int32Array(order.length);
    const reasonOf = this.#endReasons();
    const rowOf = new Int32Array(this.#log.placementIds.size).fill(-1);
    for (let row = 0; row < order.length; row++) {
      const at = order[row]! * 4;
      rowOf[table[at + 1]!] = row;
      settings[row] = table[at + 2]!;
      contracts[row] = table[at + 3]!;
      hoursPerWeek[row] = hours[order[row]!]!;
      employers[row] = employerOf[order[row]!]!;
      endReasons[row] = reasonOf[table[at + 1]!]!;
    }
    return { columns: { ...columns, settings, contracts, employers, hoursPerWeek, endReasons }, rowOf };
  }

  /** By placement number: code of the reason for which it ended, or -1. */
  #endReasons(): Int32Array {
    const table = this.#log.placementEnds.view();
    const reasons = this.#log.placementEndReasons.view();
    const reasonOf = new Int32Array(this.#log.placementIds.size).fill(-1);
    for (let row = 0; row < reasons.length; row++) {
      const placement = table[row * 2 + 1]!;
      if (this.#links.placementEnd[placement] === table[row * 2]!) reasonOf[placement] = reasons[row]!;
    }
    return reasonOf;
  }

  support(placementRowOf: Int32Array): SupportColumns {
    const table = this.#log.supportStarts.view();
    const { columns, order } = this.#spells(this.#log.supportStarts, 3, this.#links.supportEnd);
    const placements = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) {
      const code = table[order[row]! * 3 + 2]!;
      placements[row] = code < 0 ? -1 : placementRowOf[code]!;
    }
    return { ...columns, placements };
  }

  enrolments(): SpellColumns {
    return this.#spells(this.#links.enrolments, 2).columns;
  }

  days(ints: Ints, width: number): { columns: DayColumns; order: Int32Array } {
    const table = ints.view();
    const { offsets, order } = this.#links.grouper.group(table, width);
    const days = new Int32Array(order.length);
    const events = new Int32Array(order.length);
    const codes = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) {
      const at = order[row]! * width;
      events[row] = table[at]!;
      days[row] = this.#day[table[at]!]!;
      codes[row] = table[at + 1]!;
    }
    return { columns: { offsets, days, events, codes }, order };
  }

  exits(): DayColumns {
    const { columns, order } = this.days(this.#log.exits, 1);
    const given = this.#log.exitReasons.view();
    const codes = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) codes[row] = given[order[row]!]!;
    return { ...columns, codes };
  }

  assessments(): AssessmentColumns {
    const table = this.#log.assessments.view();
    const { columns, order } = this.days(this.#log.assessments, 4);
    const given = this.#log.scores.view();
    const scores = new Float64Array(order.length);
    const raters = new Int32Array(order.length);
    const instruments = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) {
      scores[row] = given[order[row]!]!;
      raters[row] = table[order[row]! * 4 + 2]!;
      instruments[row] = table[order[row]! * 4 + 3]!;
    }
    return { ...columns, scores, raters, instruments };
  }

  feedback(): FeedbackColumns {
    const table = this.#log.feedback.view();
    const { columns, order } = this.days(this.#log.feedback, 6);
    const given = this.#log.feedbackScores.view();
    const scores = new Float64Array(order.length);
    const instruments = new Int32Array(order.length);
    const coders = new Int32Array(order.length);
    const themeRanges = new Int32Array(order.length * 2);
    for (let row = 0; row < order.length; row++) {
      const at = order[row]! * 6;
      scores[row] = given[order[row]!]!;
      instruments[row] = table[at + 2]!;
      coders[row] = table[at + 3]!;
      themeRanges[row * 2] = table[at + 4]!;
      themeRanges[row * 2 + 1] = table[at + 5]!;
    }
    return { ...columns, scores, instruments, coders, themeRanges };
  }

  adverseEvents(): AdverseEventColumns {
    const table = this.#log.adverseEvents.view();
    const { columns, order } = this.days(this.#log.adverseEvents, 3);
    return { ...columns, severities: Uint8Array.from(order, (row) => table[row * 3 + 2]!) };
  }

  registrations(): RegistrationColumns {
    const table = this.#log.registrations.view();
    const { columns, order } = this.days(this.#log.registrations, 4);
    const attributeRanges = new Int32Array(order.length * 2);
    for (let row = 0; row < order.length; row++) {
      attributeRanges[row * 2] = table[order[row]! * 4 + 2]!;
      attributeRanges[row * 2 + 1] = table[order[row]! * 4 + 3]!;
    }
    const { codes: births, ...others } = columns;
    return { ...others, births, attributeRanges };
  }
}
