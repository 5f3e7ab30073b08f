import { workedOneMonthShare } from "../core/index";
import type { Report } from "../report/index";
import type { Disaggregation } from "../tables/index";
import { type Period, periodText } from "../calendar";
import { figuresText, reconciliationText, verdictsText } from "../report/text/figures";
import { lineText } from "../core/aloud/line";
import { statusWords } from "../core/aloud/tree-figures";
import { disaggregationText, funnelText } from "../report/text/views";
import type { Locale } from "../share";

const HEADINGS = {
  ru: {
    title: "Показатели",
    data: (people: number, events: number, asOf: string) =>
      `Благополучателей: ${people}, событий: ${events}; данные полны по ${asOf}.`,
    funnel: "Воронка",
    groups: { targetGroup: "По целевым группам" } as Readonly<Record<string, string>>,
    by: "По признакам",
    tree: "Дерево результатов",
    verdicts: "Вердикты: каждый человек ровно в одном столбце",
  },
  en: {
    title: "Indicators",
    data: (people: number, events: number, asOf: string) =>
      `Beneficiaries: ${people}, events: ${events}; data complete up to ${asOf}.`,
    funnel: "Funnel",
    groups: { targetGroup: "By target group" } as Readonly<Record<string, string>>,
    by: "By",
    tree: "Results tree",
    verdicts: "Verdicts: every person in exactly one column",
  },
} as const;

/** A report for the terminal: figures, what they come from, and the verdicts behind them. */
export function reportText(report: Report, { locale }: { readonly locale: Locale }): string {
  const headings = HEADINGS[locale];
  const { manifest, harm, funnels, disaggregations, reconciliations, tree } = report;
  // The indicator that serves the funnel alone is not a figure of its own.
  const shown = report.results.filter(isShown);
  const period = manifest.periods[manifest.periods.length - 1] as Period;
  const reconciled = reconciliations.flatMap(({ indicators }) => indicators.slice(0, 1));
  const last = funnels[funnels.length - 1];
  const parts = [
    underlined(headings.title),
    headings.data(manifest.people, manifest.events, manifest.asOf),
    figuresText(shown, harm, { locale }),
    ...reconciled.map((one) => reconciliationText(one, { locale })),
    ...(last === undefined
      ? []
      : [underlined(`${headings.funnel}, ${periodText(period)}`), funnelText(last, { locale })]),
    ...disaggregations.flatMap((table) => [
      underlined(groupsHeading(table, locale)),
      disaggregationText(withoutMilestone(table), { period, locale }),
    ]),
    ...(tree === null ? [] : [underlined(headings.tree), treeText(tree, locale)]),
    underlined(headings.verdicts),
    verdictsText(shown, { locale }),
  ];
  return parts.join("\n\n");
}

function isShown({ code }: { readonly code: string }): boolean {
  return code !== workedOneMonthShare.code;
}

function withoutMilestone(table: Disaggregation): Disaggregation {
  return { ...table, rows: table.rows.map((row) => ({ ...row, figures: row.figures.filter(isShown) })) };
}

function groupsHeading({ dimensions }: Disaggregation, locale: Locale): string {
  const { groups, by } = HEADINGS[locale];
  const title = dimensions.map((dimension) => dimension.title[locale].toLowerCase()).join(" × ");
  return groups[dimensions.map(({ name }) => name).join()] ?? `${by}: ${title}`;
}

/** Each result with its indicators in the last period that has a figure, and how they stand. */
function treeText({ evaluated }: NonNullable<Report["tree"]>, locale: Locale): string {
  return evaluated.nodes
    .flatMap((node) => [
      `${node.level.title[locale]}: ${lineText(node.title[locale])}`,
      ...node.indicators.map(({ code, figures }) => {
        const figure = figures.filter(({ share }) => share !== null).pop() ?? figures[figures.length - 1];
        const percent = figure?.percent ?? null;
        const value = percent === null ? "—" : `${locale === "ru" ? percent.replace(".", ",") : percent}%`;
        return `  ${code}  ${value}  ${statusWords[locale][figure?.status ?? "no-data"]}`;
      }),
    ])
    .join("\n");
}

/** A heading for the terminal. */
export function underlined(text: string): string {
  return `${text}\n${"─".repeat(text.length)}`;
}
