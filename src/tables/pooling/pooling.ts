import { PERIOD, type Period } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import { sentence } from "../../issue";
import { check, type OptionsOf } from "../../options";
import { type Evaluation, type Judged, judgedOf, verdictsOf } from "../../core/verdicts/evaluation";
import type { Note } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import { holmAdjusted } from "./group-tests";
import { pooledGroups } from "./pooled-groups";
import { comparedInPeriods, type IntervalMethod, intervalMethods, type PoolingInPeriod } from "./pooled-periods";
import { comparedWithin, type PoolingSplit } from "./pooled-splits";
import { poolingNotes } from "./pooling-notes";
import { type PoolingVerdict, poolingVerdict } from "./pooling-verdict";
import { AGES, type StrataOptions } from "../strata/strata";

/** What to do with people who are in several groups. */
export type SeveralGroups = "own-group" | "left-out";

/** Which groups of people to compare on which indicator, and how. */
export interface PoolingOptions extends Omit<StrataOptions, "by"> {
  /** Code of one of the indicators evaluated. */
  readonly indicator: string;
  /** One of `targetGroup`, `sex`, `region`, `organisation`, `ageBand`, or an attribute of registrations. */
  readonly by: string;
  /** Some of those evaluated, none overlapping another; all by default. */
  readonly periods?: readonly Period[] | undefined;
  /** Another attribute within whose values the groups are compared too, such as `region`; none by default. */
  readonly over?: string | undefined;
  /** People in several groups: `own-group` (default), a group of their own, or `left-out` of comparisons. */
  readonly several?: SeveralGroups | undefined;
  /** Chance of seeing a difference where there is none; 0.05 by default. Intervals have the level 1 − significance. */
  readonly significance?: number | undefined;
  /** `wilson` (default), `clopper-pearson`, `agresti-coull` or `jeffreys`. */
  readonly interval?: IntervalMethod | undefined;
  /** Nothing is said when a difference larger than this share could be hidden: 0.5 by default, 50 percentage points. */
  readonly tooFewAbove?: number | undefined;
}

const OPTIONS: OptionsOf<PoolingOptions> = {
  ...AGES,
  indicator: "text",
  by: "text",
  "periods?": [PERIOD],
  "over?": "text",
  "several?": "=own-group|left-out",
  "significance?": (value) =>
    typeof value === "number" && !(value > 0 && value < 1) ? "!be between 0 and 1; write 0.05 for 5 %" : "number",
  "interval?": `=${intervalMethods.join("|")}`,
  "tooFewAbove?": (value) =>
    typeof value === "number" && !(value > 0 && value <= 1)
      ? "!be a share above 0 and up to 1; write 0.5 for 50 points"
      : "number",
};

/** Whether a pooled value hides differences between groups: plain data, counts only. */
export interface Pooling {
  /** Code of the indicator. */
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly by: string;
  readonly several: SeveralGroups;
  readonly significance: number;
  readonly inPeriods: readonly PoolingInPeriod[];
  /** Over periods when there are several, and over the attribute asked for. */
  readonly splits: readonly PoolingSplit[];
  readonly verdict: PoolingVerdict;
  /**
   * `groups-overlap`, `left-out`, `empty-group`, `people-recur`, `several-tests`, `seen-before-adjustment`,
   * `approximate-test`, `standard-incomplete`, `simpson-reversal`.
   */
  readonly notes: readonly Note[];
}

/**
 * Whether the value of an indicator over all people hides differences between groups of them.
 *
 * Every group has its share and interval; groups overlap there as in `disaggregate`. Tests need people in one group
 * each: who is in several stands in a group of their own or is left out, and who has no group is left out. In a period:
 * χ² when every expected count is 5 or more, else Fisher's exact test, and χ² again where people × groups² is above
 * 30,000, with a note. Across periods, and across an attribute in each period: the Cochran–Mantel–Haenszel test
 * (generalised for more than two groups), odds ratios with Breslow–Day and Tarone, shares directly standardised to the
 * composition of all compared people, and Simpson's reversals. P-values are adjusted over all tests together (Holm).
 *
 * The verdict: `hides-differences` when an adjusted p-value is below the significance; else `too-few` when fewer than
 * two groups have anybody, or a difference above `tooFewAbove` could be hidden; else `no-difference-seen`, with the
 * largest difference that could be: the furthest limit of Newcombe's intervals of all pairs of groups in all periods,
 * which hold together within a period (Bonferroni). It is never that pooling is right.
 *
 * @param evaluation - from `evaluate`
 * @param options - `indicator`; `by`; `periods`: all by default; `over`: none by default; `several`: `"own-group"`
 *   (default) or `"left-out"`; `significance`: 0.05; `interval`: `"wilson"` (default), `"clopper-pearson"`,
 *   `"agresti-coull"` or `"jeffreys"`; `tooFewAbove`: 0.5; `ageBands` and `ageAt` as in `disaggregate`
 * @returns plain data; counts may be small, so not for publication without suppression
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when the indicator or a period is not one of those evaluated, periods overlap or there are none,
 *   an attribute is not one, or an option is not one of its values
 * @units people; within splits over several periods, people in each period
 * @source tests and intervals as at the functions of the same name; S. Holm, Scandinavian Journal of Statistics 6
 *   (1979), 65–70
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { verdict, inPeriods } = pooling(evaluation, { indicator: "1.1", by: "targetGroup" });
 * expect(inPeriods[0]?.groups.map(({ of, share }) => [of, share])).toEqual([
 *   [{ kind: "value", code: "care-leaver" }, { numerator: 1, denominator: 1 }],
 * ]);
 * expect([verdict.code, verdict.reason]).toEqual(["too-few", "one-group"]);
 * ```
 */
export function pooling(evaluation: Evaluation, options: PoolingOptions): Pooling {
  const cannot = "compare groups";
  const { dataset } = verdictsOf(evaluation);
  check(cannot, options, OPTIONS);
  const { by, over, several = "own-group", significance = 0.05, interval = "wilson", tooFewAbove = 0.5 } = options;
  if (over === by) {
    throw new RangeError(sentence({ cannot, because: "over must be another attribute than by", received: over }));
  }
  const judged = checkedPeriods(evaluation, options, cannot);
  const periods = judged.map(({ period }) => period);
  const found = pooledGroups(storeOf(dataset), judged, options, cannot);
  const compared = found.groups.flatMap(({ kind }, at) =>
    kind === "value" || (kind === "several" && several === "own-group") ? [at] : [],
  );
  const rawPeriods = comparedInPeriods(found, periods, compared, { interval, significance });
  const within = [
    ...(judged.length > 1 ? [{ name: "period", layers: found.apart }] : []),
    ...(over === undefined ? [] : [{ name: over, layers: found.split }]),
  ];
  const rawSplits = within.map(({ name, layers }) =>
    comparedWithin(name, layers, found.groups, compared, periods, significance),
  );
  const tests = [
    ...rawPeriods.map(({ test }) => test),
    ...rawSplits.flatMap(({ test, contrasts }) => [test, ...contrasts.map(({ tarone }) => tarone)]),
  ].filter((test) => test !== null);
  const plain = tests.map(({ pValue }) => pValue);
  const adjusted = holmAdjusted(plain);
  const withAdjusted = <Test extends object>(test: Test | null): (Test & { readonly adjustedPValue: number }) | null =>
    test && Object.freeze({ ...test, adjustedPValue: adjusted[tests.indexOf(test as never)]! });
  const inPeriods = rawPeriods.map((one) => Object.freeze({ ...one, test: withAdjusted(one.test) }));
  const splits = rawSplits.map((split) =>
    Object.freeze({
      ...split,
      test: withAdjusted(split.test),
      contrasts: Object.freeze(
        split.contrasts.map((one) => Object.freeze({ ...one, tarone: withAdjusted(one.tarone) })),
      ),
    }),
  );
  const { code, title } = judged[0]!.definition;
  return Object.freeze({
    code,
    title: Object.freeze({ ...title }),
    by,
    several,
    significance,
    inPeriods: Object.freeze(inPeriods),
    splits: Object.freeze(splits),
    verdict: poolingVerdict(inPeriods, splits, significance, tooFewAbove),
    notes: poolingNotes({
      ...{ inPeriods, splits, several, significance },
      pValues: { plain, adjusted },
      recurring: recurringPeople(judged),
    }),
  });
}

const OUTSIDE = verdictNames.indexOf("outside");
const EXCLUDED = verdictNames.indexOf("excluded");

/** How many people are below the line in more than one period. */
function recurringPeople(judged: readonly Judged[]): number {
  const seen = new Uint8Array(judged[0]!.verdicts.length);
  for (const { verdicts } of judged) {
    for (let person = 0; person < verdicts.length; person++) {
      if (verdicts[person] !== OUTSIDE && verdicts[person] !== EXCLUDED && seen[person]! < 2) seen[person]!++;
    }
  }
  return seen.reduce((people, periods) => people + (periods > 1 ? 1 : 0), 0);
}

/** The indicator in the periods asked for, in the order of time. */
function checkedPeriods(
  evaluation: Evaluation,
  { indicator, periods }: PoolingOptions,
  cannot: string,
): readonly Judged[] {
  const all = verdictsOf(evaluation);
  const evaluated = [...all.judged, ...all.readings].filter(({ definition }) => definition.code === indicator);
  const wanted = periods ?? evaluated.map(({ period }) => period);
  if (wanted.length === 0 && evaluated.length > 0) {
    const because = "periods must be one or more of those evaluated";
    throw new RangeError(sentence({ cannot, because, received: wanted }));
  }
  const judged = (wanted.length === 0 ? [undefined as never] : wanted).map((period: Period) =>
    judgedOf(evaluation, indicator, period, cannot),
  );
  judged.sort((a, b) => a.days.from - b.days.from);
  judged.forEach((one, at) => {
    const before = judged[at - 1];
    if (before === undefined || before.days.to <= one.days.from) return;
    throw new RangeError(
      sentence({
        cannot,
        because: `periods must not overlap, and ${before.period.from} – ${before.period.to} overlaps ${one.period.from} – ${one.period.to}`,
        hint: "name those to compare in periods",
      }),
    );
  });
  return judged;
}
