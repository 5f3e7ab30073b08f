import { type Duration, lengthRangeInDays } from "../../calendar";
import { DefinitionError, describe, type Issue } from "../../issue";
import { canonicalJson } from "./fingerprint";
import type {
  Anchor,
  Condition,
  Countable,
  CountRange,
  IndicatorDefinition,
  LengthRange,
  SpellExpression,
  WindowExpression,
} from "./language";
import type { Pairing } from "./pairing";
import { definitionIssue, shapeIssues } from "./schema";

type Path = readonly (string | number)[];

/**
 * A value as an indicator definition that can mean something.
 *
 * @param value - anything
 * @returns the same value
 * @throws DefinitionError with every issue: wrong shape, limits that exclude each other, always true, contradictory,
 *   unknown indicator
 */
export function checkedDefinition(value: unknown): IndicatorDefinition {
  const shape = shapeIssues(value);
  if (shape.length > 0) throw new DefinitionError(shape);
  const definition = value as IndicatorDefinition;
  const issues: Issue[] = [];
  for (const [part, path] of conditionsOf(definition)) checkCondition(part, path, issues);
  for (const [index, reading] of (definition.readings ?? []).entries()) {
    checkCondition(reading.numerator, ["readings", index, "numerator"], issues);
  }
  if (issues.length === 0) checkLogic(definition, [], issues);
  if (issues.length > 0) throw new DefinitionError(issues);
  return definition;
}

function conditionsOf(definition: Countable): readonly (readonly [Condition, Path])[] {
  const exclusions = definition.exclusions ?? [];
  return [
    [definition.denominator, ["denominator"]],
    [definition.numerator, ["numerator"]],
    ...exclusions.map((exclusion, index) => [exclusion.when, ["exclusions", index, "when"]] as const),
  ];
}

function checkCondition(condition: Condition, path: Path, issues: Issue[]): void {
  const refuse = (code: string, at: Path, because: string, hint: string) => {
    issues.push(definitionIssue(code, [...path, ...at], `${[...path, ...at].join(".")} ${because}`, hint));
  };
  switch (condition.kind) {
    case "happens":
      checkSpells(condition.spells, [...path, "spells"], issues);
      break;
    case "lasts":
    case "totals":
      checkSpells(condition.spells, [...path, "spells"], issues);
      checkLengths(condition, refuse);
      break;
    case "times":
      checkSpells(condition.spells, [...path, "spells"], issues);
      checkCounts(condition, [], refuse);
      break;
    case "falls":
      checkAnchor(condition.anchor, [...path, "anchor"], issues);
      checkWindow(condition.window, [...path, "window"], issues);
      if (canonicalJson(anchorOf(condition.window)) === canonicalJson(condition.anchor)) {
        refuse(
          "contradictory",
          ["window"],
          "must not be laid from the anchor that is to fall into it",
          "take two anchors",
        );
      }
      break;
    case "change": {
      const rules = Object.entries(condition.rule).filter(([, range]) => range !== undefined);
      if (rules.length === 0) refuse("always-true", ["rule"], "must ask for something", "add improved, notWorsened …");
      for (const [name, range] of rules) checkCounts(range as CountRange, ["rule", name], refuse, name === "net");
      checkPairing(condition.pairing, refuse);
      break;
    }
    case "aged":
      if (condition.at !== "period-start") checkAnchor(condition.at, [...path, "at"], issues);
      if (condition.from === undefined && condition.under === undefined) {
        refuse("always-true", [], "must have from or under", "add the age it starts at or the age it ends before");
      } else if (condition.from !== undefined && condition.under !== undefined && condition.under <= condition.from) {
        refuse(
          "under-below-at-least",
          ["under"],
          `must be above from (${condition.from}), received ${condition.under}`,
          "exchange the two ages",
        );
      }
      break;
    case "counted-in":
      if (condition.definition === undefined) {
        const because = `must be that of an indicator whose definition is there, received only the code ${describe(condition.code)}`;
        refuse(
          "unknown-indicator",
          ["code"],
          because,
          "pass the indicator itself, such as countedIn(workExperienceShare)",
        );
      } else {
        for (const [part, at] of conditionsOf(condition.definition))
          checkCondition(part, [...path, "definition", ...at], issues);
      }
      break;
    case "every":
    case "some":
      for (const [index, part] of condition.of.entries()) checkCondition(part, [...path, "of", index], issues);
      break;
    case "not":
      if (settlesMissing(condition.of)) {
        const hint = "say it without not, such as worsened: { atMost: 0 }, or leave missing out";
        refuse(
          "contradictory",
          ["of"],
          "must not settle missing pairs where it is denied, for that would count them",
          hint,
        );
      }
      checkCondition(condition.of, [...path, "of"], issues);
      break;
  }
}

/** Whether a change in it is settled without a pair. */
function settlesMissing(condition: Condition): boolean {
  if (condition.kind === "change") return condition.pairing.missing === "not-improved";
  if (condition.kind === "every" || condition.kind === "some") return condition.of.some(settlesMissing);
  return condition.kind === "not" && settlesMissing(condition.of);
}

type Refuse = (code: string, at: Path, because: string, hint: string) => void;

function checkLengths({ atLeast, under }: LengthRange, refuse: Refuse): void {
  if (atLeast === undefined && under === undefined) {
    refuse("always-true", [], "must have atLeast or under", "add a length, or use happens");
  }
  if (atLeast?.count === 0)
    refuse("always-true", ["atLeast"], "must be longer than nothing", "use happens, or give a length");
  if (under?.count === 0)
    refuse("contradictory", ["under"], "must be longer than nothing", "no spell is shorter than a day");
  if (atLeast === undefined || under === undefined || isLonger(under, atLeast)) return;
  const because = `must be longer than atLeast (${lengthText(atLeast)}), received ${lengthText(under)}`;
  refuse("under-below-at-least", ["under"], because, "exchange the two lengths");
}

function checkCounts({ atLeast, atMost }: CountRange, at: Path, refuse: Refuse, mayBeNegative = false): void {
  if (atLeast === undefined && atMost === undefined) {
    refuse("always-true", at, "must have atLeast or atMost", "add a number");
  } else if (atLeast === 0 && atMost === undefined && !mayBeNegative) {
    refuse("always-true", [...at, "atLeast"], "must be 1 or more", "every count is at least 0");
  } else if (atLeast !== undefined && atMost !== undefined && atMost < atLeast) {
    const because = `must be atLeast (${atLeast}) or more, received ${atMost}`;
    refuse("under-below-at-least", [...at, "atMost"], because, "exchange the two numbers");
  }
}

/**
 * Refuses what no two scores can meet: a scheduled day around which the baseline itself lies, scores further apart than
 * it allows.
 */
function checkPairing({ baseline, followUp, spacing }: Pairing, refuse: Refuse): void {
  if (spacing?.count === 0) {
    const hint = "leave it out: two scores are always on different days";
    refuse("always-true", ["pairing", "spacing"], "must be longer than nothing", hint);
  }
  if (followUp === undefined) return;
  const { after, tolerance, from } = followUp;
  const [[shortest, longest], [least, most]] = [lengthRangeInDays(after), lengthRangeInDays(tolerance)];
  if (least >= shortest && most >= longest) {
    const because = `must be shorter than after (${lengthText(after)}), received ${lengthText(tolerance)}`;
    refuse(
      "contradictory",
      ["pairing", "followUp", "tolerance"],
      because,
      "give a tolerance of days, or a later point",
    );
  }
  const isAnyBaseline = from === "registration" && baseline === undefined;
  if (spacing === undefined || isAnyBaseline) return;
  const latest = [after, tolerance, ...(from === "registration" ? [baseline!.within] : [])];
  const furthest = latest.reduce((sum, length) => sum + lengthRangeInDays(length)[1], 0);
  if (lengthRangeInDays(spacing)[0] <= furthest) return;
  const because = `must not be longer than the scheduled follow-up can be from the baseline (${latest.map(lengthText).join(" and ")}), received ${lengthText(spacing)}`;
  refuse("contradictory", ["pairing", "spacing"], because, "leave it out, or schedule a later follow-up");
}

function checkSpells(spells: SpellExpression, path: Path, issues: Issue[]): void {
  switch (spells.kind) {
    case "overlap":
    case "except":
    case "union":
      for (const [index, part] of spells.of.entries()) checkSpells(part, [...path, "of", index], issues);
      break;
    case "clip":
    case "touching":
    case "starting":
      checkWindow(spells.window, [...path, "window"], issues);
      checkSpells(spells.of, [...path, "of"], issues);
      break;
    case "without-last-day":
      if (areSingleDays(spells.of)) {
        const because = `${[...path, "of"].join(".")} must have spells of more than one day, and each of these is a single day`;
        issues.push(definitionIssue("contradictory", [...path, "of"], because, "leave withoutLastDay out"));
      }
      checkSpells(spells.of, [...path, "of"], issues);
      break;
    case "joined":
      if (spells.within === "employer" && !arePlacements(spells.of)) {
        const because = `${[...path, "of"].join(".")} must be made of placements, for only they have an employer`;
        const hint = "join placements() within an employer first, and lay anything else over what comes of it";
        issues.push(definitionIssue("no-employer", [...path, "of"], because, hint));
      }
      checkSpells(spells.of, [...path, "of"], issues);
      break;
  }
  if (spells.kind !== "except" || canonicalJson(spells.of[0]) !== canonicalJson(spells.of[1])) return;
  const because = `${path.join(".")} must take away something else than it starts from`;
  issues.push(definitionIssue("contradictory", path, because, "take away something else, such as support()"));
}

/** The anchor a window is laid from; none when it is the same for everybody. */
export function anchorOf(window: WindowExpression): Anchor | undefined {
  if (window.kind === "earlier") return anchorOf(window.of);
  return "anchor" in window ? window.anchor : undefined;
}

/** Whether each of the spells is a placement or a piece of one. */
function arePlacements(spells: SpellExpression): boolean {
  switch (spells.kind) {
    case "placements":
      return true;
    case "overlap":
    case "except":
      return arePlacements(spells.of[0]);
    case "union":
      return spells.of.every(arePlacements);
    case "without-last-day":
    case "clip":
    case "touching":
    case "starting":
      return arePlacements(spells.of);
    default:
      return false;
  }
}

/** Whether no such spell can be longer than a day. */
export function areSingleDays(spells: SpellExpression): boolean {
  switch (spells.kind) {
    case "services":
    case "exits":
    case "follow-ups":
    case "employed-at-follow-up":
      return true;
    case "overlap":
      return spells.of.some(areSingleDays);
    case "except":
      return areSingleDays(spells.of[0]);
    case "union":
      return spells.of.every(areSingleDays);
    case "clip":
    case "touching":
    case "starting":
      return areSingleDays(spells.of);
    default:
      return false;
  }
}

function checkAnchor(anchor: Anchor, path: Path, issues: Issue[]): void {
  if (typeof anchor !== "string") checkSpells(anchor.of, [...path, "of"], issues);
}

function checkWindow(window: WindowExpression, path: Path, issues: Issue[]): void {
  if ("anchor" in window) checkAnchor(window.anchor, [...path, "anchor"], issues);
  if (window.kind === "earlier") {
    if (window.by.count === 0) {
      const because = `${[...path, "by"].join(".")} must be longer than nothing`;
      issues.push(definitionIssue("always-true", [...path, "by"], because, "use the window itself, or give a length"));
    }
    checkWindow(window.of, [...path, "of"], issues);
  }
  if (window.kind !== "after" || isLonger(window.to, window.from)) return;
  const because = `${[...path, "to"].join(".")} must be longer than from (${lengthText(window.from)}), received ${lengthText(window.to)}`;
  issues.push(definitionIssue("under-below-at-least", [...path, "to"], because, "exchange the two"));
}

/** Whether the first duration is longer than the second on at least some days of the calendar. */
function isLonger(first: Duration, second: Duration): boolean {
  return lengthRangeInDays(first)[1] > lengthRangeInDays(second)[0];
}

function lengthText({ count, unit }: Duration): string {
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`;
}

/** Truth tables beyond this many different parts are not drawn up. */
const MOST_PARTS = 14;

/**
 * Refuses parts that are always true or never, whatever the facts: by trying every combination of their different
 * leaves.
 */
function checkLogic(definition: Countable & Pick<IndicatorDefinition, "readings">, path: Path, issues: Issue[]): void {
  const { denominator, numerator, exclusions = [], readings = [] } = definition;
  const check = (condition: Condition, at: Path, given: Condition | undefined, of: string) => {
    const outcome = outcomes(condition, given);
    const place = [...path, ...at];
    if (!outcome.canBeTrue) {
      issues.push(
        definitionIssue(
          "contradictory",
          place,
          `${place.join(".")} must be possible${of}`,
          "take out what it contradicts",
        ),
      );
    } else if (!outcome.canBeFalse) {
      issues.push(
        definitionIssue(
          "always-true",
          place,
          `${place.join(".")} must be able to fail${of}`,
          "ask for something that not everybody fulfils",
        ),
      );
    }
  };
  check(denominator, ["denominator"], undefined, "");
  check(numerator, ["numerator"], denominator, " for somebody in the denominator");
  for (const [index, reading] of readings.entries()) {
    check(reading.numerator, ["readings", index, "numerator"], denominator, " for somebody in the denominator");
  }
  for (const [index, exclusion] of exclusions.entries()) {
    check(exclusion.when, ["exclusions", index, "when"], denominator, " for somebody in the denominator");
  }
}

function outcomes(condition: Condition, given: Condition | undefined): { canBeTrue: boolean; canBeFalse: boolean } {
  const leaves = new Map<string, number>();
  const asked = logicOf(condition, leaves);
  const premise = given === undefined ? undefined : logicOf(given, leaves);
  if (leaves.size > MOST_PARTS) return { canBeTrue: true, canBeFalse: true };
  let canBeTrue = false;
  let canBeFalse = false;
  for (let truths = 0; truths < 2 ** leaves.size; truths++) {
    if (premise !== undefined && !holds(premise, truths)) continue;
    if (holds(asked, truths)) canBeTrue = true;
    else canBeFalse = true;
  }
  return { canBeTrue, canBeFalse };
}

/** A condition with its leaves reduced to numbers: equal leaves have equal numbers. */
type Logic = number | { readonly kind: "every" | "some" | "not"; readonly of: readonly Logic[] };

function logicOf(condition: Condition, leaves: Map<string, number>): Logic {
  switch (condition.kind) {
    case "every":
    case "some":
      return { kind: condition.kind, of: condition.of.map((part) => logicOf(part, leaves)) };
    case "not":
      return { kind: "not", of: [logicOf(condition.of, leaves)] };
    case "counted-in":
      return logicOf(spelledOut(condition.definition!), leaves);
    default: {
      const leaf = canonicalJson(condition);
      if (!leaves.has(leaf)) leaves.set(leaf, leaves.size);
      return leaves.get(leaf)!;
    }
  }
}

function holds(logic: Logic, truths: number): boolean {
  if (typeof logic === "number") return ((truths >> logic) & 1) === 1;
  if (logic.kind === "every") return logic.of.every((part) => holds(part, truths));
  if (logic.kind === "some") return logic.of.some((part) => holds(part, truths));
  return !holds(logic.of[0]!, truths);
}

/**
 * Being counted in an indicator, spelled out: in its denominator, in its numerator, and excluded by nothing.
 *
 * @param definition - the other indicator
 */
export function spelledOut({ denominator, numerator, exclusions = [] }: Countable): Condition {
  const kept = exclusions.map(({ when }): Condition => ({ kind: "not", of: when }));
  return { kind: "every", of: [denominator, numerator, ...kept] };
}
