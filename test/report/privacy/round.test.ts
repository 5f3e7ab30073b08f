/** Every count of every table rounded by itself, and all that follows made anew of the rounded ones. */
import { describe, expect, it } from "vitest";
import { type IndicatorResult, sharePercent } from "../../../src/core/index";
import type { Report } from "../../../src/report/index";
import { nearestMultiple, ROUNDED, roundedTables, roundingText } from "../../../src/report/privacy/round";
import { conversion } from "../../../src/tables/funnel/funnel";
import { shareInPeriod } from "../../../src/tables/strata/reconcile";
import { shareValue } from "../../../src/share";
import { type Figures, valuesOf } from "../../../src/core/verdicts/result";
import { report } from "./report";

type Share = Figures["share"];

const BASE = 4;
const rounded = roundedTables(report, BASE) as Report;
const count = (value: number) => nearestMultiple(value, BASE);
const share = ({ numerator, denominator }: Share): Share => ({
  numerator: count(numerator),
  denominator: count(denominator),
});
const codesOf = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
const note = { code: ROUNDED, message: roundingText(BASE) };

function figuresOf(figures: Figures): Figures {
  const { verdicts } = figures;
  const counts = {
    ...{ outside: count(verdicts.outside), excluded: count(verdicts.excluded), counted: count(verdicts.counted) },
    ...{ pending: count(verdicts.pending), unknown: count(verdicts.unknown) },
    "not-counted": count(verdicts["not-counted"]),
  };
  const { bounds, ...values } = valuesOf(share(figures.share), counts.pending + counts.unknown);
  return { verdicts: counts, share: share(figures.share), ...values, settled: share(figures.settled), bounds };
}

describe("nearestMultiple()", () => {
  it.each([
    [0, 5, 0],
    [2, 5, 0],
    [3, 5, 5],
    [7, 5, 5],
    [8, 5, 10],
    [2, 4, 4],
    [1, 4, 0],
    [5, 4, 4],
    [6, 4, 8],
    [10, 5, 10],
  ])("of %i by %i is %i", (value, base, nearest) => {
    expect(nearestMultiple(value, base)).toBe(nearest);
  });
});

it("roundingText() says what zero may be", () => {
  expect(roundingText(5)).toEqual({
    ru: "Числа округлены до ближайшего кратного 5, каждое само по себе; доли посчитаны от округлённых. Ноль значит «от 0 до 2». Части могут не складываться в свой итог.",
    en: "Counts are rounded to the nearest multiple of 5, each by itself; percentages are of the rounded counts. Zero is anything from 0 to 2. Parts need not add up to their total.",
  });
  expect(roundingText(4).en).toContain("from 0 to 1.");
  expect(ROUNDED).toBe("counts-rounded");
});

describe("roundedTables()", () => {
  it("rounds people and events of the manifest, and leaves the rest as it is", () => {
    const { manifest } = report;
    expect(rounded.manifest).toEqual({ ...manifest, people: 48, events: count(manifest.events) });
    expect(rounded.definitions).toEqual(report.definitions);
    expect(Object.isFrozen(rounded.results[0]!.share)).toBe(true);
    const { events: _, ...bare } = manifest;
    expect(roundedTables({ ...report, manifest: bare }, BASE).manifest).toEqual({ ...bare, people: 48 });
  });

  it("rounds results, and makes what follows of them anew", () => {
    rounded.results.forEach((one, at) => {
      const before = report.results[at]!;
      const { notes, readings, ...figures } = one;
      const { notes: _, readings: readingsBefore, ...rest } = before;
      expect(figures).toEqual({ ...rest, ...figuresOf(before) });
      const isOpen = before.period.to === "2020-12-31";
      expect(codesOf(notes)).toEqual([
        ...["counts-rounded", "known-on"],
        ...(one.share.denominator === 0 ? ["empty-denominator"] : []),
        ...(isOpen ? ["period-not-over"] : []),
      ]);
      expect(notes[0]).toEqual(note);
      expect(notes[1]!.message.en).toBe("As known on 2020-12-31: events recorded later are not used.");
      readings.forEach((reading, place) => {
        const exact = readingsBefore[place]!;
        const rounded = share(exact.share);
        const open = Math.round(Number(exact.bounds?.high ?? 0) * exact.share.denominator) - exact.share.numerator;
        expect(reading).toEqual({
          ...exact,
          share: rounded,
          bounds:
            rounded.denominator === 0
              ? null
              : {
                  low: shareValue(rounded),
                  high: shareValue({
                    numerator: Math.min(rounded.denominator, rounded.numerator + count(Math.max(open, 0))),
                    denominator: rounded.denominator,
                  }),
                },
        });
      });
    });
  });

  it("keeps of notes those that tell no count, and says that nobody is left by rounding", () => {
    const kept = ["period-not-started", "period-not-over", "criteria-not-declared", "rows-overlap", "age-at"];
    const notes = [...kept, "empty-denominator", "something"].map((code) => ({
      code,
      message: { ru: code, en: code },
    }));
    const { knownOn: _, ...first } = report.results.find(({ code }) => code === "1.3")!;
    const small = { ...first, share: { numerator: 1, denominator: 1 }, notes };
    const [result] = roundedTables({ ...report, results: [small] as readonly IndicatorResult[] }, BASE).results;
    expect(codesOf(result!.notes)).toEqual(["counts-rounded", "empty-denominator", ...kept.slice(0, 5)]);
    expect(result!.notes[1]!.message).toEqual({
      ru: "Знаменатель после округления равен нулю, доля не определена.",
      en: "The denominator rounds to zero, so the share has no value.",
    });
    expect(result).toMatchObject({ value: null, percent: null, interval: null, bounds: null });
  });

  it("rounds strata and those who stand in several, with a reason where nobody is left", () => {
    let empty = 0;
    rounded.disaggregations.forEach((table, at) => {
      const before = report.disaggregations[at]!;
      expect(table).toEqual({
        ...before,
        rows: before.rows.map((row) => ({
          ...row,
          figures: row.figures.map((one) => {
            const figures = figuresOf(one);
            if (figures.value === null && one.share.denominator > 0) empty++;
            return { ...one, ...figures, reason: figures.value === null ? "empty-denominator" : null };
          }),
        })),
        overlaps: before.overlaps.map((one) => ({ ...one, people: count(one.people) })),
        notes: [note, ...before.notes.filter(({ code }) => code === "rows-overlap" || code === "age-at")],
      });
    });
    expect(empty).toBeGreaterThan(5);
    expect(rounded.disaggregations.flatMap(({ notes }) => codesOf(notes))).toEqual(
      expect.arrayContaining(["rows-overlap", "age-at"]),
    );
  });

  it("rounds harm, and never says that none was recorded", () => {
    rounded.harm.forEach((table, at) => {
      const before = report.harm[at]!;
      const worsened = (counts: (typeof before.worsening)[number]["onAny"]) => ({
        ...{ worsened: share(counts.worsened), percent: sharePercent(share(counts.worsened)) },
        reason: share(counts.worsened).denominator === 0 ? "nobody-paired" : null,
        ...{ unpaired: count(counts.unpaired), notApplicable: count(counts.notApplicable) },
      });
      const adverse = ({ events, people }: { readonly events: number; readonly people: number }) => ({
        ...{ events: count(events), people: count(people), reason: count(events) === 0 ? "none-recorded" : null },
      });
      expect(table).toEqual({
        ...before,
        worsening: before.worsening.map((one) => ({
          ...one,
          denominator: count(one.denominator),
          onAny: worsened(one.onAny),
          criteria: one.criteria.map((counts) => ({ ...counts, ...worsened(counts) })),
        })),
        adverseEvents: before.adverseEvents.map((row) => ({
          ...row,
          any: adverse(row.any),
          bySeverity: row.bySeverity.map((counts) => ({ ...counts, ...adverse(counts) })),
        })),
        notes: [
          note,
          {
            code: "none-recorded-is-not-none",
            message: {
              ru: "Если неблагоприятные события не записаны, это не значит, что их не было.",
              en: "That no adverse event was recorded does not mean that none happened.",
            },
          },
        ],
      });
    });
  });

  it("rounds funnels: conversions of rounded counts, nested where no rounded jump is left", () => {
    rounded.funnels.forEach((table, at) => {
      const before = report.funnels[at]!;
      const first = count(before.steps[0]!.reached);
      expect(table).toEqual({
        ...before,
        steps: before.steps.map((step, place) => ({
          ...step,
          ...{ entered: count(step.entered), reached: count(step.reached), pending: count(step.pending) },
          ...{ unknown: count(step.unknown), not: count(step.not), besides: count(step.besides) },
          fromPrevious: place === 0 ? null : conversion(count(step.reached), count(step.entered)),
          fromStart: conversion(count(step.reached), first),
        })),
        nesting: before.nesting.map((one) => ({ ...one, people: count(one.people) })),
        isNested: before.nesting.every(({ people }) => count(people) === 0),
      });
    });
    const jumping = (people: number) => ({
      ...report.funnels[0]!,
      nesting: report.funnels[0]!.nesting.map((one, at) => ({ ...one, people: at === 0 ? people : 0 })),
    });
    const nested = (people: number) =>
      roundedTables({ ...report, funnels: [jumping(people)] }, BASE).funnels[0]!.isNested;
    expect([nested(0), nested(1), nested(3)]).toEqual([true, true, false]);
    const none = roundedTables({ ...report, funnels: [{ ...report.funnels[0]!, steps: [], nesting: [] }] }, BASE);
    expect(none.funnels[0]!.steps).toEqual([]);
  });

  it("rounds reconciliations, and says nothing of them in words", () => {
    rounded.reconciliations.forEach((table, at) => {
      const before = report.reconciliations[at]!;
      type Across = (typeof before.indicators)[number]["numerator"];
      const people = (one: Across["inUnion"]) => ({ period: one.period, people: count(one.people) });
      const across = (one: Across) => ({
        inPeriods: one.inPeriods.map(people),
        sumOfPeriods: count(one.sumOfPeriods),
        inUnion: people(one.inUnion),
        inExactly: one.inExactly.map((exactly) => ({ periods: exactly.periods, people: count(exactly.people) })),
        inUnionOnly: count(one.inUnionOnly),
        inPeriodsOnly: count(one.inPeriodsOnly),
      });
      expect(table).toEqual({
        ...before,
        indicators: before.indicators.map((one) => ({
          ...one,
          inPeriods: one.numerator.inPeriods.map((above, place) =>
            shareInPeriod(people(above), people(one.denominator.inPeriods[place]!)),
          ),
          inUnion: shareInPeriod(people(one.numerator.inUnion), people(one.denominator.inUnion)),
          numerator: across(one.numerator),
          denominator: across(one.denominator),
          explanation: {
            ru: `Показатель ${one.code}: числа округлены, поэтому сверка периодов словами не приводится.`,
            en: `Indicator ${one.code}: counts are rounded, so the periods are not reconciled in words.`,
          },
        })),
      });
    });
  });

  it.each([BASE, 3])("judges figures of the tree by shares rounded to %i", (base) => {
    const count = (value: number) => nearestMultiple(value, base);
    const to = roundedTables(report, base) as Report;
    const nodes = to.tree!.evaluated.nodes;
    nodes.forEach((node, at) => {
      node.indicators.forEach(({ code, figures }, place) => {
        const before = report.tree!.evaluated.nodes[at]!.indicators[place]!;
        figures.forEach((figure, one) => {
          const old = before.figures[one]!;
          const [of] = code.split(":");
          const isOf = ({ code: own, period }: IndicatorResult) =>
            own === of && period.from === old.period!.from && period.to === old.period!.to;
          const result = to.results.find(isOf)!;
          const { verdicts } = report.results.find(isOf)!;
          const open =
            of === code
              ? count(verdicts.pending) + count(verdicts.unknown)
              : count(Math.round(Number(old.bounds!.high) * old.share!.denominator) - old.share!.numerator);
          const { period, target, elapsed, share: own } = figure;
          expect({ period, target, elapsed }).toEqual({ period: old.period, target: old.target, elapsed: old.elapsed });
          expect(own).toEqual({ numerator: count(old.share!.numerator), denominator: count(old.share!.denominator) });
          expect(figure).toMatchObject(valuesOf(own!, open));
          expect(figure.notes).toEqual(result.notes);
          const reached =
            figure.percent !== null && old.target !== null && Number(figure.percent) >= Number(old.target);
          expect([code, figure.status === "reached"]).toEqual([code, reached]);
        });
      });
    });
  });

  it("changes nothing but notes when every count is a multiple already", () => {
    const same = roundedTables(report, 1) as Report;
    const bare = <One extends { readonly notes: unknown }>({ notes: _, ...one }: One) => one;
    expect(same.results.map(bare)).toEqual(report.results.map(bare));
    expect(same.harm.map(bare)).toEqual(report.harm.map(bare));
    expect(same.disaggregations.map(bare)).toEqual(report.disaggregations.map(bare));
    expect(same.funnels).toEqual(report.funnels);
    const figuresIn = ({ tree }: Report) =>
      tree!.evaluated.nodes.flatMap((node) => node.indicators.flatMap((one) => one.figures.map(bare)));
    expect(figuresIn(same)).toEqual(figuresIn(report));
  });

  it("withholds figures of the tree of which there is no result, and plans as before", () => {
    const nodes = rounded.tree!.evaluated.nodes;
    expect(rounded.tree!.plan).toEqual(report.tree!.plan);
    const [first, ...others] = report.results;
    const without = roundedTables({ ...report, results: others }, BASE) as Report;
    expect(without.tree!.evaluated.nodes[0]!.indicators[0]!.figures[0]).toMatchObject({
      ...{ share: null, status: "no-data", reason: { code: "suppressed" }, period: first!.period },
    });
    expect(without.tree!.evaluated.nodes[0]!.indicators[0]!.figures[1]).toEqual(nodes[0]!.indicators[0]!.figures[1]);
  });

  it("leaves figures of the tree as they are that have no period or no share, and a report without a tree without one", () => {
    const [node] = report.tree!.evaluated.nodes;
    const [indicator] = node!.indicators;
    const figures = [
      { ...indicator!.figures[0]!, period: null },
      { ...indicator!.figures[0]!, share: null },
    ];
    const evaluated = { ...report.tree!.evaluated, nodes: [{ ...node!, indicators: [{ ...indicator!, figures }] }] };
    const changed = roundedTables({ ...report, tree: { evaluated } }, BASE);
    expect(changed.tree!.evaluated.nodes[0]!.indicators[0]!.figures).toEqual(figures);
    expect(roundedTables({ ...report, tree: null }, BASE).tree).toBeNull();
    const { tree: _, ...bare } = report;
    expect("tree" in roundedTables(bare, BASE)).toBe(false);
  });
});
