import { plain } from "../../core/definition/language";
import type { Shielded } from "../../report/privacy/suppress";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { StratumValue } from "../../tables/strata/dimension";
import { dimensionTitle, strataNotes } from "../../tables/strata/strata-notes";
import { figuresFrom, figureRange, mergedCount, mergedCounts } from "./merged-counts";
import type { Network } from "./network";
import { leftOutNote, peopleNotes } from "./notes";
import { NOBODY, type Ranges, rangeOf, rangesOf, UNTOLD } from "./ranges";
import { figureKey, inOrder, stratumKey, tableKey } from "./keys";
import type { Tally, TallyCounts, TallyTable } from "./tally";

/** A merged table, and what is told of its figures. */
export interface MergedTable {
  readonly table: Shielded<Disaggregation>;
  readonly ranges: Network["ranges"]["disaggregations"][number];
}

/** A partner's table with what its rows and its results are looked up by. */
interface Part {
  readonly tally: Tally;
  readonly table: TallyTable;
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, TallyCounts>>;
  readonly wholes: ReadonlyMap<string, Ranges>;
}

/**
 * The tables that every partner gives, stratum by stratum.
 *
 * A stratum that a partner has no row of counts nobody when the partner's table holds whoever it serves, and is not
 * known otherwise.
 *
 * @param tallies - sound ones of one network, sorted
 * @param wholesOf - by tally: what its results tell, by indicator and period
 */
export function mergedTables(
  tallies: readonly Tally[],
  wholesOf: readonly ReadonlyMap<string, Ranges>[],
): readonly MergedTable[] {
  return tallies[0]!.disaggregations.flatMap((first) => {
    const key = tableKey(first);
    const parts = tallies.flatMap((tally, at): readonly Part[] => {
      const table = tally.disaggregations.find((one) => tableKey(one) === key);
      return table === undefined ? [] : [{ tally, table, rows: rowsOf(table), wholes: wholesOf[at]! }];
    });
    return parts.length < tallies.length ? [] : [mergedTable(first, parts)];
  });
}

function rowsOf({ rows }: TallyTable): Part["rows"] {
  return new Map(rows.map(({ of, figures }) => [stratumKey(of), new Map(figures.map((one) => [figureKey(one), one]))]));
}

function mergedTable(first: TallyTable, parts: readonly Part[]): MergedTable {
  const { definitions, manifest, suppression: rules } = parts[0]!.tally;
  const named = new Map<string, readonly StratumValue[]>();
  for (const { table } of parts) for (const { of } of table.rows) named.set(stratumKey(of), of);
  const figures = definitions.flatMap(({ code }) => manifest.periods.map((period) => ({ code, period })));
  const rows = inOrder([...named.values()], first).map((of) => {
    const cells = figures.map((figure) => {
      const blocks = parts.map((part) => blockOf(part, stratumKey(of), figureKey(figure)));
      const counts = mergedCounts(
        blocks.map((block) => block.counts),
        rules,
      );
      const merged = figuresFrom(counts, rules);
      const reason = merged.value === null ? ("empty-denominator" as const) : null;
      return {
        shown: { ...figure, ...merged, reason: typeof counts.denominator === "number" ? reason : DERIVED },
        range: figureRange(figure, blocks, rules),
      };
    });
    return { of, figures: cells.map(({ shown }) => shown), ranges: cells.map(({ range }) => range) };
  });
  const overlaps = mergedOverlaps(parts);
  const names = overlaps.map((overlap) => ({ ...overlap, people: 1 }));
  const partial = parts.filter(({ table, rows: own }) => table.strata === "some" && own.size < rows.length);
  return plain({
    table: {
      dimensions: first.dimensions.map((name) => ({ name, title: dimensionTitle(name) })),
      asOf: manifest.asOf,
      ages: first.ages,
      rows: rows.map(({ of, figures: shown }) => ({ of, figures: shown })),
      overlaps,
      notes: [
        ...strataNotes(names, first.ages?.at),
        ...leftOutNote(partial.map(({ tally }) => tally.partner.code)),
        ...peopleNotes(parts.map(({ tally }) => tally)),
      ],
    },
    ranges: { rows: rows.map(({ of, ranges }) => ({ of, figures: ranges })) },
  });
}

const DERIVED = { suppressed: true, reason: "derived" } as const;

/** A partner's counts of a stratum. */
function blockOf({ tally, table, rows, wholes }: Part, stratum: string, figure: string) {
  const { threshold } = tally.suppression;
  const own = rows.get(stratum)?.get(figure);
  const counts = own ?? (table.strata === "all" ? NOBODY : UNTOLD);
  const people = { least: 0, most: rangeOf(tally.manifest.people, threshold).most };
  const ranges = rangesOf(counts, threshold, people, wholes.get(figure));
  return { partner: tally.partner.code, counts, ranges };
}

/** Nobody stands in several rows of a partner's dimension where its table does not say so. */
function mergedOverlaps(parts: readonly Part[]): Shielded<Disaggregation>["overlaps"] {
  const { table: first, tally } = parts[0]!;
  return first.dimensions.flatMap((dimension) =>
    tally.manifest.periods.flatMap(({ from, to }) => {
      const told = parts.flatMap(({ table }) =>
        table.overlaps.filter((one) => one.dimension === dimension && one.period.from === from && one.period.to === to),
      );
      if (told.length === 0) return [];
      const people = mergedCount(
        told.map((one) => one.people),
        tally.suppression,
      );
      return [{ dimension, period: { from, to }, people }];
    }),
  );
}
