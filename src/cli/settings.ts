import {
  catalogue,
  defineIndicator,
  defineResultsTree,
  safeParseDataset,
  type Catalogue,
  type Criterion,
  type Defined,
  type IndicatorDefinition,
  type ResultsTree,
  type ResultsTreeSpec,
  workedOneMonthShare,
} from "../core/index";
import { defineTableMapping, type TableMapping } from "../input/index";
import { type Period, month, period, periodText, quarter, spanOf, year, isSamePeriod } from "../calendar";
import { nearest } from "../issue";
import type { Locale } from "../share";
import { faultOf, type Files, madeFrom } from "./files";
import { UsageError } from "./terminal";

/** `2019`, `2019-Q4`, `2019-12`, a date, or two of these with `..` between. */
export function periodOf(text: string): Period {
  const [from = "", to = from, ...more] = text.split("..");
  if (more.length > 0) throw new UsageError(periodFault(text));
  try {
    return period(spanIn(from).from, spanIn(to).to);
  } catch {
    throw new UsageError(periodFault(text));
  }
}

function periodFault(text: string): string {
  return `Cannot read the period ${JSON.stringify(text)}: write 2019, 2019-Q4, 2019-12, 2019..2020 or 2019-01-01..2019-06-30`;
}

function spanIn(text: string): Period {
  const [, whole, , quarterly, monthly] = /^(\d{4})(-Q([1-4])|-(\d{2}))?$/.exec(text) ?? [];
  if (quarterly !== undefined) return quarter(Number(whole), Number(quarterly));
  if (monthly !== undefined) return month(Number(whole), Number(monthly));
  return whole === undefined ? period(text, text) : year(Number(whole));
}

/** The last day of the latest period, when nothing else was said of how far the data are complete. */
export function asOfOf(given: string | undefined, periods: readonly Period[]): string {
  if (given === undefined) return periods.map(({ to }) => to).sort()[periods.length - 1]!;
  const { from, to } = periodOf(given);
  if (from !== to) {
    throw new UsageError(`Cannot read --as-of ${JSON.stringify(given)}: write one day, such as 2021-01-31`);
  }
  const ahead = periods.find((one) => to < one.from);
  if (ahead === undefined) return to;
  throw new UsageError(
    `Cannot compute ${periodText(ahead)}: --as-of must not be before the period starts, received ${to}; leave the period out, or write a later day`,
  );
}

/** Whether the last of several periods is the union of those before it. */
export function isUnionOfTheRest(periods: readonly Period[]): boolean {
  const union = periods[periods.length - 1]!;
  const spanned = periods.length > 2 ? spanOf(periods.slice(0, -1)) : undefined;
  return spanned !== undefined && "span" in spanned && isSamePeriod(spanned.span, union);
}

/**
 * A shipped list of indicators by its name, or those of a JSON file of definitions; with the milestone that serves the
 * funnel alone.
 */
export function evaluatedOf(given: string | undefined, files: Files): readonly Defined[] {
  const indicators = indicatorsOf(given, files);
  return indicators === catalogue.vsePoluchitsya ? [...indicators, workedOneMonthShare] : indicators;
}

/** A shipped list of indicators by its name, or those of a JSON file of definitions. */
export function indicatorsOf(given: string | undefined, files: Files): readonly Defined[] {
  const names = Object.keys(catalogue);
  const name = given ?? "vsePoluchitsya";
  const bare = (text: string) => text.toLowerCase().replace(/[-_ ]/g, "");
  const shipped = names.find((one) => bare(one) === bare(name)) as keyof Catalogue | undefined;
  if (shipped !== undefined) return catalogue[shipped];
  if (name.toLowerCase().endsWith(".json")) return definedIn(name, files);
  const near = nearest(name, names);
  const hint = near === undefined ? `write one of ${names.join(", ")}, or a JSON file` : `did you mean ${near}?`;
  throw new UsageError(`Cannot find the indicators ${JSON.stringify(name)}; ${hint}`);
}

function definedIn(path: string, files: Files): readonly Defined[] {
  const value = files.json(path);
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw faultOf(path, "nothing-read", "it must define at least one indicator", "write one");
  return madeFrom(path, () => list.map((definition) => defineIndicator(definition as IndicatorDefinition)));
}

/** A file of criteria. */
export function criteriaOf(path: string | undefined, files: Files): readonly Criterion[] | undefined {
  if (path === undefined) return undefined;
  const criteria = files.json(path) as readonly Criterion[];
  madeFrom(path, () => safeParseDataset([], { criteria }));
  return criteria;
}

/** A file that maps tables. */
export function mappingOf(path: string | undefined, files: Files): TableMapping | undefined {
  if (path === undefined) return undefined;
  const spec = files.json(path) as TableMapping;
  const mapping = madeFrom(path, () => defineTableMapping(spec));
  files.declare(mapping.encoding);
  return mapping;
}

/** A file of a results tree. */
export function treeOf(path: string, files: Files): ResultsTree {
  const spec = files.json(path) as ResultsTreeSpec;
  return madeFrom(path, () => defineResultsTree(spec));
}

const LOCALES: readonly Locale[] = ["ru", "en"];

/** A locale as given on the command line. */
export function localeNamed(text: string): Locale {
  const locale = LOCALES.find((one) => one === text.toLowerCase());
  if (locale === undefined) throw new UsageError(`Cannot print in ${JSON.stringify(text)}: --locale must be ru or en`);
  return locale;
}
