import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as door from "../library";
import { treeIssueRules } from "../../src/practice/evidence/tree-issues";
import { criteriaSeen, passRateWithoutChange } from "../../src/practice/evidence/no-change";
import { evidenceCodes } from "../../src/practice/evidence/gaps";
import { FOREVER } from "../../src/calendar";
import { storeOf } from "../../src/core/dataset/dataset";
import {
  catalogue,
  checkResultsTree,
  type Criterion,
  days,
  defineIndicator,
  evaluate,
  type Indicator,
  months,
  parseDataset,
  period,
  type ResultsTreeSpec,
  retentionShares,
  socialChangeShare,
  vsePoluchitsyaTree,
  workExperienceShare,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { change, type Condition, every, happens, not, services, some } from "../../src/define/index";
import {
  compareAssessments,
  type EvidenceFinding,
  type EvidenceGaps,
  type EvidenceGapsOptions,
  evidenceGaps,
  evidenceStandard,
  improvementPlan,
  toEvidenceGaps,
  toImprovementPlan,
} from "../../src/practice/index";
import { pooling } from "../../src/tables/index";
import { howMany } from "../long";

type Kind = "present" | "missing" | "asks" | "notChecked";
const all = (gaps: EvidenceGaps, kind: Kind): readonly EvidenceFinding[] =>
  gaps.axes.flatMap(({ subCriteria }) => subCriteria.flatMap((one) => one[kind]));
const named = (gaps: EvidenceGaps, kind: Kind) =>
  all(gaps, kind).map(({ code, subject }) => (subject === null ? code : `${code} ${subject}`));

const folder = "fixtures/vse-poluchitsya-2019-2020";
const fixture = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const events = fixture.map((line) => JSON.parse(line) as { readonly beneficiaryId?: string });
const dataset = parseDataset(events, { criteria: JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8")) });
const evaluation = evaluate(dataset, {
  indicators: catalogue.vsePoluchitsya,
  periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
  asOf: "2021-01-31",
});
const withoutTree = evidenceGaps({ evaluation });
const withTree = evidenceGaps({ evaluation, tree: vsePoluchitsyaTree });

describe("evidenceGaps() on the synthetic population", () => {
  /** What the verifiers of the practice asked for, in the words of docs/decisions/0018. */
  const verifiers: readonly (readonly [string, string])[] = [
    ["values of 2.1", "evidence.value-missing 2.1"],
    ["a logic model", "evidence.no-logic-model"],
    ["dynamics beyond the short term", "evidence.short-term-only"],
    ["a test of pooled groups", "evidence.pooling-untested"],
    ["a clear funnel", "evidence.funnel-unclear"],
    ["qualitative data", "evidence.feedback-missing"],
    ["qualitative data, analysed", "evidence.themes-not-analysed"],
    ["delayed results", "evidence.delayed-results-missing"],
  ];

  it.each(verifiers)("asks for %s when nothing but the data is given", (_, finding) => {
    expect(named(withoutTree, "missing")).toContain(finding);
  });

  it("asks for all of that but the logic model when the tree is given too", () => {
    const found = named(withTree, "missing");
    const rest = verifiers.map(([, finding]) => finding).filter((finding) => finding !== "evidence.no-logic-model");
    expect(found).toEqual(expect.arrayContaining(rest));
    expect(named(withTree, "present")).toContain("evidence.no-logic-model");
  });

  it("finds exactly this without a tree", () => {
    expect(named(withoutTree, "missing")).toEqual([
      "evidence.target-group-missing",
      "evidence.no-logic-model",
      "evidence.value-missing 2.1",
      "evidence.short-term-only",
      "evidence.funnel-unclear",
      "evidence.delayed-results-missing",
      "evidence.told-once",
      "evidence.pairs-missing",
      "evidence.instrument-missing",
      "evidence.feedback-missing",
      "evidence.tautology 2.1",
      "evidence.pooling-untested",
      "evidence.pooling-doubtful 1.2",
      "evidence.themes-not-analysed",
    ]);
  });

  it("finds the gaps of the tree itself when it is given", () => {
    const found = named(withTree, "missing");
    expect(found).toContain("evidence.result-without-value life-situation");
    expect(found).toContain("evidence.tree-indicator-cannot-measure-level");
    const issues = all(withTree, "missing")
      .filter(({ code }) => code.startsWith("evidence.tree-"))
      .reduce((sum, { figures }) => sum + Number(figures.issues), 0);
    expect(issues).toBe(checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya).length);
  });

  it("flags the literal 2.1 as met by anybody, and none of its stricter readings", () => {
    const rates = [...all(withoutTree, "missing"), ...all(withoutTree, "present")].filter(
      ({ code }) => code === "evidence.tautology",
    );
    expect(rates.map(({ subject, kind }) => [subject, kind])).toEqual([
      ["2.1", "missing"],
      ...["improved", "improved-none-worse", "none-worse", "net", "two-improved-none-worse", "asked"].map((reading) => [
        `2.1:${reading}`,
        "present",
      ]),
    ]);
  });

  it("holds the figures it rests on", () => {
    const of = (code: string) => all(withoutTree, "missing").find((one) => one.code === code)?.figures;
    // 559 served with social adaptation over both years, as in docs/concepts/readings.md; 59 events of feedback, one a
    // person.
    expect(of("evidence.value-missing")).toMatchObject({
      denominator: 559,
      unknown: 317,
      settled: 242,
      withoutValue: 3,
    });
    expect(of("evidence.feedback-missing")).toEqual({ served: 736, answered: 59, answers: 59 });
    expect(of("evidence.delayed-results-missing")).toMatchObject({ ended: 203, observed: 7 });
  });

  it("names nobody, survives JSON and is frozen when it comes out", () => {
    const text = JSON.stringify(withTree);
    const ids = new Set(events.map(({ beneficiaryId }) => beneficiaryId).filter((id) => id !== undefined));
    expect([...ids].filter((id) => text.includes(JSON.stringify(id)))).toEqual([]);
    expect(JSON.parse(text)).toEqual(withTree);
    expect(Object.isFrozen(withTree.axes[0]?.subCriteria[0])).toBe(true);
    expect(JSON.stringify(evidenceGaps({ evaluation, tree: vsePoluchitsyaTree }))).toBe(text);
  });
});

let number = 0;
const event = (type: string, date: string, fields: object = {}) =>
  Object.freeze({ id: `E-${++number}`, type, beneficiaryId: "B-1", date, ...fields });
const registered = (fields: object = {}) =>
  event("beneficiary-registered", "2018-01-10", { targetGroups: ["care-leaver"], ...fields });
const served = (fields: object = {}) =>
  event("service-delivered", "2019-02-04", { service: "social-adaptation", ...fields });
const placed = (date: string, fields: object = {}) =>
  event("placement-started", date, { placementId: `P-${++number}`, setting: "open-market", ...fields });
const scored = (date: string, fields: object = {}) =>
  event("assessment-recorded", date, { criterion: "housing", score: 2, instrument: "life-v1", ...fields });
const answered = (fields: object = {}) =>
  event("feedback-recorded", "2019-05-01", { instrument: "form-v1", item: "support", ...fields });
const asked = (date: string, source: string) => event("follow-up-recorded", date, { status: "employed", source });
const supported = [
  event("support-started", "2018-02-01", { supportId: "S-1" }),
  event("support-ended", "2018-06-30", { supportId: "S-1" }),
];
const criterion = (code: string): Criterion => ({
  ...{ code, title: { ru: code, en: code }, min: 1, max: 5, better: "higher" },
  instrument: "life-v1",
});
const five = ["housing", "documents", "health", "relations", "money"].map(criterion);

/** What is found with some events and perhaps more. */
function gapsWith(
  own: readonly unknown[],
  { criteria = five, indicators = [workExperienceShare], ...options }: Input = {},
): EvidenceGaps {
  const parsed = parseDataset(own, { criteria });
  const made = evaluate(parsed, { indicators, periods: [year(2019)], asOf: "2019-12-31" });
  return evidenceGaps({ evaluation: made, ...options });
}
interface Input extends EvidenceGapsOptions {
  readonly criteria?: readonly Criterion[];
  readonly indicators?: readonly Indicator[];
}

/** Sixty people in each of two groups, of whom so many work. */
function twoGroups(working: readonly [first: number, second: number]): readonly unknown[] {
  return ["care-leaver", "disability"].flatMap((group, at) =>
    Array.from({ length: 60 }, (_, person) => {
      const who = { beneficiaryId: `${group}-${person}` };
      const work = person < working[at]! ? [placed("2019-03-04", who)] : [];
      return [registered({ ...who, targetGroups: [group] }), served(who), ...work];
    }).flat(),
  );
}

const text = (of: string) => ({ ru: of, en: of });
const tree = (node: object = {}, risks: readonly object[] = []): ResultsTreeSpec => ({
  ...{ code: "own", title: text("Дерево") },
  nodes: [
    { code: "service", level: "activity", title: text("Услуга") },
    { code: "work", level: "outcome-short", title: text("Работа"), risks: risks as never, ...node },
  ],
  edges: [{ from: "service", to: "work" }],
});
const measured = { means: text("Договоры"), role: text("Координатор") };
const complete = {
  ...{ code: "1.1", meansOfVerification: measured.means, responsible: measured.role },
  frequency: text("Раз в год"),
};
const base = [registered(), served()];
const contracts = (count: number) => Array.from({ length: count }, () => placed("2019-03-04", { source: "contract" }));
const twelveMonths = retentionShares.filter(({ code }) => code === "retention.at-12");

/** A rule, and an input where it finds something and one where it finds that all is well. */
const rows: readonly (readonly [finding: string, raised: () => EvidenceGaps, sound: () => EvidenceGaps])[] = [
  ["evidence.no-logic-model", () => gapsWith(base), () => gapsWith(base, { tree: tree() })],
  ...(["value", "need", "practice", "research"] as const).map(
    (ground) =>
      [
        `evidence.grounds-${ground}-missing`,
        () => gapsWith(base, { tree: tree() }),
        () => gapsWith(base, { tree: tree({ grounds: { [ground]: [text("Основание")] } }) }),
      ] as const,
  ),
  [
    "evidence.result-without-value work",
    () => gapsWith([registered()], { tree: tree({ indicators: [complete] }) }),
    () => gapsWith(base, { tree: tree({ indicators: [complete] }) }),
  ],
  [
    "evidence.negative-effects-not-foreseen",
    () => gapsWith(base, { tree: tree({}, [{ text: text("Риск") }]) }),
    () => gapsWith(base, { tree: tree({}, [{ text: text("Риск"), negativeEffect: text("Выгорание") }]) }),
  ],
  [
    "evidence.monitoring-not-assigned",
    () => gapsWith(base, { tree: tree({ indicators: [{ code: "1.1" }] }) }),
    () => gapsWith(base, { tree: tree({ indicators: [complete] }) }),
  ],
  [
    "evidence.value-missing 2.1",
    () => gapsWith(base, { indicators: [socialChangeShare] }),
    () => gapsWith([...base, scored("2019-03-01"), scored("2019-09-01")], { indicators: [socialChangeShare] }),
  ],
  [
    "evidence.short-term-only",
    () => gapsWith(base, { indicators: catalogue.vsePoluchitsya }),
    () => gapsWith([...base, placed("2018-03-05")], { indicators: [...catalogue.vsePoluchitsya, ...twelveMonths] }),
  ],
  [
    "evidence.short-term-only",
    () => gapsWith(base, { indicators: twelveMonths }),
    () => gapsWith([...base, placed("2018-03-05")], { indicators: twelveMonths }),
  ],
  [
    "evidence.short-term-only",
    () => gapsWith([...base, ...supported, asked("2018-12-30", "self-report")]),
    () => gapsWith([...base, ...supported, asked("2019-03-01", "self-report")]),
  ],
  [
    "evidence.tautology 2.1",
    () => gapsWith(base, { indicators: [socialChangeShare] }),
    () => gapsWith(base, { indicators: [socialChangeShare], criteria: five.slice(0, 2) }),
  ],
  [
    "evidence.funnel-unclear",
    () => gapsWith([registered(), placed("2019-03-04")]),
    () => gapsWith([...base, placed("2019-03-04")]),
  ],
  [
    "evidence.funnel-unclear",
    () => gapsWith(base, { milestones: [] }),
    () => gapsWith([...base, placed("2019-03-04")], { indicators: [workExperienceShare, workedOneMonthShare] }),
  ],
  [
    "evidence.pooling-untested",
    () => gapsWith(twoGroups([30, 30])),
    () => {
      const own = evaluate(parseDataset(twoGroups([30, 30])), {
        ...{ indicators: [workExperienceShare], periods: [year(2019)], asOf: "2019-12-31" },
      });
      return evidenceGaps({ evaluation: own, poolings: [pooling(own, { indicator: "1.1", by: "targetGroup" })] });
    },
  ],
  ["evidence.pooling-doubtful 1.1", () => gapsWith(twoGroups([50, 10])), () => gapsWith(twoGroups([30, 30]))],
  ["evidence.pooling-doubtful 1.1", () => gapsWith(fewOfTwoGroups), () => gapsWith(twoGroups([30, 30]))],
  [
    "evidence.adverse-events-missing",
    () => gapsWith(base),
    () => gapsWith([...base, event("adverse-event-recorded", "2019-03-01", { kind: "injury", severity: "low" })]),
  ],
  [
    "evidence.delayed-results-missing",
    () => gapsWith([...base, ...supported, asked("2019-01-29", "self-report")]),
    () => gapsWith([...base, ...supported, asked("2019-01-31", "self-report")]),
  ],
  [
    "evidence.delayed-results-missing",
    () => gapsWith(base),
    () => gapsWith([...base, ...supported, scored("2019-06-01")]),
  ],
  [
    "evidence.follow-ups-missing",
    () => gapsWith([...base, ...supported]),
    () => gapsWith([...base, ...supported, asked("2018-08-01", "self-report")]),
  ],
  ["evidence.target-group-missing", () => gapsWith([registered({ targetGroups: [] }), served()]), () => gapsWith(base)],
  [
    "evidence.one-source placement-started",
    () => gapsWith([...base, placed("2019-03-04", { source: "contract" }), placed("2019-05-04")]),
    () =>
      gapsWith([
        ...base,
        placed("2019-03-04", { source: "contract" }),
        placed("2019-05-04", { source: "employer-confirmation" }),
      ]),
  ],
  [
    "evidence.one-source placement-started",
    () => gapsWith([...base, ...contracts(20), placed("2019-05-04", { source: "employer-confirmation" })]),
    () => gapsWith([...base, ...contracts(19), placed("2019-05-04", { source: "employer-confirmation" })]),
  ],
  [
    "evidence.told-once",
    () => gapsWith([...base, asked("2019-03-01", "self-report")]),
    () => gapsWith([...base, asked("2019-03-01", "self-report"), asked("2019-03-04", "employer-confirmation")]),
  ],
  [
    "evidence.pairs-missing",
    () => gapsWith([...base, scored("2019-03-01")]),
    () => gapsWith([...base, scored("2019-03-01"), scored("2019-09-01")]),
  ],
  [
    "evidence.instrument-missing",
    () => gapsWith([...base, scored("2019-03-01", { instrument: undefined })]),
    () => gapsWith([...base, scored("2019-03-01")]),
  ],
  [
    "evidence.instrument-missing",
    () => gapsWith([...base, answered({ instrument: "form" })]),
    () => gapsWith([...base, answered()]),
  ],
  [
    "evidence.instrument-missing",
    () => gapsWith([...base, answered({ instrument: "sdq4children" })]),
    () => gapsWith([...base, answered({ instrument: "form.2" }), answered({ instrument: "form-2019" })]),
  ],
  [
    "evidence.instrument-missing",
    () => gapsWith([...base, scored("2019-03-01")], { criteria: [{ ...five[0]!, instrument: "life" }] }),
    () => gapsWith([...base, scored("2019-03-01")]),
  ],
  [
    "evidence.instrument-missing",
    () => gapsWith([...base, scored("2019-03-01")], { criteria: [{ ...five[0]!, instrument: undefined }] }),
    () => gapsWith([...base, scored("2019-03-01")], { criteria: five }),
  ],
  ["evidence.feedback-missing", () => gapsWith(base), () => gapsWith([...base, answered()])],
  [
    "evidence.themes-not-analysed",
    () => gapsWith([...base, answered({ themes: ["calm"], coder: "C-1" })]),
    () =>
      gapsWith([...base, answered({ themes: ["calm"], coder: "C-1" }), answered({ themes: ["calm"], coder: "C-2" })]),
  ],
];
const fewOfTwoGroups = twoGroups([60, 60]).filter((one) =>
  /-[01]$/.test((one as { beneficiaryId: string }).beneficiaryId),
);

describe("rules of evidenceGaps()", () => {
  it.each(rows)("%s is raised when it is missing, and not when it is there (row %#)", (finding, raised, sound) => {
    expect(named(raised(), "missing")).toContain(finding);
    const good = sound();
    expect(named(good, "missing")).not.toContain(finding);
    expect(named(good, "present")).toContain(finding);
  });

  it.each(treeIssueRules)("$code counts the issues of its kind, and no others", (rule) => {
    const kind = rule.code.replace("evidence.tree-", "");
    const issue = (code: string) => ({ code, severity: "warning", path: [], message: "", hint: "" }) as const;
    const own = kind === "other-issue" ? "results-tree.not-yet-known" : `results-tree.${kind}`;
    const look = (codes: readonly string[]) => {
      if (rule.needs !== "tree") throw new Error("a rule of the tree needs one");
      return rule.look(
        { tree: vsePoluchitsyaTree, issues: codes.map(issue) },
        {
          ...{ tree: undefined, dataset: undefined, evaluation: undefined },
        },
      );
    };
    const others = treeIssueRules.map(({ code }) => code.replace("evidence.tree-", "results-tree.")).slice(0, -1);
    expect(look([own, own])).toMatchObject([{ isMissing: true, figures: { issues: 2 } }]);
    expect(look(others.filter((code) => code !== own))).toMatchObject([{ isMissing: false, figures: { issues: 0 } }]);
  });

  it("knows every kind of issue that docs/errors.md lists of a tree that can be defined, and no other", () => {
    const listed = readFileSync("docs/errors.md", "utf8").matchAll(/^### `results-tree\.([a-z-]+)`$/gm);
    /** What keeps a tree from being defined never comes to the check. */
    const refused = /^(wrong-shape|duplicate-code|said-twice|unknown-node|unknown-level|ambiguous-level|level-clash)$/;
    const kinds = [...listed].map(([, kind]) => kind!).filter((kind) => !refused.test(kind));
    const known = treeIssueRules.slice(0, -1).map(({ code }) => code.replace("evidence.tree-", ""));
    expect([...known].sort()).toEqual(kinds.sort());
  });

  it("every rule has a row, and every code is there once", () => {
    const tested = new Set(rows.map(([finding]) => finding.split(" ")[0]!));
    const rules = evidenceCodes.filter((code) => !/^evidence\.(tree|ask)-/.test(code));
    expect([...tested].sort()).toEqual([...rules].sort());
    expect(new Set(evidenceCodes).size).toBe(evidenceCodes.length);
  });

  it("knows only facts up to the day up to which the data are complete", () => {
    const harm = event("adverse-event-recorded", "2020-01-01", { kind: "injury", severity: "low" });
    expect(named(gapsWith([...base, harm]), "missing")).toContain("evidence.adverse-events-missing");
    const whole = evidenceGaps({ dataset: parseDataset([...base, harm]) });
    expect(named(whole, "present")).toContain("evidence.adverse-events-missing");
  });

  it("says what it could not look for, and never calls it present, when nothing is given", () => {
    const gaps = evidenceGaps({});
    expect(named(gaps, "missing")).toEqual(["evidence.no-logic-model"]);
    expect(named(gaps, "present")).toEqual([]);
    expect(all(gaps, "notChecked").every(({ message }) => message.en.startsWith("Not checked: no "))).toBe(true);
  });

  it("says of every rule that there was nothing to look at, and nothing good of any, when no event is recorded", () => {
    const empty = gapsWith([], { criteria: [], indicators: catalogue.vsePoluchitsya, tree: tree() });
    const found = ["present", "missing", "notChecked"] as const;
    const codes = new Set(found.flatMap((kind) => all(empty, kind).map(({ code }) => code)));
    const rules = evidenceCodes.filter((code) => !code.startsWith("evidence.ask-"));
    expect([...codes].sort()).toEqual([...rules].sort());
    const present = named(empty, "present").filter((one) => !one.startsWith("evidence.tree-"));
    expect(present).toEqual(["evidence.no-logic-model"]);
    expect(named(empty, "notChecked").sort()).toEqual(
      rules.filter((code) => dataOnly.test(code.replace("evidence.", ""))).sort(),
    );
    const reasons = new Set(all(empty, "notChecked").map(({ message }) => message.ru));
    expect([...reasons]).toEqual(["Не проверено: смотреть не на что."]);
  });
  /** Rules of records, and of nothing but records. */
  const dataOnly =
    /^(target-group|one-source|told-once|pairs|instrument|feedback|themes|adverse|delayed|follow-ups|funnel|pooling|tautology)/;

  it("says what is to be done about just what it found", () => {
    const of = (gaps: EvidenceGaps, code: string) => all(gaps, "missing").find((one) => one.code === code);
    const bare = of(gapsWith(base, { tree: tree() }), "evidence.result-without-value");
    expect(bare?.message.ru).toBe("У результата «Работа» нет показателя.");
    expect(bare?.remedy?.action.ru).toBe("Добавить показатель этого результата");
    expect(of(withoutTree, "evidence.value-missing")?.message.ru).toContain(
      "значение держится на меньшинстве: неизвестно о 317 из 559",
    );
    expect(of(withoutTree, "evidence.short-term-only")?.message.ru).toContain("из 203 человек, чья поддержка");
    const level = of(withTree, "evidence.tree-indicator-cannot-measure-level");
    expect(level?.remedy?.action.ru).toContain("дольше шести месяцев");
  });

  it("proposes only functions that the package has", () => {
    const found = [...all(evidenceGaps({}), "missing"), ...all(evidenceGaps({}), "notChecked")];
    const proposed = new Set(found.flatMap(({ remedy }) => remedy?.functions ?? []));
    expect(proposed.size).toBeGreaterThan(20);
    expect([...proposed].filter((name) => !(name in door))).toEqual([]);
  });

  it("has no result without a value when there is a tree and no evaluation, for nobody looked", () => {
    const found = evidenceGaps({ tree: tree({ indicators: [complete] }) });
    expect(named(found, "notChecked")).toContain("evidence.result-without-value");
  });
});

describe("what people say in evidenceGaps()", () => {
  const levels = [
    { code: "basic", title: { ru: "Базовый", en: "Basic" } },
    { code: "advanced", title: { ru: "Продвинутый", en: "Advanced" } },
  ];
  const document = {
    ...{ code: "R-1", title: text("Регламент"), date: "2021-02-01", subCriterion: "4.1" },
    answers: ["evidence.ask-monitoring"],
  };

  it("carries levels and computes none", () => {
    const { axes } = evidenceGaps({
      levels,
      assessment: [
        { of: "I", level: "basic" },
        { of: "4.1", level: "advanced" },
      ],
    });
    expect(axes.map(({ level }) => level?.ru ?? null)).toEqual(["Базовый", null, null, null]);
    expect(axes[3]?.subCriteria.map(({ level }) => level?.en ?? null)).toEqual(["Advanced", null, null]);
    expect(evidenceGaps({ evaluation, levels }).axes.every(({ level }) => level === null)).toBe(true);
  });

  it("takes a document for what answers its questions, and for nothing else", () => {
    const gaps = evidenceGaps({ documents: [document] });
    expect(named(gaps, "present")).toEqual(["evidence.document R-1"]);
    expect(named(gaps, "asks")).not.toContain("evidence.ask-monitoring");
    expect(named(evidenceGaps({ documents: [{ ...document, answers: [] }] }), "asks")).toContain(
      "evidence.ask-monitoring",
    );
  });

  it("uses the names of another standard when one is given", () => {
    const [first, ...others] = evidenceStandard.axes;
    const official = {
      ...first!,
      subCriteria: first!.subCriteria.map((one) => ({ ...one, title: text("Имя"), wording: "official" as const })),
    };
    const { axes } = evidenceGaps({ standard: { ...evidenceStandard, axes: [official, ...others] } });
    expect(axes[0]?.subCriteria.map(({ title, wording }) => [title.ru, wording])).toEqual(
      Array.from({ length: 4 }, () => ["Имя", "official"]),
    );
    expect(axes[1]?.subCriteria.every(({ wording }) => wording === "working")).toBe(true);
  });

  const wrong: readonly (readonly [string, EvidenceGapsOptions, string])[] = [
    [
      "standard",
      { standard: { ...evidenceStandard, axes: evidenceStandard.axes.slice(1) } },
      "standard must have the sub-criteria",
    ],
    [
      "document",
      { documents: [{ ...document, subCriterion: "9.9" }] },
      "subCriterion of a document must be one of 1.1, 1.2",
    ],
    ["date", { documents: [{ ...document, date: "2021-02-30" }] }, "documents.0.date must be a real day"],
    ["answer", { documents: [{ ...document, answers: ["evidence.ask-all"] }] }, 'received "evidence.ask-all"'],
    [
      "level",
      { levels, assessment: [{ of: "I", level: "top" }] },
      'level must be one of levels (basic, advanced), received "top"',
    ],
    [
      "axis",
      { levels, assessment: [{ of: "V", level: "basic" }] },
      "of in an assessment must be one of I, II, III, IV, 1.1",
    ],
    ["unchanged", { unchanged: 40 }, "unchanged must be a share between 0 and 1, received 40; write 0.4 for 40 %"],
  ];
  it.each(wrong)("throws when the %s is wrong", (_, options, message) => {
    expect(() => evidenceGaps(options)).toThrow(RangeError);
    expect(() => evidenceGaps(options)).toThrow(message);
  });
});

describe("passRateWithoutChange()", () => {
  const chances = (unchanged: readonly number[]) =>
    ({ unchanged, criteria: unchanged.length, basis: "stated", pairs: 0 }) as const;
  const literal = change({ notWorsened: { atLeast: 1 } });
  const strict = change({ improved: { atLeast: 1 }, worsened: { atMost: 0 } });

  it.each<readonly [string, Condition, readonly number[], number | null]>([
    ["all but those worse on all five", literal, [1 / 3, 1 / 3, 1 / 3, 1 / 3, 1 / 3], 1 - 1 / 3 ** 5],
    ["better on one of one", change({ improved: { atLeast: 1 } }), [0.5], 0.25],
    ["everybody when nothing moves", literal, [1, 1], 1],
    ["nobody when nothing moves", change({ improved: { atLeast: 1 } }), [1, 1], 0],
    ["the rest of a condition denied", not(literal), [0, 0], 0.25],
    ["both parts", every(literal, change({ worsened: { atMost: 0 } })), [0, 0], 0.25],
    ["either part", some(change({ improved: { atLeast: 2 } }), change({ worsened: { atLeast: 2 } })), [0, 0], 0.5],
    [
      "one criterion of the person's own",
      change({ improved: { atLeast: 1 } }, { criterionFrom: "help" }),
      [0, 0.5],
      0.375,
    ],
    ["nothing beside change", every(literal, happens(services())), [0], null],
    ["nothing without a condition of one kind", every(literal, change({}, { criterionFrom: "help" })), [0], null],
  ])("gives %s", (_, condition, unchanged, rate) => {
    const found = passRateWithoutChange(condition, chances(unchanged));
    if (rate === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(rate, 12);
  });

  /** The same by listing every way that the criteria can move. */
  function listed(unchanged: readonly number[], holds: (improved: number, worsened: number) => boolean): number {
    const step = (left: readonly number[], improved: number, worsened: number): number => {
      const [same, ...rest] = left;
      if (same === undefined) return holds(improved, worsened) ? 1 : 0;
      const moved = (1 - same) / 2;
      return (
        same * step(rest, improved, worsened) +
        moved * step(rest, improved + 1, worsened) +
        moved * step(rest, improved, worsened + 1)
      );
    };
    return step(unchanged, 0, 0);
  }

  const unchanged = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });

  it("agrees with every way listed, is lower for a stricter rule, and never falls with one more criterion", () => {
    fc.assert(
      fc.property(unchanged, fc.double({ min: 0, max: 1, noNaN: true }), (all, more) => {
        const of = (condition: Condition, same: readonly number[]) => passRateWithoutChange(condition, chances(same))!;
        expect(of(literal, all)).toBeCloseTo(
          listed(all, (_, worsened) => worsened < all.length),
          10,
        );
        expect(of(strict, all)).toBeCloseTo(
          listed(all, (improved, worsened) => improved > 0 && worsened === 0),
          10,
        );
        expect(of(strict, all)).toBeLessThanOrEqual(of(literal, all) + 1e-12);
        expect(of(literal, [...all, more])).toBeGreaterThanOrEqual(of(literal, all) - 1e-12);
      }),
      { numRuns: howMany(50) },
    );
  });

  it("takes the chances from the pairs seen, as stated, or as equal, and says which", () => {
    const moves = [scored("2019-03-01"), scored("2019-09-01"), scored("2019-03-01", { criterion: "health" })];
    const seen = (own: readonly unknown[], stated?: number) =>
      criteriaSeen(
        storeOf(parseDataset([registered(), ...own], { criteria: five.slice(0, 3) })),
        {},
        FOREVER - 1,
        stated,
      );
    expect(seen(moves)).toEqual({ criteria: 3, unchanged: [1, 1 / 3, 1 / 3], basis: "observed", pairs: 1 });
    expect(seen(moves, 0.4)).toMatchObject({ unchanged: [0.4, 0.4, 0.4], basis: "stated" });
    expect(seen([])).toMatchObject({ unchanged: [1 / 3, 1 / 3, 1 / 3], basis: "assumed", pairs: 0 });
  });
});

describe("tautologies in evidenceGaps()", () => {
  const rule = { notWorsened: { atLeast: 1 } };
  const scheduled = { followUp: { after: months(6), tolerance: days(45) } };
  const ofChange = (code: string, ...numerator: readonly Condition[]) =>
    defineIndicator({ code, title: text(code), denominator: happens(services()), numerator: every(...numerator) });
  function rates(own: readonly unknown[], indicators: readonly Indicator[], asOf: string) {
    const parsed = parseDataset([...base, ...own], { criteria: five.slice(0, 1) });
    const gaps = evidenceGaps({ evaluation: evaluate(parsed, { indicators, periods: [year(2019)], asOf }) });
    return [...all(gaps, "missing"), ...all(gaps, "present")]
      .filter(({ code }) => code === "evidence.tautology")
      .map(({ subject, figures, message }) => ({ subject, ...figures, message }));
  }

  it("compares the two scores that the rule itself compares, each rule for itself", () => {
    const own = [scored("2019-01-03"), scored("2019-07-03", { score: 4 }), scored("2019-12-03")];
    const indicators = [ofChange("X-1", change(rule, scheduled)), ofChange("X-2", change(rule))];
    // 2 → 4 after six months: nothing stayed, half get worse; first against last is 2 → 2: everything stayed.
    const found = rates(own, indicators, "2019-12-31");
    expect(found).toMatchObject([
      { subject: "X-2", percent: "100.0", pairs: 1, basis: "observed" },
      { subject: "X-1", percent: "50.0", pairs: 1, basis: "observed" },
    ]);
    expect(found[1]?.message.en).toContain("(1 criterion, with as many scores unchanged as observed among all people");
    expect(found[1]?.message.ru).toContain("по всем людям в данных; критерии приняты независимыми");
  });

  it("sees no score later than every period", () => {
    const own = [scored("2019-01-03"), scored("2020-06-03")];
    // Better, same and worse one third each: two thirds are not worse.
    expect(rates(own, [ofChange("X-1", change(rule))], "2020-12-31")).toMatchObject([
      { percent: "66.7", pairs: 0, basis: "assumed" },
    ]);
  });

  it("says nothing of a rule that compares in two ways at once", () => {
    const mixed = ofChange("X-1", change(rule), change(rule, scheduled));
    expect(rates([scored("2019-01-03")], [mixed], "2019-12-31")).toEqual([]);
  });
});

describe("improvementPlan()", () => {
  const due = { responsible: "координатор | МиО", due: "2021-06-30" };

  it("has a line for every finding, assigned or not", () => {
    const assignments = [
      { finding: "evidence.value-missing", ...due, action: "Провести оценку", done: "2021-05-01" },
      { finding: "evidence.value-missing", subject: "2.1", ...due, due: "2021-03-31" },
    ];
    const { rows: lines, withoutFinding } = improvementPlan(withoutTree, { assignments });
    expect(lines.map(({ finding }) => finding)).toEqual(all(withoutTree, "missing").map(({ code }) => code));
    expect(lines.find(({ subject }) => subject === "2.1")).toMatchObject({ due: "2021-03-31", done: null });
    expect(lines.filter(({ responsible }) => responsible === null)).toHaveLength(lines.length - 1);
    expect(lines.every(({ action, doneWhen }) => action !== null && doneWhen !== null)).toBe(true);
    expect(withoutFinding).toEqual([]);
  });

  it("keeps assignments whose finding is not there, and takes questions in when asked", () => {
    const stray = { finding: "evidence.adverse-events-missing", ...due };
    expect(improvementPlan(withoutTree, { assignments: [stray] }).withoutFinding).toEqual([stray]);
    const lines = improvementPlan(withoutTree, { asks: true }).rows;
    expect(lines.filter(({ finding }) => finding.startsWith("evidence.ask-"))).toHaveLength(
      all(withoutTree, "asks").length,
    );
  });

  it("throws when a finding is not one or a day is not one", () => {
    const plan = (own: object) => () =>
      improvementPlan(withoutTree, { assignments: [{ finding: "evidence.told-once", ...due, ...own }] });
    expect(plan({ finding: "evidence.told-onec" })).toThrow('did you mean "evidence.told-once"?');
    expect(plan({ due: "soon" })).toThrow("due must be");
    expect(plan({ done: "2021-02-30" })).toThrow("done must be");
  });

  it("is a Markdown table that shows given text letter by letter", () => {
    const assignments = [{ finding: "evidence.value-missing", ...due, doneWhen: "<b>готово</b>", done: "2021-05-01" }];
    const markdown = toImprovementPlan(improvementPlan(withoutTree, { assignments }), { locale: "ru" });
    expect(markdown).toContain("| координатор \\| МиО | 2021-06-30 | \\<b\\>готово\\</b\\>; выполнено 2021-05-01 |");
    const table = markdown.split("\n").filter((line) => line.startsWith("|"));
    expect(table).toHaveLength(all(withoutTree, "missing").length + 2);
    expect(new Set(table.map((line) => line.replaceAll("\\|", "").split("|").length))).toEqual(new Set([8]));
    expect(toImprovementPlan(improvementPlan(withoutTree), { locale: "en" })).toContain("| not set | not set |");
  });
});

describe("compareAssessments()", () => {
  it("tells resolved, remaining and new apart, and what nobody looked at again", () => {
    const early = gapsWith([...base, scored("2019-03-01")]);
    const late = gapsWith([...base, scored("2019-03-01"), scored("2019-09-01"), placed("2019-03-04")], {
      tree: tree(),
    });
    const { resolved, remaining, added, notChecked } = compareAssessments(early, late);
    expect(resolved.map(({ code }) => code)).toEqual(["evidence.no-logic-model", "evidence.pairs-missing"]);
    expect(remaining.map(({ later }) => later.code)).toContain("evidence.feedback-missing");
    expect(added.map(({ code }) => code)).toContain("evidence.one-source");
    expect(notChecked).toEqual([]);
    const blind = compareAssessments(early, evidenceGaps({}));
    expect(blind.resolved).toEqual([]);
    expect(blind.notChecked.map(({ code }) => code)).toContain("evidence.pairs-missing");
  });

  it("finds nothing resolved, new or unseen when the two are the same", () => {
    const same = compareAssessments(withTree, withTree);
    expect([same.resolved, same.added, same.notChecked]).toEqual([[], [], []]);
    expect(same.remaining).toHaveLength(all(withTree, "missing").length + all(withTree, "asks").length);
  });
});

describe("toEvidenceGaps()", () => {
  it("lists what the check of a tree did not find in one line per sub-criterion", () => {
    const markdown = toEvidenceGaps(withTree, { locale: "ru" });
    const clean = withTree.axes.flatMap(({ subCriteria }) =>
      subCriteria.filter(({ present }) => present.some(({ code }) => code.startsWith("evidence.tree-"))),
    );
    expect(markdown.match(/^- \*\*Есть\*\* — Проверка дерева не нашла: «.+»\.$/gm)).toHaveLength(clean.length);
    expect(markdown).toContain("«связи идут по кругу», «");
  });

  it.each(["ru", "en"] as const)("has thirteen sub-criteria and every finding when the locale is %s", (locale) => {
    const markdown = toEvidenceGaps(withoutTree, { locale });
    expect(markdown.match(/^### /gm)).toHaveLength(13);
    const word = locale === "ru" ? "Не хватает" : "Missing";
    expect(markdown.split(`**${word}**`)).toHaveLength(all(withoutTree, "missing").length + 1);
    for (const { code } of all(withoutTree, "notChecked")) expect(markdown).toContain(code);
    expect(markdown).toContain(locale === "ru" ? "рабочие, не официальные" : "working names, not official");
  });
});
