import type { Period } from "../calendar";
import type { PeopleAcrossPeriods, Reconciliation, ShareInPeriod } from "../tables/reconcile";
import type { CellBook, Path } from "./cells";
import { blockKey, EVERYBODY } from "./figures";

/** Periods beside their union: the same counts as in the results, and how many people stand in how many periods. */
export function describeReconciliation(book: CellBook, path: Path, table: Reconciliation): void {
  const spans = table.periods.map(({ from, to }) => `${from}/${to}`).sort();
  table.indicators.forEach((indicator, row) => {
    const { code } = indicator;
    const at = [...path, "indicators", row];
    const keyOf = (part: Part, period: Period) => blockKey({ where: EVERYBODY, code, period }, part);
    const shares: readonly (readonly [Path, ShareInPeriod])[] = [
      ...indicator.inPeriods.map((one, place) => [[...at, "inPeriods", place], one] as const),
      [[...at, "inUnion"], indicator.inUnion],
    ];
    for (const [on, { period, share }] of shares) {
      const [above, below] = [keyOf("counted", period), keyOf("denominator", period)];
      book.shown([...on, "share", "numerator"], above, share.numerator);
      book.shown([...on, "share", "denominator"], below, share.denominator);
      book.place({ path: [...on, "percent"], cells: [above, below], as: "percent" });
      book.place({ path: [...on, "reason"], cells: [below], as: "derived" });
    }
    const told = PARTS.flatMap(([name, part]) =>
      describeAcross(book, [...at, name], indicator[name], `${code} | ${spans.join(" ")} | ${name}`, (period) =>
        keyOf(part, period),
      ),
    );
    book.place({
      path: [...at, "explanation"],
      cells: [...told, ...shares.map(([, { period }]) => keyOf("denominator", period))],
      as: "text",
      text: () => ({
        ru: `Показатель ${code}: часть чисел скрыта, поэтому сверка периодов словами не приводится.`,
        en: `Indicator ${code}: some counts are suppressed, so the periods are not reconciled in words.`,
      }),
    });
  });
}

type Part = "counted" | "denominator";
const PARTS = [
  ["numerator", "counted"],
  ["denominator", "denominator"],
] as const;

function describeAcross(
  book: CellBook,
  path: Path,
  across: PeopleAcrossPeriods,
  name: string,
  keyOf: (period: Period) => string,
): readonly string[] {
  const union = book.shown([...path, "inUnion", "people"], keyOf(across.inUnion.period), across.inUnion.people);
  const about = { of: union };
  const inPeriods = across.inPeriods.map(({ period, people }, place) =>
    book.shown([...path, "inPeriods", place, "people"], keyOf(period), people),
  );
  const sum = book.shown([...path, "sumOfPeriods"], `${name} | sum`, across.sumOfPeriods, about);
  const exactly = across.inExactly.map(({ periods, people }, place) =>
    book.shown([...path, "inExactly", place, "people"], `${name} | in exactly ${periods}`, people, about),
  );
  const inUnionOnly = book.shown([...path, "inUnionOnly"], `${name} | union only`, across.inUnionOnly, about);
  const inPeriodsOnly = book.shown([...path, "inPeriodsOnly"], `${name} | periods only`, across.inPeriodsOnly, about);
  book.equal(sum, inPeriods);
  book.relate([[sum, -1], ...exactly.map((key, place) => [key, place + 1] as const)]);
  book.relate([[union, -1], [inUnionOnly, 1], [inPeriodsOnly, -1], ...exactly.map((key) => [key, 1] as const)]);
  book.atMost([inUnionOnly], [[union, 1]]);
  for (const one of inPeriods) {
    book.atMost([exactly.at(-1)!], [[one, 1]]);
    book.atMost(
      [one],
      exactly.map((key) => [key, 1] as const),
    );
  }
  return [union, ...inPeriods, sum, ...exactly, inUnionOnly, inPeriodsOnly];
}
