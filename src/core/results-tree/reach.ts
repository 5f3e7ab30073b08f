import { type Duration, lengthRangeInDays, months } from "../../calendar";
import type { Anchor, Condition, SpellExpression, WindowExpression } from "../definition/language";
import { spelledOut } from "../definition/sense";
import { once } from "../../once";
import type { Measure } from "./measure";

/**
 * The most days that six months can have: what lasts longer has gone on for more than half a year, whatever day it
 * began.
 */
const halfYearInDays = once(() => lengthRangeInDays(months(6))[1]);

/**
 * Whether a figure can only tell of the practice's own work: whom it served, supported or kept, and who they are.
 *
 * So it is when nothing in the numerator looks at what became of people: placements, scores, what a follow-up found, an
 * exit for a stated
 * reason, or anything in a window laid from an anchor, such as a return after an exit.
 */
export function measuresOnlyOutputs({ numerator }: Measure): boolean {
  return !looksAtPeople(numerator);
}

function looksAtPeople(condition: Condition): boolean {
  switch (condition.kind) {
    case "happens":
    case "lasts":
    case "totals":
    case "times":
      return areOfPeople(condition.spells);
    case "falls":
      return isOfPeople(condition.anchor) || isAnchored(condition.window);
    case "change":
      return true;
    case "in-group":
    case "aged":
      return false;
    case "counted-in":
      return condition.definition !== undefined && looksAtPeople(spelledOut(condition.definition));
    case "every":
    case "some":
      return condition.of.some(looksAtPeople);
    case "not":
      return looksAtPeople(condition.of);
  }
}

function areOfPeople(spells: SpellExpression): boolean {
  switch (spells.kind) {
    case "placements":
    case "employed-at-follow-up":
      return true;
    case "support":
    case "services":
    case "enrolment":
      return false;
    case "exits":
      return spells.reason !== undefined;
    case "follow-ups":
      return spells.status === "employed" || spells.status === "not-employed";
    case "overlap":
    case "except":
    case "union":
      return spells.of.some(areOfPeople);
    case "joined":
    case "without-last-day":
      return areOfPeople(spells.of);
    case "clip":
    case "touching":
    case "starting":
      return areOfPeople(spells.of) || (isAnchored(spells.window) && areStays(spells.of));
  }
}

/** Services and support are the practice's own work however late they come; coming back and leaving are not. */
function areStays({ kind }: SpellExpression): boolean {
  return kind === "enrolment" || kind === "exits";
}

function isOfPeople(anchor: Anchor): boolean {
  return typeof anchor === "string" ? anchor === "first-placement" : areOfPeople(anchor.of);
}

function isAnchored(window: WindowExpression): boolean {
  return window.kind === "earlier" ? isAnchored(window.of) : "anchor" in window;
}

/**
 * Whether a figure looks further than half a year, so that it can tell of what lasts.
 *
 * Of everybody in the numerator it must be certain that more than six months lie between where something began and what
 * the numerator
 * asks of it: by the least length of spells, or by a window laid from an anchor. Where less is better, of everybody
 * outside the numerator.
 * Six months themselves are not further than six months. A change between two scores may be one of a week.
 */
export function looksBeyondHalfYear({ numerator, direction }: Measure): boolean {
  return reachOf(numerator, direction === "decrease") > halfYearInDays();
}

/** Fewest days that a condition looks ahead where it holds; where it does not hold when `isDenied`. */
function reachOf(condition: Condition, isDenied: boolean): number {
  switch (condition.kind) {
    case "happens":
      return reachOfSpells(condition.spells, isDenied);
    case "times":
      return reachOfSpells(condition.spells, isDenied !== (condition.atLeast === undefined));
    case "lasts":
    case "totals": {
      const ahead = reachOfSpells(condition.spells, isDenied);
      const length = isDenied ? 0 : fewestDays(condition.atLeast);
      return beginInWindow(condition.spells) ? ahead + length : Math.max(ahead, length);
    }
    case "falls":
      return reachOfWindow(condition.window, isDenied);
    case "change":
    case "in-group":
    case "aged":
      return 0;
    case "counted-in":
      return condition.definition === undefined ? 0 : reachOf(spelledOut(condition.definition), isDenied);
    case "every":
    case "some": {
      const parts = condition.of.map((part) => reachOf(part, isDenied));
      return (condition.kind === "every") !== isDenied ? Math.max(...parts) : Math.min(...parts);
    }
    case "not":
      return reachOf(condition.of, !isDenied);
  }
}

function reachOfSpells(spells: SpellExpression, isDenied: boolean): number {
  switch (spells.kind) {
    case "overlap":
    case "union": {
      const parts = spells.of.map((part) => reachOfSpells(part, isDenied));
      return (spells.kind === "overlap") !== isDenied ? Math.max(...parts) : Math.min(...parts);
    }
    case "except":
      return reachOfSpells(spells.of[0], isDenied);
    case "joined":
    case "without-last-day":
      return reachOfSpells(spells.of, isDenied);
    case "clip":
    case "touching":
    case "starting":
      return Math.max(reachOfSpells(spells.of, isDenied), reachOfWindow(spells.window, isDenied));
    default:
      return 0;
  }
}

/**
 * Whether the length of spells is measured from inside their window: whole spells that only touch it may begin before.
 */
function beginInWindow(spells: SpellExpression): boolean {
  if (spells.kind === "joined" || spells.kind === "without-last-day") return beginInWindow(spells.of);
  return spells.kind === "clip" || spells.kind === "starting";
}

/** How far from its anchor a window begins; where what is looked for must not be in it, how far it goes. */
function reachOfWindow(window: WindowExpression, isDenied: boolean): number {
  switch (window.kind) {
    case "on":
      return fewestDays(window.after);
    case "after":
      return fewestDays(isDenied ? window.to : window.from);
    case "quarter-after":
      // An anchor on the last day of a quarter has the next quarter begin the day after.
      return isDenied ? fewestDays(months(3 * window.count)) : fewestDays(months(3 * Math.max(0, window.count - 1)));
    default:
      return 0;
  }
}

function fewestDays(length: Duration | undefined): number {
  return length === undefined ? 0 : lengthRangeInDays(length)[0];
}
