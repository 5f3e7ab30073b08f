/**
 * Who has a spell that is sought, all spells together of a length, or a number of them; the day after the horizon
 * is 20.
 */
import { describe, expect, it } from "vitest";
import { days, months, stepOf } from "../../../src/calendar";
import { SpellTable, type Window } from "../../../src/core/engine/spells";
import { ALWAYS, allOfLength, anyRow, EVERY_ROW, ofNumber, type Sought } from "../../../src/core/engine/marks";
import { type Rows, table } from "../spell-rows";

/** Marks of three people in bit 1 of bytes whose bit 0 is set already; a fourth byte belongs to nobody. */
function marked(work: (where: { bits: Uint8Array; mask: number; people: number; stop: number }) => void): number[] {
  const bits = Uint8Array.of(1, 1, 1, 1);
  work({ bits, mask: 2, people: 3, stop: 20 });
  return [...bits].map((byte) => byte - 1);
}

const atLeast = (count: number) => ({ atLeast: stepOf(days(count)), under: undefined });
const under = (count: number) => ({ atLeast: undefined, under: stepOf(days(count)) });
const common: Window = { isCommon: true, from: Int32Array.of(10, 0, 0), to: Int32Array.of(16, 90, 90) };
const own: Window = { isCommon: false, from: Int32Array.of(10, 0, 3), to: Int32Array.of(16, 90, 3) };

describe("anyRow()", () => {
  it.each<[string, Rows, Partial<Sought>, number[]]>([
    ["nobody's", "", {}, [0, 0, 0, 0]],
    ["any of everybody", "0 1-2 #0; 2 100-109573 #1", {}, [2, 0, 2, 0]],
    ["one in a window", "0 1-11 #0; 1 1-10 #1; 2 15-20 #2", { window: common }, [2, 0, 2, 0]],
    ["one from the window's end", "0 16-20 #0", { window: common }, [0, 0, 0, 0]],
    ["one in everybody's own window", "0 1-11 #0; 1 1-10 #1; 2 1-90 #2", { window: own }, [2, 2, 0, 0]],
    ["of 5 days", "0 1-6 #0; 1 1-5 #1; 2 1-4 #2", atLeast(5), [2, 0, 0, 0]],
    ["of 5 days, whole ones", "0 1-12 #0; 1 8-11 #1", { ...atLeast(5), window: common }, [2, 0, 0, 0]],
    [
      "of 5 days in the window",
      "0 1-12 #0; 1 1-15 #1; 2 11-50 #2",
      { ...atLeast(5), window: common, isCut: true },
      [0, 2, 2, 0],
    ],
    ["under 5 days", "0 1-6 #0; 1 1-5 #1; 2 1-4 #2", under(5), [0, 2, 2, 0]],
    [
      "under 5 days in the window",
      "0 1-12 #0; 1 1-15 #1; 2 11-50 #2",
      { ...under(5), window: common, isCut: true },
      [2, 0, 0, 0],
    ],
    ["under 5 days, as it may end at the horizon", "0 16-90 #0; 1 15-90 #1; 2 14-90 #2", under(5), [2, 0, 0, 0]],
    ["under 5 days, as it may end where it starts", "0 21-90 #0", under(5), [2, 0, 0, 0]],
    ["under no days, if it may end where it starts", "0 21-90 #0; 1 19-90 #1", under(1), [2, 0, 0, 0]],
    ["of one of several lengths", "0 1-3 #0; 0 5-12 #1; 1 1-3 #2; 1 5-7 #3", atLeast(5), [2, 0, 0, 0]],
  ])("marks who has a row: %s", (_name, rows, sought, expected) => {
    expect(marked((where) => anyRow(table(rows), { ...EVERY_ROW, ...sought }, where))).toEqual(expected);
  });

  it("seeks every row at any time unless told otherwise", () => {
    expect(EVERY_ROW).toEqual({ window: ALWAYS, isCut: false, atLeast: undefined, under: undefined });
    expect(ALWAYS).toEqual({ isCommon: true, from: Int32Array.of(0), to: Int32Array.of(109_573) });
  });

  it("measures months from the first day", () => {
    const rows = table("0 0-59 #0; 1 0-58 #1");
    expect(marked((where) => anyRow(rows, { ...EVERY_ROW, atLeast: stepOf(months(2)) }, where))).toEqual([2, 0, 0, 0]);
  });
});

describe("allOfLength()", () => {
  it.each<[string, Rows, ReturnType<typeof atLeast> | ReturnType<typeof under>, number[]]>([
    ["5 days together", "0 1-3 #0; 0 5-8 #1; 1 1-3 #2; 1 5-7 #3; 2 1-6 #4", atLeast(5), [2, 0, 2, 0]],
    ["5 days, each once", "0 1-5 #0; 0 2-6 #1; 1 1-4 #2; 1 2-5 #3", atLeast(5), [2, 0, 0, 0]],
    ["no days", "1 1-3 #0", atLeast(0), [2, 2, 2, 0]],
    ["under 5 days", "0 1-3 #0; 0 5-8 #1; 1 1-3 #2; 1 5-7 #3", under(5), [0, 2, 2, 0]],
    ["under 1 day", "1 1-2 #0", under(1), [2, 0, 2, 0]],
    [
      "under 5 days, as they may end at the horizon",
      "0 1-3 #0; 0 18-90 #1; 1 1-4 #2; 1 18-90 #3",
      under(5),
      [2, 0, 2, 0],
    ],
    ["5 days as they go on", "0 1-3 #0; 0 18-90 #1", atLeast(50), [2, 0, 0, 0]],
  ])("marks whose rows come to %s", (_name, rows, lengths, expected) => {
    expect(marked((where) => allOfLength(table(rows), lengths, where))).toEqual(expected);
  });

  it("marks nobody when there is nothing, in a table never used either", () => {
    expect(marked((where) => allOfLength(new SpellTable(), atLeast(5), where))).toEqual([0, 0, 0, 0]);
    expect(marked((where) => allOfLength(new SpellTable(), under(5), where))).toEqual([2, 2, 2, 0]);
  });

  it("measures months from the first day, whatever lies between", () => {
    // From 1 January 1900 a month is 31 days, from 1 February 28.
    const rows = table("0 0-20 #0; 0 40-50 #1; 1 31-50 #2; 1 60-69 #3; 2 31-50 #4; 2 60-68 #5");
    expect(marked((where) => allOfLength(rows, { atLeast: stepOf(months(1)), under: undefined }, where))).toEqual([
      0, 2, 0, 0,
    ]);
    expect(marked((where) => allOfLength(rows, { atLeast: undefined, under: stepOf(months(1)) }, where))).toEqual([
      2, 2, 2, 0,
    ]);
  });
});

describe("ofNumber()", () => {
  const rows: Rows = "0 1-3 #0; 0 5-8 #1; 2 1-3 #2; 2 5-8 #3; 2 9-10 #4";
  it.each<[string, Rows, { atLeast?: number; atMost?: number }, number[]]>([
    ["any", rows, {}, [2, 2, 2, 0]],
    ["at least 2", rows, { atLeast: 2 }, [2, 0, 2, 0]],
    ["at least 3", rows, { atLeast: 3 }, [0, 0, 2, 0]],
    ["at most 2", rows, { atMost: 2 }, [2, 2, 0, 0]],
    ["none", rows, { atMost: 0 }, [0, 2, 0, 0]],
    ["1 or 2", rows, { atLeast: 1, atMost: 2 }, [2, 0, 0, 0]],
    ["at most 1, the other not yet begun", "0 1-3 #0; 0 20-90 #1; 1 1-3 #2; 1 19-90 #3", { atMost: 1 }, [2, 0, 2, 0]],
    ["2 of which one is not yet begun", "0 1-3 #0; 0 20-90 #1", { atLeast: 2 }, [2, 0, 0, 0]],
  ])("marks who has %s", (_name, of, range, expected) => {
    expect(marked((where) => ofNumber(table(of), range, where))).toEqual(expected);
  });
});
