import { DATE, isSamePeriod, type Period, periodText } from "../../calendar";
import { plain } from "../../core/definition/language";
import { type Kind, type OptionsOf, some } from "../../options";
import { lineText } from "../../core/aloud/line";
import { type Locale, localeOf } from "../../share";
import {
  checkMapping,
  type Dhis2Disaggregation,
  type Dhis2Elements,
  type Dhis2Mapping,
  dhis2Parts,
  stratumKey,
} from "./dhis2-mapping";
import { dhis2Period } from "./dhis2-period";
import {
  commonLosses,
  type ExchangeableReport,
  type Exchanged,
  isTold,
  Losses,
  readable,
  type Told,
} from "./exchanged";
import { type Figure, figuresOf, type IndicatorInPeriod, shareText } from "./figure";
import { remarkText } from "./remark";

/** One value of one data element. */
export interface Dhis2DataValue {
  readonly dataElement: string;
  /** The default one of DHIS2 when absent. */
  readonly categoryOptionCombo?: string;
  /** A whole number of people, or a percentage with one decimal. */
  readonly value: string;
  readonly comment: string;
}

/** The body of one `POST /api/dataValueSets`. */
export interface Dhis2DataValueSet {
  readonly dataSet: string;
  readonly completeDate?: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly attributeOptionCombo?: string;
  readonly dataValues: readonly Dhis2DataValue[];
}

/** Where figures go, and in which language comments are. */
export interface Dhis2Options extends Dhis2Mapping {
  /** Language of the comments. */
  readonly locale: Locale;
  /** Day on which the data set is said to be complete; it is not said when absent. */
  readonly completeDate?: string | undefined;
}

const CANNOT = "write DHIS2";
const KEPT = ["manifest", "definitions", "results", "harm", "disaggregations", "suppression"];

/**
 * A report as data value sets of DHIS2: one for each calendar year, half-year, quarter or month, in the order of the
 * report.
 *
 * A count or percentage goes to the data element its indicator and part are mapped to; the comment of every value holds
 * the rest, the readings beside an indicator included. Suppressed figures and those without a value are left out, as
 * are periods that DHIS2 has no name for; notes count them.
 *
 * @param report - from `buildReport`, or `suppress` where others read it; not changed
 * @param options - `dataSet`, `orgUnit`, `attributeOptionCombo`: identifiers of DHIS2; `dataElements`: by indicator and
 *   part (`numerator`, `denominator`, `percent`, `pending`, `unknown`, `excluded`), null for an indicator to leave out;
 *   `disaggregations`: likewise by stratum, none by default; `completeDate`: not said by default; `locale`: `"ru"` or
 *   `"en"`, of comments
 * @returns `document`: one body a period; `lost`: what is not in them or stands elsewhere
 * @throws TypeError when the report is not one, or an option is not known, left out or of another kind
 * @throws RangeError when `locale` is not one of the two, or `completeDate` not a day
 * @throws DefinitionError with every issue of the mapping
 * @units people; percentages are of people
 * @source DHIS2 Web API, Sending data values (`/api/dataValueSets`), JSON
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { document } = toDhis2(buildReport(evaluation), {
 *   dataSet: "pBOMPrpg1QX",
 *   orgUnit: "DiszpKrYNg8",
 *   dataElements: { "1.1": { numerator: "f7n9E0hX8qk", denominator: "Ix2HsbDMLea" } },
 *   locale: "en",
 * });
 * expect(document[0]).toMatchObject({ period: "2019", dataValues: [{ value: "1" }, { value: "1" }] });
 * ```
 */
export function toDhis2(report: ExchangeableReport, options: Dhis2Options): Exchanged<readonly Dhis2DataValueSet[]> {
  const given = readable(report, CANNOT);
  const locale = localeOf(options, CANNOT, OPTIONS);
  checkMapping(options, given);
  const { dataSet, orgUnit, attributeOptionCombo, completeDate, dataElements, disaggregations = [] } = options;
  const left: Left = { absent: 0, periods: [], zeros: 0 };
  const figures = figuresOf(given);
  const tables = given.disaggregations.map(({ dimensions }) => dimensions.map(({ name }) => name).join("×"));
  const valuesOf = (code: string, one: IndicatorInPeriod): readonly Dhis2DataValue[] => {
    const remark = remarkText(one, given.harm, locale);
    return [
      ...valuesOfFigure(one, one.result.verdicts, dataElements[code], { comment: remark }, left),
      ...one.readings.flatMap((reading) => {
        const comment = lineText(`${reading.title[locale]}: ${shareText(reading, locale)}`);
        return valuesOfFigure(reading, {}, dataElements[reading.code], { comment }, left);
      }),
      ...disaggregations.flatMap(({ by, dataElements: elements, categoryOptionCombos }) => {
        const table = tables.indexOf(by.join("×"));
        const uids = new Map(categoryOptionCombos.map(({ of, uid }) => [stratumKey(of), uid]));
        return one.strata.flatMap((stratum) => {
          const uid = stratum.table === table ? uids.get(stratumKey(stratum.of)) : undefined;
          if (typeof uid !== "string") return [];
          const about = { categoryOptionCombo: uid, comment: shareText(stratum, locale) };
          return valuesOfFigure(stratum, stratum.verdicts, elements[code], about, left);
        });
      }),
    ];
  };
  const sets = given.manifest.periods.flatMap((period): readonly Dhis2DataValueSet[] => {
    const named = dhis2Period(period);
    if (named === undefined) {
      left.periods.push(period);
      return [];
    }
    const dataValues = [...figures].flatMap(([code, inPeriods]) =>
      inPeriods.filter((one) => isSamePeriod(one.period, period)).flatMap((one) => valuesOf(code, one)),
    );
    const complete = completeDate === undefined ? {} : { completeDate };
    const attribute = attributeOptionCombo === undefined ? {} : { attributeOptionCombo };
    return [{ dataSet, ...complete, period: named, orgUnit, ...attribute, dataValues }];
  });
  const losses = new Losses();
  const skipped = given.definitions.filter(({ code }) => dataElements[code] === null).map(({ code }) => code);
  const sent = disaggregations.map(({ by }) => by.join("×"));
  const unsent = tables.filter((table) => !sent.includes(table));
  const unmapped = given.disaggregations.reduce(
    (sum, { rows }, at) => sum + unmappedRows(rows, tables[at]!, disaggregations),
    0,
  );
  noteLosses(losses, left, {
    skipped,
    unsent,
    unmapped,
    overlaps: given.disaggregations.some(({ overlaps }) => overlaps.length > 0),
  });
  commonLosses(report, losses, KEPT);
  return plain({ document: sets, lost: losses.notes() });
}

interface Left {
  absent: number;
  zeros: number;
  readonly periods: Period[];
}

/** Identifiers are looked at where it is known what they are of. */
const ELEMENTS: Kind = { "*": ["null", { "*": "any" }] };
const STRATUM: Kind = (value) =>
  typeof value === "object" ? { kind: "=value|missing|total", "code?": "text", "reason?": "text" } : "text";
const OPTIONS: OptionsOf<Omit<Dhis2Options, "locale">> = {
  ...{
    dataSet: "any",
    orgUnit: "any",
    "attributeOptionCombo?": "any",
    dataElements: ELEMENTS,
    "completeDate?": DATE,
  },
  "disaggregations?": [
    { by: some("text"), dataElements: ELEMENTS, categoryOptionCombos: [{ of: [STRATUM], uid: ["null", "string"] }] },
  ],
};

/** What was not mapped, or not to be sent. */
interface Unsent {
  readonly skipped: readonly string[];
  readonly unsent: readonly string[];
  readonly unmapped: number;
  readonly overlaps: boolean;
}

/** Rows of a table that is sent, but the grand total, that go nowhere. */
function unmappedRows(
  rows: readonly { readonly of: readonly unknown[] }[],
  table: string,
  disaggregations: readonly Dhis2Disaggregation[],
): number {
  const sent = disaggregations.filter(({ by }) => by.join("×") === table);
  if (sent.length === 0) return 0;
  const mapped = sent.flatMap(({ categoryOptionCombos }) => categoryOptionCombos.filter(({ uid }) => uid !== null));
  return rows.length - 1 - new Set(mapped.map(({ of }) => stratumKey(of))).size;
}

/** The values of a figure that are mapped and may be told. */
function valuesOfFigure(
  figure: Figure,
  verdicts: Readonly<Partial<Record<string, Told<number>>>>,
  elements: Dhis2Elements | undefined,
  about: { readonly categoryOptionCombo?: string; readonly comment: string },
  left: Left,
): readonly Dhis2DataValue[] {
  if (elements === undefined || elements === null) return [];
  return dhis2Parts.flatMap((part) => {
    const dataElement = elements[part];
    if (dataElement === undefined) return [];
    const isShare = part === "numerator" || part === "denominator" || part === "percent";
    const value: Told<string | number | null> | undefined = isShare ? figure[part] : verdicts[part];
    if (value === undefined || value === null || !isTold(value)) {
      left.absent++;
      return [];
    }
    if (Number(value) === 0) left.zeros++;
    const { categoryOptionCombo, comment } = about;
    const combo = categoryOptionCombo === undefined ? {} : { categoryOptionCombo };
    return [{ dataElement, ...combo, value: String(value), comment }];
  });
}

function noteLosses(
  losses: Losses,
  { absent, zeros, periods }: Left,
  { skipped, unsent, unmapped, overlaps }: Unsent,
): void {
  const add = losses.add.bind(losses);
  add(
    "beside-in-comments",
    "Интервал, границы, примечания, прочтения и вред, а также части без своего элемента данных — в комментарии к значению.",
    "Interval, bounds, notes, readings and harm, and parts without a data element of their own, are in the comment of the value.",
  );
  add(
    "not-additive",
    "DHIS2 по умолчанию складывает значения по периодам и подразделениям, а люди и доли не складываются: задайте элементам данных тип агрегации «нет» (NONE).",
    "DHIS2 adds up values over periods and units by default, and neither people nor shares add up: give the data elements the aggregation type NONE.",
  );
  if (zeros > 0) {
    add(
      "zeros-may-be-dropped",
      `Нулевых значений: ${zeros}. DHIS2 не сохраняет нули, если у элемента данных не включено «хранить нулевые значения» (zeroIsSignificant).`,
      `Values of zero: ${zeros}. DHIS2 does not store zeros unless the data element says “store zero data values” (zeroIsSignificant).`,
    );
  }
  if (absent > 0) {
    add(
      "values-left-out",
      `Не переданы значения, которых нет или которые скрыты: ${absent}. То, что раньше было сохранено в DHIS2 на их месте, там и останется.`,
      `Figures without a value or suppressed are left out: ${absent}. What DHIS2 already holds in their place stays there.`,
    );
  }
  if (periods.length > 0) {
    const names = periods.map(periodText).join(", ");
    add(
      "periods-left-out",
      `Не переданы периоды, которые не являются календарным годом, полугодием, кварталом или месяцем: ${names}.`,
      `Periods that are no calendar year, half-year, quarter or month are left out: ${names}.`,
    );
  }
  if (skipped.length > 0) {
    const codes = skipped.join(", ");
    add(
      "indicators-left-out",
      `Не переданы по указанию показатели: ${codes}.`,
      `Indicators left out as told: ${codes}.`,
    );
  }
  if (unsent.length > 0) {
    const names = unsent.join(", ");
    add("disaggregations-left-out", `Не переданы разбивки: ${names}.`, `Disaggregations left out: ${names}.`);
  }
  if (unmapped > 0) {
    add(
      "strata-left-out",
      `Строк переданных разбивок без комбинации категорий, они не переданы: ${unmapped}.`,
      `Strata of the disaggregations sent that have no category option combination, and are left out: ${unmapped}.`,
    );
  }
  if (overlaps) {
    add(
      "strata-overlap",
      "Человек может входить в несколько строк разбивки; итог DHIS2 по такой разбивке учтёт его несколько раз.",
      "One person may stand in several strata; a total of DHIS2 over them would count that person several times.",
    );
  }
}
