import type { Store } from "../../core/dataset/store";
import type { Share } from "../../share";
import type { Pairs } from "../../core/engine/change";

/** How far people came on the way to a pair of scores. */
export type PairingStage = "served" | "baseline" | "follow-up" | "paired" | "paired-on-all";

/** One stage of the pairing funnel; everybody in it is in the stages before it. */
export interface PairingStep {
  readonly stage: PairingStage;
  readonly title: { readonly ru: string; readonly en: string };
  readonly people: number;
  /** Of those served. */
  readonly ofServed: Share;
  /** Of those in the stage before; null for the first. */
  readonly ofPrevious: Share | null;
}

const TITLES: Readonly<Record<PairingStage, PairingStep["title"]>> = Object.freeze({
  served: Object.freeze({ ru: "получили услугу", en: "served" }),
  baseline: Object.freeze({ ru: "есть хотя бы одна оценка", en: "with a score" }),
  "follow-up": Object.freeze({ ru: "есть оценка и в другой день", en: "with a score on a later day" }),
  paired: Object.freeze({ ru: "есть пара хотя бы по одному критерию", en: "with a pair on at least one criterion" }),
  "paired-on-all": Object.freeze({
    ru: "есть пары по всем критериям, которые к человеку применимы",
    en: "with a pair on every criterion that applies",
  }),
});
const stages = Object.keys(TITLES) as PairingStage[];

/** Counts people by the furthest stage they reached. */
export class PairingFunnel {
  readonly #store: Store;
  readonly #horizon: number;
  readonly #numbers: readonly number[];
  readonly #reached = stages.map(() => 0);

  /** @param numbers - of the criteria looked at */
  constructor(store: Store, horizon: number, numbers: readonly number[]) {
    this.#store = store;
    this.#horizon = horizon;
    this.#numbers = numbers;
  }

  /** Counts a person, who is loaded; whether there is any pair. */
  add(pairs: Pairs, person: number): boolean {
    let [paired, missing] = [0, 0];
    for (let place = 0; place < this.#numbers.length; place++) {
      if (pairs.lastOf(this.#numbers[place]!) >= 0) paired++;
      else if (pairs.movementOf(this.#numbers[place]!) === "missing") missing++;
    }
    const stage = paired === 0 ? this.#unpaired(person) : missing > 0 ? "paired" : "paired-on-all";
    this.#reached[stages.indexOf(stage)]!++;
    return paired > 0;
  }

  /** Any numeric scores count here, of whatever criterion, rater and instrument. */
  #unpaired(person: number): PairingStage {
    const { offsets, days, scores } = this.#store.assessments;
    let first = -1;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! > this.#horizon || Number.isNaN(scores[row]!)) continue;
      if (first === -1) first = days[row]!;
      else if (days[row]! > first) return "follow-up";
    }
    return first === -1 ? "served" : "baseline";
  }

  steps(): readonly PairingStep[] {
    const inStage = stages.map((_, at) => this.#reached.slice(at).reduce((sum, people) => sum + people, 0));
    const shareOf = (people: number, denominator: number) => Object.freeze({ numerator: people, denominator });
    return Object.freeze(
      stages.map((stage, at) =>
        Object.freeze({
          stage,
          title: TITLES[stage],
          people: inStage[at]!,
          ofServed: shareOf(inStage[at]!, inStage[0]!),
          ofPrevious: at === 0 ? null : shareOf(inStage[at]!, inStage[at - 1]!),
        }),
      ),
    );
  }
}
