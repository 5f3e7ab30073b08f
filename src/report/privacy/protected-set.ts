import { sentence } from "../../issue";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { type CellMap, cellText } from "./cells";
import { editionsOf } from "./editions";
import { type Protection, protect } from "./protect";
import { Readers } from "./readers";
import type { Rules } from "./rules";
import { cellsOf, type TableSet } from "./table-set";

/** A set of tables, and what becomes of each count in it. */
export interface ProtectedSet extends Protection {
  /** The set without the tables that are withheld whole. */
  readonly set: TableSet;
  readonly map: CellMap;
  /** Tables that are withheld since looking for what hides their counts took too long: what they are by. */
  readonly withheldTables: readonly Disaggregation["dimensions"][];
}

/** How many times as many people as usual are thought of, before a report is refused beside others that are out. */
const TIMES = [1, 4, 8];
/** Changes that are looked at before the largest table is withheld whole: about a minute. */
const MOST_LOOKS = 50_000_000;

/**
 * What becomes of each count of a report, and of those of others that are out beside it.
 *
 * @param looks - how many changes are looked at before the largest table is withheld whole and the rest begun anew
 * @throws RangeError when no other number is found for some count beside what is out already, whatever is left out
 */
export function protectedSet(
  report: TableSet,
  beside: readonly TableSet[],
  rules: Rules,
  looks: number = MOST_LOOKS,
): ProtectedSet {
  const withheldTables: Disaggregation["dimensions"][] = [];
  let exposed = "";
  let set = report;
  for (let turn = 0; turn < TIMES.length; ) {
    const editions = editionsOf([set, ...beside]);
    const map = cellsOf(set, editions, rules.threshold);
    const most = set.disaggregations.length === 0 ? Number.POSITIVE_INFINITY : looks;
    const search = { looks: most, isBeside: beside.length > 0 };
    const protection = protect(map, new Readers(editions, TIMES[turn]!), rules, search);
    if (protection.isCutShort) {
      const largest = largestOf(set.disaggregations);
      withheldTables.push(largest.dimensions);
      set = { ...set, disaggregations: set.disaggregations.filter((one) => one !== largest) };
      continue;
    }
    if (protection.exposed.length === 0) return { ...protection, set, map, withheldTables };
    exposed = cellText(map.cells[protection.exposed[0]!]!);
    turn++;
  }
  const because = `beside what is out already, whatever is left out of this report, no other number was found for ${exposed}`;
  const hint = "leave out the table or the period that it is in";
  throw new RangeError(sentence({ cannot: "suppress", because, hint }));
}

function largestOf(tables: readonly Disaggregation[]): Disaggregation {
  return tables.reduce((largest, one) => (one.rows.length > largest.rows.length ? one : largest));
}
