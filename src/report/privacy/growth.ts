import type { Dataset } from "../../core/dataset/dataset";
import { Cone, type SparseVectors, tiedPlaces } from "./cone";
import type { Features } from "./features";
import type { Drawing, PossiblePeople } from "./possible-people";

/** Possible people, thought of in several rounds, and what is counted of them. */
export interface Thought {
  readonly people: Omit<PossiblePeople, "dataset">;
  /** By round. */
  readonly datasets: readonly Dataset[];
  readonly features: Features;
}

/** How often more people are thought of where the counts of everybody are no sum of those drawn. */
const ROUNDS = 3;

/**
 * People who could exist, and more of those like the ones of whom the report nearly consists, until everybody in it
 * could be some of them.
 *
 * @param countOf - what is counted of everybody; undefined when nobody knows
 */
export function thoughtOf(
  drawing: Drawing,
  featuresOf: (people: PossiblePeople) => Features,
  countOf: (feature: string) => number | undefined,
): Thought {
  const { dataset, ...first } = drawing.drawn();
  const datasets = [dataset];
  let people = first;
  let features = featuresOf({ ...first, dataset });
  const subjects = subjectsIn(features, countOf);
  for (let round = 0; round < ROUNDS; round++) {
    const short = [...new Set(subjects.flatMap((subject) => shortIn(features, subject)))];
    if (short.length === 0) break;
    drawing.cross(short);
    const more = drawing.drawn();
    datasets.push(more.dataset);
    features = joined(features, featuresOf(more));
    people = {
      ...people,
      family: both(people.family, more.family),
      registeredOn: both(people.registeredOn, more.registeredOn),
    };
  }
  return { people, datasets, features };
}

/** Features of a subject of which none follows from others, and what is counted of everybody. */
interface Subject {
  readonly told: readonly number[];
  readonly counts: Float64Array;
}

function subjectsIn(features: Features, countOf: (feature: string) => number | undefined): readonly Subject[] {
  const { names, subject: subjectOf, subjects, isShared } = features;
  const counted = names.map(countOf);
  const found: Subject[] = [];
  for (let subject = 0; subject < subjects; subject++) {
    const all = names.flatMap((_, feature) => {
      const isOf = subjectOf[feature] === subject || isShared[feature] === 1;
      return isOf && counted[feature] !== undefined ? [feature] : [];
    });
    if (!all.some((feature) => isShared[feature] === 0)) continue;
    const { independent } = tiedPlaces(vectorsOf(features, all).vectors, all.length);
    const told = independent.map((place) => all[place]!);
    found.push({ told, counts: Float64Array.from(told, (feature) => counted[feature]!) });
  }
  return found;
}

/** Where the counts of everybody are no sum of people: those of whom the closest is made. */
function shortIn(features: Features, { told, counts }: Subject): readonly number[] {
  const { vectors, people } = vectorsOf(features, told);
  const cone = new Cone(vectors, told.length);
  if (cone.holds(counts)) return [];
  return [...cone.taken().keys()].map((number) => people[number]!);
}

/** What is counted of people as far as some features go, each once, and one of those of whom it is. */
function vectorsOf(
  { people, offsets, features, counts, names }: Features,
  told: readonly number[],
): { readonly vectors: SparseVectors; readonly people: readonly number[] } {
  const placeOf = new Int32Array(names.length).fill(-1);
  told.forEach((feature, place) => {
    placeOf[feature] = place;
  });
  const found = new Map<string, { readonly vector: readonly number[]; readonly person: number }>();
  for (let person = 0; person < people; person++) {
    const vector: number[] = [];
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      const place = placeOf[features[at]!]!;
      if (place >= 0) vector.push(place, counts[at]!);
    }
    if (vector.length > 0) found.set(String.fromCharCode(...vector), { vector, person });
  }
  const all = [...found.values()];
  return { vectors: sparse(all.map(({ vector }) => vector)), people: all.map(({ person }) => person) };
}

/** @internal Vectors of which each is a list of places and values in turn. */
export function sparse(vectors: readonly (readonly number[])[]): SparseVectors {
  const offsets = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, at) => {
    offsets[at + 1] = offsets[at]! + vector.length / 2;
  });
  const flat = vectors.flat();
  return {
    offsets,
    places: Int32Array.from({ length: flat.length / 2 }, (_, at) => flat[at * 2]!),
    values: Int32Array.from({ length: flat.length / 2 }, (_, at) => flat[at * 2 + 1]!),
  };
}

/** The same features of more people. */
function joined(one: Features, other: Features): Features {
  const offsets = new Int32Array(one.people + other.people + 1);
  offsets.set(one.offsets);
  for (let person = 1; person <= other.people; person++) {
    offsets[one.people + person] = one.features.length + other.offsets[person]!;
  }
  return {
    ...one,
    people: one.people + other.people,
    offsets,
    features: both(one.features, other.features),
    counts: both(one.counts, other.counts),
  };
}

function both(one: Int32Array, other: Int32Array): Int32Array {
  const all = new Int32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
