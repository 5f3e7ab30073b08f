import { storeOf } from "../../core/dataset/dataset";
import { type Fact, factsOf } from "../../core/dataset/facts";
import type { Store } from "../../core/dataset/store";
import { check, type OptionsOf } from "../../options";
import { type Evaluation, verdictsOf } from "../../core/verdicts/evaluation";
import { Bridges, type ChangeCause, causeNames, type JudgedPair, UNCHANGED } from "./causes";
import { COMPARED, type ComparedPeriods, pairOf, periodsOf } from "./pairing";
import { type Standing, standingNames } from "./standing";

/** Whose changes to list. */
export interface ChangesOptions {
  /** Code of an indicator, or of a reading such as `2.1:improved`, that both evaluations have. */
  readonly indicator: string;
  /** May be left out when both evaluations have one period each. */
  readonly period?: ComparedPeriods | undefined;
  /** Only those who stood there before; everybody when absent. */
  readonly from?: Standing | undefined;
  /** Only those who stand there after; everybody when absent. */
  readonly to?: Standing | undefined;
  /** Only those with this cause; every cause when absent. */
  readonly cause?: ChangeCause | undefined;
}

const STANDING = `=${standingNames.join("|")}`;
const OPTIONS: OptionsOf<ChangesOptions> = {
  indicator: "text",
  "period?": COMPARED,
  "from?": STANDING,
  "to?": STANDING,
  "cause?": `=${causeNames.join("|")}`,
};

/** One person whose standing is not what it was. */
export interface VerdictChange {
  readonly beneficiaryId: string;
  readonly from: Standing;
  readonly to: Standing;
  readonly cause: ChangeCause;
  /**
   * Ids of the events that made the difference. Under `new-event`, `corrected-event` and `retracted-event` those that
   * differ in this way, under `several` all that differ, under `passage-of-time` those dated between the two horizons.
   */
  readonly events: readonly string[];
}

/**
 * The people behind a cell of a comparison, each with the cause and its events. Ids leave through this door: that is
 * what it is for.
 *
 * @param before - from `evaluate`
 * @param after - from `evaluate`
 * @param options - `indicator`: its code; `period`: needed when an evaluation has several; `from`, `to`, `cause`:
 *   narrow the list
 * @returns changes in the order of the ids' characters; none when nothing changed
 * @throws TypeError when an evaluation is not one
 * @throws RangeError when indicator, period, standing or cause is not one of those there are
 * @example
 * ```ts
 * const options = { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" };
 * const withoutWork = evaluate(parseDataset(events.slice(0, 2)), options);
 * expect(changes(withoutWork, evaluate(dataset, options), { indicator: "1.1", to: "counted" })).toEqual([
 *   { beneficiaryId: "B-1", from: "not-counted", to: "counted", cause: "new-event", events: ["event-3", "event-4"] },
 * ]);
 * ```
 */
export function changes(before: Evaluation, after: Evaluation, options: ChangesOptions): readonly VerdictChange[] {
  const cannot = "list changes";
  const sides = [verdictsOf(before), verdictsOf(after)] as const;
  check(cannot, options, OPTIONS);
  const periods = periodsOf(sides, options.period, cannot);
  const pair = pairOf(before, after, options.indicator, periods, cannot);
  const from = options.from && standingNames.indexOf(options.from);
  const to = options.to && standingNames.indexOf(options.to);
  const cause = options.cause && causeNames.indexOf(options.cause);
  const bridges = new Bridges(...sides, pair.after.horizon);
  const bridge = bridges.of([pair])[0]!;
  const [earlier, later] = [storeOf(sides[0].dataset), storeOf(sides[1].dataset)];
  const found: VerdictChange[] = [];
  for (let index = 0; index < bridges.people.count; index++) {
    if (bridge.causes[index] === UNCHANGED) continue;
    if (from !== undefined && bridge.from[index] !== from) continue;
    if (to !== undefined && bridge.to[index] !== to) continue;
    if (cause !== undefined && bridge.causes[index] !== cause) continue;
    const [formerCode, code] = [bridges.people.before[index]!, bridges.people.after[index]!];
    const name = causeNames[bridge.causes[index]!]!;
    found.push(
      Object.freeze({
        beneficiaryId: code >= 0 ? later.log.people.texts[code]! : earlier.log.people.texts[formerCode]!,
        from: standingNames[bridge.from[index]!]!,
        to: standingNames[bridge.to[index]!]!,
        cause: name,
        events: Object.freeze(eventsBehind(name, bridges, index, later, pair)),
      }),
    );
  }
  return Object.freeze(found.sort((a, b) => (a.beneficiaryId < b.beneficiaryId ? -1 : 1)));
}

/** Number of a name given as an argument; undefined when it was left out. */
/** Ids of the events behind one change, in the order of the day. */
function eventsBehind(
  cause: ChangeCause,
  bridges: Bridges,
  index: number,
  later: Store,
  pair: JudgedPair,
): readonly string[] {
  switch (cause) {
    case "new-event":
      return idsOf(bridges.difference(index).new);
    case "corrected-event":
      return idsOf(bridges.difference(index).corrected.flat());
    case "retracted-event":
      return idsOf(bridges.difference(index).retracted);
    case "several": {
      const { new: come, retracted, corrected } = bridges.difference(index);
      return idsOf([...come, ...retracted, ...corrected.flat()]);
    }
    case "passage-of-time": {
      const person = later.personOf[bridges.people.after[index]!]!;
      const [first, last] = [pair.before.horizon, pair.after.horizon].sort((a, b) => a - b) as [number, number];
      return idsOf(factsOf(later, person).filter(({ day }) => day > first && day <= last));
    }
    case "definition-changed":
      return [];
  }
}

function idsOf(facts: readonly Fact[]): readonly string[] {
  const ordered = [...facts].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  return [...new Set(ordered.map(({ id }) => id))];
}
