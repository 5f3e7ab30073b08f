import { nearest, sentence } from "../issue";
import type { Title } from "../events/vocabulary";
import type { Wording } from "../definition/language";
import type { ReadableReport } from "../report/report";
import { type Locale, localeOf } from "../share";

/** How a report is put into words. */
export interface DocumentOptions {
  /** `"ru"` or `"en"`; the report's own by default. */
  readonly locale?: Locale | undefined;
  /** The heading of all; "Report on indicators" by default. */
  readonly title?: Wording | undefined;
  /** Words for codes of groups, attributes, services and the like, by code; a code without any stands as it is. */
  readonly labels?: Readonly<Record<string, Title>> | undefined;
}

/** What every section of a document goes by. */
export interface Edition {
  readonly locale: Locale;
  readonly title: Wording | undefined;
  /** Of fewer people no percentage is told; 0 when nothing is suppressed. */
  readonly leastDenominator: number;
  /** A code in words. */
  label(code: string): string;
}

/** Words for codes that everybody uses. */
const KNOWN: Readonly<Record<string, Title>> = {
  female: { ru: "женский", en: "female" },
  male: { ru: "мужской", en: "male" },
};

/**
 * What is asked for, checked.
 *
 * @param names - of the options that there are beside `labels` and `locale`
 * @throws TypeError when the report is not one; RangeError when an option is not one of those allowed
 */
export function editionOf(
  report: ReadableReport,
  options: DocumentOptions,
  cannot: string,
  names: readonly string[] = ["title"],
): Edition {
  checkReport(report, cannot);
  if (typeof options !== "object" || options === null) {
    throw new TypeError(sentence({ cannot, because: "options must be an object", received: options }));
  }
  const allowed = ["labels", "locale", ...names].sort();
  const unknown = Object.keys(options).find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, allowed);
    const because = `options must be among ${allowed.join(", ")}`;
    const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
    throw new RangeError(sentence({ cannot, because, received: unknown, ...hint }));
  }
  const { title, labels = {} } = options;
  const locale = localeOf({ locale: options.locale === undefined ? report.manifest.locale : options.locale }, cannot);
  if (title !== undefined && !isWording(title)) {
    throw new TypeError(sentence({ cannot, because: "title must be a text, or one in ru and en", received: title }));
  }
  for (const [code, label] of Object.entries(labels)) {
    if (isTitle(label)) continue;
    const because = `labels must give ${JSON.stringify(code)} a text in ru and one in en`;
    throw new TypeError(sentence({ cannot, because, received: label, hint: 'write { "code": { ru: "…", en: "…" } }' }));
  }
  const words = { ...KNOWN, ...labels };
  return {
    locale,
    title,
    leastDenominator: report.suppression?.leastDenominator ?? 0,
    label: (code) => (Object.hasOwn(words, code) ? words[code]![locale] : code),
  };
}

/** A text in the language of the edition. */
export function wordingText(wording: Wording, { locale }: Pick<Edition, "locale">): string {
  return typeof wording === "string" ? wording : wording[locale];
}

function isTitle(value: unknown): value is Title {
  const { ru, en } = (value ?? {}) as Partial<Title>;
  return typeof ru === "string" && typeof en === "string";
}

function isWording(value: unknown): boolean {
  return typeof value === "string" || isTitle(value);
}

const PARTS: readonly (keyof ReadableReport)[] = ["notes", "definitions", "glossary", "results", "harm"];

function checkReport(report: ReadableReport, cannot: string): void {
  const given: Partial<ReadableReport> = typeof report === "object" && report !== null ? report : {};
  if (typeof given.manifest === "object" && PARTS.every((name) => Array.isArray(given[name]))) return;
  const because = "the report must come from buildReport";
  throw new TypeError(sentence({ cannot, because, received: report, hint: "pass what buildReport returned" }));
}
