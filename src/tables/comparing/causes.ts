import { type CalendarDate, FOREVER, isSamePeriod, type Period } from "../../calendar";
import { type Dataset, datasetWithout, storeOf } from "../../core/dataset/dataset";
import { areSameFacts, type FactDifference, factDifference, factsOf } from "../../core/dataset/facts";
import type { Store } from "../../core/dataset/store";
import { fingerprintOf } from "../../core/definition/fingerprint";
import { sound } from "../../core/definition/sound";
import { evaluate, type Judged, type Verdicts, verdictsOf } from "../../core/verdicts/evaluation";
import { type MatchedPeople, matchPeople, personIn, standingsOf } from "./standing";

/** Why a verdict changed. */
export type ChangeCause = (typeof causeNames)[number];

/** The causes, each in the place of its number. */
export const causeNames = [
  "new-event",
  "corrected-event",
  "retracted-event",
  "passage-of-time",
  "definition-changed",
  "several",
] as const;

const NEW = 0;
const CORRECTED = 1;
const RETRACTED = 2;
const TIME = 3;
const DEFINITION = 4;
const SEVERAL = 5;
/** Stands where nothing changed. */
export const UNCHANGED = 255;

/** The same indicator on both sides. */
export interface JudgedPair {
  readonly before: Judged;
  readonly after: Judged;
}

/** Two columns of verdicts laid side by side: a standing on each side, and a cause, for each matched person. */
export interface Bridge {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** Number in {@link causeNames}, or {@link UNCHANGED}. */
  readonly causes: Uint8Array;
}

/** The bridges of several indicators between the same two datasets and periods. */
export class Bridges {
  readonly people: MatchedPeople;
  readonly #before: Verdicts;
  readonly #after: Verdicts;
  readonly #stores: { readonly before: Store; readonly after: Store };
  readonly #isSameFacts: boolean;
  readonly #differences = new Map<number, FactDifference>();
  readonly #horizon: number;

  /** @param horizon - of the evaluation after: facts dated after it decide nothing */
  constructor(before: Verdicts, after: Verdicts, horizon: number) {
    this.#before = before;
    this.#after = after;
    this.#stores = { before: storeOf(before.dataset), after: storeOf(after.dataset) };
    this.people = matchPeople(this.#stores.before, this.#stores.after);
    this.#isSameFacts = areSameFacts(this.#stores.before, this.#stores.after);
    this.#horizon = horizon;
  }

  /**
   * Lays two evaluations side by side and gives each changed person one cause.
   *
   * What was there after is taken back, one thing at a time, in a fixed order: the definition, then the facts, then the
   * time. A cause is what cannot be taken back without losing the verdict; see
   * `docs/decisions/0008-order-of-causes.md`.
   *
   * @param pairs - all with the same two periods
   */
  of(pairs: readonly JudgedPair[]): readonly Bridge[] {
    const bridges = pairs.map(({ before, after }) => this.#sideBySide(before, after));
    const changed = pairs.map((_, at) => at).filter((at) => isChanged(bridges[at]!));
    const stones = this.#stones(pairs, bridges, changed);
    const mixed: (readonly [at: number, index: number])[] = [];
    for (const at of changed) {
      const { from, to, causes } = bridges[at]!;
      const { otherDefinition, otherFacts, otherTime } = stones[at]!;
      for (let index = 0; index < from.length; index++) {
        if (from[index] === to[index]) continue;
        const [was, is, fromFacts, fromTime] = [from[index], to[index], otherFacts[index], otherTime[index]];
        if (otherDefinition[index] !== is) causes[index] = otherDefinition[index] === was ? DEFINITION : SEVERAL;
        else if (fromFacts === is) causes[index] = TIME;
        else if (fromFacts !== was && fromTime !== was && fromTime !== is) causes[index] = SEVERAL;
        else {
          causes[index] = causeOf(this.difference(index));
          if (causes[index] === SEVERAL) mixed.push([at, index]);
        }
      }
    }
    if (mixed.length > 0) this.#settleMixed(pairs, bridges, stones, mixed);
    return bridges;
  }

  /**
   * How the facts of a matched person differ up to the horizon; all that is told of somebody who is on one side only.
   */
  difference(index: number): FactDifference {
    let difference = this.#differences.get(index);
    if (difference === undefined) {
      const earlier = personIn(this.#stores.before, this.people.before[index]!);
      const later = personIn(this.#stores.after, this.people.after[index]!);
      difference = factDifference(
        earlier < 0 ? [] : factsOf(this.#stores.before, earlier),
        later < 0 ? [] : factsOf(this.#stores.after, later),
        earlier < 0 || later < 0 ? FOREVER : this.#horizon,
      );
      this.#differences.set(index, difference);
    }
    return difference;
  }

  #sideBySide(before: Judged, after: Judged): Bridge {
    const from = standingsOf(this.people.before, this.#stores.before, before.verdicts);
    const to = standingsOf(this.people.after, this.#stores.after, after.verdicts);
    return { from, to, causes: new Uint8Array(from.length).fill(UNCHANGED) };
  }

  /** Three evaluations between before and after, worked out only where they can differ from those at hand. */
  #stones(pairs: readonly JudgedPair[], bridges: readonly Bridge[], changed: readonly number[]): readonly Stones[] {
    const [sample] = pairs;
    if (sample === undefined) return [];
    const { before, after } = sample;
    const times = { old: timeOf(this.#before, before.period), new: timeOf(this.#after, after.period) };
    const isSameTime = before.horizon === after.horizon && isSamePeriod(before.period, after.period);
    const isOtherRule = (at: number) => !isSameRule(pairs[at]!.before, pairs[at]!.after);
    const run = (side: "before" | "after", time: Time, wanted: readonly number[]) => {
      const definitions = wanted.map((at) => pairs[at]!.before);
      const dataset = side === "before" ? this.#before.dataset : this.#after.dataset;
      const columns = judgedAgain(dataset, definitions, time, this.people[side]);
      return new Map(wanted.map((at, place) => [at, columns[place]!]));
    };
    const otherDefinition = run("after", times.new, changed.filter(isOtherRule));
    const otherFacts = this.#isSameFacts || isSameTime ? undefined : run("before", times.new, changed);
    const otherTime = this.#isSameFacts || isSameTime ? undefined : run("after", times.old, changed);
    return bridges.map(({ from, to }, at) => {
      const oldDefinition = otherDefinition.get(at) ?? to;
      return {
        otherDefinition: oldDefinition,
        otherFacts: otherFacts?.get(at) ?? (this.#isSameFacts ? oldDefinition : from),
        otherTime: otherTime?.get(at) ?? (isSameTime ? oldDefinition : from),
      };
    });
  }

  /** Tells apart people whose facts differ in several ways, by taking back one way at a time. */
  #settleMixed(
    pairs: readonly JudgedPair[],
    bridges: readonly Bridge[],
    stones: readonly Stones[],
    mixed: readonly (readonly [at: number, index: number])[],
  ): void {
    const differences = [...new Set(mixed.map(([, index]) => index))].map((index) => this.difference(index));
    const come = differences.flatMap((difference) => difference.new.map(({ event }) => event));
    const gone = differences.flatMap(({ retracted }) => retracted.map(({ event }) => event));
    const definitions = pairs.map(({ before }) => before);
    const time = timeOf(this.#after, pairs[0]!.after.period);
    const withoutNew = judgedAgain(datasetWithout(this.#after.dataset, come), definitions, time, this.people.after);
    const onlyRetracted = judgedAgain(
      datasetWithout(this.#before.dataset, gone),
      definitions,
      time,
      this.people.before,
    );
    for (const [at, index] of mixed) {
      const { to, causes } = bridges[at]!;
      const was = stones[at]!.otherFacts[index];
      const without = withoutNew[at]![index];
      const only = onlyRetracted[at]![index];
      const difference = this.difference(index);
      if (without === was) causes[index] = NEW;
      else if (without !== to[index]) causes[index] = SEVERAL;
      else if (difference.corrected.length === 0 || only === to[index]) causes[index] = RETRACTED;
      else if (difference.retracted.length === 0 || only === was) causes[index] = CORRECTED;
    }
  }
}

interface Stones {
  /** The old definition on the new facts at the new time. */
  readonly otherDefinition: Uint8Array;
  /** The old definition on the old facts at the new time. */
  readonly otherFacts: Uint8Array;
  /** The old definition on the new facts at the old time. */
  readonly otherTime: Uint8Array;
}

interface Time {
  readonly period: Period;
  readonly asOf: CalendarDate;
}

function timeOf({ asOf }: Verdicts, period: Period): Time {
  return { period, asOf };
}

function isSameRule(a: Judged, b: Judged): boolean {
  return a.definition === b.definition || fingerprintOf(a.definition) === fingerprintOf(b.definition);
}

function isChanged({ from, to }: Bridge): boolean {
  return from.some((standing, index) => standing !== to[index]);
}

/** The standings under the old definitions on some dataset at some time. */
function judgedAgain(
  dataset: Dataset,
  judged: readonly Judged[],
  { period, asOf }: Time,
  codes: Int32Array,
): readonly Uint8Array[] {
  if (judged.length === 0) return [];
  const indicators = judged.map(({ definition: { readings: _, ...definition } }) => ({
    definition: sound(definition),
  }));
  const evaluation = verdictsOf(evaluate(dataset, { indicators, periods: [period], asOf }));
  return evaluation.judged.map(({ verdicts }) => standingsOf(codes, storeOf(evaluation.dataset), verdicts));
}

/**
 * The cause by how the facts differ, where they differ in one way; without any own difference the criteria themselves
 * differ.
 */
function causeOf(difference: FactDifference): number {
  const kinds = [difference.new, difference.corrected, difference.retracted];
  const present = [NEW, CORRECTED, RETRACTED].filter((kind) => kinds[kind]!.length > 0);
  return present.length > 1 ? SEVERAL : (present[0] ?? DEFINITION);
}
