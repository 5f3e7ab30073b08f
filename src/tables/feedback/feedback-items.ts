import type { Title } from "../../core/events/vocabulary";
import { pointsOf } from "./instrument";
import { exactSummary } from "./exact-summary";
import type { Answers, Form } from "./feedback-answers";
import type { Membership } from "../strata/strata";

/** How an item was answered. */
export interface ItemAnswers {
  readonly code: string;
  readonly title: Title;
  /** Whether its points are turned in the scores of scales; here they stand as answered. */
  readonly isReversed: boolean;
  /** People with a score, and of an open question people with an answer. */
  readonly people: number;
  /** Others who answered anything of the instrument. */
  readonly missing: number;
  /** Every point of the scale or choice, those nobody took too; adds up to `people`. Empty for an open question. */
  readonly distribution: readonly { readonly score: number; readonly label: Title | null; readonly people: number }[];
  /** Exact to ten decimals; null with a reason. */
  readonly mean: string | null;
  readonly median: string | null;
  /** `nobody-answered`; `open-question`; or `choices`, which have no order. */
  readonly reason: "nobody-answered" | "open-question" | "choices" | null;
}

/**
 * Answers to every item, by stratum.
 *
 * @param membership - who belongs to which stratum
 * @param respondents - by stratum, people who answered anything
 */
export function itemAnswers(
  form: Form,
  answers: Answers,
  membership: Membership,
  respondents: Int32Array,
): readonly (readonly ItemAnswers[])[] {
  const { profileOf, offsets, codes } = membership;
  // Of each item a cell a point, and one for answers without a score.
  const bases = [0];
  for (const points of form.points) bases.push(bases.at(-1)! + points.size + 1);
  const width = bases.at(-1)!;
  const counts = new Int32Array(respondents.length * width);
  for (let answer = 0; answer < answers.persons.length; answer++) {
    const item = answers.items[answer]!;
    const points = form.points[item]!;
    const cell = bases[item]! + (points.get(answers.scores[answer]!) ?? points.size);
    const profile = profileOf[answers.persons[answer]!]!;
    for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) counts[codes[at]! * width + cell]!++;
  }
  return Array.from(respondents, (answered, stratum) =>
    Object.freeze(
      form.points.map((points, item) => {
        const first = stratum * width + bases[item]!;
        return itemOf(form, item, counts.subarray(first, first + points.size + 1), answered);
      }),
    ),
  );
}

function itemOf(form: Form, place: number, counts: Int32Array, answered: number): ItemAnswers {
  const item = form.instrument.items[place]!;
  const points = form.points[place]!;
  const labels = pointsOf(form.instrument, item)?.labels;
  const isOpen = points.size === 0;
  const distribution = [...points].map(([score, at]) => {
    const label = item.choices?.[at]?.title ?? labels?.[String(score)] ?? null;
    return Object.freeze({ score, label, people: counts[at]! });
  });
  const people = isOpen ? counts[0]! : distribution.reduce((sum, one) => sum + one.people, 0);
  const hasMean = !isOpen && item.choices === undefined;
  const summary = exactSummary(
    distribution.map(({ score, people }) => ({ value: { numerator: BigInt(score), denominator: 1n }, people })),
  );
  return Object.freeze({
    code: item.code,
    title: item.title,
    isReversed: item.reversed === true,
    people,
    missing: answered - people,
    distribution: Object.freeze(distribution),
    mean: hasMean ? (summary?.mean ?? null) : null,
    median: hasMean ? (summary?.median ?? null) : null,
    reason: isOpen ? "open-question" : !hasMean ? "choices" : summary === null ? "nobody-answered" : null,
  });
}
