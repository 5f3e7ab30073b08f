import type { Store } from "../dataset/store";
import type { Condition } from "../definition/language";
import { fits } from "../verdicts/change";

/** How likely people are to meet a rule of change when nothing changed for anybody. */
export interface NoChange {
  readonly criteria: number;
  /** Chances that the two scores of a criterion are the same, one a criterion. */
  readonly unchanged: readonly number[];
  /** Whether they were observed, or taken because nothing was. */
  readonly basis: "observed" | "stated" | "assumed";
  /** Pairs of scores they were observed on. */
  readonly pairs: number;
}

/** Better, the same and worse equally likely: taken where no pair of scores was seen. */
const ASSUMED_UNCHANGED = 1 / 3;

/**
 * The criteria of a dataset, and how often the first and last score on each are the same.
 *
 * @param stated - one chance for all criteria, instead of what is observed
 */
export function criteriaSeen(store: Store, stated: number | undefined): NoChange {
  const { assessments, directions, steps, log, declared } = store;
  const size = log.criteria.size;
  const [pairs, same] = [new Int32Array(size), new Int32Array(size)];
  const [first, last] = [new Int32Array(size), new Int32Array(size)];
  const isSeen = new Uint8Array(size).fill(declared === undefined ? 0 : 1);
  for (let person = 0; person < store.people; person++) {
    first.fill(-1);
    last.fill(-1);
    for (let row = assessments.offsets[person]!; row < assessments.offsets[person + 1]!; row++) {
      const criterion = assessments.codes[row]!;
      isSeen[criterion] = 1;
      if (Number.isNaN(assessments.scores[row]!)) continue;
      if (first[criterion] === -1) first[criterion] = row;
      else if (assessments.days[row]! > assessments.days[first[criterion]!]!) last[criterion] = row;
    }
    for (let criterion = 0; criterion < size; criterion++) {
      if (last[criterion] === -1) continue;
      const gain = assessments.scores[last[criterion]!]! - assessments.scores[first[criterion]!]!;
      pairs[criterion]!++;
      if (gain === 0 || Math.abs(gain * directions[criterion]!) < steps[criterion]! - 1e-9) same[criterion]!++;
    }
  }
  const all = pairs.reduce((sum, count) => sum + count, 0);
  const unchanged = [...isSeen.keys()]
    .filter((criterion) => isSeen[criterion] === 1)
    .map((criterion) => stated ?? (pairs[criterion] === 0 ? ASSUMED_UNCHANGED : same[criterion]! / pairs[criterion]!));
  const basis = stated !== undefined ? "stated" : all === 0 ? "assumed" : "observed";
  return { criteria: unchanged.length, unchanged, basis, pairs: all };
}

/**
 * Share of people who meet a condition when nothing changed: every criterion is paired, and those that move go up or down with the same
 * chance, each by itself. Worked out over every number of criteria improved and worsened, not drawn.
 *
 * @returns null where the condition asks for anything beside change
 */
export function passRateWithoutChange(condition: Condition, { unchanged }: NoChange): number | null {
  const only = criterionFrom(condition);
  if (only === null || unchanged.length === 0) return null;
  if (only === undefined) return passRate(condition, unchanged);
  // One criterion of the person's own: any of them, equally often.
  const rates = unchanged.map((chance) => passRate(condition, [chance]));
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

function passRate(condition: Condition, unchanged: readonly number[]): number {
  const count = unchanged.length;
  const width = count + 1;
  let chances = new Float64Array(width * width);
  chances[0] = 1;
  for (const same of unchanged) {
    const next = new Float64Array(width * width);
    const moved = (1 - same) / 2;
    for (let place = 0; place < chances.length; place++) {
      const chance = chances[place]!;
      if (chance === 0) continue;
      next[place]! += chance * same;
      next[place + width]! += chance * moved;
      next[place + 1]! += chance * moved;
    }
    chances = next;
  }
  let rate = 0;
  chances.forEach((chance, place) => {
    const [improved, worsened] = [Math.floor(place / width), place % width];
    if (chance > 0 && holds(condition, improved, count - improved - worsened, worsened)) rate += chance;
  });
  return rate;
}

/** The attribute that names the one criterion looked at, undefined when all are; null when the condition is not of change alone. */
function criterionFrom(condition: Condition): string | undefined | null {
  switch (condition.kind) {
    case "change":
      return condition.pairing.criterionFrom;
    case "not":
      return criterionFrom(condition.of);
    case "every":
    case "some": {
      const [first, ...others] = new Set(condition.of.map(criterionFrom));
      return others.length === 0 && condition.of.length > 0 ? first! : null;
    }
    default:
      return null;
  }
}

function holds(condition: Condition, improved: number, unchanged: number, worsened: number): boolean {
  switch (condition.kind) {
    case "change":
      return fits(condition.rule, improved, unchanged, worsened);
    case "every":
      return condition.of.every((part) => holds(part, improved, unchanged, worsened));
    case "some":
      return condition.of.some((part) => holds(part, improved, unchanged, worsened));
    case "not":
      return !holds(condition.of, improved, unchanged, worsened);
    default:
      return false;
  }
}
