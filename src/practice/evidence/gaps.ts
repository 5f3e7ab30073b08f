import { DATE, type CalendarDate, dayOf } from "../../calendar";
import { catalogue } from "../../core/catalogue/catalogue";
import { type Milestone, vsePoluchitsyaFunnel } from "../../core/catalogue/milestones";
import { DATASET, type Dataset, storeOf } from "../../core/dataset/dataset";
import { storeUpTo } from "../../core/dataset/subset";
import { plain } from "../../core/definition/language";
import { INDICATOR } from "../../core/definition/sound";
import type { Title } from "../../core/events/vocabulary";
import { sentence } from "../../issue";
import { check, type Fields, type OptionsOf, TITLE } from "../../options";
import { checkResultsTree } from "../../core/results-tree/check";
import { defineResultsTree } from "../../core/results-tree/define";
import type { ResultsTreeSpec } from "../../core/results-tree/tree";
import { POOLING } from "../../core/shapes";
import { MILESTONES } from "../../tables/funnel/funnel";
import type { Pooling } from "../../tables/pooling/pooling";
import { type Defined, EVALUATION, type Evaluation, verdictsOf } from "../../core/verdicts/evaluation";
import { results } from "../../core/verdicts/result";
import { asks } from "./asks";
import { dataRules } from "./data-rules";
import { feedbackRules } from "./feedback-rules";
import { type EvidenceFinding, notCheckedText, text } from "./finding";
import { groupRules, testedGroups } from "./group-rules";
import { resultRules } from "./result-rules";
import { type CheckedTree, type Evaluated, type Given, type KnownFacts, type Rule, run } from "./rule";
import { checkStandard, checkSubCriterion, type EvidenceStandard, evidenceStandard } from "./standard";
import { trackingRules } from "./tracking-rules";
import { treeRules } from "./tree-rules";

/** A document that the practice has. */
export interface EvidenceDocument {
  readonly code: string;
  readonly title: Title;
  readonly date: CalendarDate;
  /** What it is about. */
  readonly subCriterion: string;
  /** Codes of the questions it answers, such as `evidence.ask-regulations`; none when absent. */
  readonly answers?: readonly string[] | undefined;
}

/** A level that people who assess gave to an axis or a sub-criterion. */
export interface AssessedLevel {
  /** Code of the axis or sub-criterion, such as `III` or `3.1`. */
  readonly of: string;
  /** Code of one of the levels. */
  readonly level: string;
}

/** What there is; each may be absent, and then is said to be. */
export interface EvidenceGapsOptions {
  /** From `defineResultsTree`, or what it takes. */
  readonly tree?: ResultsTreeSpec | undefined;
  /** What the tree is checked against; by default what is evaluated, and the shipped indicators that the tree names. */
  readonly catalogue?: readonly Defined[] | undefined;
  /** Facts without figures; needed only without an evaluation, whose own facts count. */
  readonly dataset?: Dataset | undefined;
  readonly evaluation?: Evaluation | undefined;
  readonly documents?: readonly EvidenceDocument[] | undefined;
  /** Tests of target groups that the practice publishes, from `pooling`. */
  readonly poolings?: readonly Pooling[] | undefined;
  /** Steps that beneficiaries go through; those of `vsePoluchitsyaFunnel` that are evaluated by default. */
  readonly milestones?: readonly Milestone[] | undefined;
  /** Chance from 0 to 1 that a score stays the same when nothing changed; as observed by default. */
  readonly unchanged?: number | undefined;
  /** Names of levels; none by default. */
  readonly levels?: readonly { readonly code: string; readonly title: Title }[] | undefined;
  /** Levels that people gave: carried along, never computed. */
  readonly assessment?: readonly AssessedLevel[] | undefined;
  /** `evidenceStandard` by default; its names may be replaced, its codes not. */
  readonly standard?: EvidenceStandard | undefined;
}

/** What one sub-criterion rests on, and what it lacks. */
export interface SubCriterionGaps {
  readonly code: string;
  readonly title: Title;
  readonly wording: "official" | "working";
  /** The level people gave it; null where they gave none. */
  readonly level: Title | null;
  readonly present: readonly EvidenceFinding[];
  readonly missing: readonly EvidenceFinding[];
  /** Questions that no document answers. */
  readonly asks: readonly EvidenceFinding[];
  /** What could not be looked for, and why. */
  readonly notChecked: readonly EvidenceFinding[];
}

/** Gaps in evidence: plain frozen JSON, counts only. */
export interface EvidenceGaps {
  readonly title: Title;
  /** Up to which day the figures stand; null without an evaluation. */
  readonly asOf: CalendarDate | null;
  readonly axes: readonly {
    readonly code: string;
    readonly title: Title;
    readonly wording: "official" | "working";
    readonly level: Title | null;
    readonly subCriteria: readonly SubCriterionGaps[];
  }[];
}

const CANNOT = "look for gaps in evidence";
const NAMED: Fields = { code: "text", title: TITLE };
const AXIS: Fields = {
  ...NAMED,
  wording: "=official|working",
  subCriteria: [{ ...NAMED, wording: "=official|working" }],
};
/** What there is. */
export const GAPS: OptionsOf<EvidenceGapsOptions> = {
  ...{
    "tree?": { "*": "any" },
    "catalogue?": [INDICATOR],
    "dataset?": DATASET,
    "evaluation?": EVALUATION,
    "poolings?": [POOLING],
  },
  "documents?": [{ ...NAMED, date: DATE, subCriterion: "text", "answers?": ["text"] }],
  "milestones?": MILESTONES,
  "unchanged?": (value) =>
    typeof value === "number" && !(value >= 0 && value <= 1)
      ? "!be a share between 0 and 1; write 0.4 for 40 %"
      : "number",
  ...{
    "levels?": [NAMED],
    "assessment?": [{ of: "text", level: "text" }],
    "standard?": { title: TITLE, axes: [AXIS] },
  },
};

const rules: readonly Rule[] = [
  ...treeRules,
  ...resultRules,
  ...groupRules,
  ...trackingRules,
  ...dataRules,
  ...feedbackRules,
];

/** @internal Codes of everything that can be found or asked, each once. */
export const evidenceCodes: readonly string[] = Object.freeze([...rules, ...asks].map(({ code }) => code));

/**
 * What the evidence of a practice rests on and lacks, for each of the thirteen sub-criteria of the evidence standard.
 *
 * Whatever data can say is worked out: by rules, each with a stable code, the figures it rests on and what would mend
 * it. What only people can say is a question, until a document says that it answers it. What could not be looked for
 * stands in `notChecked`, never among what is present. No level is computed: levels are those that people gave.
 * Thresholds are stated in the messages' `doneWhen`.
 *
 * @param options - `tree` and the `catalogue` it is checked against, `dataset`, `evaluation`, `documents`: what there
 *   is; `poolings`: tests that are published; `milestones`: steps of the funnel, the shipped ones that are evaluated by
 *   default; `unchanged`: chance that a score stays the same when nothing changed, as observed by default; `levels` and
 *   `assessment`: names of levels, and those given; `standard`: `evidenceStandard` by default
 * @returns axis by axis; no beneficiary's id is in it, but counts may be small, so not for publication without
 *   suppression
 * @throws TypeError when the dataset or the evaluation is not one
 * @throws DefinitionError when the tree is not one
 * @throws RangeError when the standard lacks a sub-criterion, a document or level names one that does not exist, a date
 *   is not one, a document answers a question that is not one, or `unchanged` is not between 0 and 1
 * @units people, events, periods, as the name of each figure says
 * @source docs/decisions/0018-evidence-standard.md
 * @example nothing but one evaluation
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2020-01-31" });
 * const gaps = evidenceGaps({ evaluation });
 * const missing = gaps.axes.flatMap(({ subCriteria }) => subCriteria.flatMap((one) => one.missing));
 * expect(missing.filter(({ subject }) => subject === "2.1").map(({ code }) => code)).toContain("evidence.value-missing");
 * ```
 */
export function evidenceGaps(options: EvidenceGapsOptions): EvidenceGaps {
  check(CANNOT, options, GAPS);
  const { standard = evidenceStandard, documents = [], levels = [], assessment = [] } = options;
  checkStandard(standard);
  checkDocuments(standard, documents);
  const levelOf = levelsGiven(standard, levels, assessment);
  const given = whatIsGiven(options);
  const findings = [...rules.flatMap((rule) => findingsOf(rule, given)), ...answered(documents)];
  return plain<EvidenceGaps>({
    title: standard.title,
    asOf: options.evaluation?.asOf ?? null,
    axes: standard.axes.map(({ code: axis, title: axisTitle, wording: axisWording, subCriteria }) => ({
      code: axis,
      title: axisTitle,
      wording: axisWording,
      level: levelOf(axis),
      subCriteria: subCriteria.map(({ code, title, wording }) => {
        const of = (kind: EvidenceFinding["kind"]) =>
          findings.filter((one) => one.kind === kind && one.subCriterion === code);
        return {
          ...{ code, title, wording, level: levelOf(code) },
          present: of("present"),
          missing: of("missing"),
          asks: of("ask"),
          notChecked: of("not-checked"),
        };
      }),
    })),
  });
}

function whatIsGiven(options: EvidenceGapsOptions): Given {
  const { tree, dataset, evaluation, poolings = [], milestones = vsePoluchitsyaFunnel, unchanged } = options;
  const facts = factsOf(dataset, evaluation);
  const evaluated = evaluation && facts && evaluatedOf(evaluation, facts, poolings, milestones, unchanged);
  return { tree: tree && checkedTree(tree, evaluation, options.catalogue), dataset: facts, evaluation: evaluated };
}

/** Checked against what is evaluated, and those shipped indicators that the tree names. */
function checkedTree(
  given: ResultsTreeSpec,
  evaluation: Evaluation | undefined,
  own: readonly Defined[] | undefined,
): CheckedTree {
  const tree = defineResultsTree(given);
  const evaluated = evaluation === undefined ? [] : verdictsOf(evaluation).judged;
  const named = new Set(tree.nodes.flatMap(({ indicators = [] }) => indicators.map(({ code }) => code.split(":")[0]!)));
  const shipped = Object.values(catalogue).flat();
  const known = new Map<string, Defined>([
    ...shipped.flatMap((one) => (named.has(one.code) ? [[one.code, one] as const] : [])),
    ...evaluated.map((one) => [one.definition.code, one] as const),
  ]);
  return { tree, issues: checkResultsTree(tree, own ?? [...known.values()]) };
}

function evaluatedOf(
  evaluation: Evaluation,
  facts: KnownFacts,
  shown: readonly Pooling[],
  milestones: readonly Milestone[],
  unchanged: number | undefined,
): Evaluated {
  const { judged, readings } = verdictsOf(evaluation);
  const tested = testedGroups(evaluation, judged, shown);
  return {
    ...{ ...facts, evaluation, shown, tested, milestones, unchanged },
    results: results(evaluation),
    judged: [...judged, ...readings],
  };
}

/** The facts that count: those of the evaluation up to its `asOf`, or all of the dataset. */
function factsOf(given: Dataset | undefined, evaluation: Evaluation | undefined): KnownFacts | undefined {
  const dataset = evaluation === undefined ? given : verdictsOf(evaluation).dataset;
  if (dataset === undefined) return undefined;
  const store = storeOf(dataset);
  const days = store.log.day.view();
  const last = store.live.reduce(
    (latest, isLive, event) => (isLive === 1 ? Math.max(latest, days[event]!) : latest),
    0,
  );
  if (evaluation === undefined) return { dataset, store, horizon: last };
  const asOf = dayOf(evaluation.asOf);
  return { dataset, store: last > asOf ? storeUpTo(store, asOf).store : store, horizon: asOf };
}

function findingsOf(rule: Rule, given: Given): readonly EvidenceFinding[] {
  const { code, subCriterion, remedy } = rule;
  const seen = run(rule, given);
  if (typeof seen === "string") {
    const message = notCheckedText(seen);
    return [{ code, kind: "not-checked", subCriterion, subject: null, message, figures: {}, remedy }];
  }
  return seen.map(({ isMissing, subject = null, message, figures, action = remedy.action }) => ({
    code,
    kind: isMissing ? "missing" : "present",
    ...{ subCriterion, subject, message, figures },
    remedy: isMissing ? { ...remedy, action } : null,
  }));
}

/** Documents that there are, and questions that none of them answers. */
function answered(documents: readonly EvidenceDocument[]): readonly EvidenceFinding[] {
  const isAnswered = new Set(documents.flatMap(({ answers = [] }) => answers));
  return [
    ...documents.map(
      ({ code, title, date, subCriterion }): EvidenceFinding => ({
        ...{ code: "evidence.document", kind: "present", subCriterion, subject: code },
        message: text(`Документ «${title.ru}», ${date}.`, `Document “${title.en}”, ${date}.`),
        figures: { date },
        remedy: null,
      }),
    ),
    ...asks
      .filter(({ code }) => !isAnswered.has(code))
      .map(
        ({ code, subCriterion, question, document }): EvidenceFinding => ({
          ...{ code, kind: "ask", subCriterion, subject: null, message: question, figures: {} },
          remedy: {
            action: text(`Ответить документом: ${document.ru}`, `Answer with a document: ${document.en}`),
            doneWhen: text("Документ есть и отвечает на вопрос", "The document exists and answers the question"),
            functions: [],
            document,
          },
        }),
      ),
  ];
}

function checkDocuments(standard: EvidenceStandard, documents: readonly EvidenceDocument[]): void {
  const questions = asks.map(({ code }) => code);
  for (const { subCriterion, answers = [] } of documents) {
    checkSubCriterion(standard, subCriterion, "subCriterion of a document");
    const stray = answers.find((answer) => !questions.includes(answer));
    if (stray === undefined) continue;
    const because = `answers of a document must be codes of questions (${questions.join(", ")})`;
    throw new RangeError(sentence({ cannot: CANNOT, because, received: stray }));
  }
}

function levelsGiven(
  standard: EvidenceStandard,
  levels: NonNullable<EvidenceGapsOptions["levels"]>,
  assessment: readonly AssessedLevel[],
): (code: string) => Title | null {
  const titles = new Map(levels.map(({ code, title }) => [code, title]));
  for (const { of, level } of assessment) {
    checkSubCriterion(standard, of, "of in an assessment", true);
    if (titles.has(level)) continue;
    const because = `level must be one of levels (${[...titles.keys()].join(", ") || "none given"})`;
    throw new RangeError(sentence({ cannot: CANNOT, because, received: level }));
  }
  return (code) => titles.get(assessment.find(({ of }) => of === code)?.level ?? "") ?? null;
}
