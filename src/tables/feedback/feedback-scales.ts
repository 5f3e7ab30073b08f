import type { Title } from "../../core/events/vocabulary";
import { type InstrumentScale, pointsOf } from "./instrument";
import { decimalText } from "../../share";
import { cronbachAlpha } from "../../statistics/reliability";
import { exactSummary, type ValueCount } from "./exact-summary";
import type { Answers, Form } from "./feedback-answers";
import type { Membership } from "../strata/strata";

/** Scores of a scale: a person's score is the mean of the items they answered, reversed items turned. */
export interface ScaleScores {
  readonly code: string;
  readonly title: Title;
  readonly items: readonly string[];
  /** People with a score: at least half of the items answered. */
  readonly people: number;
  /** Others who answered anything of the instrument. */
  readonly missing: number;
  /** Exact to ten decimals; null when nobody has a score. */
  readonly mean: string | null;
  readonly median: string | null;
  readonly reason: "nobody-scored" | null;
  /** Cronbach's α of the people who answered every item, with Feldt's interval, to ten decimals; null with a reason. */
  readonly alpha: {
    readonly value: string;
    readonly low: string;
    readonly high: string;
    readonly level: number;
    readonly people: number;
  } | null;
  /**
   * `one-item`; `too-few-people`: fewer than two answered every item; or `no-variance`: all of them have the same
   * total.
   */
  readonly alphaReason: "one-item" | "too-few-people" | "no-variance" | null;
}

const LEVEL = 0.95;

/**
 * Scores of every scale, by stratum.
 *
 * @param membership - who belongs to which stratum
 * @param respondents - by stratum, people who answered anything
 */
export function scaleScores(
  form: Form,
  answers: Answers,
  membership: Membership,
  respondents: Int32Array,
): readonly (readonly ScaleScores[])[] {
  const sheet = sheetOf(form, answers);
  const ofScales = (form.instrument.scales ?? []).map((scale) => {
    const gathered = gather(form, scale, sheet, membership, respondents.length);
    return gathered.map((scores, stratum) => scoresOf(scale, scores, respondents[stratum]!));
  });
  return Array.from(respondents, (_, stratum) => Object.freeze(ofScales.map((strata) => strata[stratum]!)));
}

/** Scores of the people who answered, one row per person and a column an item; NaN where missing. */
interface Sheet {
  readonly persons: readonly number[];
  readonly scores: Float64Array;
}

function sheetOf({ instrument }: Form, { persons, items, scores }: Answers): Sheet {
  const width = instrument.items.length;
  const people: number[] = [];
  const rowOf = new Int32Array(persons.length);
  persons.forEach((person, answer) => {
    if (person !== people.at(-1)) people.push(person);
    rowOf[answer] = people.length - 1;
  });
  const sheet = new Float64Array(people.length * width).fill(Number.NaN);
  for (let answer = 0; answer < persons.length; answer++) {
    const item = instrument.items[items[answer]!]!;
    const points = item.reversed && pointsOf(instrument, item);
    const score = scores[answer]!;
    sheet[rowOf[answer]! * width + items[answer]!] = points ? points.min + points.max - score : score;
  }
  return { persons: people, scores: sheet };
}

/** What one stratum says of a scale. */
interface Gathered {
  /** By sum of scores and number of items answered, as one number: how many people. */
  readonly sums: Map<number, number>;
  /** An item a list, of the people who answered every item. */
  readonly complete: readonly number[][];
}

function gather(
  { instrument }: Form,
  scale: InstrumentScale,
  { persons, scores }: Sheet,
  { profileOf, offsets, codes }: Membership,
  strata: number,
): readonly Gathered[] {
  const width = instrument.items.length;
  const columns = scale.items.map((code) => instrument.items.findIndex((item) => item.code === code));
  const gathered = Array.from({ length: strata }, () => ({
    sums: new Map<number, number>(),
    complete: columns.map((): number[] => []),
  }));
  for (let row = 0; row < persons.length; row++) {
    let [sum, answered] = [0, 0];
    for (const column of columns) {
      const score = scores[row * width + column]!;
      if (Number.isNaN(score)) continue;
      sum += score;
      answered++;
    }
    if (answered * 2 < columns.length) continue;
    const key = sum * (columns.length + 1) + answered;
    const profile = profileOf[persons[row]!]!;
    for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) {
      const { sums, complete } = gathered[codes[at]!]!;
      sums.set(key, (sums.get(key) ?? 0) + 1);
      if (answered < columns.length) continue;
      for (let item = 0; item < columns.length; item++) complete[item]!.push(scores[row * width + columns[item]!]!);
    }
  }
  return gathered;
}

function scoresOf(scale: InstrumentScale, { sums, complete }: Gathered, answered: number): ScaleScores {
  const base = scale.items.length + 1;
  const values = [...sums].map(([key, people]): ValueCount => {
    const items = ((key % base) + base) % base;
    return { value: { numerator: BigInt((key - items) / base), denominator: BigInt(items) }, people };
  });
  const people = values.reduce((sum, one) => sum + one.people, 0);
  const summary = exactSummary(values);
  const alpha = cronbachAlpha(complete, LEVEL);
  const completePeople = complete[0]!.length;
  return Object.freeze({
    code: scale.code,
    title: scale.title,
    items: scale.items,
    people,
    missing: answered - people,
    mean: summary?.mean ?? null,
    median: summary?.median ?? null,
    reason: summary === null ? "nobody-scored" : null,
    alpha:
      alpha &&
      Object.freeze({
        value: decimalText(alpha.alpha),
        low: decimalText(alpha.low),
        high: decimalText(alpha.high),
        level: LEVEL,
        people: completePeople,
      }),
    alphaReason:
      alpha !== null
        ? null
        : scale.items.length < 2
          ? "one-item"
          : completePeople < 2
            ? "too-few-people"
            : "no-variance",
  });
}
