import type { Criterion } from "../events/event";
import { CRITERIA } from "../events/schema";
import { DatasetError, type Issue, sentence } from "../../issue";
import { check, type Kind, type OptionsOf } from "../../options";
import { storeScoredOn } from "./criteria";
import { type KnownFacts, storeKnownOn, storeWithout } from "./known";
import { link } from "./link";
import { EventLog, type Expected } from "./log";
import { eventTypes } from "./numbers";
import { buildStore, type Store } from "./store";
import { warningsOf } from "./warnings";

const inside: unique symbol = Symbol("mio-indicators dataset");

/**
 * Events that were read and hold together: what every indicator is computed from. Made by {@link parseDataset}; opaque.
 */
export interface Dataset {
  /** Beneficiaries registered in it. */
  readonly people: number;
  /** Events read, retracted ones included. */
  readonly events: number;
  /** @internal */
  readonly [inside]: Store;
}

/** What reading events may be told. */
export interface ParseOptions {
  /**
   * The criteria of social change. When given, assessments must name one of them and stay on its scale. When absent,
   * every criterion
   * is taken with a numeric score, higher being better.
   */
  readonly criteria?: readonly Criterion[] | undefined;
}

/** A dataset with its warnings, or every issue that kept it from being read. */
export type ParsedDataset =
  | { readonly ok: true; readonly dataset: Dataset; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * The dataset the events tell, in whatever order they come.
 *
 * Each event is checked by itself and against the others; retractions apply first. No events at all is a legal dataset
 * of nobody.
 *
 * @param events - events as plain objects, such as lines of JSON; not changed
 * @param options - `criteria`: what assessments are scored on
 * @throws DatasetError when anything is wrong; its `issues` hold every error with place and remedy
 * @throws TypeError when `events` cannot be iterated
 * @throws RangeError when the criteria are not sound
 * @example
 * ```ts
 * const events = [
 *   { id: "E-1", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-10", targetGroups: ["care-leaver"] },
 *   { id: "E-2", type: "service-delivered", beneficiaryId: "B-1", date: "2019-01-11", service: "social-adaptation" },
 * ];
 * expect(parseDataset(events).people).toBe(1);
 * ```
 */
export function parseDataset(events: Iterable<unknown>, options?: ParseOptions): Dataset {
  const outcome = read(events, options);
  if (Array.isArray(outcome)) throw new DatasetError(outcome);
  return handle(outcome as Store);
}

/**
 * Like {@link parseDataset}, but issues come back instead of being thrown; a dataset comes with its warnings.
 *
 * @param events - events as plain objects; not changed
 * @param options - `criteria`: what assessments are scored on
 * @throws TypeError when `events` cannot be iterated
 * @throws RangeError when the criteria are not sound
 * @example
 * ```ts
 * const parsed = safeParseDataset([{ id: "E-1", type: "service-delivered" }]);
 * expect(parsed.ok).toBe(false);
 * expect(parsed.issues[0]?.code).toBe("dataset.missing-field");
 * ```
 */
export function safeParseDataset(events: Iterable<unknown>, options?: ParseOptions): ParsedDataset {
  const outcome = read(events, options);
  if (Array.isArray(outcome)) return Object.freeze({ ok: false, issues: outcome });
  const dataset = handle(outcome as Store);
  return Object.freeze({ ok: true, dataset, issues: datasetIssues(dataset) });
}

/**
 * The warnings of a dataset: facts that are possible but that somebody should look at.
 *
 * They are worked out when asked for. Those about what has not happened yet (a follow-up overdue) take the latest date
 * in the
 * dataset for today, but for dates years after all others.
 *
 * @param dataset - parsed events; not changed
 * @returns warnings in the order of the events they are about; none for sound data
 */
export function datasetIssues(dataset: Dataset): readonly Issue[] {
  return warningsOf(storeOf(dataset));
}

/** @internal The columns of a dataset. */
export function storeOf(dataset: Dataset): Store {
  check("use the dataset", dataset, DATASET, "it");
  return dataset[inside];
}

/** A dataset, as an argument. */
export function DATASET(value: unknown): Kind {
  return inside in Object(value) ? "any" : "#come from parseDataset; pass what parseDataset returned, not the events";
}

/** @internal The dataset as it was known on a day, and what must be said about it. */
export function datasetKnownOn(
  dataset: Dataset,
  day: number,
): { readonly dataset: Dataset } & Omit<KnownFacts, "store"> {
  const { store, undated, unplaced } = storeKnownOn(storeOf(dataset).log, day);
  return { dataset: handle(store), undated, unplaced };
}

/** @internal The dataset as if some of its events, given by position, had never come. */
export function datasetWithout(dataset: Dataset, events: Iterable<number>): Dataset {
  const { log, live } = storeOf(dataset);
  const withheld = Uint8Array.from(live, (isLive) => 1 - isLive);
  for (const event of events) withheld[event] = 1;
  return handle(storeWithout(log, withheld).store);
}

/** @internal The dataset as if it had been read with other criteria. */
export function datasetScoredOn(dataset: Dataset, criteria: readonly Criterion[], cannot: string): Dataset {
  check(cannot, criteria, CRITERIA, "criteria");
  return handle(storeScoredOn(storeOf(dataset), criteria, cannot));
}

/** A dataset over columns; the columns stay out of sight of JSON and of loops over keys. */
function handle(store: Store): Dataset {
  const dataset = { people: store.people, events: store.log.length };
  Object.defineProperty(dataset, inside, { value: store });
  return Object.freeze(dataset) as Dataset;
}

const OPTIONS: OptionsOf<ParseOptions> = { "criteria?": CRITERIA };

function read(events: Iterable<unknown>, options: ParseOptions = {}): Store | readonly Issue[] {
  check("read the events", options, OPTIONS);
  if (
    typeof (events as Iterable<unknown> | undefined)?.[Symbol.iterator] !== "function" ||
    typeof events === "string"
  ) {
    throw new TypeError(
      sentence({ cannot: "read the events", because: "they must be a list or another iterable", received: events }),
    );
  }
  const log = new EventLog(options.criteria, expectedOf(Array.isArray(events) ? events : []));
  if (Array.isArray(events)) readArray(events, log);
  else for (const event of events) log.read(event);
  log.close();
  const links = link(log);
  return links.errors.length > 0 ? Object.freeze(links.errors) : buildStore(log, links);
}

/** Empty places of an array that are refused one by one; past that the rest is refused at once. */
const MOST_HOLES = 1000;

/** Reads an array; it may declare any number of places that hold nothing. */
function readArray(events: readonly unknown[], log: EventLog): void {
  let holes = 0;
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined && !(index in events) && ++holes > MOST_HOLES) {
      log.refuseHoles(index, events.length);
      return;
    }
    log.read(event);
  }
}

/** Counts the events of a list by type, so that every column is made once and at its size. */
function expectedOf(events: readonly unknown[]): Expected {
  const counts = new Map<unknown, number[]>(eventTypes.map((type) => [type, [0]]));
  let holes = 0;
  let index = 0;
  for (; index < events.length && holes <= MOST_HOLES; index++) {
    const event = events[index];
    if (event === undefined) holes++;
    const count = counts.get(typeOf(event));
    if (count !== undefined) count[0]!++;
  }
  return { events: index, of: new Map([...counts].map(([type, [count]]) => [type, count!])) };
}

/** The type an event says it is of; nothing when it cannot be asked. */
function typeOf(event: unknown): unknown {
  try {
    return (event as { readonly type?: unknown } | null | undefined)?.type;
  } catch {
    return undefined;
  }
}
