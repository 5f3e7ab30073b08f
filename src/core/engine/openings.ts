import { statusNumber } from "../dataset/numbers";
import type { Store } from "../dataset/store";
import type { Opening } from "./plan";
import type { People } from "./view";

/**
 * The people whom a reading other than the certain one could judge differently: those with something open at the
 * horizon.
 *
 * @param people - those looked at
 * @param horizon - the last day whose facts exist
 * @param openings - what counts as open: what the definitions look at
 * @param open - receives their numbers
 * @param places - receives their places among the people looked at
 * @returns how many they are
 */
export function openPeople(
  { store, who, count: all }: People,
  horizon: number,
  openings: ReadonlySet<Opening>,
  open: Int32Array,
  places: Int32Array,
): number {
  const { placements, support, enrolments, followUps } = store;
  const asksPlacements = openings.has("placements");
  const asksSetting = openings.has("setting");
  const asksContract = openings.has("contract");
  const asksSupport = openings.has("support");
  const asksEnrolment = openings.has("enrolment");
  const asksFollowUp = openings.has("follow-up");
  const asksReason = openings.has("reason");
  const asksEmployer = openings.has("employer");
  const unreachable = statusNumber("unreachable");
  let count = 0;
  for (let index = 0; index < all; index++) {
    const person = who[index]!;
    let isOpen =
      (asksSupport && runsAt(support, person, horizon)) || (asksEnrolment && runsAt(enrolments, person, horizon));
    if (asksPlacements && !isOpen) {
      const past = placements.offsets[person + 1]!;
      for (let row = placements.offsets[person]!; !isOpen && row < past; row++) {
        if (placements.starts[row]! > horizon) break;
        isOpen =
          placements.ends[row]! > horizon + 1 ||
          (asksSetting && placements.settings[row] === 0) ||
          (asksContract && placements.contracts[row] === 0);
      }
    }
    if (asksFollowUp && !isOpen) {
      const past = followUps.offsets[person + 1]!;
      for (let row = followUps.offsets[person]!; !isOpen && row < past; row++) {
        isOpen = followUps.codes[row] === unreachable && followUps.days[row]! <= horizon;
      }
    }
    isOpen ||= asksReason && lacksReason(store, person, horizon);
    isOpen ||= asksEmployer && lacksEmployer(store, person, horizon);
    if (!isOpen) continue;
    places[count] = index;
    open[count++] = person;
  }
  return count;
}

/** Whether a person lacks a fact up to the horizon that can be more than one of two things. */
export function lacksAnything(store: Store, person: number, horizon: number): boolean {
  return lacksReason(store, person, horizon) || lacksEmployer(store, person, horizon);
}

function lacksEmployer({ placements }: Store, person: number, horizon: number): boolean {
  const { offsets, starts, employers } = placements;
  for (let row = offsets[person]!; row < offsets[person + 1]! && starts[row]! <= horizon; row++) {
    if (employers[row]! < 0) return true;
  }
  return false;
}

function lacksReason({ exits }: Store, person: number, horizon: number): boolean {
  for (let row = exits.offsets[person]!; row < exits.offsets[person + 1]! && exits.days[row]! <= horizon; row++) {
    if (exits.codes[row]! < 0) return true;
  }
  return false;
}

function runsAt({ offsets, starts, ends }: Store["enrolments"], person: number, horizon: number): boolean {
  const past = offsets[person + 1]!;
  for (let row = offsets[person]!; row < past; row++) {
    if (starts[row]! <= horizon && ends[row]! > horizon + 1) return true;
  }
  return false;
}
