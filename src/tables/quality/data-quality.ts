import { type CalendarDate, dateOf, type Period } from "../../calendar";
import { type Dataset, storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { storeUpTo } from "../../core/dataset/subset";
import { type Share, sharePercent } from "../../share";
import { type FollowUpCompleteness, followUpCompleteness, type PairingRate, pairingRates } from "./completeness";
import { type EntryLag, entryLags } from "./entry-lag";
import { type DataQualityStandard, type FindingCode, findingCodes, findingWordings, standardOf } from "./findings";
import { type Found, runRules } from "./quality-rules";
import { spanOfReport } from "./report-span";

/** Where a finding can be looked up. */
export interface FindingExample {
  readonly beneficiaryId: string;
  /** Null where the finding is that something is absent. */
  readonly eventId: string | null;
}

/** One thing looked for in the data, and how often it was found; not found is a count of 0. */
export interface Finding {
  /** Stable name, such as `precision.setting-missing`, or that of a warning, such as `dataset.entry-lag`. */
  readonly code: FindingCode;
  readonly standard: DataQualityStandard;
  readonly title: { readonly ru: string; readonly en: string };
  /** What to do about it. */
  readonly remedy: { readonly ru: string; readonly en: string };
  /** Whether events or beneficiaries are counted; a pair of scores counts as the event of the last one. */
  readonly unit: "events" | "beneficiaries";
  /** Found, of all that were looked at. */
  readonly share: Share;
  /** The same as a percentage, one decimal, half up; null when there was nothing to look at. */
  readonly percent: string | null;
  readonly reason: "nothing-to-check" | null;
  /** The first of them by date and id. */
  readonly examples: readonly FindingExample[];
}

/** What is known of the quality of the data behind the figures of a period: plain data. */
export interface DataQuality {
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly horizon: CalendarDate;
  /** Every finding there can be, in the order of the five standards' codes. */
  readonly findings: readonly Finding[];
  /** All types together first, then type by type. */
  readonly entryLags: readonly EntryLag[];
  /** Any criterion first, then criterion by criterion. */
  readonly pairing: readonly PairingRate[];
  readonly followUps: FollowUpCompleteness;
}

/** What to look at, and what may leave. */
export interface DataQualityOptions {
  /** From `period`, `year`, `quarter` or `month`. */
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** How many examples with ids to give for each finding; 3 by default, 0 for none. */
  readonly examples?: number | undefined;
  /** The service whose beneficiaries should have pairs of scores; `social-adaptation` by default. */
  readonly service?: string | undefined;
  /** Months after the end of support in which a follow-up is expected; 6 by default. */
  readonly followUpMonths?: number | undefined;
}

const EXAMPLES = 3;
const SERVICE = "social-adaptation";
const FOLLOW_UP_MONTHS = 6;

/**
 * Findings against the five standards of data quality, entry lags, pairing of assessments and completeness of
 * follow-ups: one of the doors through which ids leave.
 *
 * Examples name beneficiaries and events, so that somebody can mend them; `examples: 0` keeps every id inside. Findings
 * are about events dated in the period, up to its horizon; what is dated later does not exist, and whoever is
 * registered later is not there. What retractions took back is left out, except to count it. The dataset's warnings
 * stand among the findings about integrity, worked out as of the horizon. A finding is a reason to look, not an error:
 * errors keep a dataset from being read.
 *
 * @param dataset - parsed events; not changed
 * @param options - `period`: inclusive dates; `asOf`: last day the data are complete; `examples`: 3 by default, 0 for
 *   none; `service`: `social-adaptation` by default; `followUpMonths`: 6 by default
 * @throws TypeError when the dataset is not one
 * @throws RangeError when a date is not one, the period ends before it starts, or a number is not a whole number of 0
 *   or more
 * @units events and beneficiaries; lags in days
 * @source USAID, ADS 201.3.5.7 and 201sae, Recommended Data Quality Assessment Checklist: validity, integrity,
 *   precision, reliability, timeliness
 * @example nothing says what the records rest on
 * ```ts
 * const { findings } = dataQuality(dataset, { period: year(2019), asOf: "2020-01-31", examples: 1 });
 * const finding = findings.find(({ code }) => code === "integrity.evidence-not-stated");
 * expect(finding?.share).toEqual({ numerator: 4, denominator: 4 });
 * expect(finding?.examples).toEqual([{ beneficiaryId: "B-1", eventId: "event-1" }]);
 * ```
 */
export function dataQuality(dataset: Dataset, options: DataQualityOptions): DataQuality {
  const cannot = "assess the quality of the data";
  const all = storeOf(dataset);
  const span = spanOfReport(options, cannot, { "examples?": "0..", "service?": "text", "followUpMonths?": "0.." });
  const { examples = EXAMPLES, service = SERVICE, followUpMonths = FOLLOW_UP_MONTHS } = options;
  const { store } = storeUpTo(all, span.horizon);
  const found = runRules(all, store, span);
  const { completeness, lacking } = followUpCompleteness(store, span, followUpMonths);
  found["timeliness.follow-up-missing"].of = completeness.ended;
  found["timeliness.follow-up-missing"].people.push(...lacking);
  return Object.freeze({
    period: span.period,
    asOf: options.asOf,
    horizon: dateOf(span.horizon),
    findings: Object.freeze(findingCodes.map((code) => findingOf(code, found[code], store, examples))),
    entryLags: entryLags(store, span),
    pairing: pairingRates(store, span, service),
    followUps: completeness,
  });
}

function findingOf(code: FindingCode, found: Found, store: Store, examples: number): Finding {
  const share = Object.freeze({ numerator: found.events.length + found.people.length, denominator: found.of });
  const { title, remedy } = findingWordings[code];
  return Object.freeze({
    code,
    standard: standardOf(code),
    title,
    remedy,
    unit: code === "timeliness.follow-up-missing" ? "beneficiaries" : "events",
    share,
    percent: sharePercent(share),
    reason: found.of === 0 ? "nothing-to-check" : null,
    examples: examplesOf(found, store, examples),
  });
}

/** The first events by date and id; the first people by id. */
function examplesOf({ events, people }: Found, { log, idOf }: Store, most: number): readonly FindingExample[] {
  const [days, persons, ids] = [log.day.view(), log.person.view(), log.ids.texts];
  const nameOf = (person: number) => log.people.texts[idOf[person]!]!;
  const ofEvents = firstOf(events, most, (a, b) => days[a]! < days[b]! || (days[a] === days[b] && ids[a]! < ids[b]!));
  const ofPeople = firstOf(people, most, (a, b) => nameOf(a) < nameOf(b));
  return Object.freeze([
    ...ofEvents.map((event) =>
      Object.freeze({ beneficiaryId: log.people.texts[persons[event]!]!, eventId: ids[event]! }),
    ),
    ...ofPeople.map((person) => Object.freeze({ beneficiaryId: nameOf(person), eventId: null })),
  ]);
}

/** The first few numbers in an order, without sorting the rest. */
function firstOf(all: readonly number[], most: number, precedes: (a: number, b: number) => boolean): readonly number[] {
  const first: number[] = [];
  for (const one of all) {
    if (first.length === most && (most === 0 || !precedes(one, first[most - 1]!))) continue;
    const place = first.findIndex((other) => precedes(one, other));
    first.splice(place === -1 ? first.length : place, 0, one);
    if (first.length > most) first.pop();
  }
  return first;
}
