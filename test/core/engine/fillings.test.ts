/** Every way that missing facts can be, of a few people by hand. */
import { describe, expect, it } from "vitest";
import { Fillings } from "../../../src/core/engine/fillings";
import { storeOfPeople, viewOf } from "./people";

const missing = (count: number) =>
  Array.from({ length: count }, (_, at) => `; worked 2019-01-${10 + at}..2019-01-${10 + at} temporary`).join("");
const store = storeOfPeople(`
  A: worked 2019-01-01..2019-01-02 open-market
  B: worked 2019-01-01..2019-01-02 open-market temporary
  C: worked 2019-01-01..2019-01-02
  D: served 2019-01-01${missing(10)}
  E: served 2019-01-01${missing(11)}
`);

function waysOf(fillings: Fillings) {
  const { people, fillings: values } = fillings.view;
  const ways = people.count;
  return {
    who: [...people.who.subarray(0, ways)],
    places: [...fillings.places.subarray(0, ways)],
    values: [...values!.values.subarray(0, ways)],
    untried: [...fillings.untried.people.who.subarray(0, fillings.untried.people.count)],
    untriedPlaces: [...fillings.untriedPlaces],
  };
}

describe("Fillings", () => {
  it("are 2 for a missing fact, 4 for two, and none for nothing missing", () => {
    const fillings = new Fillings(viewOf(store, "2019-12-31", [2, 1, 0]));
    expect(waysOf(fillings)).toEqual({ who: [], places: [], values: [], untried: [], untriedPlaces: [] });
    expect(waysOf(fillings.follow())).toEqual({
      who: [2, 2, 2, 2, 0, 0],
      places: [0, 0, 0, 0, 2, 2],
      values: [0, 1, 2, 3, 0, 1],
      untried: [],
      untriedPlaces: [],
    });
  });

  it("are all tried up to ten missing facts, and none beyond", () => {
    const fillings = new Fillings(viewOf(store, "2019-12-31", [4, 0, 3])).follow();
    const { who, places, values, untried, untriedPlaces } = waysOf(fillings);
    const all = Array.from({ length: 1_024 }, (_, value) => value);
    expect(who).toEqual([0, 0, ...all.map(() => 3)]);
    expect(places).toEqual([1, 1, ...all.map(() => 2)]);
    expect(values).toEqual([0, 1, ...all]);
    expect([untried, untriedPlaces]).toEqual([[4], [0]]);
  });

  it("count only what is missing up to the horizon", () => {
    const { who, untried } = waysOf(new Fillings(viewOf(store, "2019-01-10")).follow());
    expect(who).toEqual([0, 0, 2, 2, 2, 2, 3, 3, 4, 4]);
    expect(untried).toEqual([]);
  });

  it("follow the given view to other people, once", () => {
    const view = viewOf(store, "2019-12-31", [4, 3]);
    const fillings = new Fillings(view).follow();
    const { turn } = fillings.view.people;
    expect(fillings.follow().view.people.turn).toBe(turn);
    view.people.look(Int32Array.of(1, 0, 4), 2);
    expect(waysOf(fillings.follow())).toEqual({
      who: [0, 0],
      places: [1, 1],
      values: [0, 1],
      untried: [],
      untriedPlaces: [],
    });
    expect(fillings.view.people.turn).toBe(turn + 1);
  });

  it("make room twice as large as wanted", () => {
    const fillings = new Fillings(viewOf(store, "2019-12-31", [2, 0])).follow();
    expect(fillings.places).toHaveLength(8);
    const again = fillings.places;
    expect(waysOf(fillings).values).toEqual([0, 1, 2, 3, 0, 1]);
    expect(fillings.follow().places).toBe(again);
    const exact = new Fillings(viewOf(store, "2019-12-31", [2, 2])).follow();
    expect(exact.places).toHaveLength(8);
  });
});
