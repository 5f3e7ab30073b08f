import { NO_DAY } from "../../calendar";
import { link } from "./link";
import type { EventLog } from "./log";
import { buildStore, type Store } from "./store";

/** The facts that remain when some events do not exist. */
export interface Remainder {
  readonly store: Store;
  /** Events that exist but could not be placed without the others, and so were left out too. */
  readonly unplaced: number;
}

/**
 * Facts without some of the events.
 *
 * What remains need not hold together: an end may have lost its start. Such events are left out as well, until the rest
 * does.
 *
 * @param log - events as read
 * @param withheld - 1 for each event that does not exist; not changed
 */
export function storeWithout(log: EventLog, withheld: Uint8Array): Remainder {
  const out = withheld.slice();
  for (let unplaced = 0; ; ) {
    const links = link(log, out);
    let found = 0;
    for (const { path } of links.errors) {
      const row = path[0] as number;
      if (out[row] === 1) continue;
      out[row] = 1;
      found++;
    }
    if (found === 0) return { store: buildStore(log, links), unplaced };
    unplaced += found;
  }
}

/** Facts as they were known on a day, and what must be said about them. */
export interface KnownFacts extends Remainder {
  /** Events that do not say when they were recorded, and are taken as recorded on their own date. */
  readonly undated: number;
}

/**
 * Facts as they were known on a day: only events recorded up to it exist, retractions too.
 *
 * @param log - events as read
 * @param day - the last day whose records exist
 */
export function storeKnownOn(log: EventLog, day: number): KnownFacts {
  const [types, days, recorded] = [log.type.view(), log.day.view(), log.recorded.view()];
  const withheld = new Uint8Array(log.length);
  let undated = 0;
  for (let row = 0; row < withheld.length; row++) {
    const isUndated = (recorded[row] ?? NO_DAY) === NO_DAY;
    if (types[row] === 0 || (isUndated ? days[row]! : recorded[row]!) > day) withheld[row] = 1;
    if (isUndated && types[row] !== 0) undated++;
  }
  const { store, unplaced } = storeWithout(log, withheld);
  return { store, unplaced: unplaced + retractionsOfNothingYet(store, withheld), undated };
}

/** Retractions that stand and were recorded before what they retract. */
function retractionsOfNothingYet({ log, live }: Store, withheld: Uint8Array): number {
  let count = 0;
  const { events, columns } = log.tables["event-retracted"];
  const retracted = columns.retracts.view();
  events.view().forEach((row, index) => {
    const target = log.ids.find(log.idTexts.get("event")!.texts[retracted[index]!]!);
    if (live[row] === 1 && target >= 0 && withheld[target] === 1) count++;
  });
  return count;
}
