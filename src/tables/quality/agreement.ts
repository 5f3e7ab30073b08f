import { type CalendarDate, dateOf, type Period } from "../../calendar";
import { type Dataset, storeOf } from "../../core/dataset/dataset";
import { statusNumber } from "../../core/dataset/numbers";
import type { DayColumns, Store } from "../../core/dataset/store";
import { evidenceKinds } from "./evidence-kind";
import { type PairAgreement, pairAgreement } from "./pair-agreement";
import { spanOfReport } from "./report-span";

/** How far two sources agree on the same fact, wherever both tell it. */
export interface Agreement extends PairAgreement {
  /**
   * `employment`: a follow-up against the placements of its day; `follow-up` and `assessment`: two of them by different
   * kinds of evidence.
   */
  readonly fact: "employment" | "follow-up" | "assessment";
  /** `follow-up` and `placement`, or two kinds of evidence, the weaker first. */
  readonly sources: readonly [first: string, second: string];
  /** Which criterion was scored; null unless `fact` is `assessment`. */
  readonly criterion: string | null;
  /** What each source can say, in the order of rows and columns. */
  readonly categories: readonly string[];
  /**
   * Beneficiaries the pairs are about: several pairs of one person are not independent, and the interval does not know
   * it.
   */
  readonly beneficiaries: number;
}

/** Agreement of sources in a period: plain data, without ids. */
export interface SourceAgreement {
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly horizon: CalendarDate;
  readonly withinDays: number;
  /**
   * Employment first, then follow-ups, then assessments; the two of a kind only for pairs of sources that both told a
   * fact.
   */
  readonly agreements: readonly Agreement[];
}

/** Days between two statements that are still about the same fact. */
const WITHIN_DAYS = 14;

/**
 * How far different sources agree where they tell the same fact.
 *
 * Three facts can be told twice: that somebody works on a day (a follow-up that reached them, against the placements
 * recorded for that day; no placement is read as not working), what a follow-up found (by two kinds of evidence, such
 * as self-report and employer confirmation), and a score on a criterion (likewise). Statements by two kinds of evidence
 * are paired within the person: each of the weaker kind, day by day, with the nearest of the stronger kind not yet
 * paired, the earlier of two equally near. Events that state no evidence are paired with nothing. Only events dated in
 * the period and up to its horizon count.
 *
 * @param dataset - parsed events; not changed
 * @param options - `period`: inclusive dates; `asOf`: last day the data are complete; `withinDays`: days two statements
 *   may lie apart, 14 by default, 0 for the same day
 * @throws TypeError when the dataset is not one
 * @throws RangeError when a date is not one, the period ends before it starts, or `withinDays` is not a whole number of
 *   0 or more
 * @units pairs of statements
 * @example a follow-up contradicts the placements
 * ```ts
 * const call = { id: "event-5", type: "follow-up-recorded", beneficiaryId: "B-1", date: "2019-03-04", status: "not-employed" };
 * const { agreements } = sourceAgreement(parseDataset([...events, call]), { period: year(2019), asOf: "2020-01-31" });
 * expect(agreements[0]?.table).toEqual([[0, 0], [1, 0]]);
 * ```
 */
export function sourceAgreement(
  dataset: Dataset,
  options: {
    readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
    readonly asOf: CalendarDate;
    readonly withinDays?: number | undefined;
  },
): SourceAgreement {
  const cannot = "measure the agreement of sources";
  const store = storeOf(dataset);
  const { period, from, horizon } = spanOfReport(options, cannot, { "withinDays?": "0.." });
  const { withinDays = WITHIN_DAYS } = options;
  const span = { from, horizon, withinDays };
  return Object.freeze({
    period,
    asOf: options.asOf,
    horizon: dateOf(horizon),
    withinDays,
    agreements: Object.freeze([
      employment(store, span),
      ...followUpAgreements(store, span),
      ...assessmentAgreements(store, span),
    ]),
  });
}

interface Span {
  readonly from: number;
  readonly horizon: number;
  readonly withinDays: number;
}

const STATUSES = Object.freeze(["employed", "not-employed"]);

/** Each follow-up that reached somebody, against the placements of its day: in work first. */
function employment(store: Store, { from, horizon }: Span): Agreement {
  const { offsets, days, codes } = store.followUps;
  const unreachable = statusNumber("unreachable");
  const pairs = new Pairs();
  for (let person = 0; person < store.people; person++) {
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! < from || days[row]! > horizon || codes[row] === unreachable) continue;
      pairs.add(person, codes[row]!, statusNumber(worksOn(store, person, days[row]!) ? "employed" : "not-employed"));
    }
  }
  return agreementOf("employment", ["follow-up", "placement"], null, pairs, STATUSES, statusNumber);
}

/** Whether a placement is recorded for a day. */
export function worksOn({ placements }: Store, person: number, day: number): boolean {
  const { offsets, starts, ends } = placements;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (starts[row]! <= day && day < ends[row]!) return true;
  }
  return false;
}

/** Statements in pairs: what the first source says and what the second does. */
class Pairs {
  readonly first: number[] = [];
  readonly second: number[] = [];
  beneficiaries = 0;
  #latest = -1;

  /** Adds a pair of the last person or of a later one. */
  add(person: number, first: number, second: number): void {
    this.first.push(first);
    this.second.push(second);
    if (person !== this.#latest) this.beneficiaries++;
    this.#latest = person;
  }
}

/** What was told of one fact, row by row of its columns. */
interface Statements {
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  /** Number of the kind of evidence; 0 for what is not to be paired. */
  readonly kinds: Uint8Array;
  /** Statements of different groups are about different facts: the criterion of a score. */
  readonly groups: Int32Array;
  readonly values: Float64Array;
}

function followUpsIn({ followUps, log }: Store, span: Span): Statements {
  const isTold = (row: number) => followUps.codes[row] !== statusNumber("unreachable");
  const kinds = kindsIn(followUps, log.source.view(), span, isTold);
  const values = Float64Array.from(followUps.codes);
  return { offsets: followUps.offsets, days: followUps.days, kinds, groups: new Int32Array(values.length), values };
}

function scoresIn({ assessments, log }: Store, span: Span): Statements {
  const { offsets, days, codes, scores } = assessments;
  const kinds = kindsIn(assessments, log.source.view(), span, (row) => !Number.isNaN(scores[row]!));
  return { offsets, days, kinds, groups: codes, values: scores };
}

function kindsIn(
  { days, events }: DayColumns,
  sources: Uint8Array,
  { from, horizon }: Span,
  isTold: (row: number) => boolean,
): Uint8Array {
  return Uint8Array.from(days, (day, row) =>
    day >= from && day <= horizon && isTold(row) ? (sources[events[row]!] ?? 0) : 0,
  );
}

/** Pairs of one group by two kinds of evidence. */
interface GroupedPairs {
  readonly group: number;
  readonly weaker: number;
  readonly stronger: number;
  readonly pairs: Pairs;
}

function paired(told: Statements, { withinDays }: Span): readonly GroupedPairs[] {
  const found = new Map<number, GroupedPairs>();
  const taken = new Uint8Array(told.kinds.length);
  const width = evidenceKinds.length;
  for (let person = 0; person + 1 < told.offsets.length; person++) {
    for (let row = told.offsets[person]!; row < told.offsets[person + 1]!; row++) {
      const [group, weaker] = [told.groups[row]!, told.kinds[row]!];
      if (weaker === 0) continue;
      for (let stronger = weaker + 1; stronger < width; stronger++) {
        const other = nearestOf(told, person, row, stronger, withinDays, taken);
        if (other === -1) continue;
        taken[other]! |= 1 << weaker;
        const key = (group * width + weaker) * width + stronger;
        const held = found.get(key) ?? { group, weaker, stronger, pairs: new Pairs() };
        found.set(key, held);
        held.pairs.add(person, told.values[row]!, told.values[other]!);
      }
    }
  }
  return [...found.values()];
}

/**
 * The nearest statement about the same fact by a stronger kind, not yet paired with one of the row's kind; -1 when none
 * is near enough.
 */
function nearestOf(
  { offsets, days, kinds, groups }: Statements,
  person: number,
  row: number,
  stronger: number,
  withinDays: number,
  taken: Uint8Array,
): number {
  let nearest = -1;
  let least = withinDays + 1;
  for (let other = offsets[person]!; other < offsets[person + 1]!; other++) {
    const distance = Math.abs(days[other]! - days[row]!);
    if (kinds[other] !== stronger || groups[other] !== groups[row] || distance >= least) continue;
    if ((taken[other]! & (1 << kinds[row]!)) !== 0) continue;
    nearest = other;
    least = distance;
  }
  return nearest;
}

function followUpAgreements(store: Store, span: Span): readonly Agreement[] {
  const all = [...paired(followUpsIn(store, span), span)];
  return all.sort(byKinds).map(({ weaker, stronger, pairs }) => {
    const sources = [evidenceKinds[weaker]!, evidenceKinds[stronger]!] as const;
    return agreementOf("follow-up", sources, null, pairs, STATUSES, statusNumber);
  });
}

function assessmentAgreements(store: Store, span: Span): readonly Agreement[] {
  const codeOf = ({ group }: GroupedPairs) => store.log.criteria.texts[group]!;
  const all = [...paired(scoresIn(store, span), span)];
  all.sort((a, b) => (a.group === b.group ? byKinds(a, b) : codeOf(a) < codeOf(b) ? -1 : 1));
  return all.map((one) => {
    const sources = [evidenceKinds[one.weaker]!, evidenceKinds[one.stronger]!] as const;
    const scores = [...new Set([...one.pairs.first, ...one.pairs.second])].sort((a, b) => a - b).map(String);
    return agreementOf("assessment", sources, codeOf(one), one.pairs, scores, Number);
  });
}

function byKinds(a: GroupedPairs, b: GroupedPairs): number {
  return a.weaker - b.weaker || a.stronger - b.stronger;
}

function agreementOf(
  fact: Agreement["fact"],
  sources: Agreement["sources"],
  criterion: string | null,
  { first, second, beneficiaries }: Pairs,
  categories: readonly string[],
  numberOf: (category: string) => number,
): Agreement {
  const numbers = categories.map(numberOf);
  const table = numbers.map(() => numbers.map(() => 0));
  first.forEach((said, at) => {
    table[numbers.indexOf(said)]![numbers.indexOf(second[at]!)]!++;
  });
  return Object.freeze({
    fact,
    sources: Object.freeze([...sources] as const),
    criterion,
    categories: Object.freeze([...categories]),
    ...pairAgreement(table),
    beneficiaries,
  });
}
