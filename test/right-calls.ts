import { type Anchor, firstPlacement, happens, placements, reportingPeriod } from "../src/define/index";
import { buildReport, pictures } from "../src/report/index";
import {
  catalogue,
  evaluate,
  evaluateResultsTree,
  explain,
  lifeSituationCriteria,
  months,
  parseDataset,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  weeks,
  workedOneMonthShare,
  workExperienceShare,
  year,
} from "../src/core/index";
import { defineInstrument, pooling } from "../src/tables/index";
import { evidenceGaps, improvementPlan } from "../src/practice/index";
import { kaplanMeier } from "../src/statistics/index";
import { toTally } from "../src/exchange/index";

/** A call that a public function accepts, with every argument and every option in it. */
export interface RightCall {
  readonly given: readonly unknown[];
  /**
   * Places, as patterns, whose insides are data that the function checks by itself or an opaque handle: only the whole
   * is given wrongly.
   */
  readonly whole?: readonly string[];
  /** Kinds of value that a place takes besides the one shown. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
  /** Places whose objects have names of their own. */
  readonly open?: readonly string[];
  /** Whether the function may be called with nothing at all. */
  readonly needsNothing?: true;
}

const numbers = Array.from({ length: 12 }, (_, at) => at);
const event = (type: string, number: number, date: string, fields: object) => ({
  ...{ id: `E-${type}-${number}-${date}-${JSON.stringify(fields).length}`, type, beneficiaryId: `B-${number}`, date },
  ...fields,
});
const criteria = [lifeSituationCriteria[0]!] as const;
const events = numbers.flatMap((number) => [
  event("beneficiary-registered", number, "2019-01-10", {
    targetGroups: [number % 2 === 0 ? "care-leaver" : "disability"],
    sex: number % 3 === 0 ? "female" : "male",
    region: "north",
    birthDate: "2000-01-01",
  }),
  event("service-delivered", number, "2019-02-01", { service: "social-adaptation" }),
  event("placement-started", number, "2019-03-01", {
    placementId: `P-${number}`,
    setting: "open-market",
    contract: "temporary",
  }),
  event("placement-ended", number, `2019-0${4 + (number % 5)}-10`, { placementId: `P-${number}`, reason: "study" }),
  event("assessment-recorded", number, "2019-02-02", { criterion: criteria[0].code, score: 2 }),
  event("assessment-recorded", number, "2019-09-02", { criterion: criteria[0].code, score: 2 + (number % 3) }),
  event("feedback-recorded", number, "2019-05-05", { instrument: "form-v1", item: "item", score: 1 + (number % 5) }),
]);
const title = { ru: "Название", en: "Title" };
const dataset = parseDataset(events, { criteria });
const period = year(2019);
const [asOf, locale] = ["2021-01-31", "en"] as const;
const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const evaluation = evaluate(dataset, { indicators, periods: [period], asOf });
const two = evaluate(dataset, {
  indicators: [workExperienceShare],
  periods: [year(2019), year(2020), { from: "2019-01-01", to: "2020-12-31" }],
  asOf,
});
const instrument = defineInstrument({
  ...{ code: "form", version: "v1", title, scale: { min: 1, max: 5, labels: { 1: title } } },
  items: [{ code: "item", title }],
  scales: [{ code: "scale", title, items: ["item"] }],
  themes: [{ code: "theme", title }],
});
const by = ["targetGroup"];
const strata = { by, ageBands: [14, 18, 23], ageAt: "period-start" };
const retained = {
  ...{ spells: placements(), from: firstPlacement, horizon: months(6), period, gap: weeks(2), competing: ["study"] },
  ...{ censoring: "as-of", ...strata },
};
const milestones = vsePoluchitsyaFunnel;
const document = {
  code: "paper",
  title,
  date: "2019-05-01",
  subCriterion: "1.1",
  answers: ["evidence.ask-regulations"],
};
const evidence = {
  ...{
    catalogue: indicators,
    documents: [document],
    poolings: [pooling(evaluation, { indicator: "1.1", by: "targetGroup" })],
  },
  ...{ milestones, unchanged: 0.5, levels: [{ code: "high", title }], assessment: [{ of: "1.1", level: "high" }] },
};
const report = buildReport(evaluation, {
  ...{ disaggregate: [{ by }], funnel: milestones, socialChange: {}, tree: vsePoluchitsyaTree, evidence: {} },
  ...{ retention: [{ spells: placements(), from: firstPlacement, period }], feedback: [{ instrument }] },
});
const tree = vsePoluchitsyaTree;
const evaluated = evaluateResultsTree(tree, evaluation);
const gaps = evidenceGaps({ evaluation });
const plan = improvementPlan(gaps);
const explanation = explain(evaluation, { indicator: "1.1", period, beneficiaryId: "B-1" });
const [picture] = pictures(report);
const curve = kaplanMeier([1, 2, 3], [1, 0, 1]);
const table = [
  [1, 2],
  [3, 4],
];
const share = { numerator: 1, denominator: 2 };
const pairs = { both: 1, onlyBefore: 2, onlyAfter: 3, neither: 4 };
const uid = (number: number) => `abcdefgh${String(number).padStart(3, "0")}`;
const elements = { numerator: uid(1), denominator: uid(2), percent: uid(3) };
const organisation = { ref: "RU-INN-7800000000", type: "22", name: title };
const activity = {
  ...{ identifier: "RU-INN-7800000000-1", reportingOrganisation: organisation, title, description: title },
  participatingOrganisations: [{ ...organisation, role: "implementing" }],
  ...{ status: "implementation", dates: { actualStart: "2019-01-01" } },
  recipientCountries: [{ code: "RU", percentage: 100 }],
  sectors: [{ code: "16010", vocabulary: "1", percentage: 100 }],
};
const work = { kind: "placements" } as const;
const person = {
  name: "somebody",
  events: events.filter(({ beneficiaryId }) => beneficiaryId === "B-1"),
  expect: [{ period, asOf }],
};

const handle = { whole: ["0"] };
const _word = { whole: ["0", "1"] };
const _anchored = { whole: ["0"], also: { "0": ["object"] } };
const opaque = (...given: readonly unknown[]): RightCall => ({ given, whole: given.map((_, at) => `${at}`) });
const data = (...given: readonly unknown[]): RightCall => ({ given, whole: ["0"] });
const _lists = { also: { "0": ["one or more"], "0.0": [] } };
const logframe: RightCall = { given: [tree, { locale, evaluated, indicators }], whole: ["0", "1.evaluated"] };
const regulations: RightCall = {
  given: [
    tree,
    indicators,
    {
      locale,
      collection: { "placement-started": { by: title }, otherwise: { from: title } },
      criteria,
      followUp: { schedule: [months(1)], tolerance: weeks(2) },
    },
  ],
  ...handle,
};
const sheet: RightCall = {
  given: [workExperienceShare, { locale, result: "x", targets: [title] }],
  also: { "1.result": ["object"], "1.targets.0": ["string"] },
};
const worded: RightCall = {
  given: [report, { locale, title, labels: { x: title } }],
  ...{ whole: ["0"], also: { "1.title": ["string"] } },
};
const level = 0.95;
const ofIndicator: RightCall = { given: [dataset, { period, asOf, knownOn: asOf }], whole: ["0"] };
const change = { period, asOf, knownOn: asOf, criteria, pairing: { rule: "first-last" }, service: "social-adaptation" };
const anchor: Anchor = "registration";

/** A right call of every public function, by its name. */
export const rightCalls: Readonly<Record<string, RightCall>> = {
  // Calendar
  ...{ days: { given: [1] }, weeks: { given: [1] }, months: { given: [1] }, years: { given: [1] } },
  ...{ year: { given: [2019] }, quarter: { given: [2019, 1] }, month: { given: [2019, 1] } },
  unionOf: { given: [[{ from: "2019-01-01", to: "2019-12-31" }]], also: { "0": ["list"] } },
  period: { given: ["2019-01-01", "2019-12-31"] },
  // Shares
  formatShare: { given: [share, { locale, digits: 1 }], open: ["0"] },
  sharePercent: { given: [share, 1], open: ["0"] },
  // Statistics
  ...{ biasCorrectedCramerV: { given: [table] }, cramerV: { given: [table] }, expectedCounts: { given: [table] } },
  ...{ pearsonChiSquaredTest: { given: [table] }, yatesChiSquaredTest: { given: [table] } },
  ...{ fisherExactTest: { given: [table] }, bowkerTest: { given: [table] }, stuartMaxwellTest: { given: [table] } },
  cohenKappa: { given: [table, level] },
  cumulativeIncidence: { given: [[1, 2], [0, 1], 1], also: { "1.0": ["boolean"] } },
  ...{
    newcombeDifference: { given: [share, share, level], open: ["0", "1"] },
    correctedNewcombeDifference: { given: [share, share, level], open: ["0", "1"] },
  },
  miettinenNurminenDifference: { given: [share, share, level], open: ["0", "1"] },
  logRankTest: {
    given: [
      [
        { days: [1, 2], ended: [1, 0] },
        { days: [1, 2], ended: [1, 1] },
      ],
    ],
    also: { "0.0.ended.0": ["boolean"] },
  },
  ...{
    correctedMcNemarTest: { given: [pairs], open: ["0"] },
    mcNemarExactTest: { given: [pairs], open: ["0"] },
    mcNemarTest: { given: [pairs], open: ["0"] },
  },
  newcombePairedDifference: { given: [pairs, level], open: ["0"] },
  ...{ agrestiCoullInterval: { given: [1, 2, level] }, clopperPearsonInterval: { given: [1, 2, level] } },
  ...{ correctedWilsonInterval: { given: [1, 2, level] }, jeffreysInterval: { given: [1, 2, level] } },
  wilsonInterval: { given: [1, 2, level] },
  reliableChange: { given: [{ first: 1, last: 2, reliability: 0.8, standardDeviation: 1, level }] },
  signTest: { given: [[1, -1, 2]] },
  wilcoxonSignedRankTest: { given: [[1, -1, 2], { zeros: "pratt", distribution: "exact" }] },
  ...{ breslowDayTest: { given: [[table]] }, cochranMantelHaenszelTest: { given: [[table]] } },
  ...{ correctedCochranMantelHaenszelTest: { given: [[table]] }, taroneTest: { given: [[table]] } },
  generalisedCochranMantelHaenszelTest: { given: [[table]] },
  mantelHaenszelOddsRatio: { given: [[table], level] },
  kaplanMeier: { given: [[1, 2], [1, 0], { level, limits: "log-log" }], also: { "1.0": ["boolean"] } },
  ...{ kaplanMeierAt: data(curve, 2), kaplanMeierBefore: data(curve, 2), kaplanMeierQuantile: data(curve, 0.5) },
  numbersAtRisk: data(curve, [1, 2]),
  cronbachAlpha: {
    given: [
      [
        [1, 2, 3],
        [2, 2, 4],
      ],
      level,
    ],
  },
  // Events and datasets
  ...{
    parseDataset: { given: [events, { criteria }], whole: ["0", "1\\.criteria\\.0\\.notApplicable.*"] },
    safeParseDataset: { given: [events, { criteria }], whole: ["0"], also: { "0": ["null in it"] } },
  },
  datasetIssues: opaque(dataset),
  // The definition language
  placements: { given: [{ setting: "open-market", contract: "temporary" }], needsNothing: true },
  ...{ support: { given: [] }, enrolment: { given: [] }, employedAtFollowUp: { given: [] } },
  services: { given: [{ service: "social-adaptation" }], needsNothing: true },
  exits: { given: [{ reason: ["study"] }], also: { "0.reason": ["string"] }, needsNothing: true },
  followUps: { given: [{ status: "employed" }], needsNothing: true },
  ...{
    overlap: { given: [work, work] },
    except: { given: [work, { kind: "support" }] },
    union: { given: [work, work], also: { "0": ["list"], "1": [] } },
  },
  joined: { given: [work, { gap: weeks(2), within: "employer" }] },
  ...{
    clip: { given: [work, reportingPeriod] },
    touching: { given: [work, reportingPeriod] },
    starting: { given: [work, reportingPeriod] },
  },
  ...{ withoutLastDay: { given: [work] }, happens: { given: [work] }, falls: { given: [anchor, reportingPeriod] } },
  ...{
    lasts: { given: [work, { atLeast: months(1), under: months(6) }] },
    totals: { given: [work, { atLeast: months(1), under: months(6) }] },
  },
  times: { given: [work, { atLeast: 1, atMost: 2 }] },
  change: {
    given: [
      { improved: { atLeast: 1 }, net: { atLeast: -1, atMost: 2 } },
      { rule: "first-last", followUp: { after: months(6), tolerance: weeks(2) } },
    ],
  },
  inGroup: { given: ["targetGroup", ["care-leaver"]] },
  aged: { given: [{ from: 18, under: 23, at: "period-start" }] },
  countedIn: { given: [workExperienceShare], also: { "0": ["string"] } },
  ...{
    every: { given: [happens(placements())] },
    some: { given: [happens(placements())] },
    not: { given: [happens(placements())] },
  },
  after: { given: [anchor, months(1), months(2)] },
  ...{
    earlier: { given: [reportingPeriod, months(6)] },
    on: { given: [anchor, months(6)] },
    quarterAfter: { given: [anchor, 2] },
  },
  ...{ firstDay: { given: [work] }, lastDay: { given: [work] } },
  // Mapping and instruments
  defineTableMapping: {
    given: [
      {
        tables: [{ from: "t", to: "services", columns: { beneficiaryId: "id", date: "day", service: { value: "x" } } }],
      },
    ],
    also: {
      "0.tables.0.columns.(beneficiaryId|date)": ["object"],
      "0.tables.0.columns.service": ["string"],
      "0.tables.0.columns.service.value": ["number"],
    },
  },
  eventsFromRows: {
    given: [[{ name: "placements", columns: ["beneficiaryId"], rows: [["B-1"]], lines: [2] }]],
    whole: ["0.0.rows"],
  },
  eventsFromTables: {
    given: [{ services: [{ beneficiaryId: "B-1", date: "2019-01-01", service: "x" }] }],
    whole: ["0.services.0"],
  },
  defineInstrument: {
    given: [
      {
        code: "form",
        version: "v1",
        title,
        scale: { min: 1, max: 5, labels: { 1: title } },
        items: [{ code: "item", title, reversed: true }],
      },
    ],
    open: ["0.scale.labels"],
  },
  // Evaluation
  evaluate: { given: [dataset, { indicators, periods: [period], asOf, knownOn: asOf }], whole: ["0"] },
  defineIndicator: {
    given: [
      {
        ...{ code: "own", title, denominator: happens({ kind: "enrolment" }), numerator: happens(placements()) },
        source: "x",
        limitations: [title],
        readings: [{ code: "r", title, numerator: happens(placements({ setting: "sheltered" })) }],
      },
    ],
    also: { "0.source": ["object"], "0.limitations.0": ["string"] },
  },
  explain: { given: [evaluation, { indicator: "1.1", period, beneficiaryId: "B-1" }], ...handle },
  members: { given: [evaluation, { indicator: "1.1", period, verdict: "counted" }], ...handle },
  results: opaque(evaluation),
  dataNeeds: { given: [indicators, dataset], whole: ["1"] },
  // Results tree
  checkResultsTree: { given: [tree, indicators], ...handle },
  defineResultsTree: {
    given: [
      {
        code: "t",
        title,
        nodes: [
          { code: "a", level: "activity", title, indicators: [{ code: "1.1", targets: [{ percent: "40" }] }] },
          { code: "b", level: "output", title },
        ],
        edges: [{ from: "a", to: "b" }],
      },
    ],
  },
  evaluateResultsTree: { given: [tree, evaluation, { catalogue: indicators }], whole: ["0", "1"] },
  // Tables
  disaggregate: { given: [evaluation, strata], ...handle },
  funnel: { given: [evaluation, [{ indicator: "1.1", part: "numerator", title }], { period }], ...handle },
  reconcile: {
    given: [two, { periods: [year(2019), year(2020)], union: { from: "2019-01-01", to: "2020-12-31" } }],
    ...handle,
  },
  harm: opaque(evaluation),
  retention: { given: [dataset, { ...retained, asOf }], whole: ["0"], also: { "1.from": ["object"] } },
  milestoneEstimates: { given: [evaluation, { indicator: "worked-one-month", period, censoring: "as-of" }], ...handle },
  followUpPlan: { given: [dataset, { schedule: [months(1)], tolerance: weeks(2), asOf, period }], ...handle },
  readingsFor: { given: [workExperienceShare] },
  sensitivity: {
    given: [
      dataset,
      workExperienceShare,
      { period, asOf, knownOn: asOf, readings: [{ code: "own", title, of: ["last-day-out"] }] },
    ],
    ...handle,
    also: { "2.readings.0": ["string"] },
  },
  flips: {
    given: [dataset, workExperienceShare, { period, asOf, knownOn: asOf, reading: "last-day-out" }],
    ...handle,
    also: { "2.reading": ["object"] },
  },
  socialChange: { given: [dataset, change], ...handle },
  movements: { given: [dataset, { ...change, beneficiaryId: "B-1" }], ...handle },
  changes: {
    given: [evaluation, evaluation, { indicator: "1.1", period, from: "counted", to: "counted", cause: "several" }],
    whole: ["0", "1"],
  },
  compare: { given: [evaluation, evaluation, { period, by: "sex" }], whole: ["0", "1"] },
  pooling: {
    given: [
      evaluation,
      {
        ...strata,
        indicator: "1.1",
        by: "targetGroup",
        periods: [period],
        over: "sex",
        several: "left-out",
        significance: 0.05,
        interval: "wilson",
        tooFewAbove: 0.5,
      },
    ],
    ...handle,
  },
  sourceAgreement: { given: [dataset, { period, asOf, withinDays: 14 }], ...handle },
  feedback: {
    given: [dataset, { ...strata, instrument, periods: [period], asOf, invited: workExperienceShare }],
    whole: ["0", "1.instrument"],
  },
  dataQuality: {
    given: [dataset, { period, asOf, examples: 3, service: "social-adaptation", followUpMonths: 6 }],
    ...handle,
  },
  triangulate: { given: [evaluation, { indicator: "1.1", period }], ...handle },
  // Evidence
  checkClaims: { given: ["38,9% (180 из 463)", report], whole: ["1"] },
  evidenceGaps: {
    given: [{ ...evidence, tree, dataset, evaluation, standard: report.evidence && undefined }],
    whole: ["0.tree", "0.dataset", "0.evaluation", "0.poolings.0"],
    needsNothing: true,
  },
  improvementPlan: {
    given: [
      gaps,
      {
        assignments: [
          {
            finding: "evidence.value-missing",
            subject: "1.1",
            action: "x",
            responsible: title,
            due: "2021-06-30",
            doneWhen: title,
            done: "2021-06-01",
          },
        ],
        asks: true,
      },
    ],
    ...handle,
    also: { "1.assignments.0.(action|responsible|doneWhen)": ["object", "string"] },
  },
  compareAssessments: opaque(gaps, gaps),
  // Reports
  buildReport: {
    given: [
      evaluation,
      {
        disaggregate: [{ by }],
        funnel: milestones,

        socialChange: { criteria },
        retention: [retained],
        feedback: [{ instrument }],
        tree,
        evidence,
        suppress: { threshold: 5 },
        locale,
      },
    ],
    whole: ["0", "1.tree", "1.feedback.0.instrument", "1.evidence.poolings.0"],
    also: { "1.retention.0.from": ["object"] },
  },
  // Privacy
  suppress: data(report, { threshold: 5, leastDenominator: 10, zeros: "small-groups", protect: "exact" }),
  suppressionLoss: data(report, { threshold: 5, leastDenominator: 10, zeros: "small-groups", protect: "exact" }),
  formatCount: {
    given: [{ suppressed: true, reason: "small-cell", below: 5 }],
    also: { "0": ["number"] },
  },
  mergeTallies: {
    given: [["north", "south"].map((code) => toTally(evaluation, { partner: { code, title } }))],
    whole: ["0.0"],
  },
  toTally: {
    given: [
      evaluation,
      {
        partner: { code: "north", title },
        disaggregate: [{ by }],
        suppress: { zeros: "never" },
        sharedIds: { scheme: "s", overlap: "none" },
      },
    ],
    ...handle,
    also: { "1.sharedIds": ["null"] },
  },
  pictures: data(report),
  // Rendering
  ...{ toEvidenceGaps: data(gaps, { locale }), evidenceGapsDocument: data(gaps, { locale }) },
  ...{ toImprovementPlan: data(plan, { locale }), improvementPlanDocument: data(plan, { locale }) },
  toText: data(explanation, { locale }),
  ...{ toLogframe: logframe, logframeDocument: logframe },
  toMermaid: { given: [tree, { locale, evaluated, period }], whole: ["0", "1.evaluated"] },
  ...{ toMonitoringRegulations: regulations, monitoringRegulationsDocument: regulations },
  ...{ toReferenceSheet: sheet, referenceSheetDocument: sheet },
  pictureText: data(picture, { locale }),
  toSentence: data(happens(placements()), { locale }),
  toSvg: { given: [tree, { locale, evaluated, period }], whole: ["0", "1.evaluated"] },
  ...{ toTheoryOfChange: data(tree, { locale }), theoryOfChangeDocument: data(tree, { locale }) },
  toVegaLite: data(picture, { locale }),
  // Documents and tables of reports
  ...{ toDocument: worded, toHtml: worded, toMarkdown: worded, toPlainText: worded },
  toCsv: data(report, { locale, labels: { x: title }, table: "figures", delimiter: ";", bom: true, headings: "words" }),
  toXlsx: data(report, { locale, labels: { x: title } }),
  displayed: { given: [report, { locale }], whole: ["0"], also: { "0": ["list"] } },
  // Exchange
  toDhis2: {
    given: [
      report,
      {
        locale,
        completeDate: "2021-01-31",
        dataSet: uid(9),
        orgUnit: uid(8),
        attributeOptionCombo: uid(7),
        dataElements: { ...Object.fromEntries(indicators.map(({ code }) => [code, null])), "1.1": elements },
      },
    ],
    whole: ["0"],
    also: { "1.dataElements.(\\d.\\d|worked-one-month)": ["null", "object"] },
  },
  toFhirMeasureReport: data(report, {
    base: "https://example.org",
    locale,
    measures: { "1.1": "https://example.org/m" },
    date: "2021-02-01",
    reporter: "X",
  }),
  toIati: {
    given: [
      report,
      {
        activity,
        tree,
        resultType: "other",
        documents: [{ url: "https://example.org", format: "text/html", title, category: "A08", indicator: "1.1" }],
        indicatorUri: "https://example.org",
        generatedAt: "2021-02-01T09:00:00Z",
        lastUpdatedAt: "2021-02-01T09:00:00Z",
      },
    ],
    whole: ["0", "1.tree"],
  },
  // Testing
  assertVerdicts: {
    given: [dataset, [{ indicator: workExperienceShare, period, asOf, beneficiaryId: "B-1", verdict: "counted" }]],
    ...handle,
  },
  coverage: { given: [[workExperienceShare], [person]], whole: ["1.0.events"], open: ["1.0", "1.0.expect.0"] },
  mutants: { given: [workExperienceShare, [person]], whole: ["1.0.events"], open: ["1.0", "1.0.expect.0"] },
  // Indicators
  ...Object.fromEntries(
    [
      ...[
        "employmentRateFourthQuarter",
        "employmentRateSecondQuarter",
        "placementStartsShare",
        "sameEmployerRetention",
      ],
      ...["socialChangeShare", "supportedIntoWorkShare", "supportedOneToSixMonthsShare", "supportedSixMonthsShare"],
      ...["sustainedThirteenWeeksShare", "sustainedTwentySixWeeksShare", "unsupportedSixMonthsShare"],
      ...["workExperienceShare", "workedOneMonthShare"],
    ].map((name) => [name, ofIndicator]),
  ),
};
