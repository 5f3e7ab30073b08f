import {
  evaluate,
  explain,
  members,
  results,
  toText,
  type Dataset,
  type Evaluation,
  type ResultsTree,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
} from "../core/index";
import { buildReport, type PublishedReport, type ReportOptions, type SuppressOptions } from "../report/index";
import type { Period } from "../calendar";
import { storeOf } from "../core/dataset/dataset";
import { eventAt } from "../core/dataset/log";
import { GREATEST_BASE, LEAST_BASE } from "../report/privacy/rules";
import type { Locale } from "../share";
import { verdictNames } from "../core/engine/verdict";
import { Files } from "./files";
import { formatNamed } from "./formats";
import { type ReadInputs, readInputs } from "./inputs";
import { announcementLines, issueLines, summaryLines, warningsLine } from "./issue-text";
import { writePage } from "./output";
import { changesBetween, changesText, peopleText } from "./people-text";
import {
  asOfOf,
  criteriaOf,
  evaluatedOf,
  isUnionOfTheRest,
  localeNamed,
  mappingOf,
  periodOf,
  treeOf,
} from "./settings";
import { jsonText, Progress, printable, type Streams, UsageError } from "./terminal";

/** How the files of a command are to be read. */
export interface DataOptions {
  readonly encoding?: string;
  readonly criteria?: string;
  readonly mapping?: string;
  readonly json?: boolean;
}

/** What and when a command computes. */
export interface FigureOptions extends DataOptions {
  readonly period: readonly string[];
  readonly asOf?: string;
  readonly indicators?: string;
  readonly locale: readonly string[];
}

/** What `mio report` may be told. */
export interface ReportCommandOptions extends FigureOptions {
  readonly by: readonly string[];
  readonly tree?: string;
  readonly suppress?: boolean;
  readonly beside: readonly string[];
  readonly round?: string;
  readonly people?: string;
  readonly before: readonly string[];
  readonly format?: string;
  readonly output?: string;
}

/** Errors in the data: the exit code of every command that found some. */
const ERRORS = 1;

/** Reads files and tells what is wrong with them. */
export async function check(
  paths: readonly string[],
  options: DataOptions & { readonly limit: string },
  streams: Streams,
): Promise<number> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new UsageError(
      `Cannot print ${JSON.stringify(options.limit)} issues: --limit must be a whole number of 0 or more`,
    );
  }
  const read = await inputs(paths, options, { files: new Files(options.encoding), streams, warnings: true });
  const { dataset, issues } = read;
  if (options.json === true) {
    const told = dataset && { people: dataset.people, events: dataset.events };
    streams.out(jsonText({ ok: dataset !== undefined, ...told, files: read.files, issues }));
  } else {
    const shown = limit === 0 ? issues : issues.slice(0, limit);
    streams.out(printable([...issueLines(shown), ...summaryLines(read, issues.length - shown.length)].join("")));
  }
  return dataset === undefined ? ERRORS : 0;
}

/** Reads files and prints figures. */
export async function report(
  paths: readonly string[],
  options: ReportCommandOptions,
  streams: Streams,
): Promise<number> {
  const name = options.json === true ? "json" : (options.format ?? "text");
  const format = formatNamed(name);
  const isText = name === "text";
  const files = new Files(options.encoding);
  const figures = new Figures(options, files);
  if (options.before.length > 0 && !isText && name !== "json") {
    throw new UsageError("Cannot tell changes in this format: --before goes with --format text or json");
  }
  if (options.locale.length > 1 && !isText)
    throw new UsageError("Cannot print two languages at once: only the text format takes --locale twice");
  if (options.people !== undefined && !isText)
    throw new UsageError("Cannot explain people in this format: --people goes with --format text");
  const rule = suppressRule(options, files);
  if (rule !== undefined) refuseIds(options);
  const tree = options.tree === undefined ? undefined : treeOf(options.tree, files);
  const read = await inputs(paths, options, { files, streams, warnings: true });
  const dataset = readable(read, { files, streams });
  if (dataset === undefined) return ERRORS;
  const evaluation = figures.of(dataset);
  const warnings = warningsLine(read.issues, inFigures(dataset, evaluation));
  if (options.before.length > 0) {
    const code = await before(evaluation, figures, { ...options, json: !isText }, { files, streams });
    streams.err(warnings);
    return code;
  }
  const built = buildReport(evaluation, reportOptions(figures, options, { tree, rule }));
  const pages: (string | Uint8Array)[] = [];
  for (const locale of figures.locales) {
    pages.push(await format(built, { locale }));
    const { people: indicator } = options;
    if (indicator !== undefined) pages.push(`${peopleText(evaluation, { indicator, period: figures.last, locale })}\n`);
  }
  writePage(pages.length === 1 ? pages[0]! : pages.join("\n"), options.output, { files, streams });
  streams.err(warnings);
  return 0;
}

/** Tells whose verdicts differ from those of an earlier version of the events. */
async function before(
  after: Evaluation,
  figures: Figures,
  options: ReportCommandOptions,
  { files, streams }: Command,
): Promise<number> {
  const read = await inputs(options.before, options, { files, streams });
  const dataset = readable(read, { files, streams });
  if (dataset === undefined) return ERRORS;
  const changes = changesBetween(figures.of(dataset), after);
  const text =
    options.json === true
      ? jsonText(changes)
      : `${figures.locales.map((locale) => changesText(changes, after, { locale })).join("\n\n")}\n`;
  writePage(text, options.output, { files, streams });
  return 0;
}

/** Explains one person's verdicts. */
export async function explainPerson(
  beneficiaryId: string,
  paths: readonly string[],
  options: FigureOptions & { readonly indicator: readonly string[] },
  streams: Streams,
): Promise<number> {
  const files = new Files(options.encoding);
  const figures = new Figures(options, files);
  const dataset = readable(await inputs(paths, options, { files, streams }), { files, streams });
  if (dataset === undefined) return ERRORS;
  const evaluation = figures.of(dataset);
  const codes = options.indicator.length > 0 ? options.indicator : figures.codes;
  const explanations = codes.flatMap((indicator) =>
    figures.periods.map((period) => explain(evaluation, { indicator, period, beneficiaryId })),
  );
  const texts = figures.locales.flatMap((locale) => explanations.map((one) => toText(one, { locale })));
  const page = options.json === true ? jsonText(explanations) : `${texts.join("\n\n")}\n`;
  writePage(page, undefined, { files, streams });
  return 0;
}

/** The indicators, periods and languages of a command, read before any file of data is. */
class Figures {
  readonly periods: readonly Period[];
  readonly asOf: string;
  readonly locales: readonly Locale[];
  readonly #indicators: ReturnType<typeof evaluatedOf>;

  constructor({ period, asOf, indicators, locale }: FigureOptions, files: Files) {
    if (period.length === 0)
      throw new UsageError("Cannot compute anything without a period: add --period 2020, once or several times");
    this.periods = period.map(periodOf);
    this.asOf = asOfOf(asOf, this.periods);
    this.locales = locale.length === 0 ? ["ru"] : locale.map(localeNamed);
    this.#indicators = evaluatedOf(indicators, files);
  }

  get last(): Period {
    return this.periods[this.periods.length - 1]!;
  }

  /** Codes of the indicators that stand by themselves. */
  get codes(): readonly string[] {
    return this.#indicators
      .map(({ definition }) => definition.code)
      .filter((code) => code !== workedOneMonthShare.code);
  }

  get hasFunnel(): boolean {
    return this.#indicators.some(({ definition }) => definition.code === workedOneMonthShare.code);
  }

  of(dataset: Dataset): Evaluation {
    return evaluate(dataset, { indicators: this.#indicators, periods: this.periods, asOf: this.asOf });
  }
}

function reportOptions(
  figures: Figures,
  { by }: ReportCommandOptions,
  { tree, rule }: { readonly tree: ResultsTree | undefined; readonly rule: SuppressOptions | undefined },
): ReportOptions {
  const { periods, last, hasFunnel } = figures;
  const strata = by.map((names) => ({ by: names.split(",").map((name) => name.trim()) }));
  return {
    ...(strata.length > 0 && { disaggregate: strata }),
    ...(hasFunnel && { funnel: vsePoluchitsyaFunnel }),
    ...(isUnionOfTheRest(periods) && { reconcile: [{ periods: periods.slice(0, -1), union: last }] }),
    ...(tree !== undefined && { tree }),
    ...(rule !== undefined && { suppress: rule }),
    locale: figures.locales[0],
  };
}

/** A report for publication names nobody. */
function refuseIds({ people, before, round }: ReportCommandOptions): void {
  const names = people !== undefined ? "--people" : before.length > 0 ? "--before" : undefined;
  if (names === undefined) return;
  const rule = round === undefined ? "--suppress" : "--round";
  throw new UsageError(`Cannot print ids of beneficiaries in a report for publication: leave out ${names} or ${rule}`);
}

/** By which rule the report is made fit for publication, if by any. */
function suppressRule({ suppress, beside, round }: ReportCommandOptions, files: Files): SuppressOptions | undefined {
  if (beside.length > 0 && suppress !== true) {
    throw new UsageError("Cannot suppress beside a published report: --beside goes with --suppress");
  }
  if (round === undefined) {
    if (suppress !== true) return undefined;
    return beside.length === 0 ? {} : { beside: beside.map((path) => files.json(path) as PublishedReport) };
  }
  if (suppress === true) throw new UsageError("Cannot round and suppress at once: leave out --round or --suppress");
  const base = Number(round);
  if (!/^\d+$/.test(round) || base < LEAST_BASE || base > GREATEST_BASE) {
    const must = `--round must be a whole number from ${LEAST_BASE} to ${GREATEST_BASE}`;
    throw new UsageError(`Cannot round to ${JSON.stringify(round)}: ${must}`);
  }
  return { round: base };
}

/** What a command reads and where it writes. */
interface Command {
  readonly files: Files;
  readonly streams: Streams;
}

async function inputs(
  paths: readonly string[],
  options: DataOptions,
  { files, streams, warnings = false }: Command & { readonly warnings?: boolean },
): Promise<ReadInputs> {
  const mapping = mappingOf(options.mapping, files);
  const criteria = criteriaOf(options.criteria, files);
  const progress = new Progress(streams);
  try {
    return await readInputs(paths, { files, criteria, mapping, progress, warnings });
  } finally {
    progress.clear();
  }
}

/** The dataset, after what must be said of how its files were read; without one its errors are told. */
function readable({ dataset, issues }: ReadInputs, { files, streams }: Command): Dataset | undefined {
  streams.err(announcementLines(files));
  if (dataset === undefined) {
    const errors = issues.filter(({ severity }) => severity === "error");
    const rest = errors.length > SHOWN ? `… and ${errors.length - SHOWN} more; mio check lists them\n` : "";
    streams.err(printable(issueLines(errors.slice(0, SHOWN)).join("") + rest));
  }
  return dataset;
}

/** Whether an event is of somebody whom a figure is about: who is not outside all of them. */
function inFigures(dataset: Dataset, evaluation: Evaluation): (event: number) => boolean {
  const people = new Set<string>();
  for (const { code: indicator, period } of results(evaluation)) {
    for (const verdict of verdictNames) {
      if (verdict === "outside") continue;
      for (const id of members(evaluation, { indicator, period, verdict })) people.add(id);
    }
  }
  const { log } = storeOf(dataset);
  return (event) => people.has(eventAt(log, event).beneficiaryId);
}

/** Errors told by a command that cannot go on. */
const SHOWN = 20;
