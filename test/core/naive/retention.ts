/**
 * How long people stayed in work from their first placement, worked out plainly: person by person, from events, with
 * fractions of people multiplied out month by month. Shares nothing with `src/`.
 */
import { dayNumber, monthsLater, type NaiveEvent, standing } from "./five-indicators";

/** Whole months and the days beyond them, and whether the person was seen to end. */
export interface NaiveTime {
  readonly person: string;
  readonly months: number;
  readonly days: number;
  readonly hasEnded: boolean;
}

function lengthOf(from: number, past: number): [months: number, days: number] {
  let months = 0;
  while (monthsLater(from, months + 1) <= past) months++;
  return [months, Math.max(0, past - monthsLater(from, months))];
}

/** The times of everybody whose first placement began in the period. */
export function naiveTimes(
  events: readonly NaiveEvent[],
  { period, asOf, gap }: { period: { from: string; to: string }; asOf: string; gap: number },
): NaiveTime[] {
  const last = dayNumber(asOf);
  const known = standing(events).filter(({ date }) => date <= asOf);
  const people = [
    ...new Set(known.filter(({ type }) => type === "beneficiary-registered").map(({ beneficiaryId }) => beneficiaryId)),
  ];
  // Somebody registered after the last day of the data may have worked before it.
  for (const { beneficiaryId, type } of standing(events)) {
    if (type === "beneficiary-registered" && !people.includes(beneficiaryId)) people.push(beneficiaryId);
  }
  return people.flatMap((person): NaiveTime[] => {
    const own = known.filter(({ beneficiaryId }) => beneficiaryId === person);
    const starts = own.filter(({ type }) => type === "placement-started");
    if (starts.length === 0) return [];
    const pieces = starts.map(({ placementId, date }) => {
      const end = own.find((event) => event.type === "placement-ended" && event.placementId === placementId);
      return { from: dayNumber(date), past: end === undefined ? Number.POSITIVE_INFINITY : dayNumber(end.date) + 1 };
    });
    const first = Math.min(...pieces.map(({ from }) => from));
    if (first < dayNumber(period.from) || first > dayNumber(period.to)) return [];
    let past = first;
    for (let grew = true; grew; ) {
      const reach = Math.max(
        past,
        ...pieces.filter(({ from }) => from <= past + gap || from === first).map((one) => one.past),
      );
      grew = reach > past;
      past = reach;
    }
    const time = (end: number, hasEnded: boolean): NaiveTime[] => {
      const [months, days] = lengthOf(first, end);
      return [{ person, months, days, hasEnded }];
    };
    if (past !== Number.POSITIVE_INFINITY) return time(past, past + gap <= last);
    const working = [
      ...pieces.map(({ from }) => from),
      ...own.filter(({ status }) => status === "employed").map(({ date }) => dayNumber(date)),
    ];
    const gone = own
      .filter(({ status, date }) => status === "not-employed" && dayNumber(date) > Math.max(...working))
      .map(({ date }) => dayNumber(date));
    if (gone.length > 0) return time(Math.min(...gone), true);
    const contacts = own
      .filter(
        ({ type, status, source }) =>
          /^(placement|support)-/.test(type) ||
          status === "employed" ||
          status === "not-employed" ||
          (source === "employer-confirmation" && type !== "event-retracted" && status !== "unreachable"),
      )
      .map(({ date }) => dayNumber(date));
    const isSupported = own.some(
      ({ type, supportId }) =>
        type === "support-started" &&
        !own.some((event) => event.type === "support-ended" && event.supportId === supportId),
    );
    return time(isSupported ? last + 1 : Math.max(...contacts) + 1, false);
  });
}

/**
 * The share that lasted to a number of months or longer, by the Kaplan–Meier product; null when nobody was seen for so
 * long.
 */
export function naiveRetained(times: readonly NaiveTime[], after: number): number | null {
  const markOf = ({ months, days }: { months: number; days: number }) => months * 100 + days;
  const moments = [...new Set(times.map(markOf))].sort((a, b) => a - b);
  let share = 1;
  for (const moment of moments.filter((one) => one < after * 100)) {
    const atRisk = times.filter((one) => markOf(one) >= moment).length;
    share *= (atRisk - times.filter((one) => one.hasEnded && markOf(one) === moment).length) / atRisk;
  }
  return share > 0 && !moments.some((moment) => moment >= after * 100) ? null : times.length === 0 ? null : share;
}
