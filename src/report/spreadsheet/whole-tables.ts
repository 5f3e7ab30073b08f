import type { Edition } from "../sections/edition";
import { wordingText } from "../sections/edition";
import { strataText } from "../sections/people-sections";
import type { EvidenceGaps } from "../../practice/evidence/gaps";
import { countText } from "../privacy/suppress";
import { toSentence } from "../../core/aloud/sentence";
import type { ReadableReport, ReportedTree } from "../report";
import type { Feedback } from "../../tables/feedback/feedback";
import type { Retention } from "../../tables/retention/retention";
import type { SocialChange } from "../../tables/change/social-change";
import { type DataTable, dataTable, number, text } from "./data-table";
import { periodFields } from "./shielded-tables";

/**
 * One row per period and criterion. A suppressed report withholds the table, so none of its figures is suppressed;
 * likewise
 * the others here.
 */
export function socialChangeTable(report: ReadableReport, { locale }: Edition): DataTable {
  const tables = report.socialChange as readonly SocialChange[];
  const rows = tables.flatMap(({ code, period, served, criteria }) =>
    criteria.map((one) => ({ code, period, served, one })),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Социальные изменения", "Social change"],
    [
      text("indicator", "Показатель", "Indicator", ({ code }) => code),
      ...periodFields<Row>(),
      number("served", "Получили услугу", "Served", ({ served }) => served),
      text("criterion", "Код критерия", "Criterion code", ({ one }) => one.criterion),
      text("title", "Критерий", "Criterion", ({ one }) => one.title[locale]),
      number("improved", "Лучше", "Better", ({ one }) => one.movements.improved),
      number("unchanged", "Так же", "Same", ({ one }) => one.movements.unchanged),
      number("worsened", "Хуже", "Worse", ({ one }) => one.movements.worsened),
      number("unpaired", "Нет пары", "No pair", ({ one }) => one.movements.unpaired),
      number("not_applicable", "Не применимо", "Not applicable", ({ one }) => one.movements.notApplicable),
      number("baseline_paired", "Первая оценка, с парой", "Baseline, paired", ({ one }) => one.baseline.paired.mean),
      number(
        "baseline_unpaired",
        "Первая оценка, без пары",
        "Baseline, unpaired",
        ({ one }) => one.baseline.unpaired.mean,
      ),
    ],
    rows,
  );
}

/** A row a curve and point; the curve of all has no stratum. */
export function retentionTable(report: ReadableReport, edition: Edition): DataTable {
  const rows = (report.retention as readonly Retention[]).flatMap(({ period, unit, all, strata }, at) =>
    [{ of: [], ...all }, ...strata].flatMap(({ of, points }) =>
      points.map((point) => ({ at, period, unit, of, point })),
    ),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Удержание", "Retention"],
    [
      number("curve", "Кривая", "Curve", ({ at }) => at + 1),
      ...periodFields<Row>(),
      text("stratum", "Группа", "Stratum", ({ of }) => strataText(of, edition)),
      number("after", "Прошло", "After", ({ point }) => point.after),
      text("unit", "Единица", "Unit", ({ unit }) => unit),
      number("retained", "Остаются, доля", "Retained", ({ point }) => point.retained),
      number("percent", "Остаются, %", "Percent", ({ point }) => point.percent),
      number("interval_low", "95 % от", "95% low", ({ point }) => point.interval?.low ?? null),
      number("interval_high", "95 % до", "95% high", ({ point }) => point.interval?.high ?? null),
      number("bound_low", "Граница снизу", "Lower bound", ({ point }) => point.bounds?.low ?? null),
      number("bound_high", "Граница сверху", "Upper bound", ({ point }) => point.bounds?.high ?? null),
      number("at_risk", "Под наблюдением", "At risk", ({ point }) => point.atRisk),
      number("ended", "Ушли", "Ended", ({ point }) => point.ended),
      number("censored", "Наблюдение прервано", "Censored", ({ point }) => point.censored),
    ],
    rows,
  );
}

/** A row an instrument, period, stratum and item. */
export function feedbackTable(report: ReadableReport, edition: Edition): DataTable {
  const rows = (report.feedback as readonly Feedback[]).flatMap(({ instrument, rows: strata }) =>
    strata.flatMap(({ of, figures }) =>
      figures.flatMap((ofPeriod) => ofPeriod.items.map((item) => ({ ...ofPeriod, instrument, of, item }))),
    ),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Обратная связь", "Feedback"],
    [
      text("instrument", "Анкета", "Instrument", ({ instrument }) => instrument.reference),
      ...periodFields<Row>(),
      text("stratum", "Группа", "Stratum", ({ of }) => strataText(of, edition)),
      number("asked", "Спрошены", "Asked", ({ response }) => response.share.denominator),
      number("answered", "Ответили", "Answered", ({ response }) => response.share.numerator),
      text("item", "Код вопроса", "Item code", ({ item }) => item.code),
      text("title", "Вопрос", "Item", ({ item }) => item.title[edition.locale]),
      number("people", "Людей", "People", ({ item }) => item.people),
      number("missing", "Без балла", "No score", ({ item }) => item.missing),
      number("mean", "Среднее", "Mean", ({ item }) => item.mean),
      number("median", "Медиана", "Median", ({ item }) => item.median),
      text("distribution", "Людей по баллам", "People by score", ({ item }) =>
        item.distribution.map(({ score, people }) => `${score}: ${people}`).join(", "),
      ),
    ],
    rows,
  );
}

/** One row per result, indicator and period. */
export function treeTable(report: ReadableReport, { locale }: Edition): DataTable {
  const tree = report.tree as ReportedTree | null;
  const rows = (tree?.evaluated.nodes ?? []).flatMap((node) =>
    node.indicators.flatMap((indicator) => indicator.figures.map((one) => ({ node, indicator, one }))),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Дерево результатов", "Results tree"],
    [
      text("level", "Уровень", "Level", ({ node }) => node.level.title[locale]),
      text("node", "Код результата", "Result code", ({ node }) => node.code),
      text("title", "Результат", "Result", ({ node }) => node.title[locale]),
      text("indicator", "Показатель", "Indicator", ({ indicator }) => indicator.code),
      text("period_from", "Начало периода", "Period from", ({ one }) => one.period?.from ?? ""),
      text("period_to", "Конец периода", "Period to", ({ one }) => one.period?.to ?? ""),
      number("baseline", "Базовое значение, %", "Baseline, %", ({ indicator }) => indicator.baseline?.percent ?? null),
      number("target", "Цель, %", "Target, %", ({ one }) => one.target),
      number("numerator", "Числитель", "Numerator", ({ one }) => one.share?.numerator ?? null),
      number("denominator", "Знаменатель", "Denominator", ({ one }) => one.share?.denominator ?? null),
      number("percent", "Значение, %", "Value, %", ({ one }) => one.percent),
      number("achievement", "Пройдено, %", "Achieved, %", ({ one }) => one.achievement?.percent ?? null),
      text("status", "Достижение", "Status", ({ one }) => one.status),
      text("reason", "Почему", "Why", ({ one }) => one.reason.message[locale]),
    ],
    rows,
  );
}

/** A row a finding. */
export function evidenceTable(report: ReadableReport, { locale }: Edition): DataTable {
  const gaps = report.evidence as EvidenceGaps | null;
  const rows = (gaps?.axes ?? []).flatMap(({ subCriteria }) =>
    subCriteria.flatMap(({ title, missing, asks, present, notChecked }) =>
      [...missing, ...asks, ...present, ...notChecked].map((one) => ({ title, one })),
    ),
  );
  return dataTable<(typeof rows)[number]>(
    ["Пробелы в доказательствах", "Gaps in evidence"],
    [
      text("sub_criterion", "Код подкритерия", "Sub-criterion code", ({ one }) => one.subCriterion),
      text("title", "Подкритерий", "Sub-criterion", ({ title }) => title[locale]),
      text("kind", "Что с ним", "Kind", ({ one }) => one.kind),
      text("finding", "Код", "Code", ({ one }) => one.code),
      text("subject", "О чём", "Subject", ({ one }) => one.subject ?? ""),
      text("message", "Что найдено", "Finding", ({ one }) => one.message[locale]),
      text("action", "Что сделать", "Action", ({ one }) => one.remedy?.action[locale] ?? ""),
    ],
    rows,
  );
}

/** A row a note of the report or of one of its figures; readings have a table of their own. */
export function notesTable(report: ReadableReport, { locale }: Edition): DataTable {
  const rows = [
    ...report.notes.map((note) => ({ of: "", note })),
    ...report.results.flatMap(({ code, period, notes }) =>
      notes.map((note) => ({ of: `${code} ${period.from} ${period.to}`, note })),
    ),
    ...report.harm.flatMap(({ period, notes }) =>
      notes.map((note) => ({ of: `harm ${period.from} ${period.to}`, note })),
    ),
  ];
  return dataTable<(typeof rows)[number]>(
    ["Примечания", "Notes"],
    [
      text("of", "К чему", "Of", ({ of }) => of),
      text("code", "Код", "Code", ({ note }) => note.code),
      text("message", "Примечание", "Note", ({ note }) => note.message[locale]),
    ],
    rows,
  );
}

/** One row per indicator. */
export function definitionsTable(report: ReadableReport, edition: Edition): DataTable {
  return dataTable<ReadableReport["definitions"][number]>(
    ["Определения", "Definitions"],
    [
      text("indicator", "Показатель", "Indicator", ({ code }) => code),
      text("title", "Название", "Title", ({ definition }) => definition.title[edition.locale]),
      text("fingerprint", "Отпечаток", "Fingerprint", ({ fingerprint }) => fingerprint),
      text("rule", "Как считается", "Rule", ({ definition }) => toSentence(definition, { locale: edition.locale })),
      text("source", "Источник", "Source", ({ definition }) =>
        definition.source === undefined ? "" : wordingText(definition.source, edition),
      ),
    ],
    report.definitions,
  );
}

function ruleText(suppression: ReadableReport["suppression"]): string {
  if (suppression === undefined) return "no";
  return "round" in suppression ? `round ${suppression.round}` : `threshold ${suppression.threshold}`;
}

/** Names of what is left out whole, and what each disaggregation among it is by. */
function withheldText(suppression: ReadableReport["suppression"]): string {
  if (suppression === undefined) return "";
  const tables = ("withheldTables" in suppression && suppression.withheldTables) || [];
  return [...suppression.withheld, ...tables.map((by) => by.map(({ name }) => name).join("×"))].join(" ");
}

/** One row per fact of how the report was made. */
export function manifestTable({ manifest, suppression }: ReadableReport): DataTable {
  const { library, asOf, knownOn, people, events, dataset, options } = manifest;
  const rows: readonly (readonly [string, string])[] = [
    ["library", library.name],
    ["version", library.version],
    ["asOf", asOf],
    ["knownOn", knownOn ?? ""],
    ["people", countText(people)],
    ["events", countText(events)],
    ["dataset", dataset],
    ["suppressed", ruleText(suppression)],
    ["withheld", withheldText(suppression)],
    ...options.map(({ name, value }) => [`options.${name}`, value] as const),
  ];
  return dataTable<(typeof rows)[number]>(
    ["Как сделан отчёт", "Manifest"],
    [text("name", "Что", "Name", ([name]) => name), text("value", "Значение", "Value", ([, value]) => value)],
    rows,
  );
}
