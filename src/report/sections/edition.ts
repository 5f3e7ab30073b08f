import type { Wording } from "../../core/definition/language";
import { WORDING } from "../../core/definition/words";
import type { Title } from "../../core/events/vocabulary";
import { check, type Fields, LOCALE, TITLE } from "../../options";
import type { ReadableReport } from "../report";
import { checkReport } from "../whole";
import type { Locale } from "../../share";

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

const LABELS = { "labels?": { "*": TITLE } } satisfies Fields;

/**
 * What is asked for, checked.
 *
 * @param more - options that there are beside `labels` and `locale`
 * @throws TypeError when the report is not one, or an option is not known or of another kind; RangeError when it is not
 *   one of those allowed
 */
export function editionOf(
  report: ReadableReport,
  options: DocumentOptions,
  cannot: string,
  more: Fields = { "title?": WORDING },
): Edition {
  checkReport(cannot, report);
  check(cannot, options, { "locale?": LOCALE, ...LABELS, ...more });
  const { title, labels = {}, locale = report.manifest.locale } = options;
  const words = { ...KNOWN, ...labels };
  return {
    locale,
    title,
    leastDenominator: leastDenominatorOf(report),
    label: (code) => (Object.hasOwn(words, code) ? words[code]![locale] : code),
  };
}

/** An edition of one value that is not in a report: codes stand as they are. */
export function bareEdition(locale: Locale, leastDenominator = 0): Edition {
  return {
    locale,
    title: undefined,
    leastDenominator,
    label: (code) => (Object.hasOwn(KNOWN, code) ? KNOWN[code]![locale] : code),
  };
}

/** Of fewer people a report tells no percentage; 0 where nothing is suppressed. */
export function leastDenominatorOf({ suppression }: Pick<ReadableReport, "suppression">): number {
  return suppression === undefined || "round" in suppression ? 0 : suppression.leastDenominator;
}

/** A text in the language of the edition. */
export function wordingText(wording: Wording, { locale }: Pick<Edition, "locale">): string {
  return typeof wording === "string" ? wording : wording[locale];
}
