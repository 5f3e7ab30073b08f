/**
 * A second, deliberately plain reading of the pairing rules: for one person and one criterion all scores that could be
 * the follow-up are listed, and one is taken.
 */
import { dateText, dayNumber, everyChoice, monthsLater, type NaiveCriterion, type NaiveEvent } from "./five-indicators";

interface Length {
  readonly unit: "days" | "weeks" | "months" | "years";
  readonly count: number;
}

export interface NaivePairing {
  readonly baseline?: { readonly within: Length } | undefined;
  readonly followUp?:
    | { readonly after: Length; readonly tolerance: Length; readonly from?: "baseline" | "registration" | undefined }
    | undefined;
  readonly same?: readonly ("rater" | "instrument")[] | undefined;
  readonly spacing?: Length | undefined;
  readonly missing?: "unknown" | "not-improved" | undefined;
}

export interface NaiveRule {
  readonly improved?: { readonly atLeast?: number; readonly atMost?: number };
  readonly worsened?: { readonly atLeast?: number; readonly atMost?: number };
  readonly notWorsened?: { readonly atLeast?: number; readonly atMost?: number };
  readonly paired?: { readonly atLeast?: number; readonly atMost?: number };
}

/**
 * `open`: no pair, which leaves open how the criterion moved; `lost`: no pair, and that counts against being counted.
 */
export type NaiveMovement = "improved" | "unchanged" | "worsened" | "does not apply" | "open" | "lost";

/** A length later, or earlier when `sign` is -1. */
function moved(day: number, { unit, count }: Length, sign: 1 | -1): number {
  if (unit === "days") return day + sign * count;
  if (unit === "weeks") return day + sign * count * 7;
  return monthsLater(day, sign * count * (unit === "years" ? 12 : 1));
}

/**
 * How a person moved on a criterion.
 *
 * @param events - that happened to the person up to the horizon
 */
export function movementByPairing(
  events: readonly NaiveEvent[],
  criterion: NaiveCriterion,
  pairing: NaivePairing,
  horizon: string,
): NaiveMovement {
  const { baseline: entry, followUp, same = [], spacing } = pairing;
  const registrations = events.filter(({ type }) => type === "beneficiary-registered").map(({ date }) => date);
  const registered = dayNumber(registrations.sort()[0]!);
  const records = events
    .filter((event) => event.type === "assessment-recorded" && event.criterion === criterion.code)
    .sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1));
  const scores = records.filter(({ score }) => !(criterion.notApplicable ?? []).includes(score as number));
  const lies = (day: number, from: number, to: number) => from <= day && day <= to;

  const entryDays = entry && [moved(registered, entry.within, -1), moved(registered, entry.within, 1)];
  const baseline = scores.find(
    ({ date }) => entryDays === undefined || lies(dayNumber(date), entryDays[0]!, entryDays[1]!),
  );
  const anchor = followUp?.from === "registration" ? registered : baseline && dayNumber(baseline.date);
  const point = followUp === undefined || anchor === undefined ? undefined : moved(anchor, followUp.after, 1);
  const pointDays =
    point === undefined ? undefined : [moved(point, followUp!.tolerance, -1), moved(point, followUp!.tolerance, 1)];
  const farEnough = baseline && moved(dayNumber(baseline.date), spacing ?? { unit: "days", count: 1 }, 1);

  const candidates = scores.filter(
    (score) =>
      baseline !== undefined &&
      dayNumber(score.date) > dayNumber(baseline.date) &&
      dayNumber(score.date) >= farEnough! &&
      (pointDays === undefined || lies(dayNumber(score.date), pointDays[0]!, pointDays[1]!)) &&
      same.every((fact) => [score[fact], undefined].includes(baseline[fact]) || score[fact] === undefined),
  );
  const distance = (score: NaiveEvent) => Math.abs(dayNumber(score.date) - point!);
  const taken =
    point === undefined
      ? candidates.at(-1)
      : candidates.find((score) => candidates.every((other) => distance(score) <= distance(other)));

  const isRecorded = same.every((fact) => baseline?.[fact] !== undefined && taken?.[fact] !== undefined);
  if (taken !== undefined && isRecorded) {
    const rise = Number(taken.score) - Number(baseline!.score);
    const gain = criterion.better === "higher" ? rise : -rise;
    if (gain === 0 || Math.abs(gain) < (criterion.minimumStep ?? 0)) return "unchanged";
    return gain > 0 ? "improved" : "worsened";
  }
  if (scores.length < records.length) return "does not apply";
  if (pairing.missing !== "not-improved") return "open";

  const comesAfter = (day: number) => day > dayNumber(horizon);
  if (baseline === undefined) {
    const lastDay = entryDays?.[1] ?? pointDays?.[1];
    return lastDay !== undefined && comesAfter(lastDay) ? "open" : "lost";
  }
  if (pointDays !== undefined) return comesAfter(pointDays[1]!) && farEnough! <= pointDays[1]! ? "open" : "lost";
  return spacing !== undefined && comesAfter(farEnough!) ? "open" : "lost";
}

/** The verdict of somebody in the denominator, over every way in which the criteria without a pair can have moved. */
export function verdictByRule(
  rule: NaiveRule,
  movements: readonly NaiveMovement[],
): "counted" | "unknown" | "not-counted" {
  const waysOf = (movement: NaiveMovement, name: "open" | "lost"): readonly NaiveMovement[] =>
    movement === name ? ["improved", "unchanged", "worsened", "does not apply"] : [movement];
  const holds = (world: readonly NaiveMovement[]) => {
    const number = (...names: readonly NaiveMovement[]) => world.filter((movement) => names.includes(movement)).length;
    const counts = {
      improved: number("improved"),
      worsened: number("worsened"),
      notWorsened: number("improved", "unchanged"),
      paired: number("improved", "unchanged", "worsened"),
    };
    return Object.entries(rule).every(([name, { atLeast = 0, atMost = Number.POSITIVE_INFINITY }]) => {
      const count = counts[name as keyof typeof counts];
      return atLeast <= count && count <= atMost;
    });
  };
  const outcomes = everyChoice(movements.map((movement) => waysOf(movement, "open"))).map((world) =>
    everyChoice(world.map((movement) => waysOf(movement, "lost"))).every(holds),
  );
  if (outcomes.every(Boolean)) return "counted";
  return outcomes.some(Boolean) ? "unknown" : "not-counted";
}

/** A date some days after another. */
export function daysAfter(date: string, count: number): string {
  return dateText(dayNumber(date) + count);
}
