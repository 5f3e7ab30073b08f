import { resultNotes } from "../sections/indicator-sections";
import { type DocumentBlock, flattened, note, paragraph } from "../../document/document";
import { countText, type Suppressed } from "../privacy/suppress";
import type { ReadableReport, Report } from "../report";
import { type Forms, formOf } from "../../core/aloud/words";
import type { Locale } from "../../share";
import type { Retention } from "../../tables/retention/retention";
import { plainBlocks } from "../../document/plain";
import { bareEdition, type Edition, leastDenominatorOf } from "../sections/edition";
import { keyFiguresTable } from "../sections/opening";
import { funnelBlocks, reconciliationBlocks, strataBlocks } from "../sections/people-sections";
import { pictureBook } from "../sections/picture-blocks";
import { retentionSection } from "../sections/retention-section";
import { blocksLook, Looks } from "./looks";
import { type Look, shown } from "./shown";

const WORDS = {
  ru: {
    report: "Отчёт",
    people: ["благополучатель", "благополучателя", "благополучателей"],
    events: ["событие", "события", "событий"],
    dataset: "данные",
    asOf: "данные полны по",
    holds: "Ещё в отчёте",
    suppressed: (threshold: number) => `Числа меньше ${threshold} и то, что их выдало бы, скрыты (•).`,
    parts: {
      reconciliations: "сверка периодов",
      funnels: "воронка",
      disaggregations: "по группам",
      socialChange: "социальные изменения",
      retention: "удержание",
      feedback: "обратная связь",
      tree: "дерево результатов",
      evidence: "доказательность",
      glossary: "словарь",
      definitions: "определения",
    },
  },
  en: {
    report: "Report",
    people: ["beneficiary", "beneficiaries", "beneficiaries"],
    events: ["event", "events", "events"],
    dataset: "dataset",
    asOf: "data complete up to",
    holds: "Also in the report",
    suppressed: (threshold: number) => `Counts under ${threshold}, and whatever would give them away, are hidden (•).`,
    parts: {
      reconciliations: "periods reconciled",
      funnels: "funnel",
      disaggregations: "by group",
      socialChange: "social change",
      retention: "retention",
      feedback: "feedback",
      tree: "results tree",
      evidence: "evidence",
      glossary: "glossary",
      definitions: "definitions",
    },
  },
} as const;

/** A report that shows itself, and so do the tables in it. */
export function shownReport<Readable extends ReadableReport>(report: Readable, locale: Locale): Readable {
  const looks = new Looks(locale, report);
  // Social change, retention and feedback are in a report whole, or withheld: nothing is suppressed in them figure by
  // figure.
  const { socialChange, retention, feedback } = report as Pick<Report, "socialChange" | "retention" | "feedback">;
  const parts: Partial<ReadableReport> = {
    results: looks.results(report.results),
    harm: looks.harms(report.harm),
    disaggregations: Object.freeze(report.disaggregations.map((table) => looks.disaggregation(table))),
    funnels: Object.freeze(report.funnels.map((table) => looks.funnel(table))),
    reconciliations: Object.freeze(report.reconciliations.map((table) => looks.reconciliation(table))),
    socialChange: Object.freeze(socialChange.map((table) => looks.socialChange(table))),
    retention: Object.freeze(retention.map((table) => looks.retention(table))),
    feedback: Object.freeze(feedback.map((table) => looks.feedback(table))),
  };
  return shown({ ...report, ...parts }, reportLook(report, locale));
}

/**
 * A report at a glance: its key figures with what must stand beside them, and what else it holds; in HTML, those tables
 * and pictures too.
 */
function reportLook(report: ReadableReport, locale: Locale): Look {
  const edition = bareEdition(locale, leastDenominatorOf(report));
  const opening = (): readonly DocumentBlock[] => [
    paragraph(heading(report, locale)),
    ...keyFiguresTable(report, edition),
    ...resultNotes(report.results, edition),
    ...note(
      "aside",
      report.notes.map(({ message }) => message[locale]),
    ),
  ];
  const closing = paragraph(held(report, locale));
  return {
    text: () => plainBlocks([...opening(), closing]),
    pieces: blocksLook(() => [...opening(), ...tableBlocks(report, edition), closing], locale).pieces,
  };
}

/** The tables and pictures of a report that are shown whole. */
function tableBlocks(report: ReadableReport, edition: Edition): readonly DocumentBlock[] {
  const book = pictureBook(report, edition);
  return [
    ...book({ table: "results" }),
    ...report.reconciliations.flatMap((one) => reconciliationBlocks(one, edition)),
    ...report.funnels.flatMap((one, at) => [...funnelBlocks(one, edition), ...book({ table: "funnels", at })]),
    ...report.disaggregations.flatMap((one, at) =>
      strataBlocks(one, edition, (indicator) => book({ table: "disaggregations", at, indicator })),
    ),
    ...(report.retention as readonly Retention[]).flatMap((one, at) => [
      ...flattened(retentionSection(one, edition, `retention-${at + 1}`, book({ table: "retention", at }))),
    ]),
    ...book({ table: "socialChange" }),
    ...book({ table: "tree" }),
  ];
}

function heading({ manifest, suppression }: ReadableReport, locale: Locale): string {
  const words = WORDS[locale];
  const { people, events, asOf, dataset, library } = manifest;
  const counts = `${countedText(people, words.people, locale)}, ${countedText(events, words.events, locale)}`;
  // How counts are rounded is among the notes of the figures.
  const isHiding = suppression !== undefined && !("round" in suppression);
  const hidden = isHiding ? ` ${words.suppressed(suppression.threshold)}` : "";
  return `${words.report}: ${counts}, ${words.asOf} ${asOf} (${words.dataset} ${dataset}, ${library.name} ${library.version}).${hidden}`;
}

function countedText(count: number | Suppressed, forms: Forms, locale: Locale): string {
  return `${countText(count)} ${typeof count === "number" ? formOf(count, forms, locale) : forms[2]}`;
}

/** What else is in the report, each under its own name: "funnels: 3 (funnel)". */
function held(report: ReadableReport, locale: Locale): string {
  const words = WORDS[locale];
  const names = Object.keys(words.parts) as (keyof typeof words.parts)[];
  const parts = names.flatMap((name) => {
    const part = report[name];
    if (part === null || (Array.isArray(part) && part.length === 0)) return [];
    return [`${name}${Array.isArray(part) && part.length > 1 ? `[${part.length}]` : ""} (${words.parts[name]})`];
  });
  return `${words.holds}: ${parts.join(", ")}.`;
}
