import { check, type Fields, type Kind } from "../../options";
import * as language from "./language";
import * as windows from "./windows";
import { anchor, bounded, condition, spells, window } from "./words";

// The words of the rooms of this folder, documented there, each refusing what it cannot mean. A bundler leaves out
// those that nobody writes.

/** @function */
export const placements = /* @__PURE__ */ checked(language.placements, spells, 0);

/** @function */
export const support = /* @__PURE__ */ checked(language.support, spells);

/** @function */
export const services = /* @__PURE__ */ checked(language.services, spells, 0);

/** @function */
export const enrolment = /* @__PURE__ */ checked(language.enrolment, spells);

/** @function */
export const exits = /* @__PURE__ */ checked(language.exits, spells, 0);

/** @function */
export const employedAtFollowUp = /* @__PURE__ */ checked(language.employedAtFollowUp, spells);

/** @function */
export const followUps = /* @__PURE__ */ checked(language.followUps, spells, 0);

/** @function */
export const overlap = /* @__PURE__ */ checked(language.overlap, spells);

/** @function */
export const union = /* @__PURE__ */ checked(language.union, spells);

/** @function */
export const except = /* @__PURE__ */ checked(language.except, spells);

/** @function */
export const joined = /* @__PURE__ */ checked(language.joined, spells, 1);

/** @function */
export const clip = /* @__PURE__ */ checked(language.clip, spells);

/** @function */
export const touching = /* @__PURE__ */ checked(language.touching, spells);

/** @function */
export const starting = /* @__PURE__ */ checked(language.starting, spells);

/** @function */
export const withoutLastDay = /* @__PURE__ */ checked(language.withoutLastDay, spells);

/** @function */
export const happens = /* @__PURE__ */ checked(language.happens, condition);

/** @function */
export const falls = /* @__PURE__ */ checked(language.falls, condition);

/** @function */
export const lasts = /* @__PURE__ */ checked(language.lasts, condition, 1);

/** @function */
export const totals = /* @__PURE__ */ checked(language.totals, condition, 1);

/** @function */
export const times = /* @__PURE__ */ checked(language.times, condition, 1);

/** @function */
export const change = /* @__PURE__ */ checked(language.change, condition, 1);

/** @function */
export const inGroup = /* @__PURE__ */ checked(language.inGroup, condition);

/** @function */
export const aged = /* @__PURE__ */ checked(language.aged, condition, 0);

/** @function */
export const countedIn = /* @__PURE__ */ checked(language.countedIn, condition);

/** @function */
export const every = /* @__PURE__ */ checked(language.every, condition);

/** @function */
export const some = /* @__PURE__ */ checked(language.some, condition);

/** @function */
export const not = /* @__PURE__ */ checked(language.not, condition);

/** @function */
export const after = /* @__PURE__ */ checked(windows.after, window);

/** @function */
export const quarterAfter = /* @__PURE__ */ checked(windows.quarterAfter, window);

/** @function */
export const earlier = /* @__PURE__ */ checked(windows.earlier, window);

/** @function */
export const on = /* @__PURE__ */ checked(windows.on, window);

/** @function */
export const firstDay = /* @__PURE__ */ checked(windows.firstDay, anchor);

/** @function */
export const lastDay = /* @__PURE__ */ checked(windows.lastDay, anchor);

/**
 * The same word, which refuses what it was given and what it cannot mean.
 *
 * @param kind - what it must make
 * @param options - the place of what else may be said, among what it is given
 */
function checked<Word extends (...given: never) => { readonly kind: string }>(
  word: Word,
  kind: Kind,
  options?: number,
): Word {
  const checkedWord = (...given: readonly unknown[]) => {
    check("write the definition", given, bounded(given) ?? "any", "it");
    const made = word(...(given as never));
    const bare = word(...(given.map((one, at) => (at === options ? {} : one)) as never)) as typeof made;
    const cannot = `write ${bare.kind}`;
    if (options !== undefined && (given[options] !== undefined || word.length > options)) {
      check(cannot, given[options], { "*": "any" });
      const more = given[options] as Fields;
      // `change` says how scores are paired within what it says, not beside it.
      const names = besides(bare, kind);
      const isBeside = Object.keys(more).every((name) => more[name] === undefined || name in made);
      if (isBeside && Object.keys(names).length > 0) check(cannot, more, names);
    }
    check(cannot, made, kind);
    return made;
  };
  return Object.defineProperties(checkedWord, {
    name: { value: word.name },
    length: { value: word.length },
  }) as unknown as Word;
}

/** The names that may be said of a word beside what it says by itself. */
function besides(bare: object, kind: Kind): Fields {
  const fields = typeof kind === "function" ? kind(bare) : kind;
  if (typeof fields !== "object") return {};
  const own = new Map(Object.entries(bare));
  const names = Object.keys(fields).map((name) => name.replace("?", ""));
  return Object.fromEntries(names.flatMap((name) => (own.get(name) === undefined ? [[`${name}?`, "any"]] : [])));
}
