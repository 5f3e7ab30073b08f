/** Runs worked out without their pieces are those the pieces make; tables filled out of order are in order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOREVER, type Step } from "../../src/calendar";
import { except, joined, overlap, SpellTable, union } from "../../src/core/engine/spells";
import { runsOf } from "../../src/core/engine/runs";

type Row = readonly [owner: number, start: number, end: number, origin: number];

/** A table of rows in their order. */
function tableOf(rows: readonly Row[]): SpellTable {
  const table = new SpellTable();
  for (const row of [...rows].sort((a, b) => a[0] - b[0])) table.append(...row);
  table.order();
  return table;
}

const rowsOf = ({ rows, owners, starts, ends, origins }: SpellTable) =>
  Array.from({ length: rows }, (_, row) => [owners[row], starts[row], ends[row], origins[row]]);

/** Origins 0 to 39 are placements; 40 to 79 support of one of them or, at -1, of any; later ones are of any. */
const PLACEMENTS = 40;
const links = fc
  .array(fc.integer({ min: -1, max: PLACEMENTS - 1 }), { minLength: PLACEMENTS, maxLength: PLACEMENTS })
  .map((supported) => Int32Array.from([...Array.from({ length: PLACEMENTS }, (_, row) => row), ...supported]));

/** Up to 40 rows of each of three people, their days few enough to touch and overlap; some of several origins. */
const rows = (from: number) =>
  fc.array(
    fc
      .tuple(
        fc.nat(2),
        fc.nat(60),
        fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(FOREVER)),
        fc.integer({ min: from - 1, max: from + 45 }),
      )
      .map(
        ([owner, start, length, origin]): Row => [
          owner,
          start,
          Math.min(FOREVER, start + length),
          origin < from ? -1 : origin,
        ],
      ),
    { maxLength: 120, size: "max" },
  );

const gaps: readonly Step[] = [
  { inMonths: false, count: 0 },
  { inMonths: false, count: 3 },
  { inMonths: true, count: 1 },
];

describe("runsOf()", () => {
  it.each(["overlap", "except"] as const)("joined by any gap gives what the pieces of %s give", (kind) => {
    let crowds = 0;
    fc.assert(
      fc.property(rows(0), rows(40), rows(0), links, (own, taken, beside, linked) => {
        const [a, b] = [tableOf(own), tableOf(taken)];
        const [pieces, runs] = [new SpellTable(), new SpellTable()];
        (kind === "overlap" ? overlap : except)(a, b, linked, pieces);
        runsOf(kind, a, b, linked, runs);
        if (runs.rows < pieces.rows) crowds++;
        const [wholePieces, wholeRuns] = [new SpellTable(), new SpellTable()];
        union([pieces, tableOf(beside)], wholePieces);
        union([runs, tableOf(beside)], wholeRuns);
        for (const gap of gaps) {
          for (const [one, other] of [
            [pieces, runs],
            [wholePieces, wholeRuns],
          ] as const) {
            const [expected, made] = [new SpellTable(), new SpellTable()];
            joined(one, gap, expected);
            joined(other, gap, made);
            expect(rowsOf(made)).toEqual(rowsOf(expected));
          }
        }
      }),
      { numRuns: 300, seed: 20_201_231 },
    );
    // The other way was taken often enough for the comparison to say something.
    expect(crowds).toBeGreaterThan(100);
  });
});

describe("SpellTable", () => {
  it("order() puts appended rows where add() puts them, person by person", () => {
    fc.assert(
      fc.property(rows(0), (drawn) => {
        const byPerson = [...drawn].sort((a, b) => a[0] - b[0]);
        const added = new SpellTable();
        for (const row of byPerson) added.add(...row);
        expect(rowsOf(tableOf(drawn))).toEqual(rowsOf(added));
      }),
    );
  });

  it("union() is every row of every table in order, the same piece of the same recorded spell once", () => {
    fc.assert(
      fc.property(fc.array(rows(0), { maxLength: 4 }), (tables) => {
        const out = new SpellTable();
        union(tables.map(tableOf), out);
        const seen = new Set<string>();
        const all = tables.flat().filter((row) => {
          const isNew = row[3] < 0 || !seen.has(row.join());
          seen.add(row.join());
          return isNew;
        });
        expect(rowsOf(out)).toEqual(rowsOf(tableOf(all)));
      }),
    );
  });
});
