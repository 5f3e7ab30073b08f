import type { Features } from "./features";
import type { PossiblePeople } from "./possible-people";

/**
 * What changes in a report when one person is another, or two are two others: by feature, how much more or less is counted. Either way
 * round.
 */
export interface Exchange {
  readonly features: Int32Array;
  readonly changes: Int32Array;
  /** By what definitions ask of attributes, who can be exchanged. */
  readonly signatures: ReadonlySet<number>;
}

/** By feature: exchanges through it, some of each kind, those that change least first. */
export type Exchanges = readonly (readonly Exchange[])[];

/** Most exchanges kept for one feature. */
const MOST = 60;
/** @internal Most features that an exchange may change. */
export const MOST_CHANGED = 90;
/** Half as many as there are letters: changes are far smaller, either way. */
const MOST_LETTERS = 32_768;
/** Of exchanges that are alike in rows, how many are compared with one another. */
const MOST_ALIKE = 24;

/** @internal The sparse difference of two people, in rows only or in all tables; written so that its first change is more. */
export type Difference = readonly (readonly [feature: number, change: number])[];

/**
 * Exchanges between people of one family, who differ in few facts.
 *
 * @param signatureOf - by person: the number of what definitions ask of their attributes; only people alike in it are exchanged
 * @param inRowsOnly - whether only what is counted in rows matters: two people then change places between rows
 */
export function exchangesOf(
  features: Features,
  { family, registeredOn }: PossiblePeople,
  signatureOf: Int32Array,
  inRowsOnly: boolean,
): Exchanges {
  const found = new Map<string, { difference: Difference; signatures: Set<number> }>();
  const add = (difference: Difference, signature: number) => {
    if (difference.length === 0 || difference.length > MOST_CHANGED) return;
    // As quick a key as there is: one letter a number, changes turned positive.
    const key = String.fromCharCode(...difference.flatMap(([feature, change]) => [feature, change + MOST_LETTERS]));
    const known = found.get(key);
    if (known === undefined) found.set(key, { difference, signatures: new Set([signature]) });
    else known.signatures.add(signature);
  };
  for (let first = 0; first < features.people; first++) {
    for (let second = first + 1; second < features.people && family[second] === family[first]; second++) {
      const isAlike = registeredOn[first] === registeredOn[second] && signatureOf[first] === signatureOf[second];
      if (isAlike) add(differenceOf(features, first, second, inRowsOnly), signatureOf[first]!);
    }
  }
  if (!inRowsOnly) {
    for (const { difference, signatures } of pairsAlikeInRows([...found.values()], features)) {
      for (const signature of signatures) add(difference, signature);
    }
  }
  const all = [...found.values()].map(exchanged).sort((a, b) => a.features.length - b.features.length);
  const everybody = inRowsOnly ? [] : features.everybody;
  return byFeature(all, features.names).map((some, feature) =>
    everybody.includes(feature) ? arrivals(features, signatureOf) : some,
  );
}

/** One person more: those of whom least is counted. */
function arrivals({ people, offsets, features, counts }: Features, signatureOf: Int32Array): readonly Exchange[] {
  const found = new Map<string, Exchange>();
  for (let person = 0; person < people; person++) {
    const own = features.subarray(offsets[person]!, offsets[person + 1]!);
    if (own.length > MOST_CHANGED) continue;
    const changes = counts.subarray(offsets[person]!, offsets[person + 1]!);
    const signatures = new Set([signatureOf[person]!]);
    found.set(`${signatureOf[person]} ${own.join(" ")} ${changes.join(" ")}`, { features: own, changes, signatures });
  }
  return [...found.values()].sort((a, b) => a.features.length - b.features.length).slice(0, MOST);
}

/** For each feature some of each kind of exchange, by what it changes of the same figure, in turn: what is rare has its turn too. */
function byFeature(all: readonly Exchange[], names: readonly string[]): Exchanges {
  const figureOf = names.map((name) => name.slice(0, name.lastIndexOf(" | ")));
  const kinds = names.map(() => new Map<string, Exchange[]>());
  for (const exchange of all) {
    const figures = new Map<string, string>();
    exchange.features.forEach((feature, at) => {
      const figure = figureOf[feature]!;
      figures.set(figure, `${figures.get(figure) ?? ""} ${feature} ${exchange.changes[at]}`);
    });
    for (const feature of exchange.features) {
      const kind = figures.get(figureOf[feature]!)!;
      const known = kinds[feature]!.get(kind);
      if (known === undefined) kinds[feature]!.set(kind, [exchange]);
      else if (known.length < MOST) known.push(exchange);
    }
  }
  return kinds.map((ofKind) => {
    const lists = [...ofKind.values()];
    const taken: Exchange[] = [];
    for (let turn = 0; taken.length < MOST && lists.some((list) => list.length > turn); turn++) {
      for (const list of lists) if (list.length > turn && taken.length < MOST) taken.push(list[turn]!);
    }
    return taken;
  });
}

/** Two exchanges with the same changes in rows, one made and the other taken back: nothing changes in rows. */
function pairsAlikeInRows(
  found: readonly { readonly difference: Difference; readonly signatures: ReadonlySet<number> }[],
  { isInRows }: Features,
) {
  const alike = new Map<string, (typeof found)[number][]>();
  for (const one of found) {
    const inRows = one.difference.filter(([feature]) => isInRows[feature] === 1);
    if (inRows.length === 0) continue;
    const sign = Math.sign(inRows[0]![1]);
    const key = inRows.map(([feature, change]) => `${feature} ${change * sign}`).join(" ");
    const held = alike.get(key);
    if (held === undefined) alike.set(key, [one]);
    else if (held.length < MOST_ALIKE) held.push(one);
  }
  return [...alike.values()].flatMap((held) =>
    held.flatMap((one, place) =>
      held.slice(place + 1).map((other) => {
        const signOf = ({ difference }: typeof one) =>
          Math.sign(difference.find(([feature]) => isInRows[feature] === 1)![1]);
        const sum = new Map(one.difference);
        const sign = signOf(one) === signOf(other) ? -1 : 1;
        for (const [feature, change] of other.difference) sum.set(feature, (sum.get(feature) ?? 0) + sign * change);
        const terms = [...sum].filter(([, change]) => change !== 0).sort(([a], [b]) => a - b);
        return { difference: pointed(terms), signatures: one.signatures };
      }),
    ),
  );
}

function differenceOf(features: Features, first: number, second: number, inRowsOnly: boolean): Difference {
  const { offsets, features: numbers, counts, isInRows } = features;
  const terms: [number, number][] = [];
  let [a, b] = [offsets[first]!, offsets[second]!];
  const [pastA, pastB] = [offsets[first + 1]!, offsets[second + 1]!];
  while (a < pastA || b < pastB) {
    const one = a < pastA ? numbers[a]! : Number.POSITIVE_INFINITY;
    const other = b < pastB ? numbers[b]! : Number.POSITIVE_INFINITY;
    const feature = Math.min(one, other);
    const change = (other === feature ? counts[b++]! : 0) - (one === feature ? counts[a++]! : 0);
    if (change !== 0 && (!inRowsOnly || isInRows[feature] === 1)) terms.push([feature, change]);
  }
  return pointed(terms);
}

/** @internal Turned round where the first change is less. */
export function pointed(terms: readonly (readonly [number, number])[]): Difference {
  return terms.length > 0 && terms[0]![1] < 0 ? terms.map(([feature, change]) => [feature, -change]) : terms;
}

/** @internal A difference as it is kept. */
export function exchanged({
  difference,
  signatures,
}: {
  readonly difference: Difference;
  readonly signatures: ReadonlySet<number>;
}): Exchange {
  return {
    features: Int32Array.from(difference, ([number]) => number),
    changes: Int32Array.from(difference, ([, change]) => change),
    signatures,
  };
}
