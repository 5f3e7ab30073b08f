import { storeWithout } from "./known";
import type { SpellColumns, Store } from "./store";

/** Facts of a dataset without some of its events, and how many went. */
export interface Subset {
  readonly store: Store;
  /** Live events of the dataset that are not here. */
  readonly withheld: number;
}

/**
 * The facts that rest on evidence of at least some kind, about the same people under the same numbers.
 *
 * A spell is believed when its start is and the end it has by the horizon is: taking an end away alone would let the
 * spell run on for
 * want of evidence that it stopped. Support of a placement that is not believed goes with it. Registrations, exits and
 * retractions stay.
 *
 * @param store - the columns of a dataset
 * @param least - number of the weakest kind of evidence that is believed; 0 believes everything
 * @param horizon - an end after it does not exist yet
 */
export function storeResting(store: Store, least: number, horizon: number): Subset {
  const { log, live, placements, support } = store;
  const isOfTheRegister = [false, ...log.all.map(({ row }) => row.ofTheRegister === true)];
  const [types, sources] = [log.type.view(), log.source.view()];
  const out = Uint8Array.from(live, (isLive) => 1 - isLive);
  for (let event = 0; event < out.length; event++) {
    if (!isOfTheRegister[types[event]!] && (sources[event] ?? 0) < least) out[event] = 1;
  }
  for (const columns of store.spells.values()) {
    for (let row = 0; row < columns.starts.length; row++) {
      const end = columns.endEvents[row]!;
      if (end >= 0 && out[end] === 1 && columns.ends[row]! <= horizon + 1) out[columns.startEvents[row]!] = 1;
    }
  }
  for (let row = 0; row < support.starts.length; row++) {
    const placement = support.placements[row]!;
    if (placement >= 0 && out[placements.startEvents[placement]!] === 1) out[support.startEvents[row]!] = 1;
  }
  for (const columns of store.spells.values()) withholdEnds(columns, out);
  return subsetOf(store, out);
}

/** Ends go with their starts. */
function withholdEnds({ startEvents, endEvents }: SpellColumns, out: Uint8Array): void {
  for (let row = 0; row < startEvents.length; row++) {
    if (out[startEvents[row]!] === 1 && endEvents[row]! >= 0) out[endEvents[row]!] = 1;
  }
}

/**
 * The facts dated up to a day. Whoever is registered later is not here, nor is what happened to them before.
 *
 * @param store - the columns of a dataset
 * @param day - the last day whose facts exist
 */
export function storeUpTo(store: Store, day: number): Subset {
  const days = store.log.day.view();
  return subsetOf(
    store,
    Uint8Array.from(store.live, (isLive, event) => (isLive === 1 && days[event]! <= day ? 0 : 1)),
  );
}

function subsetOf(store: Store, out: Uint8Array): Subset {
  const { store: left } = storeWithout(store.log, out);
  let withheld = 0;
  for (let event = 0; event < out.length; event++) withheld += store.live[event]! - left.live[event]!;
  return { store: left, withheld };
}
