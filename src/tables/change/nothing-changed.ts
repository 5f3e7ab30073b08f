import type { Store } from "../../core/dataset/store";
import {
  NOTHING,
  plus,
  type Ratio,
  roundedUnits,
  type Share,
  sharePercent,
  shareValue,
  decimalPercent,
  unitsText,
} from "../../share";
import type { Pairs } from "../../core/engine/change";

/** The share that would pass if nothing had changed, by one method. */
export interface PassRateByChance {
  readonly method: "exchange" | "independence";
  /** Exact, to ten decimals, half up; null when nobody has a pair. */
  readonly value: string | null;
  /** One decimal. */
  readonly percent: string | null;
  /** How it is worked out, and what it takes for granted. */
  readonly how: { readonly ru: string; readonly en: string };
}

/** What the literal rule would give if nothing had changed, beside what it gives, both of those with a pair. */
export interface NothingChanged {
  /** People served who have a pair on at least one criterion; only their criteria with a pair are looked at. */
  readonly people: number;
  /** Of them, not worse on at least one of those. */
  readonly observed: Share;
  readonly percent: string | null;
  /** By exchange of first and last, then by independent draws. */
  readonly byChance: readonly PassRateByChance[];
  /**
   * By criterion: the chance that an independent follow-up is worse than an independent baseline; null without a pair.
   */
  readonly worseByChance: readonly { readonly criterion: string; readonly value: string | null }[];
  readonly reason: "nobody-paired" | null;
}

const HOW = {
  exchange: {
    ru: "Перестановка. Если ничего не изменилось, то первая и последняя оценки одного человека равноправны: с той же вероятностью они шли бы в обратном порядке. Поэтому вероятность каждого пройти — среднее из двух исходов: как записано и с переставленными первой и последней оценками, по всем критериям сразу. Вычислено точно, без моделирования. Связь между критериями сохраняется; предполагается только, что без изменений обе оценки одинаково распределены.",
    en: "Exchange. If nothing changed, the first and the last score of a person are exchangeable: they could as well have come in the other order. So each person's chance to pass is the mean of two outcomes: as recorded, and with first and last exchanged on all criteria at once. Exact, without simulation. It keeps the dependence between criteria, and takes for granted only that without change both scores are distributed alike.",
  },
  independence: {
    ru: "Независимые оценки. По каждому критерию первые и последние оценки сложены вместе, и обе оценки человека извлекаются из них независимо друг от друга и от других критериев. Вероятность пройти — единица минус произведение вероятностей стать хуже по критериям, по которым у человека есть пара; показано среднее по людям. Предполагается, что критерии не связаны и что прежняя оценка человека ничего не говорит о следующей.",
    en: "Independent draws. For each criterion first and last scores are put together, and both scores of a person are drawn from them independently of each other and of the other criteria. The chance to pass is one less the product of the chances to get worse on the criteria where the person has a pair; shown is the mean over people. It takes for granted that criteria are unrelated and that a person's score says nothing of the next one.",
  },
} as const;

/** Counts what the two methods need, person by person. */
export class ChanceCounts {
  readonly #store: Store;
  readonly #numbers: readonly number[];
  #people = 0;
  #passed = 0;
  #passedExchanged = 0;
  /** By criterion: how often each score came, first or last. */
  readonly #scores: readonly Map<number, number>[];
  /** Sets of criteria with a pair: people, and the set with one criterion more. */
  readonly #sets: { readonly criteria: readonly number[]; people: number }[] = [{ criteria: [], people: 0 }];
  readonly #wider = new Map<number, number>();

  /** @param numbers - of the criteria looked at */
  constructor(store: Store, numbers: readonly number[]) {
    this.#store = store;
    this.#numbers = numbers;
    this.#scores = numbers.map(() => new Map());
  }

  /** Counts the person loaded. */
  add(pairs: Pairs): void {
    const { scores } = this.#store.assessments;
    let [set, paired, improved, worsened] = [0, 0, 0, 0];
    for (let place = 0; place < this.#numbers.length; place++) {
      const number = this.#numbers[place]!;
      const last = pairs.lastOf(number);
      if (last < 0) continue;
      const movement = pairs.movementOf(number);
      paired++;
      if (movement === "improved") improved++;
      if (movement === "worsened") worsened++;
      const came = this.#scores[place]!;
      const [before, after] = [scores[pairs.firstOf(number)]!, scores[last]!];
      came.set(before, (came.get(before) ?? 0) + 1);
      came.set(after, (came.get(after) ?? 0) + 1);
      set = this.#with(set, place);
    }
    if (paired === 0) return;
    this.#people++;
    this.#sets[set]!.people++;
    if (worsened < paired) this.#passed++;
    if (improved < paired) this.#passedExchanged++;
  }

  #with(set: number, place: number): number {
    const key = set * this.#numbers.length + place;
    const known = this.#wider.get(key);
    if (known !== undefined) return known;
    const wider = this.#sets.push({ criteria: [...this.#sets[set]!.criteria, place], people: 0 }) - 1;
    this.#wider.set(key, wider);
    return wider;
  }

  nothingChanged(): NothingChanged {
    const people = this.#people;
    const observed = Object.freeze({ numerator: this.#passed, denominator: people });
    const both = { numerator: this.#passed + this.#passedExchanged, denominator: people * 2 };
    const worse = this.#numbers.map((number, place) => this.#worseByChance(number, place));
    const textOf = (ratio: Ratio | null) => ratio && unitsText(roundedUnits(ratio));
    const independence = textOf(people === 0 ? null : this.#passedIndependent(worse as readonly Ratio[]));
    return Object.freeze({
      people,
      observed,
      percent: sharePercent(observed),
      byChance: Object.freeze([
        passRate("exchange", shareValue(both), sharePercent(both)),
        passRate("independence", independence, independence && decimalPercent(independence)),
      ]),
      worseByChance: Object.freeze(
        this.#numbers.map((number, place) =>
          Object.freeze({ criterion: this.#store.log.criteria.texts[number]!, value: textOf(worse[place]!) }),
        ),
      ),
      reason: people === 0 ? "nobody-paired" : null,
    });
  }

  /** Pairs of independent draws of which the second is worse by a step, of all pairs of draws. */
  #worseByChance(number: number, place: number): Ratio | null {
    const { directions, steps } = this.#store;
    // Better scores are larger numbers here, whichever direction is better.
    const came = [...this.#scores[place]!].map(([score, times]) => ({ score: score * directions[number]!, times }));
    if (came.length === 0) return null;
    came.sort((a, b) => a.score - b.score);
    const draws = came.reduce((sum, { times }) => sum + times, 0);
    let [pairs, below, next] = [0n, 0, 0];
    for (const { score, times } of came) {
      while (isWorse(came[next]!.score, score, steps[number]!)) below += came[next++]!.times;
      pairs += BigInt(times) * BigInt(below);
    }
    return { numerator: pairs, denominator: BigInt(draws) ** 2n };
  }

  /** Mean over people of one less the product over their criteria. */
  #passedIndependent(worse: readonly Ratio[]): Ratio {
    let passed = NOTHING;
    for (const { criteria, people } of this.#sets) {
      if (people === 0) continue;
      const failing = criteria.reduce(
        ({ numerator, denominator }, place) => ({
          numerator: numerator * worse[place]!.numerator,
          denominator: denominator * worse[place]!.denominator,
        }),
        { numerator: 1n, denominator: 1n },
      );
      passed = plus(passed, {
        numerator: (failing.denominator - failing.numerator) * BigInt(people),
        denominator: failing.denominator * BigInt(this.#people),
      });
    }
    return passed;
  }
}

/** As at `Pairs`: the tolerance absorbs binary fractions. */
function isWorse(after: number, before: number, step: number): boolean {
  return after < before && before - after >= step - 1e-9;
}

function passRate(method: PassRateByChance["method"], value: string | null, percent: string | null): PassRateByChance {
  return Object.freeze({ method, value, percent, how: Object.freeze({ ...HOW[method] }) });
}
