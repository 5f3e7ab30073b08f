import type { EventType } from "../events/vocabulary";
import type { Anchor, Condition, Countable, IndicatorDefinition, SpellExpression, WindowExpression } from "./language";

/**
 * What follows when a fact is not there: `refused`, the data cannot be read without it; `unknown`, the verdict is
 * unknown where it
 * matters; `not-happened`, it is taken not to have happened; `runs-on`, what began is taken to go on; `goes-with-any`,
 * support is
 * taken to be with any placement.
 */
export type Absence = "refused" | "unknown" | "not-happened" | "runs-on" | "goes-with-any";

/** A field of an event that a definition reads. */
export interface FieldRead {
  readonly type: EventType;
  /** Name of the field; `attributes.x` for an attribute of the registration. */
  readonly field: string;
  /** What follows when an event lacks it. */
  readonly absence: Absence;
  /** What follows when nobody records the event, where the definition says so itself. */
  readonly withoutEvent?: Absence;
}

/** What follows when nobody records an event of a type. */
export const ABSENT_EVENT: Readonly<Record<EventType, Absence>> = {
  "beneficiary-registered": "refused",
  "beneficiary-exited": "runs-on",
  "service-delivered": "not-happened",
  "placement-started": "not-happened",
  "placement-ended": "runs-on",
  "support-started": "not-happened",
  "support-ended": "runs-on",
  "assessment-recorded": "unknown",
  "follow-up-recorded": "not-happened",
  "feedback-recorded": "not-happened",
  "adverse-event-recorded": "not-happened",
  "event-retracted": "not-happened",
};

/** Fields without which an event cannot be read. */
const REQUIRED: ReadonlySet<string> = new Set(["date", "placementId", "supportId", "service", "criterion", "score"]);

/**
 * What follows when an event lacks a field. A follow-up that reached nobody lacks its `status` where employment is
 * asked for.
 */
function absentField(type: EventType, field: string): Absence {
  if (type === "support-started" && field === "placementId") return "goes-with-any";
  return REQUIRED.has(field) ? "refused" : "unknown";
}

/**
 * Every field that decides about somebody in an indicator and its readings, in the order in which the definition meets
 * them.
 *
 * @param definition - of an indicator; indicators it refers to are read too
 */
export function fieldsRead(definition: IndicatorDefinition): readonly FieldRead[] {
  const numerators = (definition.readings ?? []).map(({ numerator }) => ofCondition(numerator));
  return distinct([...read("beneficiary-registered", "date"), ...ofCountable(definition), ...numerators.flat()]);
}

function read(type: EventType, ...fields: readonly string[]): readonly FieldRead[] {
  return fields.map((field) => ({ type, field, absence: absentField(type, field) }));
}

/** A read of a field whose absence is settled against being counted. */
function settled(one: FieldRead): FieldRead {
  const withoutEvent = "not-happened";
  return { ...one, absence: one.absence === "unknown" ? withoutEvent : one.absence, withoutEvent };
}

function distinct(reads: readonly FieldRead[]): readonly FieldRead[] {
  return [...new Map(reads.map((one) => [Object.values(one).join(" "), one])).values()];
}

function ofCountable({ denominator, numerator, exclusions = [] }: Countable): readonly FieldRead[] {
  return [denominator, numerator, ...exclusions.map(({ when }) => when)].flatMap(ofCondition);
}

function ofCondition(condition: Condition): readonly FieldRead[] {
  switch (condition.kind) {
    case "happens":
    case "lasts":
    case "totals":
    case "times":
      return ofSpells(condition.spells, false);
    case "falls":
      return [...ofAnchor(condition.anchor), ...ofWindow(condition.window)];
    case "change": {
      const { criterionFrom, same = [], missing } = condition.pairing;
      const asked = criterionFrom === undefined ? [] : ofAttribute(criterionFrom);
      const scores = read("assessment-recorded", "date", "criterion", "score", ...same);
      return [...(missing === "not-improved" ? scores.map(settled) : scores), ...asked];
    }
    case "in-group":
      return ofAttribute(condition.attribute);
    case "aged":
      return [
        ...read("beneficiary-registered", "birthDate"),
        ...(condition.at === "period-start" ? [] : ofAnchor(condition.at)),
      ];
    case "counted-in":
      return condition.definition === undefined ? [] : ofCountable(condition.definition);
    case "every":
    case "some":
      return condition.of.flatMap(ofCondition);
    case "not":
      return ofCondition(condition.of);
  }
}

/** @param isMatched - whether spells are laid over others, so that it matters to which placement support belongs */
function ofSpells(spells: SpellExpression, isMatched: boolean): readonly FieldRead[] {
  switch (spells.kind) {
    case "placements": {
      const filters = (["setting", "contract"] as const).filter((name) => spells[name] !== undefined);
      return [
        ...read("placement-started", "date", "placementId", ...filters),
        ...read("placement-ended", "date", "placementId"),
      ];
    }
    case "support":
      return [
        ...read("support-started", "date", "supportId", ...(isMatched ? ["placementId"] : [])),
        ...read("support-ended", "date", "supportId"),
      ];
    case "services":
      return read("service-delivered", "date", ...(spells.service === undefined ? [] : ["service"]));
    case "enrolment":
      return [...read("beneficiary-registered", "date"), ...read("beneficiary-exited", "date")];
    case "employed-at-follow-up":
      return read("follow-up-recorded", "date", "status");
    case "exits":
      return read("beneficiary-exited", "date", ...(spells.reason === undefined ? [] : ["reason"]));
    case "follow-ups": {
      const dates = read("follow-up-recorded", "date");
      if (spells.status === undefined) return dates;
      return [...dates, { type: "follow-up-recorded", field: "status", absence: "refused" }];
    }
    case "overlap":
    case "except":
      return spells.of.flatMap((part) => ofSpells(part, true));
    case "union":
      return spells.of.flatMap((part) => ofSpells(part, isMatched));
    case "joined":
      return [
        ...ofSpells(spells.of, isMatched),
        ...(spells.within === undefined ? [] : read("placement-started", spells.within)),
      ];
    case "without-last-day":
      return ofSpells(spells.of, isMatched);
    case "clip":
    case "touching":
    case "starting":
      return [...ofSpells(spells.of, isMatched), ...ofWindow(spells.window)];
  }
}

function ofWindow(window: WindowExpression): readonly FieldRead[] {
  switch (window.kind) {
    case "reporting-period":
    case "until-horizon":
      return [];
    case "earlier":
      return ofWindow(window.of);
    case "on":
    case "after":
    case "quarter-after":
      return ofAnchor(window.anchor);
  }
}

function ofAnchor(anchor: Anchor): readonly FieldRead[] {
  if (typeof anchor !== "string") return ofSpells(anchor.of, false);
  switch (anchor) {
    case "registration":
      return read("beneficiary-registered", "date");
    case "exit":
      return read("beneficiary-exited", "date");
    case "first-placement":
      return read("placement-started", "date");
    case "last-support-end":
      return [...read("support-started", "supportId"), ...read("support-ended", "date", "supportId")];
  }
}

/** Names under which fields of the registration are asked for; any other is one of its attributes. */
const REGISTERED: Readonly<Record<string, string>> = {
  targetGroup: "targetGroups",
  sex: "sex",
  region: "region",
  organisation: "organisation",
};

function ofAttribute(name: string): readonly FieldRead[] {
  const field = Object.hasOwn(REGISTERED, name) ? REGISTERED[name]! : `attributes.${name}`;
  return read("beneficiary-registered", field);
}
