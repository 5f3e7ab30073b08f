/**
 * Every public function, called as nobody should: what it cannot mean is refused in the house's grammar, and nothing is
 * let pass in silence.
 */
import { describe, expect, it } from "vitest";
import * as library from "./library";
import * as workbook from "../src/report/xlsx";
import { rightCalls } from "./right-calls";
import { isLong } from "./long";

type Call = (...given: readonly unknown[]) => unknown;
const all: Readonly<Record<string, unknown>> = { ...library, ...workbook };
const functions = Object.entries(all).filter(
  (entry): entry is [string, Call] => typeof entry[1] === "function" && !/^class /.test(String(entry[1])),
);

/** Whatever is said of a wrong call: what cannot be done, what must be, what was received. */
const GRAMMAR = /^Cannot [^:]+: (?!undefined)\S.+/s;
/** What engines say of values that nobody looked at. */
const RAW =
  /of undefined|of null|is not a function|is not iterable|not an object|Maximum call stack|Cannot (?:convert|mix|destructure|read propert)|Invalid (?:array|string) length|Reduce of empty|is not a constructor|before initialization|out of memory/;

/** What came of a call: nothing wrong, or the error. */
async function outcome(call: Call, given: readonly unknown[]): Promise<unknown> {
  try {
    await call(...given);
    return undefined;
  } catch (error) {
    return error;
  }
}

function faultOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return "threw what is no Error";
  const isOwn = error instanceof TypeError || error instanceof RangeError || "issues" in error;
  if (!isOwn) return `threw a ${error.constructor.name}`;
  return GRAMMAR.test(error.message) && !RAW.test(error.message) ? undefined : "said something raw";
}

const kindOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);
const few: readonly unknown[] = [null, 7, "§", {}];
const samples = isLong ? [...few, 10n, true, [], [null], Symbol("x"), () => 1, Number.NaN] : few;

/** A value, and what stands in its place; the rest of the arguments as they were. */
interface Wrong {
  readonly path: string;
  readonly said: string;
  readonly given: readonly unknown[];
  /** Whether it must be refused: a value of another kind, or a name that nobody knows. */
  readonly isRefused: boolean;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getOwnPropertySymbols(value).length === 0;

/** The same arguments with one place changed. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? changed(item, rest, to) : item));
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: changed(fields[step], rest, to) };
}

/** Every place of the arguments that can be given wrongly, with what stands there. */
function placesIn(
  value: unknown,
  path: readonly (string | number)[],
  isWhole: (path: string) => boolean,
): [readonly (string | number)[], unknown][] {
  const own: [readonly (string | number)[], unknown] = [path, value];
  if (isWhole(path.join("."))) return [own];
  if (Array.isArray(value)) return [own, ...value.slice(0, 1).flatMap((item) => placesIn(item, [...path, 0], isWhole))];
  if (!isPlain(value)) return [own];
  return [own, ...Object.entries(value).flatMap(([name, field]) => placesIn(field, [...path, name], isWhole))];
}

function wrongCalls(name: string): readonly Wrong[] {
  const { given, whole = [], also = {}, open = [] } = rightCalls[name]!;
  const matches = (patterns: readonly string[], path: string) =>
    patterns.some((one) => new RegExp(`^${one}$`).test(path));
  const places = given.flatMap((argument, at) => placesIn(argument, [at], (path) => matches(whole, path)));
  const wrong: Wrong[] = [];
  for (const [path, value] of places) {
    const place = path.join(".");
    const put = (to: unknown, said: string, isRefused: boolean) =>
      wrong.push({ path: place, said, given: changed(given, path, to) as readonly unknown[], isRefused });
    const allowed = [
      kindOf(value),
      ...Object.entries(also).flatMap(([one, kinds]) => (matches([one], place) ? kinds : [])),
    ];
    for (const sample of samples) put(sample, String(kindOf(sample)), !allowed.includes(kindOf(sample)));
    put(undefined, "nothing", false);
    if (Array.isArray(value) && value.length > 0) put(value[0], "one for a list", !allowed.includes(kindOf(value[0])));
    if (Array.isArray(value)) put([...value, null], "a list with null in it", !allowed.includes("null in it"));
    else put([value], "a list for one", !allowed.includes("list"));
    if (isPlain(value) && !matches(open, place))
      put({ ...value, nobodyKnowsThis: 1 }, "a name nobody knows", !matches(whole, place));
  }
  return wrong;
}

describe("the public functions", () => {
  it("are all here, each with a right call", () => {
    expect(Object.keys(rightCalls).sort()).toEqual(functions.map(([name]) => name).sort());
  });

  describe.each(functions.map(([name]) => name))("%s()", (name) => {
    const call = all[name] as Call;

    it("accepts the right call", async () => {
      expect(await outcome(call, rightCalls[name]!.given)).toBeUndefined();
    });

    it("refuses in the house's grammar whatever it cannot mean", async () => {
      const faults: string[] = [];
      const nothing = await outcome(call, []);
      const fault = nothing === undefined ? undefined : faultOf(nothing);
      if (fault !== undefined) faults.push(`() ${fault}: ${(nothing as Error).message}`);
      if (nothing === undefined && rightCalls[name]!.given.length > 0 && !rightCalls[name]!.needsNothing)
        faults.push("() was let pass");
      for (const { path, said, given, isRefused } of wrongCalls(name)) {
        // What may be let pass is worked out to its end, which takes long.
        if (!isLong && !isRefused) continue;
        const error = await outcome(call, given);
        if (error === undefined) {
          if (isRefused) faults.push(`${path}: ${said} was let pass`);
        } else {
          const fault = faultOf(error);
          if (fault !== undefined) faults.push(`${path}: ${said} ${fault}: ${(error as Error).message?.slice(0, 100)}`);
        }
      }
      expect(faults, faults.join("\n")).toEqual([]);
    });
  });
});

describe("what nobody can mean is refused with the place, the rule and the nearest name", () => {
  const { buildReport, evaluate, exits, explain, joined, placements, retention, services, year } = library;
  const dataset = library.parseDataset([]);
  const given = { indicators: [library.workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" };
  const evaluation = evaluate(dataset, given);
  const retained = { spells: placements(), from: library.firstPlacement, period: year(2019), asOf: "2020-01-31" };
  const otherShape = { results: [{}] };
  const wrong: readonly (readonly [call: () => unknown, message: string])[] = [
    [
      () => placements({ hoursPerWeek: 20 } as never),
      'Cannot write placements: options must be among contract, setting, received "hoursPerWeek"',
    ],
    [() => services({ code: "x" } as never), 'Cannot write services: options must be among service, received "code"'],
    [
      () => services({ kind: "placements" } as never),
      'Cannot write services: options must be among service, received "kind"',
    ],
    [
      () => library.lasts(placements(), { spells: services(), atLeast: library.months(1) } as never),
      'Cannot write lasts: options must be among atLeast, under, received "spells"',
    ],
    [
      () => exits({ reasons: ["study"] } as never),
      'Cannot write exits: options must be among reason, received "reasons"; did you mean "reason"?',
    ],
    [
      () => retention(dataset, { ...retained, censor: "as-of" } as never),
      'Cannot compute retention: options must be among ageAt, ageBands, asOf, by, censoring, competing, from, gap, horizon, period, spells, received "censor"; did you mean "censoring"?',
    ],
    [
      () => evaluate(dataset, { ...given, knownon: "2019-01-01" } as never),
      'Cannot evaluate: options must be among asOf, indicators, knownOn, periods, received "knownon"; did you mean "knownOn"?',
    ],
    [
      () => library.evidenceGaps({ assessment: [{ of: "1.1", level: "high", remarks: "x" }] } as never),
      'Cannot look for gaps in evidence: assessment.0 must be among level, of, received "remarks"',
    ],
    [
      () => (evaluate as Call)(dataset),
      "Cannot evaluate: options must be an object with indicators and periods and asOf, received nothing",
    ],
    [
      () => (explain as Call)(evaluation),
      "Cannot explain a verdict: options must be an object with indicator and period and beneficiaryId, received nothing",
    ],
    [() => (joined as Call)(placements()), "Cannot write joined: options must be an object, received nothing"],
    [
      () => evaluate(dataset, { ...given, periods: year(2019) as never }),
      "Cannot evaluate: periods must be a list, received an object; put it into a list: [ … ]",
    ],
    [() => (buildReport as Call)(evaluation, null), "Cannot build a report: options must be an object, received null"],
    [
      () => (buildReport as Call)(evaluation, { disaggregate: 1 }),
      "Cannot build a report: disaggregate must be a list, received 1",
    ],
    [
      () => (buildReport as Call)(evaluation, { reconcile: [null] }),
      "Cannot build a report: reconcile.0 must be an object with periods, received null",
    ],
    [
      () => (library.disaggregate as Call)(evaluation, { by: ["ageBand"], ageBands: [10n] }),
      "Cannot disaggregate: ageBands.0 must be a whole number of 0 or more, received a bigint",
    ],
    ...(["toHtml", "toMarkdown", "toPlainText", "toCsv", "toDocument", "pictures", "displayed"] as const).map(
      (name): readonly [() => unknown, string] => [
        () => (all[name] as Call)({ manifest: {}, ...otherShape }),
        `${name === "displayed" ? "value" : "report"}.notes must be a list, received nothing; pass what buildReport returned`,
      ],
    ),
    [
      () => (library.checkClaims as Call)("", otherShape),
      "Cannot check claims: report.results.0.code must be text, received nothing; pass what buildReport returned",
    ],
  ];
  it.each(wrong.map(([call, message]) => [message, call] as const))("%s", (message, call) => {
    expect(call).toThrow(message);
  });
});
