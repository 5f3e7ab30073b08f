import {
  DATE,
  DURATION,
  PERIOD,
  addStep,
  type CalendarDate,
  type Duration,
  dateOf,
  FOREVER,
  lengthRangeInDays,
  months,
  NO_DAY,
  type Period,
  stepOf,
  weeks,
  yearOf,
  dayOf,
} from "../../calendar";
import { type Dataset, storeOf } from "../../core/dataset/dataset";
import { statusNumber } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import type { FollowUpStatus } from "../../core/events/vocabulary";
import { sentence } from "../../issue";
import { check, type Fields, type OptionsOf, some } from "../../options";
import { type Share, sharePercent } from "../../share";
import { anchorDay } from "../../core/engine/anchors";
import { People } from "../../core/engine/view";

/** Who is to be followed up, and when. */
export interface FollowUpPlanOptions {
  /** How long after the last supported day, ascending; 1, 3, 6, 12 and 24 months by default. */
  readonly schedule?: readonly Duration[] | undefined;
  /** How much earlier or later still counts, in days or weeks; two weeks by default. */
  readonly tolerance?: Duration | undefined;
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** Only people whose last supported day lies in these days; everybody by default. */
  readonly period?: Period | undefined;
}

/** When people are contacted. */
export const SCHEDULE = {
  "schedule?": some(DURATION),
  "tolerance?": { ...DURATION, unit: "=days|weeks" },
} satisfies Fields;
const OPTIONS: OptionsOf<FollowUpPlanOptions> = { ...SCHEDULE, asOf: DATE, "period?": PERIOD };

/**
 * How a follow-up stands: `done`, the person was reached in time; `due`, the time is now; `not-yet-due`; and, once the
 * time is over, `unreachable` when somebody tried, `overdue` when nobody did.
 */
export type FollowUpStanding = "done" | "due" | "not-yet-due" | "unreachable" | "overdue";

/** One follow-up of one person. */
export interface PlannedFollowUp {
  readonly beneficiaryId: string;
  /** The last supported day. */
  readonly supportEnded: CalendarDate;
  readonly after: Duration;
  readonly dueOn: CalendarDate;
  /** First and last day that count. */
  readonly opensOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly standing: FollowUpStanding;
  /** When the person was first reached in that time, and what was found; null when they were not. */
  readonly reachedOn: CalendarDate | null;
  readonly found: Exclude<FollowUpStatus, "unreachable"> | null;
  /** Times somebody tried and did not reach them. */
  readonly attempts: number;
}

/** How follow-ups after one length of time stand: how many people. */
export interface FollowUpCounts {
  readonly after: Duration;
  readonly standings: Readonly<Record<FollowUpStanding, number>>;
  /** Done among those whose time is over. */
  readonly completeness: Share;
  /** One decimal, half up; null when the time is over for nobody. */
  readonly percent: string | null;
}

/** People whose support ended in one year. */
export interface FollowUpCohort {
  readonly year: number;
  readonly people: number;
  readonly steps: readonly FollowUpCounts[];
}

/** Who is due when: plain data. */
export interface FollowUpPlan {
  readonly asOf: CalendarDate;
  readonly schedule: readonly Duration[];
  readonly tolerance: Duration;
  /** People whose support has ended. */
  readonly people: number;
  /** People whose support ended and runs again on `asOf`: they are not in the plan. */
  readonly supportedAgain: number;
  /** By the day they are due, then by id. Beneficiary ids: leave it out of what is published. */
  readonly followUps: readonly PlannedFollowUp[];
  /** Everybody, without ids. */
  readonly steps: readonly FollowUpCounts[];
  /** By year of the end of support, without ids. */
  readonly cohorts: readonly FollowUpCohort[];
}

const CANNOT = "plan follow-ups";
const DEFAULT_SCHEDULE: readonly Duration[] = [1, 3, 6, 12, 24].map(months);
const STANDINGS: readonly FollowUpStanding[] = ["done", "due", "not-yet-due", "unreachable", "overdue"];

/**
 * Who is to be contacted when after support ended, who was, and who was not: long-term tracking as data, for a
 * case-management system to show.
 *
 * A door whose purpose is to list people: `followUps` holds beneficiary ids. `steps` and `cohorts` hold counts only.
 *
 * A person's times are laid from their last supported day up to `asOf`; somebody whose support runs again is left out
 * until it ends. A follow-up event counts for the time it falls in, tolerance included, and for none when it falls
 * between two. Who was not employed was reached: only `unreachable` is not.
 *
 * @param dataset - parsed events; not changed. Facts dated after `asOf` do not exist
 * @param options - `asOf`; `schedule`: 1, 3, 6, 12 and 24 months by default; `tolerance`: two weeks either side by
 *   default; `period`: of the end of support, everything by default
 * @returns plain data: one row per person and length of time, and counts
 * @throws TypeError when the dataset is not one
 * @throws RangeError when a date is not one, the period ends before it starts, the tolerance is not in days or weeks,
 *   or the schedule is not a list of durations whose times, tolerance included, come one after the other
 * @units people
 * @example nobody's support has ended
 * ```ts
 * expect(followUpPlan(dataset, { asOf: "2019-12-31" })).toMatchObject({ people: 0, followUps: [], cohorts: [] });
 * ```
 */
export function followUpPlan(dataset: Dataset, options: FollowUpPlanOptions): FollowUpPlan {
  const store = storeOf(dataset);
  check(CANNOT, options, OPTIONS);
  const asOf = dayOf(options.asOf);
  const { schedule = DEFAULT_SCHEDULE, tolerance = weeks(2), period } = options;
  const toleranceInDays = stepOf(tolerance).count;
  checkSchedule(schedule, toleranceInDays);
  const [from, to] = period === undefined ? [0, FOREVER] : [dayOf(period.from), dayOf(period.to)];
  const view = { store, people: new People(store), horizon: asOf, goesOnUntil: asOf + 1 };
  const followUps: PlannedFollowUp[] = [];
  const everybody = new Tally(schedule);
  const cohorts = new Map<number, Tally>();
  let supportedAgain = 0;
  for (let person = 0; person < store.people; person++) {
    const ended = anchorDay(view, person, "last-support-end");
    if (ended === NO_DAY || ended < from || ended > to) continue;
    if (isSupported(store, person, asOf)) {
      supportedAgain++;
      continue;
    }
    const year = yearOf(ended);
    const cohort = cohorts.get(year) ?? new Tally(schedule);
    cohorts.set(year, cohort);
    everybody.people++;
    cohort.people++;
    schedule.forEach((after, place) => {
      const planned = plannedOf(store, person, { ended, after, toleranceInDays, asOf });
      followUps.push(planned);
      everybody.add(place, planned, options.asOf);
      cohort.add(place, planned, options.asOf);
    });
  }
  followUps.sort(byDueDay);
  const years = [...cohorts].sort(([a], [b]) => a - b);
  return Object.freeze({
    asOf: options.asOf,
    schedule: Object.freeze(schedule.map((after) => Object.freeze({ ...after }))),
    tolerance: Object.freeze({ ...tolerance }),
    people: everybody.people,
    supportedAgain,
    followUps: Object.freeze(followUps),
    steps: everybody.steps(),
    cohorts: Object.freeze(
      years.map(([year, tally]) => Object.freeze({ year, people: tally.people, steps: tally.steps() })),
    ),
  });
}

function isSupported({ support }: Store, person: number, day: number): boolean {
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    if (support.starts[row]! <= day && support.ends[row]! > day + 1) return true;
  }
  return false;
}

function plannedOf(
  { followUps, log, idOf }: Store,
  person: number,
  time: { readonly ended: number; readonly after: Duration; readonly toleranceInDays: number; readonly asOf: number },
): PlannedFollowUp {
  const { ended, after, toleranceInDays, asOf } = time;
  // Past the calendar's end all days are its last.
  const onCalendar = (day: number) => Math.min(day, FOREVER - 1);
  const due = onCalendar(addStep(ended, stepOf(after)));
  const [opens, closes] = [due - toleranceInDays, onCalendar(due + toleranceInDays)];
  const unreachable = statusNumber("unreachable");
  let attempts = 0;
  let reached = -1;
  for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]! && reached < 0; row++) {
    const day = followUps.days[row]!;
    if (day < opens || day > closes || day > asOf) continue;
    if (followUps.codes[row] === unreachable) attempts++;
    else reached = row;
  }
  const isOver = asOf >= closes;
  const notReached = isOver ? (attempts > 0 ? "unreachable" : "overdue") : asOf >= opens ? "due" : "not-yet-due";
  const isEmployed = reached >= 0 && followUps.codes[reached] === statusNumber("employed");
  return Object.freeze({
    beneficiaryId: log.people.texts[idOf[person]!]!,
    supportEnded: dateOf(ended),
    after: Object.freeze({ ...after }),
    dueOn: dateOf(due),
    opensOn: dateOf(opens),
    closesOn: dateOf(closes),
    standing: reached >= 0 ? "done" : notReached,
    reachedOn: reached < 0 ? null : dateOf(followUps.days[reached]!),
    found: reached < 0 ? null : isEmployed ? "employed" : "not-employed",
    attempts,
  });
}

function byDueDay(a: PlannedFollowUp, b: PlannedFollowUp): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.beneficiaryId < b.beneficiaryId ? -1 : 1;
}

/** Counts of people by length of time and standing. */
class Tally {
  people = 0;
  readonly #schedule: readonly Duration[];
  /**
   * By place in the schedule: one number a standing, and how many are done among those whose time is over, and how many
   * those are.
   */
  readonly #counts: Int32Array;

  constructor(schedule: readonly Duration[]) {
    this.#schedule = schedule;
    this.#counts = new Int32Array(schedule.length * WIDTH);
  }

  add(place: number, { standing, closesOn }: PlannedFollowUp, asOf: CalendarDate): void {
    this.#counts[place * WIDTH + STANDINGS.indexOf(standing)]!++;
    if (closesOn > asOf) return;
    this.#counts[place * WIDTH + OVER]!++;
    if (standing === "done") this.#counts[place * WIDTH + DONE]!++;
  }

  steps(): readonly FollowUpCounts[] {
    const steps = this.#schedule.map((after, place): FollowUpCounts => {
      const counts = this.#counts.subarray(place * WIDTH, (place + 1) * WIDTH);
      const standings = Object.fromEntries(STANDINGS.map((standing, at) => [standing, counts[at]!]));
      const completeness = Object.freeze({ numerator: counts[DONE]!, denominator: counts[OVER]! });
      return Object.freeze({
        after: Object.freeze({ ...after }),
        standings: Object.freeze(standings as FollowUpCounts["standings"]),
        completeness,
        percent: sharePercent(completeness),
      });
    });
    return Object.freeze(steps);
  }
}

const DONE = STANDINGS.length;
const OVER = DONE + 1;
const WIDTH = OVER + 1;

/** Days of the tolerance. */
function checkSchedule(schedule: readonly Duration[], tolerance: number): void {
  let before = 0;
  for (const [place, after] of schedule.entries()) {
    const [fewest, most] = lengthRangeInDays(after);
    if (fewest - tolerance <= before) {
      const because =
        place === 0
          ? "the first time of the schedule must be longer than the tolerance"
          : `times of the schedule must come one after the other, tolerance included, and number ${place + 1} does not`;
      throw new RangeError(
        sentence({ cannot: CANNOT, because, hint: "make the tolerance smaller, or put the times in order" }),
      );
    }
    before = most + tolerance;
  }
}
