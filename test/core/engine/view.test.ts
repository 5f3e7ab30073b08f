/** The rows of the people looked at. */
import { describe, expect, it } from "vitest";
import { RowList } from "../../../src/core/engine/view";
import { storeOfPeople, viewOf } from "./people";

const rowsOf = ({ count, rows, owners }: RowList) => [[...rows.subarray(0, count)], [...owners.subarray(0, count)]];

describe("RowList", () => {
  // Persons 0 to 3 have two rows, none, one and forty.
  const offsets = Int32Array.of(0, 2, 2, 3, 43);
  it("lists the rows of people in their order", () => {
    const list = new RowList();
    list.list(offsets, Int32Array.of(2, 0, 1, 3), 3);
    expect(rowsOf(list)).toEqual([
      [2, 0, 1],
      [0, 1, 1],
    ]);
    list.list(offsets, Int32Array.of(1, 2), 2);
    expect(rowsOf(list)).toEqual([[2], [1]]);
    list.list(offsets, Int32Array.of(0), 0);
    expect(rowsOf(list)).toEqual([[], []]);
  });

  it("makes room in steps of twice as many and sixteen", () => {
    const list = new RowList();
    list.list(offsets, Int32Array.of(0, 3), 2);
    const rows = Array.from({ length: 42 }, (_, at) => (at < 2 ? at : at + 1));
    expect(rowsOf(list)).toEqual([rows, rows.map((row) => (row < 2 ? 0 : 1))]);
    expect([list.rows.length, list.owners.length]).toEqual([48, 48]);
  });
});

describe("People.rowsOf()", () => {
  it("follows the people looked at, kind by kind, and lists once for the same people", () => {
    const store = storeOfPeople(`
      A: worked 2019-01-01..2019-02-01; served 2019-01-05
      B: worked 2019-01-01..2019-02-01; worked 2019-03-01..; served 2019-01-05; served 2019-01-06
    `);
    const { people } = viewOf(store, "2019-12-31", [1]);
    expect(rowsOf(people.rowsOf("placements"))).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(rowsOf(people.rowsOf("services"))).toEqual([
      [1, 2],
      [0, 0],
    ]);
    const list = people.rowsOf("placements");
    list.count = 1;
    expect(people.rowsOf("placements")).toBe(list);
    expect(list.count).toBe(1);
    people.look(Int32Array.of(0, 1), 2);
    expect(people.rowsOf("placements")).toBe(list);
    expect(rowsOf(list)).toEqual([
      [0, 1, 2],
      [0, 1, 1],
    ]);
    expect(people.turn).toBe(2);
  });
});
