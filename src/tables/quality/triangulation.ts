import { type CalendarDate, dateOf, type Period } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { storeResting } from "../../core/dataset/subset";
import type { Condition, Countable } from "../../core/definition/language";
import type { Title } from "../../core/events/vocabulary";
import { check } from "../../options";
import { type Share, sharePercent } from "../../share";
import { type Evaluation, type Judged, judgedOf, OF_INDICATOR, verdictsOf } from "../../core/verdicts/evaluation";
import { gradesOf, strongestOf, weakestOf } from "./grades";
import { judge } from "../../core/engine/judge";
import { Planner } from "../../core/engine/plan";
import { type Figures, figuresOf, type Note } from "../../core/verdicts/result";
import { COUNTED, verdictNames } from "../../core/engine/verdict";
import { type EvidenceKind, evidenceKinds, evidenceTitles } from "./evidence-kind";

/** How many of the people counted rest on one kind of evidence. */
export interface CountsByEvidence {
  /** `no-event` where a count rests on something not having happened. */
  readonly kind: "no-event" | EvidenceKind;
  readonly title: Title;
  /** People whose weakest event is of this kind. */
  readonly weakest: Share;
  /** The same as a percentage of the numerator, one decimal, half up; null when nobody is counted. */
  readonly weakestPercent: string | null;
  /** People whose strongest event is of this kind. */
  readonly strongest: Share;
  readonly strongestPercent: string | null;
}

/** The figures of an indicator if only events of some kind of evidence or a stronger one were believed. */
export interface FiguresBelieving {
  /** The weakest kind believed; `not-stated` believes everything and gives the figures as published. */
  readonly minimum: EvidenceKind;
  readonly title: Title;
  /** Events that are not believed, with the ends of spells and the support that go with them. */
  readonly withheld: number;
  /** The denominator stays as published; only the numerator has to be believed. */
  readonly held: Figures;
  /** Denominator, exclusions and numerator all have to be believed. */
  readonly rederived: Figures;
}

/** On what evidence one figure rests: plain data. */
export interface Triangulation {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly horizon: CalendarDate;
  /**
   * The numerator by kind of evidence, `no-event` first, then from the weakest to the strongest kind. Each column adds
   * up to the numerator.
   */
  readonly evidence: readonly CountsByEvidence[];
  /** The figures at each minimum, from everything to official records only. */
  readonly minimums: readonly FiguresBelieving[];
  /** Why nobody is in `evidence`; null when somebody is. */
  readonly reason: "nobody-counted" | null;
  /** `denominator-held`, and `not-monotone` when a stricter minimum counts more people. */
  readonly notes: readonly Note[];
}

/**
 * On what kinds of evidence the numerator of an indicator rests, and what the figure would be if weaker evidence were
 * not believed.
 *
 * A count rests on the events of the spells, scores or registration that decide it, as `explain` shows them; of several
 * that would each do alone, on the best evidenced. At a minimum, events of weaker kinds do not exist; registrations,
 * exits and retractions stay, so the people stay the same. A spell is believed when its start and its end by the
 * horizon are: without its end it would run on. `held` keeps the denominator as published ("what would the share be if
 * we believed only contracts"); `rederived` asks for the same evidence below the line too, where services, noted by
 * workers, soon leave nobody. An indicator that takes something away can rise: without the notes that tell of support,
 * work counts as unsupported, and 1.4 grows.
 *
 * @param evaluation - from `evaluate`
 * @param options - `indicator`: its code; `period`: one of those evaluated
 * @returns counts by kind, and figures at each minimum
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when indicator or period is not one of those evaluated
 * @units people
 * @example work that nobody confirmed
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { evidence, minimums } = triangulate(evaluation, { indicator: "1.1", period: year(2019) });
 * expect(evidence.find(({ kind }) => kind === "not-stated")?.weakest).toEqual({ numerator: 1, denominator: 1 });
 * expect(minimums.find(({ minimum }) => minimum === "contract")?.held.share).toEqual({ numerator: 0, denominator: 1 });
 * ```
 */
export function triangulate(
  evaluation: Evaluation,
  options: {
    readonly indicator: string;
    readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  },
): Triangulation {
  const { dataset, asOf } = verdictsOf(evaluation);
  check("triangulate", options, OF_INDICATOR);
  const judged = judgedOf(evaluation, options.indicator, options.period, "triangulate");
  const store = storeOf(dataset);
  const evidence = countsByEvidence(store, judged);
  const minimums = figuresByMinimum(store, judged);
  const { definition, period, horizon } = judged;
  return Object.freeze({
    code: definition.code,
    title: Object.freeze({ ...definition.title }),
    period: Object.freeze({ from: period.from, to: period.to }),
    asOf,
    horizon: dateOf(horizon),
    evidence,
    minimums,
    reason: minimums[0]!.held.share.numerator === 0 ? "nobody-counted" : null,
    notes: notesOf(minimums),
  });
}

const NO_EVENT: Title = Object.freeze({ ru: "ни на одном событии", en: "no event" });
const ANY_EVIDENCE: Title = Object.freeze({ ru: "любой источник, и не указанный", en: "any, stated or not" });

function countsByEvidence(store: Store, judged: Judged): readonly CountsByEvidence[] {
  const grades = gradesOf(store, judged);
  const kinds = ["no-event", ...evidenceKinds] as const;
  const [weakest, strongest] = [new Int32Array(kinds.length), new Int32Array(kinds.length)];
  let counted = 0;
  for (let person = 0; person < store.people; person++) {
    if (judged.verdicts[person] !== COUNTED) continue;
    const grade = grades[person]!;
    counted++;
    weakest[grade === 0 ? 0 : weakestOf(grade) + 1]!++;
    strongest[grade === 0 ? 0 : strongestOf(grade) + 1]!++;
  }
  const shareOf = (people: number): Share => Object.freeze({ numerator: people, denominator: counted });
  return Object.freeze(
    kinds.map((kind, place) => {
      const [of, most] = [shareOf(weakest[place]!), shareOf(strongest[place]!)];
      return Object.freeze({
        kind,
        title: kind === "no-event" ? NO_EVENT : evidenceTitles[kind],
        weakest: of,
        weakestPercent: sharePercent(of),
        strongest: most,
        strongestPercent: sharePercent(most),
      });
    }),
  );
}

/** Holds of everybody. */
const ALWAYS: Condition = Object.freeze({
  kind: "times",
  spells: Object.freeze({ kind: "services" as const }),
  atLeast: 0,
});

function figuresByMinimum(store: Store, judged: Judged): readonly FiguresBelieving[] {
  const { definition, days, horizon } = judged;
  const planner = new Planner();
  const { denominator, numerator, exclusions } = definition;
  const verdictsFor = (of: Store, cases: readonly Countable[]) => {
    const all = cases.map((one) => {
      return { plan: planner.countable(one), days, horizon, verdicts: new Uint8Array(of.people) };
    });
    judge(of, planner.openings, all);
    return all.map(({ verdicts }) => verdicts);
  };
  // Everybody's place below the line, and then whether the numerator holds, come to the verdict: it looks at them in
  // this order.
  const [standing] = verdictsFor(store, [{ denominator, exclusions, numerator: ALWAYS }]);
  return Object.freeze(
    evidenceKinds.map((minimum, least) => {
      const believed = least === 0 ? { store, withheld: 0 } : storeResting(store, least, horizon);
      const [rederived, reached] = verdictsFor(believed.store, [
        { denominator, exclusions, numerator },
        { denominator: ALWAYS, numerator },
      ]);
      const held = standing!.map((verdict, person) => (verdict === COUNTED ? reached![person]! : verdict));
      return Object.freeze({
        minimum,
        title: least === 0 ? ANY_EVIDENCE : evidenceTitles[minimum],
        withheld: believed.withheld,
        held: figuresOf(countsOf(held)),
        rederived: figuresOf(countsOf(rederived!)),
      });
    }),
  );
}

function countsOf(verdicts: Uint8Array): Int32Array {
  const counts = new Int32Array(verdictNames.length);
  for (const verdict of verdicts) counts[verdict]!++;
  return counts;
}

function notesOf(minimums: readonly FiguresBelieving[]): readonly Note[] {
  const note = (code: string, ru: string, en: string) => Object.freeze({ code, message: Object.freeze({ ru, en }) });
  const notes = [
    note(
      "denominator-held",
      "«Знаменатель прежний»: от требования к подтверждению зависит только числитель. «Знаменатель пересчитан»: то же подтверждение нужно и услугам, поэтому знаменатель может опустеть.",
      "Held: only the numerator has to be evidenced. Re-derived: services have to be too, so the denominator may become empty.",
    ),
  ];
  const isRising = minimums.some(
    ({ held }, at) => held.share.numerator > (minimums[at - 1]?.held.share.numerator ?? held.share.numerator),
  );
  if (isRising) {
    notes.push(
      note(
        "not-monotone",
        "При более строгом требовании числитель растёт: показатель что-то вычитает или ограничивает сверху (например, сопровождение в 1.4 или «меньше 6 месяцев» в 1.2), и без слабее подтверждённых событий вычитается меньше. Такой рост — не доказательство результата.",
        "A stricter minimum counts more people: the indicator takes something away or sets an upper limit (support in 1.4, under 6 months in 1.2), and without weaker events less is taken away. Such a rise is no proof of a result.",
      ),
    );
  }
  return Object.freeze(notes);
}
