import { type CalendarDate, dateOf, type Period } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { plain } from "../../core/definition/language";
import { type Evaluation, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import type { Note } from "../../core/verdicts/result";
import { type AdverseEventRow, adverseEventRows, isAnyAdverseEvent } from "./adverse-events";
import { type Worsening, worseningsOf } from "./worsening";

/** What got worse and what went wrong in one period: plain data. */
export interface Harm {
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** Only when asked for. */
  readonly knownOn?: CalendarDate;
  /** The earlier of the period's end and `asOf`: facts after it do not exist for these figures. */
  readonly horizon: CalendarDate;
  /** One for each evaluated indicator that looks at change, or more when it pairs scores in several ways. */
  readonly worsening: readonly Worsening[];
  /** Dated in the period, of all beneficiaries in the dataset: any kind first, then each kind recorded. */
  readonly adverseEvents: readonly AdverseEventRow[];
  /**
   * `none-recorded-is-not-none`, always; `negative-effects-not-tracked` when no adverse event at all was recorded up to
   * the horizon.
   */
  readonly notes: readonly Note[];
}

/**
 * Who got worse, and which adverse events were recorded, in each period of an evaluation.
 *
 * Nothing is netted away: whoever got worse on one criterion is counted, whatever got better. Scores are paired as the
 * indicator pairs them, on every criterion, among the people in its denominator. Adverse events are those of all
 * beneficiaries; a person is once in each count and so in several, and people of several periods do not add up. The
 * report of any indicator that looks at change, such as 2.1, holds this table.
 *
 * @param evaluation - from `evaluate`
 * @returns frozen JSON without ids, one for each period evaluated
 * @throws TypeError when the evaluation is not one
 * @units people, and events where it says so
 * @example nobody was assessed twice, and nothing was recorded
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [socialChangeShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [{ worsening, adverseEvents, notes }] = harm(evaluation);
 * expect(worsening[0].onAny).toMatchObject({ worsened: { numerator: 0, denominator: 0 }, reason: "nobody-paired", unpaired: 1 });
 * expect(adverseEvents[0].any).toEqual({ events: 0, people: 0, reason: "none-recorded" });
 * expect(notes.map(({ code }) => code)).toEqual(["none-recorded-is-not-none", "negative-effects-not-tracked"]);
 * ```
 */
export function harm(evaluation: Evaluation): readonly Harm[] {
  const all = verdictsOf(evaluation);
  const store = storeOf(all.dataset);
  const periods = new Map<string, Judged[]>();
  for (const judged of all.judged) {
    const key = `${judged.period.from} ${judged.period.to}`;
    const held = periods.get(key);
    if (held === undefined) periods.set(key, [judged]);
    else if (held.every(({ definition }) => definition.code !== judged.definition.code)) held.push(judged);
  }
  return plain(
    [...periods.values()].map((ofPeriod): Harm => {
      const { period, days, horizon } = ofPeriod[0]!;
      return {
        period: { from: period.from, to: period.to },
        asOf: all.asOf,
        ...(all.known && { knownOn: all.known.on }),
        horizon: dateOf(horizon),
        worsening: ofPeriod.flatMap((judged) => worseningsOf(all, judged)),
        adverseEvents: adverseEventRows(store, days.from, horizon),
        notes: adverseEventNotes(store, horizon),
      };
    }),
  );
}

/** What zeros among adverse events up to a horizon do not mean. */
export function adverseEventNotes(store: Store, horizon: number): readonly Note[] {
  return isAnyAdverseEvent(store, horizon) ? [NOT_NONE] : [NOT_NONE, notTracked(dateOf(horizon))];
}

const NOT_NONE: Note = {
  code: "none-recorded-is-not-none",
  message: {
    ru: "Ноль значит, что неблагоприятных событий не записано, а не что их не было.",
    en: "Zero means that no adverse event was recorded, not that none happened.",
  },
};

const notTracked = (horizon: CalendarDate): Note => ({
  code: "negative-effects-not-tracked",
  message: {
    ru: `По ${horizon} не записано ни одного неблагоприятного события: похоже, отрицательные эффекты не отслеживаются.`,
    en: `No adverse event at all was recorded up to ${horizon}: negative effects seem not to be tracked.`,
  },
});
