import { NO_DAY } from "../../calendar";
import { eventTypes, sourceNumber, statusNumber } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import type { SpellExpression } from "../../core/definition/language";
import type { EventType } from "../../core/events/vocabulary";
import { partsOf } from "../../core/engine/plan";

/** Events that tell of somebody's work by themselves, whatever they rest on. */
const tellingOfWork: readonly EventType[] = [
  "placement-started",
  "placement-ended",
  "support-started",
  "support-ended",
];

/** Events that are no contact with anybody: follow-ups are looked at one by one, for they may have reached nobody. */
const noContact: readonly EventType[] = ["follow-up-recorded", "event-retracted"];

/** Whether spells are of work: then only what tells of work confirms them. */
export function isOfWork(expression: SpellExpression): boolean {
  if (expression.kind === "placements" || expression.kind === "employed-at-follow-up") return true;
  return partsOf(expression).some(isOfWork);
}

/**
 * The last day up to the horizon on which each person was known to be where the records say.
 *
 * Of work: the day a placement or support started or ended, a follow-up that reached them, or any event that rests on
 * the employer's confirmation. Of anything else: any event of theirs but a follow-up that did not reach them. Somebody
 * whose support still runs is in contact on the horizon itself.
 *
 * @param store - columns; not changed
 * @param horizon - facts after it do not exist
 * @param ofWork - whether only what tells of work confirms
 * @returns day numbers by person; `NO_DAY` where there was no contact
 */
export function lastContacts(store: Store, horizon: number, ofWork: boolean): Int32Array {
  const { people, personOf, live, log, support, followUps } = store;
  const latest = new Int32Array(people).fill(NO_DAY);
  const isContact = [false, ...eventTypes.map((type) => !noContact.includes(type))];
  const suffices = [false, ...eventTypes.map((type) => (ofWork ? tellingOfWork : eventTypes).includes(type))];
  const confirmation = sourceNumber("employer-confirmation");
  const [types, days, persons, sources] = [log.type.view(), log.day.view(), log.person.view(), log.source.view()];
  for (let event = 0; event < types.length; event++) {
    const type = types[event]!;
    if (live[event] === 0 || days[event]! > horizon) continue;
    if (!isContact[type] || !(suffices[type] || sources[event] === confirmation)) continue;
    const person = personOf[persons[event]!]!;
    if (person >= 0 && days[event]! > latest[person]!) latest[person] = days[event]!;
  }
  const unreachable = statusNumber("unreachable");
  for (let person = 0; person < people; person++) {
    for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
      const day = followUps.days[row]!;
      if (day > horizon) break;
      if (followUps.codes[row] !== unreachable && day > latest[person]!) latest[person] = day;
    }
    for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
      if (support.starts[row]! > horizon) break;
      if (support.ends[row]! > horizon + 1) latest[person] = horizon;
    }
  }
  return latest;
}

/**
 * The day a follow-up found somebody not employed, with no sign of work after it: no placement begun since, no
 * follow-up that found them employed.
 *
 * @returns the first such day up to the horizon; `NO_DAY` when there is none
 */
export function foundNotEmployed({ placements, followUps }: Store, person: number, horizon: number): number {
  let working = NO_DAY;
  for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
    if (placements.starts[row]! <= horizon) working = placements.starts[row]!;
  }
  const [employed, notEmployed] = [statusNumber("employed"), statusNumber("not-employed")];
  let found = NO_DAY;
  for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
    const day = followUps.days[row]!;
    if (day > horizon) break;
    if (followUps.codes[row] === employed) {
      working = Math.max(working, day);
      found = NO_DAY;
    } else if (followUps.codes[row] === notEmployed && found === NO_DAY && day > working) found = day;
  }
  return found;
}
