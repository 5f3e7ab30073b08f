import { canonicalJson, digestOfText } from "../../core/definition/fingerprint";
import { plain } from "../../core/definition/language";
import { TallyError } from "../../issue";
import { check, some } from "../../options";
import type { Shielded, SmallCellSuppression } from "../../report/privacy/suppress";
import { glossaryOf } from "../../report/glossary";
import { LIBRARY } from "../../report/report";
import {
  type Figures,
  type IndicatorResult,
  looksAtChange,
  type Note,
  standingNotes,
} from "../../core/verdicts/result";
import { faultsOf } from "./check";
import { figureKey, stratumKey } from "./keys";
import { figuresFrom, figureRange, mergedCount, mergedCounts, mergedReading } from "./merged-counts";
import { mergedTables } from "./merged-tables";
import { mismatchesOf } from "./mismatches";
import type { FigureRange, NetworkReport } from "./network";
import { declaredBy, knownOnNote, networkNotes, peopleNotes, scalesNote } from "./notes";
import { type Ranges, rangeOf, rangesOf } from "./ranges";
import type { Tally, TallyCount, TallyResult } from "./tally";

/**
 * The report of a network of partners, from their tallies alone.
 *
 * A merged count is a number only when every partner tells its part; otherwise it is suppressed, and `network.ranges`
 * holds what it may be. So the report tells nothing that the tallies together do not tell. Percentages, intervals,
 * bounds and notes are made afresh. Whoever is served by two partners is counted twice, and every figure says so,
 * unless all partners declare one scheme of shared ids.
 *
 * @param tallies - from `toTally`, or read from files: whatever `JSON.parse` gives, in any order; not changed
 * @returns a frozen suppressed report with `network`: the tallies, ranges and notes
 * @throws TypeError when `tallies` is not a list, RangeError when it is empty
 * @throws TallyError with every issue: not a tally, an unknown version, counts that do not add up or should be
 *   suppressed, a partner twice, and definitions, dates, periods or rules of suppression that differ
 * @units people, or people and partners where somebody is served by two
 * @example one tally merged is that tally
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const tally = toTally(evaluation, { partner: { code: "north", title: { ru: "Север", en: "North" } } });
 * const { results, network } = mergeTallies([JSON.parse(JSON.stringify(tally))]);
 * expect(formatCount(results[0]!.share.numerator)).toBe("<5");
 * expect(network.ranges.results[0]?.numerator).toEqual({ least: 0, most: 4 });
 * ```
 */
export function mergeTallies(tallies: readonly unknown[]): NetworkReport {
  const given = checkedTallies(tallies);
  const sorted = [...given].sort((a, b) => (a.partner.code < b.partner.code ? -1 : 1));
  const [first] = sorted as [Tally, ...Tally[]];
  const { manifest, suppression: rules, definitions } = first;
  const figures = definitions.flatMap(({ code }) => manifest.periods.map((period) => ({ code, period })));
  const parts = sorted.map(partOf);
  const merged = figures.map((figure) => mergedResult(figure, parts));
  const tables = mergedTables(
    sorted,
    parts.map(({ ranges }) => ranges),
  );
  const results = merged.map(({ result }) => result);
  const disaggregations = tables.map(({ table }) => table);
  const people = mergedCount(
    sorted.map((tally) => tally.manifest.people),
    rules,
  );
  return plain({
    manifest: {
      library: LIBRARY,
      asOf: manifest.asOf,
      periods: manifest.periods,
      indicators: definitions.map(({ code, fingerprint }) => ({ code, fingerprint })),
      people,
      events: { suppressed: true, reason: "withheld" },
      dataset: digestOfText(canonicalJson(sorted)),
      locale: "ru",
      options: [],
      notes: peopleNotes(sorted),
    },
    notes: peopleNotes(sorted),
    definitions,
    glossary: glossaryOf({
      ...{ change: false, funnel: false, retention: false, tree: false },
      strata: disaggregations.length > 0,
      ...{ suppressed: true, rounded: false },
    }),
    results,
    harm: [],
    disaggregations,
    funnels: [],
    reconciliations: [],
    ...{ socialChange: [], retention: [], feedback: [], tree: null, evidence: null },
    suppression: { ...rules, ...countsOf(people, results, disaggregations), withheld: [] },
    network: {
      partners: sorted.map(({ definitions: _, ...tally }) => tally),
      sharedIds: declaredBy(sorted),
      ranges: { results: merged.map(({ range }) => range), disaggregations: tables.map(({ ranges }) => ranges) },
      notes: networkNotes(sorted),
    },
  } satisfies NetworkReport);
}

function checkedTallies(tallies: readonly unknown[]): readonly Tally[] {
  const cannot = "merge the tallies";
  check(cannot, tallies, some("any"), "tallies");
  const faults = tallies.flatMap(faultsOf);
  if (faults.length > 0) throw new TallyError(faults);
  const sound = tallies.map((tally) => plain(tally as Tally));
  const mismatches = mismatchesOf(sound);
  if (mismatches.length > 0) throw new TallyError(mismatches);
  return sound;
}

/** A tally with what its results are looked up by. */
interface Part {
  readonly tally: Tally;
  readonly results: ReadonlyMap<string, TallyResult>;
  readonly ranges: ReadonlyMap<string, Ranges>;
}

function partOf(tally: Tally): Part {
  const { threshold } = tally.suppression;
  const people = rangeOf(tally.manifest.people, threshold);
  return {
    tally,
    results: new Map(tally.results.map((one) => [figureKey(one), one])),
    ranges: new Map(tally.results.map((one) => [figureKey(one), rangesOf(one, threshold, people)])),
  };
}

/** One indicator in one period, of everybody, and what is told of it. */
function mergedResult(
  figure: Pick<FigureRange, "code" | "period">,
  parts: readonly Part[],
): { readonly result: Shielded<IndicatorResult>; readonly range: FigureRange } {
  const tallies = parts.map(({ tally }) => tally);
  const { manifest, definitions, suppression: rules } = tallies[0]!;
  const { asOf, knownOn } = manifest;
  const { definition, fingerprint } = definitions.find(({ code }) => code === figure.code)!;
  const key = figureKey(figure);
  const blocks = parts.map(({ tally, results, ranges }) => ({
    partner: tally.partner.code,
    counts: results.get(key)!,
    ranges: ranges.get(key)!,
  }));
  const counts = mergedCounts(
    blocks.map((block) => block.counts),
    rules,
  );
  const isOfChange = looksAtChange(definition);
  const readings = (definition.readings ?? []).map(({ code, title }, at) => {
    const numerators = blocks.map((block) => block.counts.readings[at]!.numerator);
    return mergedReading({ code: `${figure.code}:${code}`, title }, numerators, counts.denominator, rules);
  });
  const notes: readonly Shielded<Note>[] = [
    ...(knownOn === undefined ? [] : [knownOnNote(knownOn)]),
    ...standingNotes({
      asOf,
      period: figure.period,
      isEmpty: counts.denominator === 0,
      areScalesMissing: isOfChange && tallies.some(({ criteria }) => criteria === null),
    }),
    ...(isOfChange ? scalesNote(tallies) : []),
    ...peopleNotes(tallies),
  ];
  const result = {
    code: figure.code,
    title: definition.title,
    fingerprint,
    period: figure.period,
    asOf,
    ...(knownOn !== undefined && { knownOn }),
    horizon: [asOf, figure.period.to].sort()[0]!,
    ...figuresFrom(counts, rules),
    readings,
    notes,
  };
  return { result, range: figureRange(figure, blocks, rules) };
}

/** Different counts of a merged report, and how many of them are not told. */
function countsOf(
  people: TallyCount,
  results: NetworkReport["results"],
  tables: NetworkReport["disaggregations"],
): Pick<SmallCellSuppression, "cells" | "suppressed"> {
  const cells = new Map<string, TallyCount>([["people", people]]);
  const take = (name: string, { verdicts, share, settled }: Shielded<Figures>) => {
    for (const [verdict, count] of Object.entries(verdicts)) cells.set(`${name} ${verdict}`, count);
    cells.set(`${name} denominator`, share.denominator);
    cells.set(`${name} settled`, settled.denominator);
  };
  for (const result of results) {
    take(figureKey(result), result);
    for (const { code, share } of result.readings) cells.set(`${figureKey(result)} ${code}`, share.numerator);
  }
  for (const { dimensions, ages, rows, overlaps } of tables) {
    const names = dimensions.map(({ name }) => (name === "ageBand" ? `${name} ${canonicalJson(ages)}` : name));
    for (const { of, figures } of rows) {
      const held = of.flatMap((value, at) => (value.kind === "total" ? [] : [`${names[at]}=${stratumKey([value])}`]));
      const where = held.sort().join(" & ");
      if (where !== "") for (const one of figures) take(`${figureKey(one)} ${where}`, one);
    }
    for (const { dimension, period, people: several } of overlaps) {
      cells.set(`${dimension} ${period.from}/${period.to} in several`, several);
    }
  }
  return { cells: cells.size, suppressed: [...cells.values()].filter((count) => typeof count !== "number").length };
}
