import type { CalendarDate, Period } from "../../calendar";
import type { Dataset } from "../../core/dataset/dataset";
import { fingerprintOf } from "../../core/definition/fingerprint";
import { plain } from "../../core/definition/language";
import type { Pairing } from "../../core/definition/pairing";
import type { Share } from "../../share";
import { type Evaluation, type Judged, tally, verdictsOf } from "../../core/verdicts/evaluation";
import { type Figures, figuresOf, type Note, results } from "../../core/verdicts/result";
import { type AdverseEventRow, adverseEventRows } from "./adverse-events";
import { type ChangeBasis, changeBasis, evaluatedWithMissing, type SocialChangeOptions } from "./change-basis";
import { criterionNotes, serviceNotes } from "./change-notes";
import { type CriterionMovements, criteriaLookedAt, MovementCounts } from "./criterion-movements";
import { adverseEventNotes } from "./harm";
import { ChanceCounts, type NothingChanged } from "./nothing-changed";
import { PAIRED, type PairedByAttribute, pairedByAttributes, UNPAIRED } from "./paired-people";
import { PairingFunnel, type PairingStep } from "./pairing-funnel";
import { AS_DEFINED } from "../readings/readings";

/** The literal 2.1 or one of its stricter readings. */
export interface ChangeReading extends Figures {
  /** `as-defined` for the literal rule, else the code of the reading. */
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly fingerprint: string;
}

/** One reading under the three policies for missing pairs. */
export interface MissingPairs {
  /** As in the readings. */
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** A missing pair leaves the verdict open: the share, and how many are unknown or pending. */
  readonly unknown: { readonly share: Share; readonly percent: string | null; readonly open: number };
  /**
   * A missing pair is settled against being counted; `open` are those whose pair is not yet due, or who are open for
   * another reason.
   */
  readonly notImproved: { readonly share: Share; readonly percent: string | null; readonly open: number };
  /**
   * The share if whatever a missing pair leaves open came out against, and for: ten decimals; null when nobody is
   * served.
   */
  readonly bounds: { readonly low: string; readonly high: string } | null;
}

/** Social change of those served in one period: plain data, counts only. */
export interface SocialChange {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** Only when asked for. */
  readonly knownOn?: CalendarDate;
  readonly horizon: CalendarDate;
  /** Code of the service. */
  readonly service: string;
  /** Which two scores are compared. */
  readonly pairing: Pairing;
  /** People with the service in the period. */
  readonly served: number;
  /** In the order declared; sorted by code when none are declared. */
  readonly criteria: readonly CriterionMovements[];
  /**
   * As in `harm`: dated in the period, of all beneficiaries in the dataset, served or not; any kind first, then each
   * kind recorded.
   */
  readonly adverseEvents: readonly AdverseEventRow[];
  /** The literal rule first, then every stricter reading. */
  readonly readings: readonly ChangeReading[];
  /** The same under the three policies for missing pairs, whichever of them `pairing` asks for. */
  readonly missingPairs: readonly MissingPairs[];
  readonly nothingChanged: NothingChanged;
  /** From being served to being paired. */
  readonly funnel: readonly PairingStep[];
  /** People with a pair on at least one criterion against people without. */
  readonly pairedPeople: readonly PairedByAttribute[];
  /**
   * Those of the indicator, and `passes-by-chance`; `nobody-asked` or `not-everybody-asked` where the criterion asked
   * help with is not recorded; `service-never-recorded`; about adverse events, those of `harm`.
   */
  readonly notes: readonly Note[];
}

/**
 * Social change of the people served in a period: each criterion by itself, the literal indicator 2.1 beside every
 * stricter reading, what it would give if nothing had changed, and who could be compared at all.
 *
 * Verdicts come from the engine: the readings are those of `results`, or with another service or pairing those of the
 * definition rewritten. On a criterion everybody served is once: improved, unchanged, worsened, unpaired, or not
 * applicable; who got worse is never set off against who got better. Adverse events of the same days stand beside, of
 * all beneficiaries: nothing is netted away. A change is one of at least the criterion's `minimumStep`. The floor are
 * those who started where they could not get worse, the ceiling those who could not get better.
 *
 * With `criteria` the dataset is looked at as if it had been read with them, so that an organisation changes data and
 * no code.
 *
 * @param dataset - parsed events; not changed
 * @param options - `period`, `asOf` and `knownOn` as for an indicator; `criteria`: those the dataset was read with when
 *   absent; `pairing`: first against last when absent; `service`: `"social-adaptation"` when absent
 * @returns counts of people; may be small, so not for publication without suppression
 * @throws TypeError when the dataset is not one, or an option, the pairing or a criterion is not known, left out or of
 *   another kind
 * @throws RangeError when a date is not one, the period ends before it starts, the criteria are not sound or do not fit
 *   the scores, the service is no code, or the pairing looks at one criterion only
 * @throws DefinitionError when the pairing is not one
 * @units people; scores are in points of their scale
 * @source indicator 2.1 of the practice's published table; reliable change: N. S. Jacobson, P. Truax (1991), as at
 *   `reliableChange`
 * @example the one person served was never assessed, so nothing can be said
 * ```ts
 * const table = socialChange(dataset, { period: year(2019), asOf: "2019-12-31", criteria: lifeSituationCriteria });
 * expect(table.funnel.map(({ stage, people }) => [stage, people])).toEqual([
 *   ["served", 1], ["baseline", 0], ["follow-up", 0], ["paired", 0], ["paired-on-all", 0],
 * ]);
 * expect(table.criteria.map(({ movements }) => movements.unpaired)).toEqual([1, 1, 1, 1, 1]);
 * expect(table.nothingChanged.reason).toBe("nobody-paired");
 * ```
 */
export function socialChange(dataset: Dataset, options: SocialChangeOptions): SocialChange {
  const cannot = "show social change";
  const basis = changeBasis(dataset, options, cannot);
  const { evaluation, literal, store, served, pairs } = basis;
  const [result] = results(evaluation);
  const { code, title, period, asOf, knownOn, horizon, notes } = result!;
  const numbers = criteriaLookedAt(store, pairs);
  const criteria = numbers.map((number) => new MovementCounts(store, number));
  const chance = new ChanceCounts(store, numbers);
  const funnel = new PairingFunnel(store, literal.horizon, numbers);
  const marks = new Uint8Array(store.people);
  for (const person of served) {
    pairs.load(person);
    for (const criterion of criteria) criterion.add(pairs);
    chance.add(pairs);
    marks[person] = funnel.add(pairs, person) ? PAIRED : UNPAIRED;
  }
  const nothingChanged = chance.nothingChanged();
  return Object.freeze({
    ...{ code, title, period, asOf, ...(knownOn && { knownOn }), horizon },
    service: basis.service,
    pairing: basis.pairing,
    served: served.length,
    criteria: Object.freeze(criteria.map((one) => one.movements())),
    adverseEvents: plain(adverseEventRows(store, literal.days.from, literal.horizon)),
    readings: readingsIn(evaluation),
    missingPairs: missingPairs(basis, options),
    nothingChanged,
    funnel: funnel.steps(),
    pairedPeople: pairedByAttributes(store, marks, { from: literal.days.from, horizon: literal.horizon }),
    notes: plain<readonly Note[]>([
      ...notes,
      ...serviceNotes(basis),
      ...criterionNotes(basis),
      ...byChance(nothingChanged),
      ...adverseEventNotes(store, literal.horizon),
    ]),
  });
}

/** The literal rule and its readings, each with its figures. */
function readingsIn(evaluation: Evaluation): readonly ChangeReading[] {
  const { judged, readings, dataset } = verdictsOf(evaluation);
  return Object.freeze(
    [...judged, ...readings].map((one, at) =>
      Object.freeze({
        code: at === 0 ? AS_DEFINED : readingCode(one, judged[0]!),
        title: one.definition.title,
        fingerprint: fingerprintOf(one.definition),
        ...figuresOf(tally(one, dataset.people)),
      }),
    ),
  );
}

function readingCode({ definition }: Judged, literal: Judged): string {
  return definition.code.slice(literal.definition.code.length + 1);
}

function missingPairs(basis: ChangeBasis, options: SocialChangeOptions): readonly MissingPairs[] {
  const under = (missing: NonNullable<Pairing["missing"]>) => {
    const isOwn = (basis.pairing.missing ?? "unknown") === missing;
    return readingsIn(isOwn ? basis.evaluation : evaluatedWithMissing(basis, options, missing));
  };
  const [open, settled] = [under("unknown"), under("not-improved")];
  const standing = ({ share, percent, verdicts }: ChangeReading) =>
    Object.freeze({ share, percent, open: verdicts.unknown + verdicts.pending });
  return Object.freeze(
    open.map((reading, at) => {
      const { code, title, bounds } = reading;
      return Object.freeze({ code, title, unknown: standing(reading), notImproved: standing(settled[at]!), bounds });
    }),
  );
}

function byChance({ byChance: [exchange, independence], percent }: NothingChanged): readonly Note[] {
  if (percent === null) return [];
  const say = (text: string | null | undefined) => (text ?? "").replace(".", ",");
  const message = {
    ru: `Если бы ничего не изменилось, по буквальному правилу прошли бы ${say(exchange?.percent)}% людей с парой оценок (перестановка) или ${say(independence?.percent)}% (независимые оценки); прошли ${say(percent)}%. Доля по буквальному правилу сама по себе не говорит об улучшении: смотрите на каждый критерий и на более строгие прочтения.`,
    en: `If nothing had changed, ${exchange?.percent}% of people with a pair of scores would pass the literal rule (exchange), or ${independence?.percent}% (independent draws); ${percent}% did. By itself the literal share says nothing of improvement: look at each criterion and at the stricter readings.`,
  };
  return [Object.freeze({ code: "passes-by-chance", message: Object.freeze(message) })];
}
