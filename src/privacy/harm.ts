import type { IndicatorDefinition } from "../definition/language";
import type { Harm } from "../tables/harm";
import { describeAdverseEvents, type Nested, tieEvents, tiePeople } from "./adverse-events";
import type { CellBook, Path } from "./cells";
import { describeWorsening, tieWorsening } from "./worsening";

/** All periods of the table together: what got worse is read against denominators, what went wrong against everybody. */
export function describeHarm(
  book: CellBook,
  path: Path,
  tables: readonly Harm[],
  definitions: readonly IndicatorDefinition[],
): void {
  const ofCode = new Map(definitions.map((definition) => [definition.code, definition]));
  const nested = nestedIn(tables);
  tables.forEach((table, place) => {
    table.worsening.forEach((one, row) => {
      describeWorsening(book, [...path, place, "worsening", row], table, one, ofCode.get(one.indicator));
    });
    describeAdverseEvents(book, [...path, place], table);
  });
  tieWorsening(book, nested, ofCode);
  tieEvents(book, tables);
  tiePeople(book, nested);
}

/** Every two different periods of which one is within the other. */
function nestedIn(tables: readonly Harm[]): readonly Nested[] {
  return tables.flatMap((part) =>
    tables
      .filter(({ period: { from, to } }) => from <= part.period.from && to >= part.period.to)
      .filter(({ period: { from, to } }) => from !== part.period.from || to !== part.period.to)
      .map((whole) => [part, whole] as const),
  );
}
