import type { Period } from "../../calendar";
import {
  acrossCounts,
  type PeopleAcrossPeriods,
  type Reconciliation,
  type ShareInPeriod,
} from "../../tables/strata/reconcile";
import { type Book, cellKey, EVERYBODY, type Path } from "./cells";
import type { EditionFeatures } from "./features";
import { partFeature } from "./figures";

/** Parts of a share, and what a reader of the results knows them as. */
const PARTS = { numerator: "counted", denominator: "denominator" } as const;
type PartName = keyof typeof PARTS;

/** Names of what is counted of a person across periods. */
function namesIn({ periods }: Reconciliation, code: string, part: PartName) {
  const spans = periods.map(({ from, to }) => `${from}/${to}`).sort();
  const prefix = `${code} | ${spans.join(" ")} | ${part}`;
  return {
    sum: `${prefix} | sum`,
    unionOnly: `${prefix} | union only`,
    periodsOnly: `${prefix} | periods only`,
    exactly: (count: number) => `${prefix} | in exactly ${count}`,
  };
}

/** Periods beside their union: the same counts as in the results, and how many people stand in how many periods. */
export function describeReconciliation(book: Book, path: Path, table: Reconciliation): void {
  table.indicators.forEach((indicator, row) => {
    const { code } = indicator;
    const at = [...path, "indicators", row];
    const cellOf = (part: PartName, period: Period) => ({
      row: EVERYBODY,
      feature: partFeature({ code, period }, PARTS[part]),
    });
    const shares: readonly (readonly [Path, ShareInPeriod])[] = [
      ...indicator.inPeriods.map((one, place) => [[...at, "inPeriods", place], one] as const),
      [[...at, "inUnion"], indicator.inUnion],
    ];
    for (const [on, { period, share }] of shares) {
      const above = book.shown([...on, "share", "numerator"], cellOf("numerator", period), share.numerator);
      const below = book.shown([...on, "share", "denominator"], cellOf("denominator", period), share.denominator);
      book.place({ path: [...on, "percent"], cells: [above, below], as: "percent" });
      book.place({ path: [...on, "reason"], cells: [below], as: "derived" });
    }
    const told = (Object.keys(PARTS) as PartName[]).flatMap((part) =>
      describeAcross(book, [...at, part], indicator[part], namesIn(table, code, part), (period) =>
        cellOf(part, period),
      ),
    );
    book.place({
      path: [...at, "explanation"],
      cells: [...told, ...shares.map(([, { period }]) => cellKey(cellOf("denominator", period)))],
      as: "text",
      text: () => ({
        ru: `Показатель ${code}: часть чисел скрыта, поэтому сверка периодов словами не приводится.`,
        en: `Indicator ${code}: some counts are suppressed, so the periods are not reconciled in words.`,
      }),
    });
  });
}

function describeAcross(
  book: Book,
  path: Path,
  across: PeopleAcrossPeriods,
  names: ReturnType<typeof namesIn>,
  cellOf: (period: Period) => { readonly row: string; readonly feature: string },
): readonly string[] {
  const whole = (feature: string) => ({ row: EVERYBODY, feature });
  const about = { of: across.inUnion.people };
  const { inUnion, inUnionOnly, inPeriodsOnly } = across;
  return [
    book.shown([...path, "inUnion", "people"], cellOf(inUnion.period), inUnion.people),
    ...across.inPeriods.map(({ period, people }, place) =>
      book.shown([...path, "inPeriods", place, "people"], cellOf(period), people),
    ),
    book.shown([...path, "sumOfPeriods"], whole(names.sum), across.sumOfPeriods, about),
    ...across.inExactly.map(({ periods, people }, place) =>
      book.shown([...path, "inExactly", place, "people"], whole(names.exactly(periods)), people, about),
    ),
    book.shown([...path, "inUnionOnly"], whole(names.unionOnly), inUnionOnly, about),
    book.shown([...path, "inPeriodsOnly"], whole(names.periodsOnly), inPeriodsOnly, about),
  ];
}

/** How each possible person stands across the periods. */
export function reconciliationFeatures(book: EditionFeatures, table: Reconciliation): void {
  for (const { code } of table.indicators) {
    const columns = table.periods.map((period) => book.verdicts(code, period));
    const ofUnion = book.verdicts(code, table.union);
    if (ofUnion === undefined || columns.some((column) => column === undefined)) continue;
    for (const part of Object.keys(PARTS) as PartName[]) {
      const names = namesIn(table, code, part);
      const exactly = columns.map((_, place) => names.exactly(place + 1));
      book.count([code], [names.sum, names.unionOnly, names.periodsOnly, ...exactly], (person, put) => {
        const across = acrossCounts(columns as readonly Uint8Array[], ofUnion, part, person, person + 1);
        const times = across.people.reduce((sum, one) => sum + one, 0);
        put(0, times);
        put(1, across.inUnionOnly);
        put(2, across.inPeriodsOnly);
        if (times > 0) put(2 + times, 1);
      });
    }
  }
}
