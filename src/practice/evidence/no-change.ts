import { FOREVER } from "../../calendar";
import type { Store } from "../../core/dataset/store";
import { canonicalJson } from "../../core/definition/fingerprint";
import type { Condition } from "../../core/definition/language";
import type { Pairing } from "../../core/definition/pairing";
import { comparisonOf } from "../../tables/change/worsening";
import { fits, Pairs } from "../../core/engine/change";
import { People } from "../../core/engine/view";

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
 * The criteria of a dataset, and how often the two scores that a pairing compares are the same, among all people of the
 * dataset.
 *
 * @param pairing - which two scores are compared; always on every criterion
 * @param horizon - the last day whose scores exist
 * @param stated - one chance for all criteria, instead of what is observed
 */
export function criteriaSeen(store: Store, pairing: Pairing, horizon: number, stated: number | undefined): NoChange {
  const view = { store, people: new People(store), horizon, goesOnUntil: FOREVER };
  const compared = new Pairs(view, comparisonOf(pairing));
  const looked = [...store.log.criteria.texts.keys()].filter((one) => compared.movementOf(one) !== undefined);
  const [pairs, same] = [new Int32Array(looked.length), new Int32Array(looked.length)];
  for (let person = 0; person < store.people; person++) {
    compared.load(person);
    for (let place = 0; place < looked.length; place++) {
      const movement = compared.movementOf(looked[place]!);
      if (movement === "missing" || movement === "not-applicable") continue;
      pairs[place]!++;
      if (movement === "unchanged") same[place]!++;
    }
  }
  const all = pairs.reduce((sum, count) => sum + count, 0);
  const unchanged = looked.map(
    (_, place) => stated ?? (pairs[place] === 0 ? ASSUMED_UNCHANGED : same[place]! / pairs[place]!),
  );
  const basis = stated !== undefined ? "stated" : all === 0 ? "assumed" : "observed";
  return { criteria: unchanged.length, unchanged, basis, pairs: all };
}

/**
 * Share of people who meet a condition when nothing changed: every criterion is paired, and those that move go up or
 * down with the same chance, each by itself. Worked out over every number of criteria improved and worsened, not drawn.
 *
 * @returns null where the condition asks for anything beside change
 */
export function passRateWithoutChange(condition: Condition, { unchanged }: NoChange): number | null {
  const pairing = pairingOf(condition);
  if (pairing === null || unchanged.length === 0) return null;
  if (pairing.criterionFrom === undefined) return passRate(condition, unchanged);
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

/**
 * The one way in which a condition compares scores; null when it asks for anything beside change, or compares in
 * several ways. What a missing pair does to a verdict is no part of it.
 */
export function pairingOf(condition: Condition): Pairing | null {
  switch (condition.kind) {
    case "change": {
      const { missing: _policy, ...pairing } = condition.pairing;
      return pairing;
    }
    case "not":
      return pairingOf(condition.of);
    case "every":
    case "some": {
      const [first = null, ...others] = condition.of.map(pairingOf);
      const isOne = first !== null && others.every((other) => canonicalJson(other) === canonicalJson(first));
      return isOne ? first : null;
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
