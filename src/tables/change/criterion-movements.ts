import type { Store } from "../../core/dataset/store";
import type { Criterion } from "../../core/events/event";
import { decimalText } from "../../share";
import { reliableChange } from "../../statistics/reliable-change";
import type { Movement, Pairs } from "../../core/engine/change";

/** People with a pair of scores, by how they moved. */
export interface MovedPeople {
  readonly people: number;
  readonly improved: number;
  readonly unchanged: number;
  readonly worsened: number;
}

/** People who have a baseline, and its mean. */
export interface BaselineMean {
  readonly people: number;
  /** To ten decimals; null when there is nobody. */
  readonly mean: string | null;
}

/** How the scores of those served moved on one criterion. */
export interface CriterionMovements {
  readonly criterion: string;
  /** The code when the criterion is not declared. */
  readonly title: { readonly ru: string; readonly en: string };
  readonly better: Criterion["better"];
  /** Null when the criterion is not declared. */
  readonly scale: { readonly min: number; readonly max: number } | null;
  /** Smallest difference that counts as a change; null when any does. */
  readonly minimumStep: number | null;
  readonly instrument: string | null;
  /** Everybody served, each once. */
  readonly movements: Readonly<Record<"improved" | "unchanged" | "worsened" | "unpaired" | "notApplicable", number>>;
  /**
   * Of those with a pair, who could not get worse: they started at the worst score, or nearer to it than the smallest
   * step. Null without a scale.
   */
  readonly floor: MovedPeople | null;
  /** Of those with a pair, who could not get better. Null without a scale. */
  readonly ceiling: MovedPeople | null;
  /** Where people with a pair and people with a baseline only started. */
  readonly baseline: { readonly paired: BaselineMean; readonly unpaired: BaselineMean };
  /**
   * Those with a pair by whether the difference exceeds error of measurement (Jacobson–Truax, 95 %); null when no
   * reliability is declared.
   */
  readonly reliable: {
    readonly improved: number;
    readonly noReliableChange: number;
    readonly worsened: number;
    /** What a difference must exceed to be reliable, in points, to ten decimals. */
    readonly smallestDifference: string;
    readonly source: string | null;
  } | null;
}

/** Numbers of the criteria looked at, in the order declared, or of their codes. */
export function criteriaLookedAt({ log, declared }: Store, pairs: Pairs): readonly number[] {
  const codes = declared?.map(({ code }) => code) ?? [...log.criteria.texts].sort();
  return codes.map((code) => log.criteria.find(code)).filter((number) => pairs.movementOf(number) !== undefined);
}

/** What a difference of scores must exceed to be reliable; nothing without a reliability. */
export function smallestReliable(criterion: Criterion | undefined): number | undefined {
  if (criterion?.reliability === undefined) return undefined;
  const { coefficient: reliability, standardDeviation } = criterion.reliability;
  return reliableChange({ first: 0, last: 0, reliability, standardDeviation }).smallestDifference;
}

/** How many scores a criterion may be from an end and yet have no room for a step towards it. */
const TOLERANCE = 1e-9;

/** Movements on one criterion, counted person by person. */
export class MovementCounts {
  readonly #store: Store;
  readonly #number: number;
  readonly #declared: Criterion | undefined;
  readonly #step: number;
  readonly #reliable: number | undefined;
  readonly #moved: Record<Movement, number> = {
    improved: 0,
    unchanged: 0,
    worsened: 0,
    missing: 0,
    "not-applicable": 0,
  };
  readonly #floor = { people: 0, improved: 0, unchanged: 0, worsened: 0 };
  readonly #ceiling = { people: 0, improved: 0, unchanged: 0, worsened: 0 };
  readonly #baseline = { people: 0, sum: 0, unpaired: 0, unpairedSum: 0 };
  readonly #reliably = { improved: 0, noReliableChange: 0, worsened: 0 };

  /** @param number - of the criterion */
  constructor(store: Store, number: number) {
    this.#store = store;
    this.#number = number;
    this.#declared = store.declared?.find(({ code }) => code === store.log.criteria.texts[number]);
    this.#step = store.steps[number]!;
    this.#reliable = smallestReliable(this.#declared);
  }

  /** Counts the person loaded. */
  add(pairs: Pairs): void {
    const { scores } = this.#store.assessments;
    const movement = pairs.movementOf(this.#number)!;
    const [firstRow, lastRow] = [pairs.firstOf(this.#number), pairs.lastOf(this.#number)];
    this.#moved[movement]++;
    if (firstRow < 0) return;
    const first = scores[firstRow]!;
    if (lastRow < 0) {
      this.#baseline.unpaired++;
      this.#baseline.unpairedSum += first;
      return;
    }
    this.#baseline.people++;
    this.#baseline.sum += first;
    this.#addPair(movement as "improved" | "unchanged" | "worsened", first, scores[lastRow]!);
  }

  #addPair(movement: "improved" | "unchanged" | "worsened", first: number, last: number): void {
    const isHigher = this.#store.directions[this.#number] === 1;
    const { min, max } = this.#declared ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
    const [toMin, toMax] = [this.#hasRoom(first - min), this.#hasRoom(max - first)];
    if (!(isHigher ? toMin : toMax)) {
      this.#floor.people++;
      this.#floor[movement]++;
    }
    if (!(isHigher ? toMax : toMin)) {
      this.#ceiling.people++;
      this.#ceiling[movement]++;
    }
    if (this.#reliable === undefined) return;
    if (Math.abs(last - first) <= this.#reliable) this.#reliably.noReliableChange++;
    else if (last > first === isHigher) this.#reliably.improved++;
    else this.#reliably.worsened++;
  }

  #hasRoom(room: number): boolean {
    return room > 0 && room >= this.#step - TOLERANCE;
  }

  movements(): CriterionMovements {
    const code = this.#store.log.criteria.texts[this.#number]!;
    const declared = this.#declared;
    const { improved, unchanged, worsened, missing, "not-applicable": notApplicable } = this.#moved;
    const { people, sum, unpaired, unpairedSum } = this.#baseline;
    return Object.freeze({
      criterion: code,
      title: Object.freeze({ ru: declared?.title.ru ?? code, en: declared?.title.en ?? code }),
      better: declared?.better ?? "higher",
      scale: declared ? Object.freeze({ min: declared.min, max: declared.max }) : null,
      minimumStep: declared?.minimumStep ?? null,
      instrument: declared?.instrument ?? null,
      movements: Object.freeze({ improved, unchanged, worsened, unpaired: missing, notApplicable }),
      floor: declared ? Object.freeze({ ...this.#floor }) : null,
      ceiling: declared ? Object.freeze({ ...this.#ceiling }) : null,
      baseline: Object.freeze({ paired: meanOf(people, sum), unpaired: meanOf(unpaired, unpairedSum) }),
      reliable:
        this.#reliable === undefined
          ? null
          : Object.freeze({
              ...this.#reliably,
              smallestDifference: decimalText(this.#reliable),
              source: declared?.reliability?.source ?? null,
            }),
    });
  }
}

function meanOf(people: number, sum: number): BaselineMean {
  return Object.freeze({ people, mean: people === 0 ? null : decimalText(sum / people) });
}
