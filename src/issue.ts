/** How much an {@link Issue} weighs: an `error` keeps the data from being read, a `warning` asks somebody to look. */
export type Severity = "error" | "warning";

/**
 * One thing that is wrong, as data: where it is, what is wrong, and how to mend it.
 *
 * Codes are stable and listed in the error catalogue. Messages hold ids, dates and codes only, never free text from the
 * data.
 */
export interface Issue {
  /** Stable name such as `dataset.end-before-start`. */
  readonly code: string;
  readonly severity: Severity;
  /** Place in the input: event index, then field names; or the path inside a definition. */
  readonly path: readonly (string | number)[];
  /** One sentence: what cannot be done and why. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** The parts of a message, in the order in which they are read. */
export interface MessageParts {
  /** What could not be done, such as `read event 14`. */
  readonly cannot: string;
  /** The thing that is wrong and the rule it breaks, such as `date must be on or after 2020-03-02`. */
  readonly because: string;
  /** The offending value; left out of the message when absent. */
  readonly received?: unknown;
  /** What to do about it; added after a semicolon. */
  readonly hint?: string;
}

/** Longest text quoted in a message. */
const LONGEST_QUOTE = 60;

/**
 * Ids, codes and dates carry no inner spaces, save dates written with them; anything else may be a name and is not
 * repeated.
 */
const QUOTABLE = /^(?:[^\s\p{C}]+|[\d\s.:/-]+)$/u;

/**
 * Short, bounded description of any value, safe to show: text that may be a name is counted, not repeated.
 *
 * @param value - anything at all
 * @returns for example `"2019-02-30"`, `a text of 4000 characters`, `an array of 3`, `null`
 */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length <= LONGEST_QUOTE && QUOTABLE.test(value)
        ? JSON.stringify(value)
        : `a text of ${value.length} characters`;
    case "number":
    case "boolean":
      return String(value);
    case "undefined":
      return "nothing";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? `an array of ${value.length}` : "an object";
    default:
      return `a ${typeof value}`;
  }
}

/**
 * What a thing is called by its id, as far as the id may be shown.
 *
 * @param what - for example `placement`
 * @param id - its id, from the data
 * @returns `placement "P-7"`, or `placement named by a text of 200 characters`
 */
export function named(what: string, id: string): string {
  const shown = describe(id);
  return shown.startsWith('"') ? `${what} ${shown}` : `${what} named by ${shown}`;
}

/**
 * The sentence every message of the library is built by.
 *
 * @param parts - what, why, the value received and what to do
 * @returns `Cannot {what}: {why}, received {value}; {what to do}`
 */
export function sentence(parts: MessageParts): string {
  const received = "received" in parts ? `, received ${describe(parts.received)}` : "";
  const hint = parts.hint ? `; ${parts.hint}` : "";
  return `Cannot ${parts.cannot}: ${parts.because}${received}${hint}`;
}

/**
 * The allowed code nearest to a misspelt one.
 *
 * @param received - the code as written
 * @param allowed - the codes that exist
 * @returns the nearest by edit distance, or undefined when none is close (more than half of its letters differ)
 */
export function nearest(received: string, allowed: readonly string[]): string | undefined {
  if (received.length > LONGEST_QUOTE) return undefined;
  const wanted = comparable(received);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of allowed) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance && distance <= candidate.length / 2) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function comparable(code: string): string {
  return code.toLowerCase().replace(/[\s_]+/g, "-");
}

/** Comparisons of codes further apart after which nobody is told any more what may have been meant. */
const MOST_COMPARISONS = 1_000_000;

/**
 * The same for many misspelt codes among many: one that is an edit away is found without a look at the others, and of
 * those further apart only so
 * many are compared.
 */
export function nearestIn(allowed: readonly string[]): (received: string) => string | undefined {
  const short = allowed.filter((code) => code.length <= LONGEST_QUOTE);
  const whole = new Map(short.map((code) => [code.toLowerCase(), code] as const).reverse());
  /** The first code that has this left without one of its letters. */
  const lacking = new Map(
    short.flatMap((code) => withoutALetter(code.toLowerCase()).map((text) => [text, code] as const)).reverse(),
  );
  let left = MOST_COMPARISONS;
  return (received) => {
    if (received.length > LONGEST_QUOTE) return undefined;
    const wanted = comparable(received);
    const close = [wanted, ...withoutALetter(wanted)].flatMap((text) =>
      [whole.get(text) ?? [], lacking.get(text) ?? []].flat(),
    );
    const near =
      whole.get(wanted) ?? close.find((code) => code.length > 1 && editDistance(wanted, code.toLowerCase()) < 2);
    if (near !== undefined) return near;
    left -= allowed.length;
    return left < 0 ? undefined : nearest(received, allowed);
  };
}

function withoutALetter(text: string): readonly string[] {
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const swap = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(swap, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}

/** Thrown when events cannot be read as a dataset; holds every issue found, not only the first. */
export class DatasetError extends Error {
  /** Every issue, in the order of the events. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(summary("read the events", issues));
    this.name = "DatasetError";
    this.issues = issues;
  }
}

/**
 * Thrown when the definition of an indicator, an instrument or a results tree cannot mean anything; holds every issue
 * found.
 */
export class DefinitionError extends Error {
  /** Every issue, each with its path inside the definition. */
  readonly issues: readonly Issue[];

  /** @param cannot - what could not be done; `define the indicator` by default */
  constructor(issues: readonly Issue[], cannot = "define the indicator") {
    super(summary(cannot, issues));
    this.name = "DefinitionError";
    this.issues = issues;
  }
}

/**
 * Thrown when tallies of partners cannot be merged; holds every issue found, each with the place of its tally first in
 * its path.
 */
export class TallyError extends Error {
  /** Every issue, in the order of the tallies. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(summary("merge the tallies", issues));
    this.name = "TallyError";
    this.issues = issues;
  }
}

/** Issues spelled out in an error's message; the rest are in its `issues`. */
const SPELLED_OUT = 5;

function summary(cannot: string, issues: readonly Issue[]): string {
  const errors = issues.filter((issue) => issue.severity === "error");
  const lines = errors.slice(0, SPELLED_OUT).map((issue) => `\n  ${issue.message}; ${issue.hint}`);
  const rest = errors.length > SPELLED_OUT ? `\n  … and ${errors.length - SPELLED_OUT} more in .issues` : "";
  return `Cannot ${cannot}: ${errors.length} ${errors.length === 1 ? "error" : "errors"}${lines.join("")}${rest}`;
}
