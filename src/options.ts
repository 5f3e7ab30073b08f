import { describe, nearest, sentence } from "./issue";

/**
 * What a value must be, as data of the same form as the value:
 *
 * - `"text"`, `"string"` that may be empty, `"number"`, `"boolean"`, `"null"`, or `"any"` that is given
 * - `"=ru|en"`: one of these codes; `"0..100"`: a whole number from 0 to 100; `"0.."`: of 0 or more
 * - `"#come from parseDataset"`, `"!be longer than a day"`: a rule that is broken whatever the value, by its kind or in
 *   its range; what to do may follow after a semicolon
 * - `[kind]`: a list of such values; `[one, other]`: one or the other
 * - `{ code: "text", "by?": ["text"] }`: an object with these fields and no others, the second if wanted; `"*"` is any
 *   other name
 * - a function of the value that says which of these it must be
 */
export type Kind = string | readonly Kind[] | Fields | ((value: unknown) => Kind);

/** What the fields of an object must be. */
export interface Fields {
  readonly [field: string]: Kind;
}

/** What each option of a type must be: none can be forgotten, and a question mark stands where the type has one. */
export type OptionsOf<Type> = {
  readonly [Name in keyof Type & string as Record<never, never> extends Pick<Type, Name> ? `${Name}?` : Name]-?: Kind;
};

/** A place where a value is not what it must be. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** The rule that is broken, such as `be a list`. */
  readonly rule: string;
  readonly received: unknown;
  readonly hint?: string | undefined;
  /** A field that is not known, a value of another kind, or one of the kind that is not among those allowed. */
  readonly of: "name" | "kind" | "range";
}

/**
 * Refuses what a public function was given and cannot mean.
 *
 * @param cannot - what cannot be done with it, for the message
 * @param kind - what it must be
 * @param what - what it is called; options go by their own names
 * @param maker - the function that returned it, of what was: then names that are not known are let pass
 * @throws TypeError when it, or a part of it, is of another kind, left out or not known; RangeError when it is only not
 *   one of those allowed
 */
export function check(cannot: string, value: unknown, kind: Kind, what?: string, maker?: string): void {
  for (const fault of faultsIn(value, kind)) {
    const { path, hint, of } = fault;
    if (of === "name" && maker !== undefined) continue;
    const because = faultText(what === undefined ? fault : { ...fault, path: [what, ...path] }, "options");
    const mend = maker === undefined ? hint : `pass what ${maker} returned`;
    const message = sentence({ cannot, because, ...(mend && { hint: mend }) });
    throw new (of === "range" ? RangeError : TypeError)(message);
  }
}

/** A fault as the part of a message that says where it is, what must be, and what is. */
export function faultText({ path, rule, received }: Fault, whole: string): string {
  return `${path.join(".") || whole} must ${rule}, received ${describe(received)}`;
}

/**
 * Refuses what should have come from the library, through JSON perhaps, and is of another form. Names that are not
 * known are let pass: a later
 * version may write more.
 *
 * @param maker - the function that returns it
 * @throws TypeError when a part of it is missing or of another kind; RangeError when it is not one of those allowed, or
 *   there is no end to it
 */
export function checkReturned(cannot: string, value: unknown, kind: Kind, what: string, maker: string): void {
  const fault = tooMuch(value, MOST_DATA, DEEPEST_DATA);
  check(cannot, value, fault === undefined ? kind : `!${fault}`, what, maker);
}

/** Deepest nesting of what is read, and most parts: far beyond any that a person could read. */
const DEEPEST = 60;
const MOST_PARTS = 1_000_000;
/** The same of what the library makes. */
const DEEPEST_DATA = 300;
const MOST_DATA = 50_000_000;

/**
 * The rule that a value breaks that is nested too deep or holds too much, itself to begin with; nothing when it is
 * neither.
 *
 * A part that stands in several places is looked at once and counted in each: what walks the value later walks them
 * all.
 */
export function tooMuch(value: unknown, most: number = MOST_PARTS, deepest: number = DEEPEST): string | undefined {
  const known = new Map<unknown, { height: number; parts: number }>();
  const extentOf = (part: unknown, depth: number) => {
    if (typeof part !== "object" || part === null) return { height: 0, parts: 1 };
    const met = known.get(part);
    if (met !== undefined) return met;
    // Whoever meets it again on the way down is inside it, without end.
    const extent = { height: deepest, parts: 1 };
    if (depth > deepest) return extent;
    known.set(part, extent);
    let height = 0;
    for (const field of Object.values(part)) {
      const inner = extentOf(field, depth + 1);
      height = Math.max(height, inner.height + 1);
      extent.parts += inner.parts;
    }
    extent.height = height;
    return extent;
  };
  const { height, parts } = extentOf(value, 0);
  if (height > deepest) return `be nested at most ${deepest} levels deep`;
  return parts > most ? `hold at most ${most} parts, each counted wherever it stands` : undefined;
}

/** Every place where a value is not what it must be, in the order of its fields. */
export function* faultsIn(value: unknown, kind: Kind): Generator<Fault> {
  if (typeof kind === "function") yield* faultsIn(value, kind(value));
  else if (typeof kind === "string") yield* simpleFaults(value, kind);
  else if (!isList(kind)) yield* fieldFaults(value, kind as Fields);
  else if (kind.length > 1) yield* alternativeFaults(value, kind);
  else if (isList(value)) for (let at = 0; at < value.length; at++) yield* faultsAt(at, value[at], kind[0]!);
  else yield { path: [], rule: "be a list", received: value, hint: listed(value, kind[0]!), of: "kind" };
}

function* faultsAt(step: string | number, value: unknown, kind: Kind): Generator<Fault> {
  for (const fault of faultsIn(value, kind)) yield { ...fault, path: [step, ...fault.path] };
}

/** Most fields of an object that a message names. */
const MOST_SAID = 4;

function* fieldFaults(value: unknown, fields: Fields): Generator<Fault> {
  const names = Object.keys(fields).map((name) => name.replace("?", ""));
  if (typeof value !== "object" || value === null || isList(value)) {
    const needed = names.filter((name) => name in fields && name !== "*");
    const said = needed.length > 0 && needed.length <= MOST_SAID ? ` with ${needed.join(" and ")}` : "";
    yield { path: [], rule: `be an object${said}`, received: value, of: "kind" };
    return;
  }
  const given = value as Fields;
  for (const name of Object.keys(given)) {
    const rule = `be among ${[...names].sort().join(", ")}`;
    if (names.includes(name) || fields["*"] === "any") continue;
    if ("*" in fields) yield* faultsAt(name, given[name], fields["*"]!);
    else yield { path: [], rule, received: name, hint: meant(name, names), of: "name" };
  }
  for (const name of names) {
    const asked = fields[name];
    if (name === "*" || (asked === undefined && given[name] === undefined)) continue;
    yield* faultsAt(name, given[name], asked ?? fields[`${name}?`]!);
  }
}

/**
 * What is wrong with the one alternative that a value can have been meant for; where there is no such one, all that it
 * could be.
 */
function* alternativeFaults(value: unknown, alternatives: readonly Kind[]): Generator<Fault> {
  let inside: readonly Fault[] = [];
  const rules: string[] = [];
  const kinds: string[] = [];
  for (const kind of alternatives) {
    const found = [...faultsIn(value, kind)];
    const [first] = found;
    if (first === undefined) return;
    const rule = first.rule.replace("be ", "");
    if (first.path.join() === "kind" && first.received !== undefined) kinds.push(rule);
    else if (first.path.length > 0 || first.of !== "kind") inside = found;
    else rules.push(rule);
  }
  const { kind: received } = Object(value) as { readonly kind?: unknown };
  if (inside.length > 0) yield* inside;
  else if (kinds.length > 0) yield { path: ["kind"], rule: `be one of ${kinds.join(", ")}`, received, of: "range" };
  else yield { path: [], rule: `be ${rules.join(" or ")}`, received: value, of: "kind" };
}

function* simpleFaults(value: unknown, kind: string): Generator<Fault> {
  if (kind[0] === "!" || kind[0] === "#") {
    const [rule = "", hint] = kind.slice(1).split("; ");
    yield { path: [], rule, received: value, hint, of: kind[0] === "!" ? "range" : "kind" };
    return;
  }
  const codes = kind[0] === "=" ? kind.slice(1).split("|") : undefined;
  const [type, rule, test] = SIMPLE[kind] ?? (codes === undefined ? wholeNumber(kind) : oneOf(codes));
  const isKind = type === "any" ? value !== undefined : type === (value === null ? "null" : typeof value);
  if (isKind && (test?.(value as never) ?? true)) return;
  const hint = codes && meant(value, codes);
  yield { path: [], rule, received: value, hint, of: isKind || !(kind in SIMPLE) ? "range" : "kind" };
}

/** How a kind is told from others, the rule in words, and which of such values are of it. */
type Simple = readonly [type: string, rule: string, test?: (value: never) => boolean];

const SIMPLE: Readonly<Record<string, Simple>> = {
  text: ["string", "be text that is not empty", (text: string) => /\S/.test(text)],
  string: ["string", "be text"],
  number: ["number", "be a finite number", Number.isFinite],
  boolean: ["boolean", "be true or false"],
  null: ["null", "be null"],
  any: ["any", "be given"],
};

function oneOf(codes: readonly string[]): Simple {
  const all = codes.length === 1 ? codes[0] : `one of ${codes.join(", ")}`;
  return ["string", `be ${all}`, (code: string) => codes.includes(code)];
}

/** A whole number, such as `0..100`. */
function wholeNumber(kind: string): Simple {
  const [least = "", most = ""] = kind.split("..");
  const limits = most ? ` from ${least} to ${most}` : least && ` of ${least} or more`;
  const isWithin = (number: number) =>
    Number.isSafeInteger(number) && (!least || number >= +least) && (!most || number <= +most);
  return ["number", `be a whole number${limits}`, isWithin];
}

function meant(received: unknown, allowed: readonly string[]): string | undefined {
  const near = nearest(String(received), allowed);
  return near && `did you mean "${near}"?`;
}

/** What to do where one value stands in place of a list. */
function listed(value: unknown, kind: Kind): string | undefined {
  const isOne = kind !== "any" && value !== undefined && faultsIn(value, kind).next().done;
  return isOne ? "put it into a list: [ … ]" : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Objects told apart by their `kind`; two that differ in nothing else stand together, as in `"clip|touching"`. */
export function byKind(kinds: Readonly<Record<string, Fields>>): (value: unknown) => Fields {
  const all = new Map<unknown, Fields>();
  for (const [names, fields] of Object.entries(kinds)) {
    for (const name of names.split("|")) all.set(name, { kind: "any", ...fields });
  }
  const none = { kind: `=${[...all.keys()].join("|")}`, "*": "any" };
  return (value) => all.get((value as { readonly kind?: unknown } | undefined | null)?.kind) ?? none;
}

/** A list of at least one such value. */
export function some(kind: Kind): Kind {
  return (value) => (isList(value) && value.length === 0 ? "!be at least 1 long" : [kind]);
}

/** A text in Russian and English. */
export const TITLE: Fields = { ru: "text", en: "text" };

/** The language of a reader. */
export function LOCALE(value: unknown): Kind {
  return value === "ru" || value === "en" ? "any" : '!be "ru" or "en"';
}
