import { type Share, sharePercent } from "../../share";
import type { IndicatorResult } from "../../core/verdicts/result";
import { type ClaimedResult, type ClaimFinding, type ClaimMatch, finding, yearsText } from "./claim";
import type { Context, Years } from "./context";
import { percentText } from "./percent";
import type { Percent } from "./token";

type Difference = ClaimMatch["differs"][number];

/** The results of a report, to be found by what a text says. */
export class ResultIndex {
  readonly #results: readonly IndicatorResult[];
  readonly #byPercent = new Map<number, Map<string, IndicatorResult[]>>();
  readonly #byCounts = new Map<string, IndicatorResult[]>();
  readonly #byDenominator = new Map<number, IndicatorResult[]>();
  readonly #byCode = new Map<string, IndicatorResult[]>();
  readonly #periods = new Set<string>();

  constructor(results: readonly IndicatorResult[]) {
    this.#results = results;
    for (const result of results) {
      add(this.#byCounts, `${result.share.numerator}/${result.share.denominator}`, result);
      add(this.#byDenominator, result.share.denominator, result);
      add(this.#byCode, result.code, result);
      this.#periods.add(periodKey(result));
    }
  }

  /** The result that has the counts of a claim, or the nearest one by the code the text names or by the denominator. */
  byShare(share: Share, context: Context): ClaimMatch {
    const { numerator, denominator } = share;
    const about = { codes: context.codes, periods: this.#periodsOf(context) };
    const same = this.#byCounts.get(`${numerator}/${denominator}`) ?? [];
    if (same.length > 0) {
      const meant = same.filter((result) => isAbout(result, about));
      return meant.length > 0 ? matchOf("matches", meant, []) : matchOf("differs", same, misplacement(same, about));
    }
    const candidates =
      about.codes.length === 0
        ? (this.#byDenominator.get(denominator) ?? [])
        : preferred(this.#ofCodes(about.codes), about.periods);
    const nearest = nearestOf(candidates, share);
    if (nearest === undefined) return matchOf("no-such-result", [], []);
    const differs: Difference[] = [];
    if (nearest.share.numerator !== numerator) differs.push("numerator");
    if (nearest.share.denominator !== denominator) differs.push("denominator");
    return matchOf("differs", [nearest], differs);
  }

  /**
   * A percentage without counts, held against the result of the code that the text names or of the denominator; null
   * without either.
   */
  byPercent(percent: Percent, denominator: number | null, context: Context): ClaimMatch | null {
    const { codes } = context;
    if (codes.length === 0 && denominator === null) return null;
    const ofClaim = codes.length === 0 ? (this.#byDenominator.get(denominator!) ?? []) : this.#ofCodes(codes);
    const candidates = preferred(ofClaim, this.#periodsOf(context));
    if (candidates.length === 0) return matchOf("no-such-result", [], []);
    const hasDenominator = (result: IndicatorResult) =>
      denominator === null || result.share.denominator === denominator;
    const equal = new Set(this.withPercent(percent));
    const same = candidates.filter((result) => hasDenominator(result) && equal.has(result));
    if (same.length > 0) return matchOf("matches", same, []);
    const elsewhere = ofClaim.filter(
      (result) => hasDenominator(result) && equal.has(result) && isOfOthers(result, context),
    );
    if (elsewhere.length > 0) return matchOf("differs", elsewhere, ["period"]);
    const hasPercent = candidates.some((result) => equal.has(result));
    const differs: Difference[] = candidates.some(hasDenominator) ? [] : ["denominator"];
    return matchOf("differs", candidates, hasPercent ? differs : ["percent", ...differs]);
  }

  /** Results that print as a percentage does; those of each number of decimals are worked out once. */
  withPercent(percent: Percent): readonly IndicatorResult[] {
    let ofDigits = this.#byPercent.get(percent.digits);
    if (ofDigits === undefined) {
      ofDigits = new Map();
      for (const result of this.#results) {
        const text = sharePercent(result.share, percent.digits);
        if (text !== null) add(ofDigits, text, result);
      }
      this.#byPercent.set(percent.digits, ofDigits);
    }
    return ofDigits.get(percentText(percent)) ?? [];
  }

  #ofCodes(codes: readonly string[]): readonly IndicatorResult[] {
    return codes.flatMap((code) => this.#byCode.get(code) ?? []);
  }

  /** The periods that whole years name, of those that the report has figures of. */
  #periodsOf({ years, also }: Context): readonly string[] {
    return [years, ...also].flatMap((one) => (one !== null && this.#periods.has(yearsKey(one)) ? [yearsKey(one)] : []));
  }
}

const yearsKey = ({ first, last }: Years) => `${first}-01-01 ${last}-12-31`;

function add<Key>(map: Map<Key, IndicatorResult[]>, key: Key, result: IndicatorResult): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [result]);
  else known.push(result);
}

interface About {
  readonly codes: readonly string[];
  readonly periods: readonly string[];
}

const periodKey = ({ period: { from, to } }: Pick<IndicatorResult, "period">) => `${from} ${to}`;

const isOneOf = ({ code }: IndicatorResult, codes: readonly string[]) => codes.length === 0 || codes.includes(code);

const isOf = (result: IndicatorResult, periods: readonly string[]) =>
  periods.length === 0 || periods.includes(periodKey(result));

const isAbout = (result: IndicatorResult, { codes, periods }: About) => isOneOf(result, codes) && isOf(result, periods);

/** Whether the passage names the years of a result, though for another figure. */
const isOfOthers = (result: Pick<IndicatorResult, "period">, { others }: Context) =>
  others.some((years) => yearsKey(years) === periodKey(result));

const preferred = (results: readonly IndicatorResult[], periods: readonly string[]) => {
  const ofPeriod = results.filter((result) => periods.includes(periodKey(result)));
  return ofPeriod.length > 0 ? ofPeriod : results;
};

/** Why results with the claim's counts are not those the text speaks of. */
function misplacement(same: readonly IndicatorResult[], { codes, periods }: About): readonly Difference[] {
  const ofCode = same.some((result) => isOneOf(result, codes));
  const ofPeriod = same.some((result) => isOf(result, periods));
  if (ofCode && ofPeriod) return ["indicator", "period"];
  return [...(ofCode ? [] : (["indicator"] as const)), ...(ofPeriod ? [] : (["period"] as const))];
}

function nearestOf(results: readonly IndicatorResult[], share: Share): IndicatorResult | undefined {
  const away = (result: IndicatorResult) =>
    Math.abs(result.share.denominator - share.denominator) + Math.abs(result.share.numerator - share.numerator);
  let nearest = results[0];
  for (const result of results) if (away(result) < away(nearest!)) nearest = result;
  return nearest;
}

function matchOf(
  kind: ClaimMatch["kind"],
  results: readonly IndicatorResult[],
  differs: readonly Difference[],
): ClaimMatch {
  return { kind, results: results.map(({ code, period, share }) => ({ code, period, share })), differs };
}

const WORDS: Readonly<Record<Difference, { readonly ru: string; readonly en: string }>> = {
  indicator: { ru: "показатель", en: "the indicator" },
  period: { ru: "период", en: "the period" },
  numerator: { ru: "числитель", en: "the numerator" },
  denominator: { ru: "знаменатель", en: "the denominator" },
  percent: { ru: "процент", en: "the percentage" },
};

/**
 * What a match says: wrong when the text names the indicator or period itself, open when only the denominator led to a
 * result, or when the text names several indicators, or the years for another figure.
 */
export function matchFinding({ kind, results, differs }: ClaimMatch, context: Context): ClaimFinding {
  const ru = results.map((result) => resultText(result, "из")).join("; ");
  const en = results.map((result) => resultText(result, "of")).join("; ");
  if (kind === "matches")
    return finding("result", "right", `Совпадает с расчётом: ${ru}.`, `Matches what was computed: ${en}.`);
  if (kind === "no-such-result") {
    return finding("result", "open", "В отчёте такого результата нет.", "The report has no such result.");
  }
  const isOfAnother = differs.join() === "period" && results.some((result) => isOfOthers(result, context));
  const isNamed =
    !isOfAnother && (context.codes.length === 1 || (context.codes.length === 0 && differs.includes("period")));
  const [ruWords, enWords] = [differs.map((one) => WORDS[one].ru), differs.map((one) => WORDS[one].en)];
  return finding(
    "result",
    isNamed ? "wrong" : "open",
    `${differs.length > 1 ? "Не совпадают" : "Не совпадает"} ${ruWords.join(" и ")}: ${isNamed ? "в расчёте" : "ближайшее в расчёте"} — ${ru}.`,
    `${enWords.join(" and ").replace(/^t/, "T")} ${differs.length > 1 ? "differ" : "differs"}: ${isNamed ? "what was computed" : "the nearest computed"} is ${en}.`,
  );
}

/** A result as a message names it. */
export function resultText({ code, period: { from, to }, share }: ClaimedResult, connector: "из" | "of"): string {
  const isYears = from.endsWith("-01-01") && to.endsWith("-12-31");
  const years = { first: Number(from.slice(0, 4)), last: Number(to.slice(0, 4)) };
  return `${code}, ${isYears ? yearsText(years) : `${from} – ${to}`}, ${share.numerator} ${connector} ${share.denominator}`;
}
