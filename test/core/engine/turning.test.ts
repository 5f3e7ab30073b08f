/** Conditions that more or longer spells can make fail, and the people of whom they stay open. */
import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/core/dataset/store";
import type { LeafNode, SpellNode } from "../../../src/core/engine/plan";
import { canTurn, leaveMoved, leaveOpen } from "../../../src/core/engine/turning";
import { People, type View } from "../../../src/core/engine/view";
import { type Rows, table } from "../spell-rows";

describe("canTurn()", () => {
  const plain = { canTurn: false, joins: false };
  it.each<[string, object, { canTurn: boolean; joins: boolean }, boolean]>([
    ["happens", { kind: "happens" }, plain, false],
    ["happens of spells that start in a window", { kind: "happens" }, { ...plain, canTurn: true }, true],
    ["happens of joined spells", { kind: "happens" }, { ...plain, joins: true }, false],
    ["times at least", { kind: "times", atLeast: 2 }, plain, false],
    ["times at most", { kind: "times", atMost: 2 }, plain, true],
    ["times at least, of joined spells", { kind: "times", atLeast: 2 }, { ...plain, joins: true }, true],
    ["lasts at least", { kind: "lasts", atLeast: {} }, plain, false],
    ["lasts at least, of joined spells", { kind: "lasts", atLeast: {} }, { ...plain, joins: true }, false],
    ["lasts under", { kind: "lasts", under: {} }, plain, true],
    ["totals at least", { kind: "totals", atLeast: {} }, plain, false],
    ["totals under", { kind: "totals", under: {} }, plain, true],
    ["another condition with an upper limit", { kind: "aged", under: 25 }, plain, false],
  ])("of %s", (_name, condition, spells, expected) => {
    expect(canTurn({ condition } as LeafNode, spells as SpellNode)).toBe(expected);
  });
});

/** Persons 0 to 2 of the store lack the reason of an exit on day 5, person 3 lacks nothing. */
describe("leaveOpen()", () => {
  const store = {
    exits: {
      offsets: Int32Array.of(0, 1, 2, 3, 4),
      days: Int32Array.of(5, 5, 5, 5),
      codes: Int32Array.of(-1, -1, -1, 0),
    },
    placements: { offsets: new Int32Array(5) },
  } as unknown as Store;
  /** Looked at in this order: persons 1, 3, 0. */
  const view = { store, people: new People(store).look(Int32Array.of(1, 3, 0, 2), 3), horizon: 5 } as View;

  it.each<[string, Rows, Rows, number[]]>([
    ["alike", "0 1-5 #0; 1 1-5 #1; 2 1-5 #2; 2 6-9 #3", "0 1-5 #0; 1 1-5 #1; 2 1-5 #2; 2 6-9 #3", [1, 1, 1, 1]],
    ["alike but for what they were cut from", "0 1-5 #0; 2 1-5 #2", "0 1-5 #-1; 2 1-5 #-1", [1, 1, 1, 1]],
    ["of none", "", "", [1, 1, 1, 1]],
    ["of another start", "0 1-5 #0; 2 1-5 #2", "0 2-5 #0; 2 1-5 #2", [12, 1, 1, 1]],
    ["of another end", "0 1-5 #0; 2 1-5 #2", "0 1-5 #0; 2 1-6 #2", [1, 1, 12, 1]],
    ["of another second one", "0 1-5 #0; 0 6-9 #1; 2 1-5 #2", "0 1-5 #0; 0 6-8 #1; 2 1-5 #2", [12, 1, 1, 1]],
    ["more", "0 1-5 #0; 2 1-5 #2", "0 1-5 #0; 0 6-9 #1; 2 1-5 #2", [12, 1, 1, 1]],
    ["two more", "0 1-5 #0; 2 1-5 #2", "0 1-5 #0; 0 6-9 #1; 0 9-12 #1; 2 1-5 #2", [12, 1, 1, 1]],
    ["fewer", "0 1-5 #0; 0 6-9 #1; 2 1-5 #2", "0 1-5 #0; 2 1-5 #2", [12, 1, 1, 1]],
    ["two fewer", "0 1-5 #0; 0 6-9 #1; 0 9-12 #1; 2 1-5 #2", "0 1-5 #0; 2 1-5 #2", [12, 1, 1, 1]],
    ["the first of another start, the second alike", "0 1-5 #0; 0 6-9 #1", "0 2-5 #0; 0 6-9 #1", [12, 1, 1, 1]],
    ["the last's fewer", "0 1-5 #0; 2 1-5 #2", "0 1-5 #0", [1, 1, 12, 1]],
    ["the last's more", "0 1-5 #0", "0 1-5 #0; 2 1-5 #2", [1, 1, 12, 1]],
    ["different of somebody who lacks nothing", "1 1-5 #1", "1 1-6 #1", [1, 1, 1, 1]],
    [
      "different behind somebody who lacks nothing",
      "1 1-5 #1; 2 1-5 #2",
      "1 1-6 #1; 1 7-9 #1; 2 1-6 #2",
      [1, 1, 12, 1],
    ],
    ["of somebody else", "0 1-5 #0", "2 1-5 #0", [12, 1, 12, 1]],
  ])("opens the condition where spells are %s", (_name, certain, favourable, expected) => {
    const bits = Uint8Array.of(1, 1, 1, 1);
    leaveOpen(bits, table(certain), table(favourable), view);
    expect([...bits]).toEqual(expected);
  });

  it("leaves it where what is missing comes after the horizon", () => {
    const bits = Uint8Array.of(1, 1, 1);
    leaveOpen(bits, table("0 1-5 #0"), table(""), { ...view, horizon: 4 });
    expect([...bits]).toEqual([1, 1, 1]);
  });
});

it("leaveMoved() opens the condition of those whose day would be another", () => {
  const bits = Uint8Array.of(1, 1, 1, 1);
  leaveMoved(bits, Int32Array.of(5, -1, 7, 8), Int32Array.of(5, 3, 6, 9), 3);
  expect([...bits]).toEqual([1, 12, 12, 1]);
});
