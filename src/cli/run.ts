import { type Period, period, periodText, spanOf, year } from "../calendar";
import { catalogue } from "../catalogue/catalogue";
import { vsePoluchitsyaFunnel, workedOneMonthShare } from "../catalogue/milestones";
import { type Dataset, safeParseDataset } from "../dataset/dataset";
import type { Criterion } from "../events/event";
import type { Issue } from "../issue";
import { toText } from "../render/explanation";
import { figuresText, reconciliationText, verdictsText } from "../render/figures";
import { disaggregationText, funnelText } from "../render/views";
import { verdictWords, causeWords, standingWords } from "../render/words";
import { members, results, type IndicatorResult } from "../verdicts/result";
import { disaggregate } from "../tables/disaggregate";
import { funnel } from "../tables/funnel";
import { harm } from "../tables/harm";
import { reconcile } from "../tables/reconcile";
import type { Locale } from "../share";
import { changes, type VerdictChange } from "../tables/changes";
import { type Evaluation, evaluate } from "../verdicts/evaluation";
import { verdictNames } from "../verdicts/verdict";
import { explain } from "../verdicts/explain";

/** What the main job is told; files as their text. */
export interface Job {
  readonly events: string;
  readonly criteria: string | undefined;
  readonly before: string | undefined;
  readonly periods: readonly string[];
  readonly asOf: string;
  readonly indicator: string;
  readonly explained: string | undefined;
}

/** What the main job prints: figures when the events could be read, issues otherwise. */
export interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Reads the events, evaluates the five indicators and tells the figures in Russian and English. */
export function run(job: Job): Outcome {
  try {
    const after = evaluated(job.events, job);
    if (!after.ok) return after;
    if (job.before === undefined)
      return {
        ok: true,
        text: (["ru", "en"] as const).map((locale) => page(after.evaluation, job, locale)).join("\n\n"),
      };
    const before = evaluated(job.before, job);
    if (!before.ok) return before;
    return {
      ok: true,
      text: (["ru", "en"] as const)
        .map((locale) => changesText(before.evaluation, after.evaluation, locale))
        .join("\n\n"),
    };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) };
  }
}

type Evaluated = { readonly ok: true; readonly evaluation: Evaluation } | { readonly ok: false; readonly text: string };

function evaluated(text: string, job: Job): Evaluated {
  const read = readLines(text);
  if (!read.ok) return read;
  const criteria = job.criteria === undefined ? undefined : (JSON.parse(job.criteria) as readonly Criterion[]);
  const parsed = safeParseDataset(read.events, { criteria });
  if (!parsed.ok) return { ok: false, text: parsed.issues.map((issue) => issueText(issue, read.lines)).join("\n") };
  return { ok: true, evaluation: evaluationOf(parsed.dataset, job) };
}

function evaluationOf(dataset: Dataset, job: Job): Evaluation {
  const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
  return evaluate(dataset, { indicators, periods: job.periods.map(periodOf), asOf: job.asOf });
}

/** One event a line; blank lines are passed over. */
function readLines(
  text: string,
):
  | { readonly ok: true; readonly events: readonly unknown[]; readonly lines: readonly number[] }
  | { readonly ok: false; readonly text: string } {
  const events: unknown[] = [];
  const lines: number[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    try {
      events.push(JSON.parse(line));
      lines.push(index + 1);
    } catch {
      return {
        ok: false,
        text: `Cannot read line ${index + 1}: it must be one event as JSON; check quotes and commas`,
      };
    }
  }
  return { ok: true, events, lines };
}

function issueText({ path, message, hint }: Issue, lines: readonly number[]): string {
  return `line ${lines[path[0] as number]}: ${message}; ${hint}`;
}

/** `2019`, `2019..2020` or two dates with `..` between. */
function periodOf(text: string): Period {
  const [from = "", to = from] = text.split("..");
  const isYear = (part: string) => /^\d{4}$/.test(part);
  return period(isYear(from) ? year(Number(from)).from : from, isYear(to) ? year(Number(to)).to : to);
}

const HEADINGS = {
  ru: {
    title: "Показатели практики «Всё получится!» — синтетические данные, если файл взят из fixtures",
    funnel: "Воронка",
    groups: "По целевым группам",
    verdicts: "Вердикты: каждый человек ровно в одном столбце",
    people: "Откуда берутся цифры",
    nobody: "нет никого",
    changes: "Чьи вердикты изменились",
    cause: "Причина",
    unchanged: "Ни один вердикт не изменился.",
  },
  en: {
    title: "Indicators of the practice «Всё получится!» — synthetic data if the file is the one in fixtures",
    funnel: "Funnel",
    groups: "By target group",
    verdicts: "Verdicts: every person in exactly one column",
    people: "Where the figures come from",
    nobody: "nobody",
    changes: "Whose verdicts changed",
    cause: "Cause",
    unchanged: "No verdict changed.",
  },
} as const;

function page(evaluation: Evaluation, job: Job, locale: Locale): string {
  const headings = HEADINGS[locale];
  const all = published(evaluation);
  const period = lastPeriod(job);
  const explanations =
    job.explained === undefined
      ? oneOfEachVerdict(evaluation, job, locale)
      : [explained(evaluation, job, job.explained, locale)];
  return [
    underlined(headings.title),
    figuresText(all, harm(evaluation), { locale }),
    ...reconciliation(evaluation, locale),
    underlined(`${headings.funnel}, ${periodText(period)}`),
    funnelText(funnel(evaluation, vsePoluchitsyaFunnel, { period }), { locale }),
    underlined(headings.groups),
    disaggregationText(disaggregate(evaluation, { by: ["targetGroup"] }), { period, locale }),
    underlined(headings.verdicts),
    verdictsText(all, { locale }),
    underlined(headings.people),
    ...explanations,
  ].join("\n\n");
}

function underlined(text: string): string {
  return `${text}\n${"─".repeat(text.length)}`;
}

/** The last period is reconciled with those before it when it is their union. */
function reconciliation(evaluation: Evaluation, locale: Locale): readonly string[] {
  const periods = periodsOf(evaluation);
  const union = periods.pop()!;
  const spanned = periods.length > 1 ? spanOf(periods) : undefined;
  const isUnion = spanned !== undefined && "span" in spanned && periodText(spanned.span) === periodText(union);
  if (!isUnion) return [];
  const { indicators } = reconcile(evaluation, { periods, union });
  return [reconciliationText(indicators.find(({ code }) => code === "1.1")!, { locale })];
}

function periodsOf(evaluation: Evaluation): Period[] {
  return published(evaluation)
    .filter(({ code }) => code === "1.1")
    .map(({ period }) => period);
}

/** Figures of the published table's indicators; the one beside them serves the funnel. */
function published(evaluation: Evaluation): readonly IndicatorResult[] {
  return results(evaluation).filter(({ code }) => code !== workedOneMonthShare.code);
}

function lastPeriod(job: Job): Period {
  return periodOf(job.periods[job.periods.length - 1]!);
}

function oneOfEachVerdict(evaluation: Evaluation, job: Job, locale: Locale): readonly string[] {
  const period = lastPeriod(job);
  return verdictNames.map((verdict) => {
    const [id] = members(evaluation, { indicator: job.indicator, period, verdict });
    if (id !== undefined) return explained(evaluation, job, id, locale);
    return `${job.indicator}, ${periodText(period)}, ${verdictWords[locale][verdict]}: ${HEADINGS[locale].nobody}`;
  });
}

function explained(evaluation: Evaluation, job: Job, beneficiaryId: string, locale: Locale): string {
  const period = lastPeriod(job);
  return toText(explain(evaluation, { indicator: job.indicator, period, beneficiaryId }), { locale });
}

/** Every change of verdict between two versions of the events, each with its cause and explained as it now is. */
function changesText(before: Evaluation, after: Evaluation, locale: Locale): string {
  const headings = HEADINGS[locale];
  const words = standingWords[locale];
  const blocks = results(after).flatMap(({ code, period }) =>
    changes(before, after, { indicator: code, period }).map((change) => {
      const { beneficiaryId, from, to } = change;
      const lines = [
        `${code}, ${periodText(period)}, ${beneficiaryId}: ${words[from]} → ${words[to]}`,
        `${headings.cause}: ${causeText(change, locale)}`,
      ];
      if (to === "not-in-dataset") return lines.join("\n");
      return [...lines, toText(explain(after, { indicator: code, period, beneficiaryId }), { locale })].join("\n");
    }),
  );
  return [underlined(headings.changes), ...(blocks.length === 0 ? [headings.unchanged] : blocks)].join("\n\n");
}

function causeText({ cause, events }: VerdictChange, locale: Locale): string {
  return causeWords[locale][cause] + (events.length === 0 ? "" : ` [${events.join(", ")}]`);
}
