import { buildReport, type Report, toHtml } from "mio-indicators/report";
import {
  catalogue,
  type Dataset,
  evaluate,
  type Issue,
  type Locale,
  period,
  safeParseDataset,
  year,
} from "mio-indicators";
import { eventsFromRows, type SourceTable, type TableMapping } from "mio-indicators/input";
import { tableOf } from "./tables";

/** What the page was asked for. */
export interface Asked {
  readonly files: readonly { readonly name: string; readonly bytes: ArrayBuffer }[];
  /** Undefined when the tables have our own names and columns. */
  readonly mapping: TableMapping | undefined;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly asOf: string;
  /** Whether small numbers are suppressed, as in what is published. */
  readonly suppress: boolean;
  readonly locale: Locale;
}

/** An issue and where it is: a table and the line in it, as far as it has them. */
export interface PlacedIssue extends Issue {
  readonly table: string | undefined;
  readonly line: number | undefined;
}

/** A report as a page, or nothing but issues. */
export interface Answer {
  readonly html: string | undefined;
  readonly issues: readonly PlacedIssue[];
}

/** Reads the tables, evaluates them and writes the report, all in memory. */
export function answer({ files, mapping, ...asked }: Asked): Answer {
  const read = files.map(({ name, bytes }) => tableOf(name, bytes));
  const tables = read.filter((one): one is SourceTable => "rows" in one);
  const broken = read.filter((one): one is Issue => "code" in one);
  const { events, places, issues } = eventsFromRows(tables, mapping);
  const parsed = safeParseDataset(events);
  const told = new Set(issues.map(({ path }) => path.join()));
  const others = parsed.issues.filter(({ path }) => !told.has(path.join()));
  const placed = [...broken, ...issues, ...others].map((issue): PlacedIssue => {
    const [first, second] = issue.path;
    const place = typeof first === "number" ? places[first] : undefined;
    const table = place?.table ?? (typeof first === "string" ? first : undefined);
    return { ...issue, table, line: place?.line ?? (typeof second === "number" ? second : undefined) };
  });
  const isSound = parsed.ok && placed.every(({ severity }) => severity !== "error");
  return { html: isSound ? page(parsed.dataset, asked) : undefined, issues: placed };
}

function page(dataset: Dataset, { firstYear, lastYear, asOf, suppress, locale }: Omit<Asked, "files" | "mapping">) {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => year(firstYear + index));
  const whole = period(`${firstYear}-01-01`, `${lastYear}-12-31`);
  const periods = years.length > 1 ? [...years, whole] : [whole];
  const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf });
  const disaggregate = [{ by: ["targetGroup"] as const }];
  const report: Report = buildReport(evaluation, { disaggregate, locale });
  return toHtml(suppress ? buildReport(evaluation, { disaggregate, locale, suppress: {} }) : report);
}
