import { NO_DAY } from "../../calendar";
import { contractNumber, settingNumber, statusNumber } from "../dataset/numbers";
import type { Anchor, SpellExpression } from "../definition/language";
import { anchorOf } from "../definition/sense";
import { attributeValues, birthDay } from "../engine/attributes";
import { type CriterionChange, changesOf } from "../engine/change";
import type { Unpaired } from "../engine/picks";
import { type LeafCondition, partsOf } from "../engine/plan";
import type { View } from "../engine/view";

/** A fact that is not there, and where it would stand. */
export interface MissingFact {
  /** Name of the field, such as `setting`, or of the attribute; `score` for an assessment. */
  readonly field: string;
  /** Id of the event that lacks it; absent when a whole event is missing. */
  readonly eventId?: string;
  /** The criterion without a pair, for `score`, `rater` and `instrument`. */
  readonly criterion?: string;
  /** Why it has no pair, for `score`. */
  readonly why?: Unpaired;
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
      const changes = changesOf(view, person, condition.pairing);
      if (changes.length > 0) return changes.flatMap((change) => missingOfPair(view, change));
      const { criterionFrom } = condition.pairing;
      return [
        Object.freeze(criterionFrom === undefined ? { field: "score" } : { field: criterionFrom, ...ofRegistration }),
      ];
    }
    case "in-group": {
      const known = attributeValues(store, person, horizon, store.log.codes.find(condition.attribute));
      return known.length > 0 ? [] : [Object.freeze({ field: condition.attribute, ...ofRegistration })];
    }
    case "aged": {
      const isBorn = birthDay(store, person, horizon) !== NO_DAY;
      const birth = isBorn ? [] : [Object.freeze({ field: "birthDate", ...ofRegistration })];
      return condition.at === "period-start" ? birth : [...missingOfAnchor(view, person, condition.at), ...birth];
    }
    case "falls":
      return [
        ...missingOfAnchor(view, person, condition.anchor),
        ...missingOfAnchor(view, person, anchorOf(condition.window)),
      ];
    default:
      return missingOfSpells(view, person, condition.spells);
  }
}

/** What a criterion without a pair lacks: a score, or the rater or instrument of those that could be its pair. */
function missingOfPair({ store }: View, { criterion, why, lacking }: CriterionChange): readonly MissingFact[] {
  if (why === undefined) return [];
  if (lacking === undefined) return [Object.freeze({ field: "score", criterion, why })];
  const field = why === "rater-not-recorded" ? "rater" : "instrument";
  return lacking.map((event) => Object.freeze({ field, eventId: store.log.ids.texts[event]!, criterion }));
}

function registrationId({ store, horizon }: View, person: number): string | undefined {
  const { offsets, days, events } = store.registrations;
  let latest = NO_DAY;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) if (days[row]! <= horizon) latest = events[row]!;
  return latest === NO_DAY ? undefined : store.log.ids.texts[latest]!;
}

function missingOfAnchor(view: View, person: number, anchor: Anchor | undefined): readonly MissingFact[] {
  return anchor === undefined || typeof anchor === "string" ? [] : missingOfSpells(view, person, anchor.of);
}

function missingOfSpells(view: View, person: number, expression: SpellExpression): readonly MissingFact[] {
  const { exits, placements, followUps, log } = view.store;
  const facts: MissingFact[] = partsOf(expression).flatMap((part) => missingOfSpells(view, person, part));
  if ("window" in expression) facts.push(...missingOfAnchor(view, person, anchorOf(expression.window)));
  const lacks = (field: string, event: number) => facts.push(Object.freeze({ field, eventId: log.ids.texts[event]! }));
  if (expression.kind === "placements") {
    for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
      if (placements.starts[row]! > view.horizon) break;
      const [setting, contract] = factsOf(expression, view, row);
      if (setting === "other" || contract === "other") continue;
      if (setting === "missing") lacks("setting", placements.startEvents[row]!);
      if (contract === "missing") lacks("contract", placements.startEvents[row]!);
    }
  }
  if (expression.kind === "joined" && expression.within === "employer") {
    for (let row = placements.offsets[person]!; row < placements.offsets[person + 1]!; row++) {
      if (placements.starts[row]! > view.horizon) break;
      if (placements.employers[row]! < 0 && mayHold(expression.of, view, row)) {
        lacks("employer", placements.startEvents[row]!);
      }
    }
  }
  if (expression.kind === "exits" && expression.reason !== undefined) {
    for (let row = exits.offsets[person]!; row < exits.offsets[person + 1]!; row++) {
      if (exits.days[row]! <= view.horizon && exits.codes[row]! < 0) lacks("reason", exits.events[row]!);
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

/** Whether a placement is, or with its missing facts could be, among the spells. */
function mayHold(expression: SpellExpression, view: View, row: number): boolean {
  if (expression.kind === "placements") return !factsOf(expression, view, row).includes("other");
  return partsOf(expression).some((part) => mayHold(part, view, row));
}

/** How setting and contract of a placement stand to those asked for. */
function factsOf(
  { setting, contract }: Extract<SpellExpression, { readonly kind: "placements" }>,
  { store }: View,
  row: number,
): readonly [Standing, Standing] {
  return [
    factOf(setting, settingNumber, store.placements.settings[row]!),
    factOf(contract, contractNumber, store.placements.contracts[row]!),
  ];
}

type Standing = "met" | "missing" | "other";

function factOf<Code extends string>(
  wanted: Code | undefined,
  numberOf: (code: Code) => number,
  given: number,
): Standing {
  if (wanted === undefined || numberOf(wanted) === given) return "met";
  return given === 0 ? "missing" : "other";
}
