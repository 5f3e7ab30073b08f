import { DURATION } from "../../calendar";
import { closedCodes } from "../events/rows";
import { byKind, type Fields, type Kind, type OptionsOf, some, TITLE, tooMuch } from "../../options";
import type { Pairing } from "./pairing";

const LONGEST_CODE = 100;
const MOST = "0..1000000";

/** What is written with each word of the definition language, and in a definition as a whole. */
const SPELLS = byKind({
  placements: { "setting?": `=${closedCodes.setting.join("|")}`, "contract?": `=${closedCodes.contract.join("|")}` },
  "support|enrolment|employed-at-follow-up": {},
  services: { "service?": code },
  exits: { "reason?": some(code) },
  "follow-ups": { "status?": `=${closedCodes.status.join("|")}` },
  "overlap|except": { of: twoSpells },
  union: { of: some(spells) },
  joined: { of: spells, gap: DURATION, "within?": "=employer" },
  "without-last-day": { of: spells },
  "clip|touching|starting": { of: spells, window },
});

const WINDOWS = byKind({
  "reporting-period|until-horizon": {},
  earlier: { of: window, by: DURATION },
  on: { anchor, after: DURATION },
  after: { anchor, from: DURATION, to: DURATION },
  "quarter-after": { anchor, count: MOST },
});

const ANCHORS = byKind({ "first-day|last-day": { of: spells } });
const NAMED_ANCHOR = "=registration|exit|first-placement|last-support-end";

const COUNTS: Fields = { "atLeast?": MOST, "atMost?": MOST };

const RULE: Fields = {
  "improved?": COUNTS,
  "unchanged?": COUNTS,
  "worsened?": COUNTS,
  "notWorsened?": COUNTS,
  "net?": { "atLeast?": "..", "atMost?": ".." },
  "paired?": COUNTS,
};

/** Which scores are compared. */
export const PAIRING: OptionsOf<Pairing> = {
  "rule?": "=first-last",
  "criterionFrom?": code,
  "baseline?": { within: DURATION },
  "followUp?": { after: DURATION, tolerance: DURATION, "from?": "=baseline|registration" },
  "same?": some("=rater|instrument"),
  "spacing?": DURATION,
  "missing?": "=unknown|not-improved",
};

const CONDITIONS = byKind({
  happens: { spells },
  "lasts|totals": { spells, "atLeast?": DURATION, "under?": DURATION },
  times: { spells, ...COUNTS },
  falls: { anchor, window },
  change: { rule: RULE, pairing: PAIRING },
  "in-group": { attribute: code, codes: some(code) },
  aged: { "from?": MOST, "under?": MOST, at: [`${NAMED_ANCHOR}|period-start`, ANCHORS] },
  "counted-in": { code, "definition?": countable },
  "every|some": { of: some(condition) },
  not: { of: condition },
});

const COUNTABLE: Fields = {
  denominator: condition,
  numerator: condition,
  "exclusions?": [{ reason: code, when: condition }],
};

/** A text in Russian and English, or one for both. */
export const WORDING: Kind = ["text", TITLE];

/** An indicator's definition. */
export const DEFINITION: Fields = {
  code,
  title: TITLE,
  ...COUNTABLE,
  "result?": WORDING,
  "direction?": "=increase|decrease",
  "source?": WORDING,
  "readings?": [{ code, title: TITLE, numerator: condition }],
  "unit?": WORDING,
  "method?": WORDING,
  "frequency?": WORDING,
  "responsible?": WORDING,
  "disaggregation?": [WORDING],
  "limitations?": [WORDING],
  "version?": "text",
  "changes?": [WORDING],
};

/** A code of somebody's own. */
function code(value: unknown): Kind {
  return typeof value === "string" && value.length > LONGEST_CODE
    ? `!be at most ${LONGEST_CODE} characters long`
    : "text";
}

/** An expression for spells. */
export function spells(value: unknown): Kind {
  return bounded(value) ?? SPELLS(value);
}

function twoSpells(value: unknown): Kind {
  return Array.isArray(value) && value.length !== 2 ? "!be a list of two" : [spells];
}

/** Days in which something is looked for. */
export function window(value: unknown): Kind {
  return bounded(value) ?? WINDOWS(value);
}

/** A day that windows are laid from. */
export function anchor(value: unknown): Kind {
  return bounded(value) ?? [NAMED_ANCHOR, ANCHORS];
}

/** A condition. */
export function condition(value: unknown): Kind {
  return bounded(value) ?? CONDITIONS(value);
}

function countable(): Fields {
  return COUNTABLE;
}

/**
 * Most parts of a definition: beyond any that a person could read, and few enough to try every combination of its
 * leaves.
 */
const MOST_PARTS = 20_000;

/** The rule that a part of a definition breaks by holding too much, before anything walks it. */
export function bounded(value: unknown): string | undefined {
  const fault = tooMuch(value, MOST_PARTS);
  return fault && `!${fault}; split it into indicators`;
}
