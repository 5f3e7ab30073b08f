import { countText, type Suppressed } from "../privacy/suppress";
import type { Picture, PictureSource } from "../../document/picture";
import { pictures } from "../pictures/pictures";
import { xmlText } from "../../document/drawing/drawing";
import { type Forms, formOf } from "../../core/aloud/words";
import type { ReadableReport } from "../report";
import type { Locale } from "../../share";
import type { Retention } from "../../tables/retention/retention";
import { harmRows } from "./harm-rows";
import {
  sheetPiece,
  shownDisaggregation,
  shownFunnel,
  shownReconciliation,
  shownResults,
  shownRetention,
} from "./looks";
import { svgPiece } from "./picture-look";
import { resultsSheet } from "./results-sheet";
import { paragraphText, type Sheet, sheetText } from "./sheet";
import { disaggregationSheets, funnelSheet, reconciliationSheet, retentionSheet } from "./sheets";
import { htmlPiece, type Look, type Piece, shown } from "./shown";

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
  const parts: Partial<ReadableReport> = {
    results: shownResults(report.results, locale),
    disaggregations: Object.freeze(report.disaggregations.map((table) => shownDisaggregation(table, locale))),
    funnels: Object.freeze(report.funnels.map((table) => shownFunnel(table, locale))),
    reconciliations: Object.freeze(report.reconciliations.map((table) => shownReconciliation(table, locale))),
    retention: Object.freeze(retentionOf(report).map((table) => shownRetention(table, locale))),
  };
  return shown({ ...report, ...parts }, reportLook(report, locale));
}

/** A report at a glance: its key figures with what must stand beside them, and what else it holds; in HTML, those tables and pictures too. */
function reportLook(report: ReadableReport, locale: Locale): Look {
  const figures = () => keyFigures(report, locale);
  return {
    text: () =>
      [paragraphText(heading(report, locale)), "", sheetText(figures()), "", paragraphText(held(report, locale))].join(
        "\n",
      ),
    pieces: () => {
      const all = pictures(report);
      const drawn = (of: { readonly table: string; readonly at?: number }) => drawings(all, of, locale);
      return [
        htmlPiece(`<p><strong>${xmlText(heading(report, locale))}</strong></p>`),
        sheetPiece(figures()),
        ...drawn({ table: "results" }),
        ...tables(report, locale).flatMap(({ of, sheets }) => [...sheets.map(sheetPiece), ...drawn(of)]),
        ...drawn({ table: "socialChange" }),
        ...drawn({ table: "tree" }),
        htmlPiece(`<p>${xmlText(held(report, locale))}</p>`),
      ];
    },
  };
}

/** The pictures drawn from a part of a report, or from all of a table. */
function drawings(
  all: readonly Picture[],
  { table, at }: { readonly table: string; readonly at?: number },
  locale: Locale,
): readonly Piece[] {
  return all
    .filter(({ of }) => of.table === table && (at === undefined || of.at === at))
    .map((picture) => svgPiece(picture, locale));
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

function keyFigures({ results, harm, notes }: ReadableReport, locale: Locale): Sheet {
  const sheet = resultsSheet(results, locale, (code, headings) => harmRows(code, headings, harm, locale));
  return { ...sheet, notes: [...sheet.notes, ...notes.map(({ message }) => message[locale])] };
}

/** The tables of a report that are shown whole, each with the place that its pictures name. */
function tables(report: ReadableReport, locale: Locale) {
  const { reconciliations, funnels, disaggregations } = report;
  const placed = <Table>(
    table: PictureSource["table"] | "reconciliations",
    all: readonly Table[],
    sheets: (one: Table) => readonly Sheet[],
  ) => all.map((one, at) => ({ of: { table, at }, sheets: sheets(one) }));
  return [
    ...placed("reconciliations", reconciliations, (table) => [reconciliationSheet(table, locale)]),
    ...placed("funnels", funnels, (table) => [funnelSheet(table, locale)]),
    ...placed("disaggregations", disaggregations, (table) => disaggregationSheets(table, locale)),
    ...placed("retention", retentionOf(report), (table) => [retentionSheet(table, locale)]),
  ];
}

/** Retention, in which nothing is suppressed figure by figure: it is in a report whole, or withheld. */
function retentionOf({ retention }: ReadableReport): readonly Retention[] {
  return retention as readonly Retention[];
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
