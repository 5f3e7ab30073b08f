import type { Edition } from "../sections/edition";
import { strataText } from "../sections/people-sections";
import { isSuppressed, type Shielded, type Suppressed } from "../privacy/suppress";
import { pairingText } from "../../core/aloud/pairing";
import type { Pairing } from "../../core/definition/pairing";
import type { ReadableReport } from "../report";
import type { Share } from "../../share";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Figures } from "../../core/verdicts/result";
import type { Verdict } from "../../core/engine/verdict";
import { type DataTable, type DataValue, dataTable, type Field, number, text } from "./data-table";

type Dated = { readonly period: { readonly from: string; readonly to: string } };
type ShownFigures = Shielded<Figures>;

/** The columns of a period. */
export function periodFields<Row extends Dated>(): readonly Field<Row>[] {
  return [
    text<Row>("period_from", "Начало периода", "Period from", ({ period }) => period.from),
    text<Row>("period_to", "Конец периода", "Period to", ({ period }) => period.to),
  ];
}

/** One field of what may be suppressed as a whole. */
function part<Name extends string>(
  whole: Readonly<Record<Name, string | number | Suppressed>> | null | Suppressed,
  name: Name,
): DataValue {
  return whole === null || isSuppressed(whole) ? whole : whole[name];
}

const VERDICTS: readonly (readonly [Verdict, name: string, ru: string, en: string])[] = [
  ["counted", "counted", "Учтены", "Counted"],
  ["not-counted", "not_counted", "Не учтены", "Not counted"],
  ["pending", "pending", "Ожидаются", "Pending"],
  ["unknown", "unknown", "Неизвестно", "Unknown"],
  ["excluded", "excluded", "Исключены", "Excluded"],
  ["outside", "outside", "Вне знаменателя", "Outside"],
];

/** One row per indicator, period and stratum; everybody is a stratum without dimensions. */
export function figuresTable(report: ReadableReport, edition: Edition): DataTable {
  const { locale } = edition;
  const titles = new Map(report.results.map(({ code, title }) => [code, title[locale]]));
  const all = report.results.map((one) => ({ ...strippedOf(one), by: "", of: [] as readonly StratumValue[] }));
  const strata = report.disaggregations.flatMap(({ dimensions, rows }) =>
    rows.flatMap(({ of, figures }) =>
      figures.map((one) => ({
        ...strippedOf(one),
        by: dimensions.map(({ name }) => name).join(" × "),
        of: of as readonly StratumValue[],
      })),
    ),
  );
  type Row = (typeof all)[number];
  return dataTable<Row>(
    ["Показатели", "Indicators"],
    [
      text("indicator", "Показатель", "Indicator", ({ code }) => code),
      text("title", "Название", "Title", ({ code }) => titles.get(code) ?? ""),
      ...periodFields<Row>(),
      text("by", "Признак", "By", ({ by }) => by),
      text("stratum", "Группа", "Stratum", ({ of }) => (of.length === 0 ? EVERYBODY[locale] : strataText(of, edition))),
      text("stratum_code", "Код группы", "Stratum code", ({ of }) => of.map(codeOf).join(" × ")),
      number("numerator", "Числитель", "Numerator", ({ figures }) => figures.share.numerator),
      number("denominator", "Знаменатель", "Denominator", ({ figures }) => figures.share.denominator),
      number("value", "Доля", "Share", ({ figures }) => figures.value),
      number("percent", "Процент", "Percent", ({ figures }) => figures.percent),
      number("interval_low", "95 % от", "95% low", ({ figures }) => part(figures.interval, "low")),
      number("interval_high", "95 % до", "95% high", ({ figures }) => part(figures.interval, "high")),
      number(
        "settled_numerator",
        "Учтены из решённых",
        "Settled numerator",
        ({ figures }) => figures.settled.numerator,
      ),
      number("settled_denominator", "Решённые", "Settled denominator", ({ figures }) => figures.settled.denominator),
      number("bound_low", "Граница снизу", "Lower bound", ({ figures }) => part(figures.bounds, "low")),
      number("bound_high", "Граница сверху", "Upper bound", ({ figures }) => part(figures.bounds, "high")),
      ...VERDICTS.map(([verdict, name, ru, en]) =>
        number<Row>(name, ru, en, ({ figures }) => figures.verdicts[verdict]),
      ),
      text("reason", "Почему нет доли", "Why there is no share", ({ figures }) =>
        figures.share.denominator === 0 ? "empty-denominator" : "",
      ),
    ],
    [...all, ...strata],
    true,
  );
}

const EVERYBODY = { ru: "все", en: "everybody" } as const;

/** Code, period and figures of a result or a stratum. */
function strippedOf(one: ShownFigures & Dated & { readonly code: string }) {
  return { code: one.code, period: one.period, figures: one };
}

function codeOf(value: StratumValue): string {
  if (value.kind === "value") return value.code;
  return value.kind === "missing" ? value.reason : "total";
}

/** One row per indicator, period and stricter reading. */
export function readingsTable(report: ReadableReport, { locale }: Edition): DataTable {
  const rows = report.results.flatMap(({ code, period, readings }) =>
    readings.map((reading) => ({ indicator: code, period, reading })),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Более строгие прочтения", "Stricter readings"],
    [
      text("indicator", "Показатель", "Indicator", ({ indicator }) => indicator),
      text("reading", "Прочтение", "Reading", ({ reading }) => reading.code),
      text("title", "Название", "Title", ({ reading }) => reading.title[locale]),
      ...periodFields<Row>(),
      number("numerator", "Числитель", "Numerator", ({ reading }) => reading.share.numerator),
      number("denominator", "Знаменатель", "Denominator", ({ reading }) => reading.share.denominator),
      number("bound_low", "Граница снизу", "Lower bound", ({ reading }) => part(reading.bounds, "low")),
      number("bound_high", "Граница сверху", "Upper bound", ({ reading }) => part(reading.bounds, "high")),
    ],
    rows,
    true,
  );
}

/** One row per indicator, period and criterion: who got worse; first on any criterion. */
export function harmTable(report: ReadableReport, { locale }: Edition): DataTable {
  const rows = report.harm.flatMap(({ period, worsening }) =>
    worsening.flatMap(({ indicator, pairing, onAny, criteria }) => {
      const how = pairingText(pairing as Pairing, locale);
      const any = { indicator, period, how, criterion: "", title: ANY_CRITERION[locale], counts: onAny };
      const each = criteria.map((one) => ({ ...any, criterion: one.criterion, title: one.title[locale], counts: one }));
      return [any, ...each];
    }),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["У кого стало хуже", "Who got worse"],
    [
      text("indicator", "Показатель", "Indicator", ({ indicator }) => indicator),
      ...periodFields<Row>(),
      text("pairing", "Какие оценки сравниваются", "Scores compared", ({ how }) => how),
      text("criterion", "Код критерия", "Criterion code", ({ criterion }) => criterion),
      text("title", "Критерий", "Criterion", ({ title }) => title),
      number("worsened", "Стало хуже", "Worsened", ({ counts }) => counts.worsened.numerator),
      number("paired", "С парой оценок", "With a pair", ({ counts }) => counts.worsened.denominator),
      number("percent", "Процент", "Percent", ({ counts }) => counts.percent),
      number("unpaired", "Без пары оценок", "Without a pair", ({ counts }) => counts.unpaired),
      number("not_applicable", "Не применимо", "Not applicable", ({ counts }) => counts.notApplicable),
    ],
    rows,
    true,
  );
}

const ANY_CRITERION = { ru: "хотя бы по одному", en: "on at least one" } as const;

/** One row per period, kind and severity; any kind and any severity have no code. */
export function adverseEventsTable(report: ReadableReport, { label }: Edition): DataTable {
  const rows = report.harm.flatMap(({ period, adverseEvents }) =>
    adverseEvents.flatMap(({ kind, any, bySeverity }) =>
      [{ severity: "", ...any }, ...bySeverity].map((counts) => ({
        period,
        kind: kind === null ? "" : String(kind),
        severity: counts.severity,
        events: counts.events,
        people: counts.people,
      })),
    ),
  );
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Неблагоприятные события", "Adverse events"],
    [
      ...periodFields<Row>(),
      text("kind", "Код вида", "Kind code", ({ kind }) => kind),
      text("kind_title", "Вид", "Kind", ({ kind }) => label(kind)),
      text("severity", "Тяжесть", "Severity", ({ severity }) => severity),
      number("events", "Событий", "Events", ({ events }) => events),
      number("people", "Людей", "People", ({ people }) => people),
    ],
    rows,
    true,
  );
}

/** One row per period and step. */
export function funnelsTable(report: ReadableReport, { locale }: Edition): DataTable {
  const rows = report.funnels.flatMap(({ period, steps }) => steps.map((step, at) => ({ period, step, at })));
  type Row = (typeof rows)[number];
  return dataTable<Row>(
    ["Воронка", "Funnel"],
    [
      ...periodFields<Row>(),
      number("step", "Шаг", "Step", ({ at }) => at + 1),
      text("indicator", "Показатель", "Indicator", ({ step }) => step.indicator),
      text("part", "Часть показателя", "Part", ({ step }) => step.part),
      text("title", "Название", "Title", ({ step }) => step.title[locale]),
      number("entered", "Вошли", "Entered", ({ step }) => step.entered),
      number("reached", "Дошли", "Reached", ({ step }) => step.reached),
      number("pending", "Ожидаются", "Pending", ({ step }) => step.pending),
      number("unknown", "Неизвестно", "Unknown", ({ step }) => step.unknown),
      number("not", "Нет", "Not", ({ step }) => step.not),
      number("besides", "Мимо шагов", "Besides", ({ step }) => step.besides),
    ],
    rows,
    true,
  );
}

/** One row per indicator and period of a reconciliation, the union last; then in how many periods people are. */
export function reconciliationsTable(report: ReadableReport, { locale }: Edition): DataTable {
  const rows = report.reconciliations.flatMap(({ indicators }, at) =>
    indicators.flatMap(({ code, title, inPeriods, inUnion, numerator }) => [
      ...inPeriods.map((one) => ({ at, code, title, what: "period", ...one, periods: null, people: null })),
      { at, code, title, what: "union", ...inUnion, periods: null, people: null },
      ...numerator.inExactly.map(({ periods, people }) => ({
        ...{ at, code, title, what: "in-exactly", period: inUnion.period, share: null, periods, people },
      })),
    ]),
  );
  type Row = (typeof rows)[number];
  const share = (row: Row, name: keyof Share) => (row.share === null ? null : row.share[name]);
  return dataTable<Row>(
    ["Сверка периодов", "Periods reconciled"],
    [
      number("reconciliation", "Сверка", "Reconciliation", (row) => row.at + 1),
      text("indicator", "Показатель", "Indicator", ({ code }) => code),
      text("title", "Название", "Title", ({ title }) => title[locale]),
      text("what", "Что", "What", ({ what }) => what),
      ...periodFields<Row>(),
      number("numerator", "Числитель", "Numerator", (row) => share(row, "numerator")),
      number("denominator", "Знаменатель", "Denominator", (row) => share(row, "denominator")),
      number("periods", "В скольких периодах учтены", "Counted in so many periods", ({ periods }) => periods),
      number("people", "Людей", "People", ({ people }) => people),
    ],
    rows,
    true,
  );
}
