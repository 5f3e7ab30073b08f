import { type CalendarDate, dateOf } from "../../calendar";
import type { Dataset } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { sentence } from "../../issue";
import type { Movement } from "../../core/engine/change";
import type { Unpaired } from "../../core/engine/picks";
import { type ChangeBasis, changeBasis, type SocialChangeOptions } from "./change-basis";
import { criteriaLookedAt, smallestReliable } from "./criterion-movements";

/** Whose movements to list. */
export interface MovementsOptions extends SocialChangeOptions {
  /** One of those served; everybody served when absent. */
  readonly beneficiaryId?: string | undefined;
}

/** One score. */
export interface ScoreRecord {
  readonly date: CalendarDate;
  readonly score: number;
  /** Id of the event. */
  readonly event: string;
}

/** How one person's scores moved on one criterion. */
export interface PersonMovement {
  readonly criterion: string;
  readonly movement: Movement;
  /** Why there is no pair, where it is missing; else null. */
  readonly why: Unpaired | null;
  /** The baseline; null when there is none. */
  readonly first: ScoreRecord | null;
  /** The score it is compared with; null without a pair. */
  readonly last: ScoreRecord | null;
  /** Whether the difference exceeds error of measurement; null without a pair, or when no reliability is declared. */
  readonly isReliable: boolean | null;
}

/** One person's movements, on every criterion looked at. */
export interface PersonMovements {
  readonly beneficiaryId: string;
  readonly movements: readonly PersonMovement[];
}

/**
 * The people behind `socialChange`, one by one: on each criterion first and last score, and how they moved. It lists
 * people: one of the doors through which ids leave.
 *
 * @param dataset - parsed events; not changed
 * @param options - as for `socialChange`; `beneficiaryId`: one of those served, all of them when absent
 * @returns ids in the order of their characters; criteria in the order declared, or of their codes
 * @throws TypeError as `socialChange`
 * @throws RangeError as `socialChange`, and when the beneficiary is not one of those served
 * @throws DefinitionError when the pairing is not one
 * @example
 * ```ts
 * const criteria = lifeSituationCriteria.slice(0, 1);
 * expect(movements(dataset, { period: year(2019), asOf: "2019-12-31", criteria, beneficiaryId: "B-1" })).toEqual([
 *   { beneficiaryId: "B-1", movements: [{ criterion: "housing", movement: "missing", why: "no-two-scores", first: null, last: null, isReliable: null }] },
 * ]);
 * ```
 */
export function movements(dataset: Dataset, options: MovementsOptions): readonly PersonMovements[] {
  const cannot = "list how people moved";
  const basis = changeBasis(dataset, options, cannot, { "beneficiaryId?": "text" });
  const { store, served, pairs } = basis;
  const numbers = criteriaLookedAt(store, pairs);
  const smallest = numbers.map((number) =>
    smallestReliable(store.declared?.find(({ code }) => code === store.log.criteria.texts[number])),
  );
  const { beneficiaryId } = options;
  const who = beneficiaryId === undefined ? served : [servedPerson(basis, beneficiaryId, cannot)];
  const listed: PersonMovements[] = [];
  for (const person of who) {
    pairs.load(person);
    const moved = numbers.map((number, place): PersonMovement => {
      const first = scoreRecord(store, pairs.firstOf(number));
      const last = scoreRecord(store, pairs.lastOf(number));
      const least = smallest[place];
      const isOpen = first === null || last === null || least === undefined;
      const movement = pairs.movementOf(number)!;
      return Object.freeze({
        criterion: store.log.criteria.texts[number]!,
        movement,
        why: movement === "missing" ? pairs.whyMissing(number) : null,
        first,
        last,
        isReliable: isOpen ? null : Math.abs(last.score - first.score) > least,
      });
    });
    listed.push(Object.freeze({ beneficiaryId: idOf(store, person), movements: Object.freeze(moved) }));
  }
  return Object.freeze(listed.sort((a, b) => (a.beneficiaryId < b.beneficiaryId ? -1 : 1)));
}

function scoreRecord({ assessments, log }: Store, row: number): ScoreRecord | null {
  if (row < 0) return null;
  const { days, scores, events } = assessments;
  return Object.freeze({ date: dateOf(days[row]!), score: scores[row]!, event: log.ids.texts[events[row]!]! });
}

function idOf({ log, idOf: numbers }: Store, person: number): string {
  return log.people.texts[numbers[person]!]!;
}

function servedPerson({ store, served, service }: ChangeBasis, beneficiaryId: string, cannot: string): number {
  const code = typeof beneficiaryId === "string" ? store.log.people.find(beneficiaryId) : -1;
  const person = code < 0 ? -1 : store.personOf[code]!;
  if (person >= 0 && served.includes(person)) return person;
  const because = `beneficiaryId must be that of somebody with the service ${service} in the period`;
  throw new RangeError(sentence({ cannot, because, received: beneficiaryId }));
}
