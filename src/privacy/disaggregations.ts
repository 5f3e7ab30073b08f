import type { Disaggregation, DisaggregationRow } from "../tables/disaggregate";
import type { StratumValue } from "../tables/dimension";
import { verdictNames } from "../verdicts/verdict";
import type { CellBook, Path } from "./cells";
import { type Block, type Blocks, blockKey, EVERYBODY, PEOPLE, peopleKey } from "./figures";

/** Rows of a disaggregation are blocks; rows that differ in one dimension add up to their total, or overlap in it. */
export function describeDisaggregation(book: CellBook, blocks: Blocks, path: Path, table: Disaggregation): void {
  const { ages } = table;
  const names = table.dimensions.map(({ name }) =>
    name === "ageBand" && ages !== null ? `${name} ${ages.at} ${ages.bands.join(" ")}` : name,
  );
  const whereOf = (of: readonly StratumValue[]) => {
    const held = of.flatMap((value, place) => (value.kind === "total" ? [] : [`${names[place]}=${textOf(value)}`]));
    return held.length === 0 ? EVERYBODY : held.sort().join(" & ");
  };
  table.overlaps.forEach(({ dimension, period, people }, place) => {
    const name = names[table.dimensions.findIndex((one) => one.name === dimension)]!;
    book.shown([...path, "overlaps", place, "people"], overlapKey(name, period), people, { of: PEOPLE, least: 1 });
  });
  table.rows.forEach(({ of, figures }, row) => {
    figures.forEach((ofStratum, place) => {
      const at = [...path, "rows", row, "figures", place];
      const block = { where: whereOf(of), code: ofStratum.code, period: ofStratum.period };
      blocks.describe(at, block, ofStratum);
      book.place({ path: [...at, "reason"], cells: [blockKey(block, "denominator")], as: "derived" });
    });
  });
  for (const { total, parts, place } of sumsOf(table.rows)) {
    total.figures.forEach(({ code, period }) => {
      const blockOf = ({ of }: DisaggregationRow): Block => ({ where: whereOf(of), code, period });
      const overlap = overlapKey(names[place]!, period);
      const isMissing = parts.map(({ of }) => of[place]!.kind === "missing");
      const keysOf = [
        peopleKey,
        ...[...verdictNames, "denominator" as const, "settled" as const].map(
          (part) => (block: Block) => blockKey(block, part),
        ),
      ];
      for (const keyOf of keysOf) {
        const whole = keyOf(blockOf(total));
        const rows = parts.map((row) => keyOf(blockOf(row)));
        if (!book.has(overlap)) book.equal(whole, rows);
        else overlapping(book, whole, rows, isMissing, overlap);
      }
    });
  }
}

function overlapping(
  book: CellBook,
  whole: string,
  rows: readonly string[],
  isMissing: readonly boolean[],
  overlap: string,
): void {
  const groups = rows.filter((_, row) => !isMissing[row]);
  const others = rows.filter((_, row) => isMissing[row]);
  // Who has no value is in no other row.
  for (const group of groups) book.atMost([group, ...others], [[whole, 1]]);
  book.atMost(
    [whole],
    rows.map((row) => [row, 1] as const),
  );
  book.atMost(rows, [
    [whole, 1],
    [overlap, groups.length - 1],
  ]);
  if (whole !== PEOPLE) return;
  book.atMost(
    [whole, overlap],
    rows.map((row) => [row, 1] as const),
  );
}

/** Every row that is a total over a dimension, with the rows that it totals. */
function sumsOf(rows: readonly DisaggregationRow[]) {
  return rows.flatMap((total) =>
    total.of.flatMap((value, place) => {
      if (value.kind !== "total") return [];
      const parts = rows.filter(({ of }) =>
        of.every((other, at) => (at === place ? other.kind !== "total" : textOf(other) === textOf(total.of[at]!))),
      );
      return parts.length === 0 ? [] : [{ total, parts, place }];
    }),
  );
}

function textOf(value: StratumValue): string {
  if (value.kind === "total") return "*";
  return value.kind === "value" ? JSON.stringify(value.code) : `?${value.reason}`;
}

function overlapKey(dimension: string, { from, to }: Block["period"]): string {
  return `${dimension} | ${from}/${to} | in several`;
}
