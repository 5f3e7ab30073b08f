import { FOREVER } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { canonicalJson } from "../../core/definition/fingerprint";
import type { Pairing } from "../../core/definition/pairing";
import { type Share, sharePercent } from "../../share";
import { Pairs } from "../../core/engine/change";
import type { Judged, Verdicts } from "../../core/verdicts/evaluation";
import { pairingsOf } from "../../core/verdicts/result";
import { EXCLUDED, OUTSIDE } from "../../core/engine/verdict";
import { People } from "../../core/engine/view";

/**
 * How many people got worse. `worsened.denominator` + `unpaired` + `notApplicable` = people in the indicator's
 * denominator.
 */
export interface WorsenedCounts {
  /** Who got worse, among those with a pair of scores. */
  readonly worsened: Share;
  /** One decimal, half up; null when nobody has a pair. */
  readonly percent: string | null;
  /** Why there is no percentage; null when there is one. */
  readonly reason: "nobody-paired" | null;
  /** Without a pair of scores: nobody can tell whether they got worse. */
  readonly unpaired: number;
  /** To whom it was said not to apply. */
  readonly notApplicable: number;
}

/** Who got worse on one criterion. */
export interface WorsenedOnCriterion extends WorsenedCounts {
  readonly criterion: string;
  /** As declared; the code itself when no criteria were declared. */
  readonly title: { readonly ru: string; readonly en: string };
}

/** Who got worse among the people in one indicator's denominator, by one of its ways to pair scores. */
export interface Worsening {
  readonly indicator: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** Which scores are compared. Always on every criterion, whichever the indicator looks at. */
  readonly pairing: Pairing;
  /** People in the denominator of the published share. */
  readonly denominator: number;
  /** Worse on one criterion or more, whatever got better; paired on one or more. */
  readonly onAny: WorsenedCounts;
  /** By code. */
  readonly criteria: readonly WorsenedOnCriterion[];
}

/**
 * Who got worse among the people in an indicator's denominator: one for each way in which it pairs scores, whatever the
 * criterion; none when it looks at no change.
 */
export function worseningsOf(all: Verdicts, judged: Judged): readonly Worsening[] {
  const everywhere = pairingsOf(judged.definition).map(comparisonOf);
  const different = new Map(everywhere.map((pairing) => [canonicalJson(pairing), pairing]));
  return [...different.values()].map((pairing) => worseningOf(storeOf(all.dataset), judged, pairing));
}

/**
 * What of a pairing decides which two scores are compared: not on which criterion, nor what a missing pair does to a
 * verdict.
 */
export function comparisonOf({ criterionFrom: _criterion, missing: _policy, ...comparison }: Pairing): Pairing {
  return comparison;
}

function worseningOf(store: Store, judged: Judged, pairing: Pairing): Worsening {
  const counter = new WorseningCounter(store, judged, pairing);
  const { denominator, onAny, criteria } = counter.count(0, store.people);
  const titleOf = (code: string) => store.log.declared?.get(code)?.title ?? { ru: code, en: code };
  const rows = [...criteria].map(([code, tally]): WorsenedOnCriterion => {
    return { criterion: code, title: titleOf(code), ...worsenedCounts(tally) };
  });
  rows.sort((one, other) => (one.criterion < other.criterion ? -1 : 1));
  const { code, title } = judged.definition;
  return { indicator: code, title, pairing, denominator, onAny: worsenedCounts(onAny), criteria: rows };
}

/** People by what became of them. */
export interface WorseningTally {
  paired: number;
  worsened: number;
  unpaired: number;
  notApplicable: number;
}

/** Counts who got worse among the people in an indicator's denominator. */
export class WorseningCounter {
  readonly #verdicts: Uint8Array;
  readonly #pairs: Pairs;
  readonly #codes: readonly string[];
  readonly #looked: readonly number[];

  constructor(store: Store, { verdicts, horizon }: Pick<Judged, "verdicts" | "horizon">, pairing: Pairing) {
    const pairs = new Pairs({ store, people: new People(store), horizon, goesOnUntil: FOREVER }, pairing);
    this.#verdicts = verdicts;
    this.#pairs = pairs;
    this.#codes = store.log.criteria.texts;
    this.#looked = this.#codes.map((_, criterion) => criterion).filter((one) => pairs.movementOf(one) !== undefined);
  }

  /**
   * Of some of the people: on any criterion, and by the code of each criterion looked at.
   *
   * @param first - number of the first person
   * @param past - number of the person after the last
   */
  count(first: number, past: number) {
    const tallies = this.#looked.map(newTally);
    const onAny = newTally();
    let denominator = 0;
    for (let person = first; person < past; person++) {
      const verdict = this.#verdicts[person]!;
      if (verdict === OUTSIDE || verdict === EXCLUDED) continue;
      denominator++;
      this.#pairs.load(person);
      let [isPaired, isWorse, isMissing] = [false, false, this.#looked.length === 0];
      for (let place = 0; place < this.#looked.length; place++) {
        const movement = this.#pairs.movementOf(this.#looked[place]!);
        const tally = tallies[place]!;
        if (movement === "improved" || movement === "unchanged" || movement === "worsened") {
          tally.paired++;
          isPaired = true;
          if (movement !== "worsened") continue;
          tally.worsened++;
          isWorse = true;
        } else if (movement === "not-applicable") tally.notApplicable++;
        else {
          tally.unpaired++;
          isMissing = true;
        }
      }
      if (isPaired) onAny.paired++;
      else if (isMissing) onAny.unpaired++;
      else onAny.notApplicable++;
      if (isWorse) onAny.worsened++;
    }
    const criteria = new Map(this.#looked.map((criterion, place) => [this.#codes[criterion]!, tallies[place]!]));
    return { denominator, onAny, criteria };
  }
}

function newTally(): WorseningTally {
  return { paired: 0, worsened: 0, unpaired: 0, notApplicable: 0 };
}

/** @internal A tally as it is printed. */
export function worsenedCounts({ paired, worsened, unpaired, notApplicable }: WorseningTally): WorsenedCounts {
  const share = { numerator: worsened, denominator: paired };
  const reason = paired === 0 ? "nobody-paired" : null;
  return { worsened: share, percent: sharePercent(share), reason, unpaired, notApplicable };
}
