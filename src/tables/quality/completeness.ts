import { addMonths, FOREVER } from "../../calendar";
import { statusNumber } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import { type Share, sharePercent } from "../../share";
import type { ReportSpan } from "./report-span";

/** How many of those served have scores to compare. */
export interface PairingRate {
  /** Null for at least one criterion, whichever. */
  readonly criterion: string | null;
  /** Beneficiaries with the service in the period. */
  readonly served: number;
  /** Of them, with a score up to the horizon. */
  readonly withFirst: Share;
  /** Of them, with scores on two different days: a first and a last. */
  readonly withPair: Share;
  /** `withPair` as a percentage, one decimal, half up; null when nobody was served. */
  readonly percent: string | null;
  readonly reason: "nobody-served" | null;
}

/** Pairing of assessments among those who had a service in the period, any criterion first. */
export function pairingRates(store: Store, { from, horizon }: ReportSpan, service: string): readonly PairingRate[] {
  const { services, assessments, log } = store;
  const criteria = log.criteria.size;
  const wanted = log.codes.find(service);
  const [firsts, pairs] = [new Int32Array(criteria + 1), new Int32Array(criteria + 1)];
  const firstDays = new Int32Array(criteria);
  const isPaired = new Uint8Array(criteria);
  let served = 0;
  for (let person = 0; person < store.people; person++) {
    if (!isServed(services, person, wanted, from, horizon)) continue;
    served++;
    firstDays.fill(FOREVER);
    isPaired.fill(0);
    for (let row = assessments.offsets[person]!; row < assessments.offsets[person + 1]!; row++) {
      const [day, criterion] = [assessments.days[row]!, assessments.codes[row]!];
      if (day > horizon || Number.isNaN(assessments.scores[row]!)) continue;
      if (firstDays[criterion] === FOREVER) firstDays[criterion] = day;
      else if (day > firstDays[criterion]!) isPaired[criterion] = 1;
    }
    let [hasFirst, hasPair] = [0, 0];
    for (let criterion = 0; criterion < criteria; criterion++) {
      if (firstDays[criterion] === FOREVER) continue;
      hasFirst = 1;
      hasPair |= isPaired[criterion]!;
      firsts[criterion]!++;
      pairs[criterion]! += isPaired[criterion]!;
    }
    firsts[criteria]! += hasFirst;
    pairs[criteria]! += hasPair;
  }
  const rateOf = (criterion: string | null, place: number): PairingRate => {
    const withPair = Object.freeze({ numerator: pairs[place]!, denominator: served });
    return Object.freeze({
      criterion,
      served,
      withFirst: Object.freeze({ numerator: firsts[place]!, denominator: served }),
      withPair,
      percent: sharePercent(withPair),
      reason: served === 0 ? "nobody-served" : null,
    });
  };
  const seen = new Set(assessments.codes);
  const ofCriteria = log.criteria.texts
    .map(rateOf)
    .filter((_, criterion) => store.declared !== undefined || seen.has(criterion))
    .sort((a, b) => (a.criterion! < b.criterion! ? -1 : 1));
  return Object.freeze([rateOf(null, criteria), ...ofCriteria]);
}

function isServed(
  { offsets, days, codes }: Store["services"],
  person: number,
  service: number,
  from: number,
  horizon: number,
): boolean {
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (codes[row] === service && days[row]! >= from && days[row]! <= horizon) return true;
  }
  return false;
}

/** Whether those whose support ended were asked afterwards how they are. */
export interface FollowUpCompleteness {
  /**
   * Months after the last supported day in which a follow-up is expected; also how long ago support must have ended.
   */
  readonly months: number;
  /** Beneficiaries whose last support ended in the period, at least so many months before the horizon. */
  readonly ended: number;
  /** Of them, with a follow-up in the window, reached or not. */
  readonly contacted: Share;
  /** Of them, with a follow-up in the window that reached them. */
  readonly reached: Share;
  /** `reached` as a percentage, one decimal, half up; null when nobody's support ended. */
  readonly percent: string | null;
  readonly reason: "nobody-ended" | null;
}

/** Follow-ups in the months after the end of support; `lacking` are the people without one. */
export function followUpCompleteness(
  { support, followUps, people }: Store,
  { from, horizon }: ReportSpan,
  months: number,
): { readonly completeness: FollowUpCompleteness; readonly lacking: readonly number[] } {
  const unreachable = statusNumber("unreachable");
  const lacking: number[] = [];
  let [ended, contacted, reached] = [0, 0, 0];
  for (let person = 0; person < people; person++) {
    const last = lastSupportedDay(support, person);
    if (last < from || last >= horizon || addMonths(last, months) > horizon) continue;
    ended++;
    let [isContacted, isReached] = [0, 0];
    for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
      if (followUps.days[row]! <= last || followUps.days[row]! > addMonths(last, months)) continue;
      isContacted = 1;
      if (followUps.codes[row] !== unreachable) isReached = 1;
    }
    contacted += isContacted;
    reached += isReached;
    if (isContacted === 0) lacking.push(person);
  }
  const share = Object.freeze({ numerator: reached, denominator: ended });
  const completeness = Object.freeze({
    months,
    ended,
    contacted: Object.freeze({ numerator: contacted, denominator: ended }),
    reached: share,
    percent: sharePercent(share),
    reason: ended === 0 ? ("nobody-ended" as const) : null,
  });
  return { completeness, lacking };
}

/** The last day of the support that ended last, -1 without support; `FOREVER` or so while one runs. */
function lastSupportedDay({ offsets, ends }: Store["support"], person: number): number {
  let last = 0;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) last = Math.max(last, ends[row]!);
  return last - 1;
}
