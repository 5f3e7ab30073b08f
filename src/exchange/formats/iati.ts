import type { Title } from "../../core/events/vocabulary";
import { check, type Kind, type OptionsOf, TITLE } from "../../options";
import { toSentence } from "../../core/aloud/sentence";
import { defineResultsTree } from "../../core/results-tree/define";
import type { ResultIndicator, ResultNode, ResultsTree } from "../../core/results-tree/tree";
import { fitting, MOMENT } from "./checks";
import {
  commonLosses,
  type ExchangeableReport,
  type Exchanged,
  Losses,
  type ReadableReport,
  readable,
} from "./exchanged";
import { figuresOf } from "./figure";
import { activityElements, ACTIVITY, type IatiActivity, inBoth, narratives } from "./iati-activity";
import { type Beside, indicatorElements, type Measured } from "./iati-indicator";
import { figureText, remarkText } from "./remark";
import { element, type XmlElement, xmlDocument } from "./xml";

/** A document anybody can open, about the results. */
export interface IatiDocument {
  readonly url: string;
  /** Media type, such as `text/html`. */
  readonly format: string;
  readonly title: Title;
  /** Code of the list DocumentCategory; `A08`, results, outcomes and outputs, by default. */
  readonly category?: string | undefined;
  /** Code of the indicator it is about; about the activity when absent. */
  readonly indicator?: string | undefined;
}

/** What IATI asks for and a report does not know. */
export interface IatiOptions {
  readonly activity: IatiActivity;
  /** Results, their types, baselines and targets; without it each indicator is a result by itself. */
  readonly tree?: ResultsTree | undefined;
  /** Type of results of indicators that stand on no node: `output`, `outcome`, `impact` or `other`, the default. */
  readonly resultType?: "output" | "outcome" | "impact" | "other" | undefined;
  readonly documents?: readonly IatiDocument[] | undefined;
  /** Where the codes of your indicators are explained. */
  readonly indicatorUri?: string | undefined;
  /** When the file was made and the activity last changed, such as `2021-02-01T09:00:00Z`; left out when absent. */
  readonly generatedAt?: string | undefined;
  readonly lastUpdatedAt?: string | undefined;
}

const CANNOT = "write IATI";
const TYPES = { output: "1", outcome: "2", impact: "3", other: "9" } as const;
const OPTIONS: OptionsOf<Omit<IatiOptions, "documents">> = {
  ...{
    activity: ACTIVITY,
    "tree?": { "*": "any" },
    "resultType?": `=${Object.keys(TYPES).join("|")}`,
    "indicatorUri?": "text",
  },
  ...{ "generatedAt?": MOMENT, "lastUpdatedAt?": MOMENT },
};
const KEPT = ["manifest", "definitions", "results", "harm", "disaggregations", "suppression"];

/**
 * A report as an IATI 2.03 document: one activity with results, indicators, baselines, targets and actual values.
 *
 * A share is an indicator in percent and its two counts are indicators in units, all with `aggregation-status="0"`;
 * readings stand behind the indicator they are readings of, strata are actual values with dimensions. What has no field
 * is in the comment of the value. A figure without a value, or suppressed, has no `actual`, and the description says
 * why.
 *
 * @param report - from `buildReport`, or `suppress` where it will be published, as IATI is; not changed
 * @param options - `activity`: what IATI asks of every activity; `tree`: results with baselines and targets, none by
 *   default; `resultType`: `"output"`, `"outcome"`, `"impact"` or `"other"`, the default; `documents`, `indicatorUri`,
 *   `generatedAt`, `lastUpdatedAt`: none by default
 * @returns `document`: XML that ends with a line feed; `lost`: what is not in it or stands elsewhere
 * @throws TypeError when the report is not one, or an option is not known, left out or of another kind
 * @throws RangeError when the schema or the rules of IATI would refuse what the options say
 * @throws DefinitionError when the tree is not one
 * @source IATI Standard 2.03, iati-activities-schema.xsd of 2018-02-19 and the standard ruleset
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const name = { ru: "Фонд", en: "Charity" };
 * const organisation = { ref: "RU-EXAMPLE-1", type: "22", name };
 * const activity = {
 *   identifier: "RU-EXAMPLE-1-WORK",
 *   reportingOrganisation: organisation,
 *   participatingOrganisations: [{ ...organisation, role: "implementing" as const }],
 *   title: { ru: "Сопровождаемое трудоустройство", en: "Supported employment" },
 *   description: { ru: "Помощь в поиске работы.", en: "Help in finding work." },
 *   status: "implementation" as const,
 *   dates: { actualStart: "2019-01-01" },
 *   sectors: [{ code: "16020" }],
 * };
 * const { document } = toIati(buildReport(evaluation), { activity });
 * expect(document).toContain('<indicator measure="2" ascending="1" aggregation-status="0">');
 * expect(document).toContain('<actual value="100.0">');
 * ```
 */
export function toIati(report: ExchangeableReport, options: IatiOptions): Exchanged<string> {
  const given = readable(report, CANNOT);
  const measured = measuredOf(given);
  check(CANNOT, options, { ...OPTIONS, "documents?": documentsOf([...measured.keys()]) });
  const { activity, documents = [], resultType = "other", generatedAt, lastUpdatedAt } = options;
  const tree = options.tree && defineResultsTree(options.tree);
  const losses = new Losses();
  const left = { figures: 0 };
  const elementsOf = (code: string, indicator?: ResultIndicator) =>
    measured.get(code)!.flatMap((one) => {
      const ofIndicator = one.code === indicator?.code ? indicator : undefined;
      return indicatorElements(one, besideOf(one.code, ofIndicator, given, options), left);
    });
  const nodes = (tree?.nodes ?? []).map((node) => ({
    node,
    indicators: (node.indicators ?? []).filter(({ code }) => measured.has(code)),
  }));
  const placed = new Set(nodes.flatMap(({ indicators }) => indicators.map(({ code }) => code)));
  const results = [
    ...nodes
      .filter(({ indicators }) => indicators.length > 0)
      .map(({ node, indicators }) =>
        resultElement(
          typeOf(node, tree!),
          node.title,
          indicators.flatMap((one) => elementsOf(one.code, one)),
        ),
      ),
    ...given.definitions
      .filter(({ code }) => !placed.has(code))
      .map(({ code, definition }) => resultElement(TYPES[resultType], definition.title, elementsOf(code))),
  ];
  const root = element("iati-activities", { version: "2.03", "generated-datetime": generatedAt }, [
    element("iati-activity", { "last-updated-datetime": lastUpdatedAt }, [
      ...activityElements(activity),
      ...documents.filter(({ indicator }) => indicator === undefined).map(documentElement),
      ...results,
    ]),
  ]);
  noteLosses(losses, given, left.figures, tree, nodes);
  commonLosses(report, losses, KEPT);
  return Object.freeze({ document: xmlDocument(root), lost: losses.notes() });
}

/** Each indicator with its readings behind it, and each reading by itself; by code. */
function measuredOf(report: ReadableReport): ReadonlyMap<string, readonly Measured[]> {
  const measured = new Map<string, readonly Measured[]>();
  const found = figuresOf(report);
  for (const { code, definition } of report.definitions) {
    const inPeriods = found.get(code) ?? [];
    const isAscending = definition.direction !== "decrease";
    const description = inBoth((locale) => toSentence(definition, { locale }));
    const periods = inPeriods.map((one) => ({
      ...one,
      remark: inBoth((locale) => remarkText(one, report.harm, locale)),
    }));
    const readings = (inPeriods[0]?.readings ?? []).map(({ code: reading, title }): Measured => {
      const ofReading = inPeriods.flatMap(({ period, readings: beside }) =>
        beside
          .filter((one) => one.code === reading)
          .map((one) => ({
            ...one,
            period,
            strata: [],
            remark: inBoth((locale) => `${figureText(one, period, locale)}.`),
          })),
      );
      return { code: reading, title, description: readingOf(code), isAscending, periods: ofReading };
    });
    measured.set(code, [{ code, title: definition.title, description, isAscending, periods }, ...readings]);
    for (const reading of readings) measured.set(reading.code, [reading]);
  }
  return measured;
}

function readingOf(code: string): Title {
  return {
    ru: `Другое прочтение показателя ${code} с тем же знаменателем.`,
    en: `Another reading of indicator ${code} with the same denominator.`,
  };
}

function besideOf(
  code: string,
  found: ResultIndicator | undefined,
  report: ReadableReport,
  options: IatiOptions,
): Beside {
  return {
    baseline: found?.baseline,
    targets: found?.targets,
    documents: (options.documents ?? []).filter(({ indicator }) => indicator === code).map(documentElement),
    indicatorUri: options.indicatorUri,
    dimensions: report.disaggregations.map(({ dimensions }) => dimensions.map(({ name }) => name)),
  };
}

function typeOf({ level }: ResultNode, { levels }: ResultsTree): string {
  const kind = levels.find(({ code }) => code === level)!.kind;
  return kind === "output" || kind === "outcome" || kind === "impact" ? TYPES[kind] : TYPES.other;
}

function resultElement(type: string, title: Title, indicators: readonly XmlElement[]): XmlElement {
  return element("result", { type, "aggregation-status": "0" }, [
    element("title", {}, narratives(title)),
    ...indicators,
  ]);
}

function documentsOf(codes: readonly string[]): Kind {
  const document: OptionsOf<IatiDocument> = {
    url: fitting(/^https?:\/\/\S+$/, "an address that begins with https:// or http://"),
    format: fitting(/^[\w.+-]+\/[\w.+-]+$/, "a media type such as text/html"),
    title: TITLE,
    "category?": "text",
    "indicator?": `=${codes.join("|")}`,
  };
  return [document];
}

function documentElement({ url, format, title, category = "A08" }: IatiDocument): XmlElement {
  return element("document-link", { url, format }, [
    element("title", {}, narratives(title)),
    element("category", { code: category }),
  ]);
}

function noteLosses(
  losses: Losses,
  { disaggregations }: ReadableReport,
  absent: number,
  tree: ResultsTree | undefined,
  nodes: readonly { readonly node: ResultNode; readonly indicators: readonly ResultIndicator[] }[],
): void {
  losses.add(
    "beside-in-comments",
    "Ожидаемые и неизвестные, исключённые, интервал, границы, примечания и вред не имеют полей в IATI: они в примечании (comment) к значению.",
    "Pending, unknown and excluded, interval, bounds, notes and harm have no fields in IATI: they are in the comment of the value.",
  );
  if (absent > 0) {
    losses.add(
      "values-left-out",
      `Значений, которых нет или которые скрыты: ${absent}. Для них нет элемента actual, причина — в описании показателя.`,
      `Figures without a value or suppressed: ${absent}. They have no actual element; the description of the indicator says why.`,
    );
  }
  if (disaggregations.some(({ overlaps }) => overlaps.length > 0)) {
    losses.add(
      "strata-overlap",
      "Человек может входить в несколько строк разбивки; IATI не может этого сказать. Строки не складываются.",
      "One person may stand in several strata, which IATI cannot say. Strata do not add up.",
    );
  }
  if (tree === undefined) return;
  const bare = nodes.filter(({ indicators }) => indicators.length === 0).map(({ node }) => node.code);
  if (bare.length > 0) {
    losses.add(
      "nodes-left-out",
      `Узлы дерева без рассчитанных показателей не переданы: ${bare.join(", ")}.`,
      `Nodes of the tree without evaluated indicators are left out: ${bare.join(", ")}.`,
    );
  }
  losses.add(
    "tree-left-out",
    "Связи, допущения, риски и основания дерева результатов в IATI не передаются.",
    "Links, assumptions, risks and grounds of the results tree have no place in IATI.",
  );
  const undated = nodes.flatMap(({ indicators }) =>
    indicators.filter(
      ({ baseline, targets = [] }) =>
        (baseline && baseline.period === undefined) || targets.some(({ period }) => period === undefined),
    ),
  );
  if (undated.length > 0) {
    const codes = undated.map(({ code }) => code).join(", ");
    losses.add(
      "undated-left-out",
      `Базовые и целевые значения без периода не переданы (IATI требует даты): ${codes}.`,
      `Baselines and targets without a period are left out, for IATI asks for dates: ${codes}.`,
    );
  }
}
