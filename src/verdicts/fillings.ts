import { missingCount, peopleIn, type View } from "./recorded";

/** Most missing facts of one person whose every combination is tried: 1,024 ways. */
const MOST_MISSING = 10;

/**
 * Every way the missing facts of the people in a view can be: each setting, contract and unreachable follow-up is one of two things.
 *
 * @param view - people of whom some lack facts
 * @returns `selection` and `values`: person and facts of each way; `indices`: the person's place in the view; `untried`: places of
 * people with more than ten missing facts, of whom a length with an upper limit stays open
 */
export function waysToFillIn(view: View): {
  readonly selection: Int32Array;
  readonly indices: Int32Array;
  readonly values: Uint32Array;
  readonly untried: readonly number[];
} {
  const people = peopleIn(view);
  const missing = new Uint8Array(people);
  const untried: number[] = [];
  let ways = 0;
  for (let index = 0; index < people; index++) {
    const count = missingCount(view.store, personAt(view, index), view.horizon);
    if (count > MOST_MISSING) untried.push(index);
    else missing[index] = count;
    if (missing[index]! > 0) ways += 2 ** missing[index]!;
  }
  const selection = new Int32Array(ways);
  const indices = new Int32Array(ways);
  const values = new Uint32Array(ways);
  let way = 0;
  for (let index = 0; index < people; index++) {
    const count = missing[index]! > 0 ? 2 ** missing[index]! : 0;
    for (let value = 0; value < count; value++) {
      selection[way] = personAt(view, index);
      indices[way] = index;
      values[way++] = value;
    }
  }
  return { selection, indices, values, untried };
}

function personAt({ selection }: View, index: number): number {
  return selection === undefined ? index : selection[index]!;
}
