import { plain } from "../../core/definition/language";
import { check, checkReturned } from "../../options";
import { REPORT } from "../../core/shapes";
import type { IndicatorResult } from "../../core/verdicts/result";
import {
  type Claim,
  type ClaimFinding,
  type ClaimMatch,
  type DenominatorQuestion,
  finding,
  percentWords,
} from "./claim";
import { type Context, ContextReader, groupInTitle, namesOf } from "./context";
import { denominatorQuestions } from "./denominators";
import { type Figure, figuresIn } from "./figure";
import { Labels } from "./label";
import { matchFinding, ResultIndex, resultText } from "./match";
import { passagesOf } from "./passage";
import { countsFinding, numeratorFor, percentFindings, percentText } from "./percent";
import { type Percent, tokensOf } from "./token";

/** The figures of a text, checked. */
export interface CheckedClaims {
  /** In the order of the text. */
  readonly claims: readonly Claim[];
  /** What several claims together leave open. */
  readonly questions: readonly DenominatorQuestion[];
}

/**
 * Every figure of a text or of its Markdown tables, checked by itself and against a report.
 *
 * Reads «38,9% (180 из 463)», "38.9 % (180 of 463)", «180 из 463 (38,9%)», "15% (35/233)" and «из 463 получивших услуги
 * 180 (38,9%)», with comma or point, thousands in groups, and words between percentage and counts inside a sentence or
 * cell. Percentages are held to exact decimal arithmetic, half up, at the decimals printed. A cell is read with its
 * column's heading and its row; empty cells after it are merged with it. A percentage without counts is listed as one
 * that cannot be checked. Time is in proportion to the text.
 *
 * @param text - plain text or Markdown, Russian or English
 * @param report - from `buildReport`, or anything else with its `results`; not changed
 * @returns frozen JSON; `claims` in the order of the text, `questions` about groups that the text gives different sizes
 *   of
 * @throws TypeError when the text is not text or the report has no list of results
 * @example
 * ```ts
 * const { claims } = checkClaims("28.7% (23 of 80)", { results: [] });
 * expect(claims[0]?.isPercentRight).toBe(false);
 * expect(claims[0]?.findings.find(({ outcome }) => outcome === "wrong")?.message.en).toBe(
 *   "23 of 80 rounds to 28.8%, not to 28.7%, which is what cutting off decimals or floating point would give.",
 * );
 * ```
 */
export function checkClaims(text: string, report: { readonly results: readonly IndicatorResult[] }): CheckedClaims {
  const cannot = "check claims";
  check(cannot, text, "string", "text");
  checkReturned(cannot, report, { results: REPORT.results! }, "report", "buildReport");
  const { results } = report;
  const claims = claimsOf(text, results);
  return plain({ claims, questions: denominatorQuestions(claims) });
}

function claimsOf(text: string, results: readonly IndicatorResult[]): readonly Claim[] {
  const index = new ResultIndex(results);
  const labels = new Labels(new Set(results.map(({ code }) => code)));
  const contexts = new ContextReader(namesOf(results), labels);
  const groupOfCode = new Map(results.map(({ code, title }) => [code, groupInTitle(title.ru)]));
  const placeOf = placesIn(text);
  const claims: Claim[] = [];
  for (const passage of passagesOf(text, labels)) {
    const passageText = text.slice(passage.start, passage.end);
    const tokens = tokensOf(passageText);
    const figures = figuresIn(tokens);
    if (figures.length === 0) continue;
    const about = contexts.read(passage, passageText, tokens, figures);
    figures.forEach((figure, at) => {
      const { codes, group } = about[at]!;
      const start = tokens[figure.from]!.start;
      claims.push({
        ...placeOf(passage.start + start),
        text: passageText.slice(start, tokens[figure.to]!.end),
        ...checked(
          figure,
          { ...about[at]!, group: group ?? ((codes.length === 1 && groupOfCode.get(codes[0]!)) || null) },
          index,
        ),
      });
    });
  }
  return claims;
}

/** Line and column of places that are asked for from first to last. */
function placesIn(text: string): (place: number) => { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  let feed = text.indexOf("\n");
  return (place) => {
    for (; feed !== -1 && feed < place; feed = text.indexOf("\n", lineStart)) {
      line++;
      lineStart = feed + 1;
    }
    return { line, column: place - lineStart + 1 };
  };
}

function checked(figure: Figure, about: Context, index: ResultIndex): Omit<Claim, "line" | "column" | "text"> {
  const { percent, numerator, denominator } = figure;
  const { codes, years, group } = about;
  const said = { code: codes.length === 1 ? codes[0]! : null, years, group };
  const given = { percent: percent && percentText(percent), numerator, denominator, about: said };
  if (percent === null || (numerator !== null && denominator !== null)) {
    const share = { numerator: numerator!, denominator: denominator! };
    const own = [
      countsFinding(share),
      ...(percent === null ? [withoutPercent(share)] : percentFindings(percent, share)),
    ];
    const match = index.byShare(share, about);
    const isRight = own.every(({ outcome }) => outcome !== "wrong");
    return { ...given, isPercentRight: percent && isRight, match, findings: [...own, ...found(match, about)] };
  }
  const own = denominator === null ? withoutCounts(percent, index) : withoutNumerator(percent, denominator);
  const match = index.byPercent(percent, denominator, about);
  const isWrong = own.some(({ outcome }) => outcome === "wrong");
  return { ...given, isPercentRight: isWrong ? false : null, match, findings: [...own, ...found(match, about)] };
}

function found(match: ClaimMatch | null, about: Context): readonly ClaimFinding[] {
  if (match === null) return [];
  const { codes } = about;
  if (codes.length < 2 || match.kind === "matches") return [matchFinding(match, about)];
  const which = codes.join(", ");
  const ru = `Названо несколько показателей (${which}): чья это цифра?`;
  const en = `Several indicators are named (${which}): whose figure is this?`;
  return [matchFinding(match, about), finding("several-codes", "open", ru, en)];
}

function withoutPercent({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }) {
  return finding(
    "no-percent",
    "open",
    `У ${numerator} из ${denominator} нет процента.`,
    `${numerator} of ${denominator} has no percentage.`,
  );
}

function withoutCounts(percent: Percent, index: ResultIndex): readonly ClaimFinding[] {
  const printed = percentWords(percentText(percent));
  const same = index.withPercent(percent);
  const inRussian =
    same.length === 0 ? "" : ` В отчёте такой процент: ${same.map((one) => resultText(one, "из")).join("; ")}.`;
  const inEnglish =
    same.length === 0 ? "" : ` The report has it as ${same.map((one) => resultText(one, "of")).join("; ")}.`;
  const findings = [
    finding(
      "no-counts",
      "open",
      `Рядом с ${printed.ru} нет числителя и знаменателя: проверить не по чему.${inRussian}`,
      `No numerator and denominator near ${printed.en}: nothing to check it by.${inEnglish}`,
    ),
  ];
  if (percent.units > 100n * 10n ** BigInt(percent.digits)) {
    const ru = `${printed.ru} больше 100%: долей людей это быть не может.`;
    findings.push(finding("over-100", "open", ru, `${printed.en} is over 100%: it cannot be a share of people.`));
  }
  return findings;
}

function withoutNumerator(percent: Percent, denominator: number): readonly ClaimFinding[] {
  const printed = percentWords(percentText(percent));
  const numerator = numeratorFor(percent, denominator);
  if (numerator === null) {
    const ru = `Ни одно целое число из ${denominator} не даёт ${printed.ru}.`;
    return [finding("arithmetic", "wrong", ru, `No whole number of ${denominator} gives ${printed.en}.`)];
  }
  const ru = `Для ${printed.ru} от ${denominator} нет числителя; подошло бы ${numerator}.`;
  return [
    finding("no-numerator", "open", ru, `${printed.en} of ${denominator} has no numerator; ${numerator} would do.`),
  ];
}
