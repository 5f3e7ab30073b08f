import { NO_DAY } from "../calendar";
import { contractNumber, settingNumber, statusNumber } from "../dataset/log";
import type { SpellExpression } from "../definition/language";
import { attributeValues } from "./attributes";
import { changesOf } from "./change";
import { type LeafCondition, partsOf } from "./plan";
import type { View } from "./view";

/** A fact that is not there, and where it would stand. */
export interface MissingFact {
  /** Name of the field, such as `setting`, or of the attribute; `score` for an assessment. */
  readonly field: string;
  /** Id of the event that lacks it; absent when a whole event is missing. */
  readonly eventId?: string;
  /** The criterion without two scores, for `score`. */
  readonly criterion?: string;
}

/**
 * The facts of one person that a condition needs and that are not there.
 *
 * @param view - one person, and up to when
 * @param condition - a condition about facts
 */
export function missingFacts(view: View, condition: LeafCondition): readonly MissingFact[] {
  const { store, horizon } = view;
  const person = view.people.who[0]!;
  const eventId = registrationId(view, person);
  const ofRegistration = eventId === undefined ? {} : { eventId };
  switch (condition.kind) {
    case "change": {
      const changes = changesOf(view, person, condition.pairing.criterionFrom);
      const unpaired = changes.filter(({ movement }) => movement === "missing");
      if (changes.length > 0) return unpaired.map(({ criterion }) => Object.freeze({ field: "score", criterion }));
      const { criterionFrom } = condition.pairing;
      return [
        Object.freeze(criterionFrom === undefined ? { field: "score" } : { field: criterionFrom, ...ofRegistration }),
      ];
    }
    case "in-group": {
      const known = attributeValues(store, person, horizon, store.log.codes.find(condition.attribute));
      return known.length > 0 ? [] : [Object.freeze({ field: condition.attribute, ...ofRegistration })];
    }
    case "aged":
      return [Object.freeze({ field: "birthDate", ...ofRegistration })];
    default:
      return missingOfSpells(view, person, condition.spells);
  }
}

function registrationId({ store, horizon }: View, person: number): string | undefined {
  const { offsets, days, events } = store.registrations;
  let latest = NO_DAY;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) if (days[row]! <= horizon) latest = events[row]!;
  return latest === NO_DAY ? undefined : store.log.ids.texts[latest]!;
}

function missingOfSpells(view: View, person: number, expression: SpellExpression): readonly MissingFact[] {
  const { placements, followUps, log } = view.store;
  const facts: MissingFact[] = partsOf(expression).flatMap((part) => missingOfSpells(view, person, part));
  const lacks = (field: string, event: number) => facts.push(Object.freeze({ field, eventId: log.ids.texts[event]! }));
  if (expression.kind === "placements") {
    for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
      if (placements.starts[row]! > view.horizon) break;
      const setting = factOf(expression.setting, settingNumber, placements.settings[row]!);
      const contract = factOf(expression.contract, contractNumber, placements.contracts[row]!);
      if (setting === "other" || contract === "other") continue;
      if (setting === "missing") lacks("setting", placements.startEvents[row]!);
      if (contract === "missing") lacks("contract", placements.startEvents[row]!);
    }
  }
  if (expression.kind === "employed-at-follow-up") {
    for (let row = followUps.offsets[person]!; row < followUps.offsets[person + 1]!; row++) {
      if (followUps.days[row]! <= view.horizon && followUps.codes[row] === statusNumber("unreachable")) {
        lacks("status", followUps.events[row]!);
      }
    }
  }
  return facts;
}

function factOf<Code extends string>(
  wanted: Code | undefined,
  numberOf: (code: Code) => number,
  given: number,
): "met" | "missing" | "other" {
  if (wanted === undefined || numberOf(wanted) === given) return "met";
  return given === 0 ? "missing" : "other";
}
