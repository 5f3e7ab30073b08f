import { NO_DAY } from "../../calendar";
import { eventTypes } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import type { EventType } from "../../core/events/vocabulary";
import type { Share } from "../../share";
import type { ReportSpan } from "./report-span";

/**
 * How long after they happened events of one type were entered: whole days from `date` to `recordedOn`, negative when
 * entered before.
 */
export interface EntryLag {
  /** Null for events of all types together. */
  readonly type: EventType | null;
  readonly events: number;
  /** Events without `recordedOn`; the others make the distribution. */
  readonly missing: number;
  /** The least number of days within which half of them were entered; null when none says. */
  readonly median: number | null;
  /** The least number of days within which nine in ten were entered. */
  readonly percentile90: number | null;
  /** Entered within a week, a month and a quarter, among those that say when. */
  readonly within7: Share;
  readonly within30: Share;
  readonly within90: Share;
  /** Why there is no median; null when there is one. */
  readonly reason: "no-events" | "no-recorded-on" | null;
}

/** Entry lags of the events dated in a period, all types together first, then those that occur. */
export function entryLags({ log, live }: Store, { from, horizon }: ReportSpan): readonly EntryLag[] {
  const [types, days, recorded] = [log.type.view(), log.day.view(), log.recorded.view()];
  const lags: number[][] = [[], ...eventTypes.map((): number[] => [])];
  const missing = new Int32Array(lags.length);
  for (let event = 0; event < live.length; event++) {
    if (live[event] === 0 || days[event]! < from || days[event]! > horizon) continue;
    const entered = recorded[event] ?? NO_DAY;
    if (entered === NO_DAY) missing[types[event]!]!++;
    else lags[types[event]!]!.push(entered - days[event]!);
  }
  const all = lagOf(
    null,
    lags.flat(),
    missing.reduce((sum, count) => sum + count, 0),
  );
  const byType = eventTypes.map((type, index) => lagOf(type, lags[index + 1]!, missing[index + 1]!));
  return Object.freeze([all, ...byType.filter(({ events }) => events > 0)]);
}

function lagOf(type: EventType | null, lags: readonly number[], missing: number): EntryLag {
  const sorted = Int32Array.from(lags).sort();
  const reason = sorted.length > 0 ? null : missing > 0 ? "no-recorded-on" : "no-events";
  return Object.freeze({
    type,
    events: sorted.length + missing,
    missing,
    median: nearestRank(sorted, 1, 2),
    percentile90: nearestRank(sorted, 9, 10),
    within7: within(sorted, 7),
    within30: within(sorted, 30),
    within90: within(sorted, 90),
    reason,
  });
}

/** The least value that `part` in `whole` of the values do not exceed. */
function nearestRank(sorted: Int32Array, part: number, whole: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.ceil((sorted.length * part) / whole) - 1]!;
}

function within(sorted: Int32Array, days: number): Share {
  const late = sorted.findIndex((lag) => lag > days);
  return Object.freeze({ numerator: late === -1 ? sorted.length : late, denominator: sorted.length });
}
