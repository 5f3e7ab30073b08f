import { canonicalJson, fingerprintOf } from "../definition/fingerprint";
import type { Condition, IndicatorDefinition } from "../definition/language";
import type { Harm } from "../tables/harm";
import { comparisonOf, type WorsenedCounts, type Worsening } from "../tables/worsening";
import type { CellBook, Path } from "./cells";
import { blockKey, EVERYBODY } from "./figures";
import type { Nested } from "./adverse-events";

/** Counts from which a published share is made weigh more than those beside it. */
const PUBLISHED = 3;
const PARTS = ["paired", "worsened", "unpaired", "not-applicable"] as const;
type Part = (typeof PARTS)[number];

/** Indicators with one denominator that pair scores alike have the same counts. */
function worsenedKey(
  { period }: Pick<Harm, "period">,
  { indicator, pairing }: Worsening,
  definition: IndicatorDefinition | undefined,
) {
  const below =
    definition === undefined ? indicator : fingerprintOf({ ...definition, numerator: definition.denominator });
  const prefix = `worse | ${below} | ${canonicalJson(pairing)} | ${period.from}/${period.to}`;
  return (criterion: string | null, part: Part) => `${prefix} | ${criterion ?? "on any"} | ${part}`;
}

/** Who got worse, read against the denominator of an indicator: on any criterion and on each. */
export function describeWorsening(
  book: CellBook,
  path: Path,
  table: Harm,
  one: Worsening,
  definition: IndicatorDefinition | undefined,
): void {
  const block = { where: EVERYBODY, code: one.indicator, period: table.period };
  const below = book.shown([...path, "denominator"], blockKey(block, "denominator"), one.denominator);
  const keyOf = worsenedKey(table, one, definition);
  const isKnown = one.criteria.length === 0;
  const describe = (at: Path, criterion: string | null, counts: WorsenedCounts) => {
    const key = (part: Part) => keyOf(criterion, part);
    const { numerator, denominator } = counts.worsened;
    book.shown([...at, "worsened", "denominator"], key("paired"), denominator, {
      of: below,
      isKnown,
      weight: PUBLISHED,
    });
    book.shown([...at, "worsened", "numerator"], key("worsened"), numerator, {
      of: key("paired"),
      isKnown,
      weight: PUBLISHED,
    });
    book.shown([...at, "unpaired"], key("unpaired"), counts.unpaired, { of: below });
    book.shown([...at, "notApplicable"], key("not-applicable"), counts.notApplicable, { of: below, isKnown });
    book.place({ path: [...at, "percent"], cells: [key("worsened"), key("paired")], as: "percent" });
    book.place({ path: [...at, "reason"], cells: [key("paired")], as: "derived" });
    book.equal(below, [key("paired"), key("unpaired"), key("not-applicable")]);
    book.atMost([key("worsened")], [key("paired")]);
  };
  describe([...path, "onAny"], null, one.onAny);
  one.criteria.forEach((counts, place) => {
    describe([...path, "criteria", place], counts.criterion, counts);
  });
  const onAny = (part: Part) => keyOf(null, part);
  const each = (part: Part) => one.criteria.map(({ criterion }) => keyOf(criterion, part));
  for (const part of ["paired", "worsened"] as const) {
    for (const key of each(part)) book.atMost([key], [onAny(part)]);
    book.atMost([onAny(part)], each(part));
  }
  // To whom nothing at all applies, no criterion does.
  for (const key of each("not-applicable")) book.atMost([onAny("not-applicable")], [key]);
  book.atMost([onAny("unpaired")], each("unpaired"));
  // Whoever got worse on nothing did so on none of their pairs.
  book.atMost([onAny("paired"), ...each("worsened")], [onAny("worsened"), ...each("paired")]);
  if (definition !== undefined) tieVerdicts(book, blockKey(block, "counted"), definition, one, onAny, each("unpaired"));
  const notCounted = blockKey(block, "not-counted");
  if (definition?.numerator.kind === "change" && book.has(notCounted)) {
    book.atMost([notCounted], [onAny("worsened"), onAny("not-applicable")]);
  }
}

/** What the wording of an indicator and its readings says of those who got worse. */
function tieVerdicts(
  book: CellBook,
  counted: string,
  definition: IndicatorDefinition,
  { pairing }: Worsening,
  onAny: (part: Part) => string,
  unpaired: readonly string[],
): void {
  const rules: (readonly [key: string, Condition])[] = [
    [counted, definition.numerator],
    ...(definition.readings ?? []).map(
      ({ code, numerator }) => [`${counted} | ${definition.code}:${code}`, numerator] as const,
    ),
  ];
  const [paired, worsened] = [onAny("paired"), onAny("worsened")];
  for (const [key, condition] of rules) {
    if (condition.kind !== "change" || !book.has(key)) continue;
    book.atMost([key], [paired]);
    const { rule, pairing: own } = condition;
    if (own.criterionFrom !== undefined || canonicalJson(comparisonOf(own)) !== canonicalJson(pairing)) continue;
    if (rule.worsened?.atMost === 0) {
      book.atMost([key, worsened], [paired]);
      book.atMost([paired], [key, worsened, ...unpaired]);
    }
    if (rule.notWorsened?.atLeast === 1) book.atMost([paired], [key, worsened]);
  }
}

/** At one horizon, who is in the denominator of a part of a period is in that of the whole, and as they were. */
export function tieWorsening(
  book: CellBook,
  nested: readonly Nested[],
  definitions: ReadonlyMap<string, IndicatorDefinition>,
): void {
  for (const [part, whole] of nested) {
    if (part.horizon !== whole.horizon) continue;
    for (const one of part.worsening) {
      const definition = definitions.get(one.indicator);
      const [few, many] = [worsenedKey(part, one, definition), worsenedKey(whole, one, definition)];
      for (const criterion of [null, ...one.criteria.map((of) => of.criterion)]) {
        for (const name of PARTS) {
          if (book.has(many(criterion, name))) book.atMost([few(criterion, name)], [many(criterion, name)]);
        }
      }
    }
  }
}
