/** Whether counts are a sum of people: by hand, and against sums and walls that are drawn. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cone, type SparseVectors, tiedPlaces } from "../../../src/report/privacy/cone";

type Vectors = readonly (readonly number[])[];

function sparse(vectors: Vectors): SparseVectors {
  const offsets = [0];
  const [places, values]: [number[], number[]] = [[], []];
  for (const vector of vectors) {
    vector.forEach((value, place) => {
      if (value !== 0) {
        places.push(place);
        values.push(value);
      }
    });
    offsets.push(places.length);
  }
  return { offsets: Int32Array.from(offsets), places: Int32Array.from(places), values: Int32Array.from(values) };
}

const coneOf = (vectors: Vectors) => new Cone(sparse(vectors), vectors[0]!.length);
const holds = (cone: Cone, counts: readonly number[], free?: readonly number[]) =>
  cone.holds(Float64Array.from(counts), free && Uint8Array.from(free));
const RUNS = { numRuns: 150, seed: 20_201_231 };

describe("Cone.holds()", () => {
  it("tells sums of people from counts that none make", () => {
    const cone = coneOf([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    const sums: Vectors = [
      [0, 0, 0],
      [3, 0, 0],
      [3, 2, 1],
      [5, 5, 5],
      [7, 5, 2],
      [1, 1, 0],
    ];
    const others: Vectors = [
      [0, 1, 0],
      [1, 2, 0],
      [3, 2, 3],
      [-1, 0, 0],
      [4, 4, 5],
      [0, 0, 1],
      [2, -1, 0],
    ];
    for (const counts of [...sums, ...others, ...sums])
      expect([counts, holds(cone, counts)]).toEqual([counts, sums.includes(counts)]);
  });

  it("lets counts that may be anything be anything, and only those", () => {
    const cone = coneOf([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    expect(holds(cone, [1, 2, 0], [1, 0, 0])).toBe(true);
    expect(holds(cone, [1, 2, 0], [0, 1, 0])).toBe(true);
    expect(holds(cone, [1, 2, 0], [0, 0, 1])).toBe(false);
    expect(holds(cone, [1, 2, 0])).toBe(false);
    expect(holds(cone, [4, 4, 5], [0, 1, 0])).toBe(false);
    expect(holds(cone, [4, 4, 5], [1, 1, 0])).toBe(true);
    expect(holds(cone, [-2, 0, 0], [1, 0, 0])).toBe(true);
    expect(holds(cone, [-2, 1, 0], [1, 0, 0])).toBe(true);
    expect(holds(cone, [0, -1, 0], [1, 0, 0])).toBe(false);
    expect(holds(cone, [0, -1, 0], [0, 1, 0])).toBe(true);
    expect(holds(cone, [3, 2, 1], [0, 0, 0])).toBe(true);
  });

  const size = fc.integer({ min: 2, max: 5 });
  const drawn = size.chain((places) =>
    fc.record({
      vectors: fc.array(fc.array(fc.nat(2), { minLength: places, maxLength: places }), { minLength: 2, maxLength: 9 }),
      times: fc.array(fc.nat(30), { minLength: 9, maxLength: 9 }),
      wall: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: places, maxLength: places }),
      others: fc.array(fc.array(fc.integer({ min: -3, max: 40 }), { minLength: places, maxLength: places }), {
        minLength: 6,
        maxLength: 6,
      }),
    }),
  );
  const sumOf = (vectors: Vectors, times: readonly number[]) =>
    vectors[0]!.map((_, place) => vectors.reduce((sum, vector, at) => sum + vector[place]! * times[at]!, 0));
  const along = (wall: readonly number[], counts: readonly number[]) =>
    wall.reduce((sum, value, place) => sum + value * counts[place]!, 0);

  it("holds whatever people were summed up, and nothing behind a wall that all stand before", () => {
    let behind = 0;
    fc.assert(
      fc.property(drawn, ({ vectors, times, wall, others }) => {
        const before = vectors.filter((vector) => along(wall, vector) <= 0);
        if (before.length === 0) return;
        const cone = coneOf(before);
        const whole = sumOf(before, times);
        expect(holds(cone, whole)).toBe(true);
        for (const counts of others) {
          if (along(wall, counts) <= 0) continue;
          behind++;
          expect([before, counts, holds(cone, counts)]).toEqual([before, counts, false]);
          // Whoever stood before the question stands there after it.
          expect(holds(cone, whole)).toBe(true);
        }
        const free = whole.map((_, place) => (place === 0 ? 1 : 0));
        expect(holds(cone, [whole[0]! - 7, ...whole.slice(1)], free)).toBe(true);
      }),
      RUNS,
    );
    expect(behind).toBeGreaterThan(200);
  });

  it("finds its way among many people who are much alike", () => {
    const places = 12;
    const person = fc.array(fc.nat(1), { minLength: places, maxLength: places });
    const many = fc.record({
      vectors: fc.array(person, { minLength: 30, maxLength: 60 }),
      times: fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }),
      wall: fc.array(fc.integer({ min: -2, max: 1 }), { minLength: places, maxLength: places }),
      place: fc.nat(places - 1),
    });
    let behind = 0;
    fc.assert(
      fc.property(many, ({ vectors, times, wall, place }) => {
        const before = vectors.filter((vector) => along(wall, vector) <= 0);
        if (before.length === 0) return;
        const cone = coneOf(before);
        const whole = sumOf(before, times);
        expect(holds(cone, whole)).toBe(true);
        const outside = whole.map((value, at) => value + (at === place ? 400 : 0));
        if (along(wall, outside) > 0) {
          behind++;
          expect(holds(cone, outside)).toBe(false);
          expect(
            holds(
              cone,
              outside,
              outside.map((_, at) => (at === place ? 1 : 0)),
            ),
          ).toBe(true);
        }
        for (const vector of before.slice(0, 8)) {
          expect(
            holds(
              cone,
              whole.map((value, at) => value + vector[at]!),
            ),
          ).toBe(true);
        }
        expect(holds(cone, whole)).toBe(true);
      }),
      { numRuns: 25, seed: RUNS.seed },
    );
    expect(behind).toBeGreaterThan(5);
  });

  it("takes those of whom the counts are made, when only they can make them", () => {
    const cone = coneOf([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    expect(holds(cone, [9, 6, 2])).toBe(true);
    const taken = cone.taken();
    expect([...taken.keys()].sort()).toEqual([0, 1, 2]);
    for (const [vector, times] of [3, 4, 2].entries()) expect(taken.get(vector)).toBeCloseTo(times, 3);
    expect(holds(cone, [5, 0, 0])).toBe(true);
    expect([...cone.taken().keys()]).toEqual([0]);
  });
});

describe("Cone.settle()", () => {
  const vectors = [
    [1, 0, 0],
    [1, 1, 0],
  ];

  it("needs nobody more when those drawn are enough", () => {
    const cone = coneOf(vectors);
    expect(cone.settle(Float64Array.from([5, 2, 0]))).toBe(true);
    expect(holds(cone, [5, 2, 1])).toBe(false);
    expect(holds(cone, [9, 4, 0])).toBe(true);
  });

  it("takes the counts for a sum of some who were not drawn, who may be taken from then on", () => {
    const cone = coneOf(vectors);
    expect(cone.settle(Float64Array.from([5, 2, 1]))).toBe(false);
    expect(holds(cone, [5, 2, 1])).toBe(true);
    expect(holds(cone, [6, 3, 1])).toBe(true);
    expect(holds(cone, [10, 4, 2])).toBe(true);
    expect(holds(cone, [5, 2, -1])).toBe(false);
    expect(holds(cone, [0, 0, -1])).toBe(false);
    expect(holds(cone, [1, 2, 0])).toBe(false);
    // Those who were not drawn are no vector that was taken, nor is what is left over.
    for (const vector of cone.taken().keys()) expect([0, 1]).toContain(vector);
    expect(holds(cone, [15, 4, 2])).toBe(true);
    for (const vector of cone.taken().keys()) expect([0, 1]).toContain(vector);
    expect(holds(cone, [15, 4, 2], [1, 0, 0])).toBe(true);
    for (const vector of cone.taken().keys()) expect([0, 1]).toContain(vector);
  });
});

describe("tiedPlaces()", () => {
  it("finds how counts follow from others in every vector", () => {
    const vectors = [
      [1, 0, 1, 1],
      [0, 1, 2, 0],
      [1, 1, 3, 1],
      [2, 1, 4, 2],
    ];
    const { independent, following } = tiedPlaces(sparse(vectors), 4);
    expect(independent).toEqual([0, 1]);
    expect(following.map(({ place }) => place)).toEqual([2, 3]);
    for (const { place, from } of following) {
      for (const vector of vectors) {
        const sum = from.reduce((whole, [one, times]) => whole + times * vector[one]!, 0);
        expect(sum).toBeCloseTo(vector[place]!, 6);
      }
    }
    expect(following[1]!.from.map(([place]) => place)).toEqual([0]);
  });

  it("finds none where none is, and takes what nobody has for what follows from nothing", () => {
    const vectors = [
      [1, 0, 0, 0],
      [1, 1, 0, 0],
      [0, 1, 0, 1],
    ];
    expect(tiedPlaces(sparse(vectors), 4)).toEqual({ independent: [0, 1, 3], following: [{ place: 2, from: [] }] });
  });

  it("follows drawn sums whatever they are made of", () => {
    const row = fc.array(fc.nat(3), { minLength: 3, maxLength: 3 });
    const way = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 9 }), way, (rows, times) => {
        const vectors = rows.map((one) => [...one, one.reduce((sum, value, at) => sum + value * times[at]!, 0)]);
        const { independent, following } = tiedPlaces(sparse(vectors), 4);
        expect(independent.length + following.length).toBe(4);
        expect(following.length).toBeGreaterThan(0);
        for (const { place, from } of following) {
          for (const [one] of from) expect(independent).toContain(one);
          for (const vector of vectors) {
            const sum = from.reduce((whole, [one, count]) => whole + count * vector[one]!, 0);
            expect(sum).toBeCloseTo(vector[place]!, 5);
          }
        }
      }),
      RUNS,
    );
  });
});
