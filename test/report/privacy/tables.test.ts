/** What each kind of table takes down of itself: its counts, what they are counts of, and what follows from them. */
import { describe, expect, it } from "vitest";
import { disaggregate, funnel } from "../../../src/tables/index";
import type { Report } from "../../../src/report/index";
import { vsePoluchitsyaFunnel } from "../../../src/core/index";
import {
  type Cell,
  CellBook,
  cellKey,
  EVERYBODY,
  type Path,
  PEOPLE,
  type Place,
  wholeKey,
} from "../../../src/report/privacy/cells";
import { Edits, OMIT } from "../../../src/report/privacy/edits";
import { type Edition, editionsOf } from "../../../src/report/privacy/editions";
import { EditionFeatures, FeatureBook } from "../../../src/report/privacy/features";
import { funnelFeatures } from "../../../src/report/privacy/funnels";
import { harmFeatures } from "../../../src/report/privacy/harm";
import { reconciliationFeatures } from "../../../src/report/privacy/reconciliations";
import { RULES } from "../../../src/report/privacy/rules";
import { cellsOf, checkSet, type TableSet, withheldFrom } from "../../../src/report/privacy/table-set";
import { withheldFigure } from "../../../src/report/privacy/tree";
import { asOf, dataset, evaluation, indicators, periods, report, years } from "./report";

type Json = Readonly<Record<string, unknown>>;

const taken = (set: TableSet) => cellsOf(set, [], 5);
const map = taken(report);
const cellNamed = (key: string): Cell => map.cells[map.numberOf.get(key)!]!;
const valueAt = (path: Path, value: unknown = report): unknown =>
  path.reduce<unknown>((at, name) => (at as Json)[name], value);
const textOf = (path: Path) => path.join(".");
const countPlaces = map.places.filter(({ as }) => as === "count");
const keyAt = new Map(countPlaces.map(({ path, cells }) => [textOf(path), cells[0]!]));
/** The cell that is printed at a place. */
const cellAt = (...path: Path): Cell => cellNamed(keyAt.get(textOf(path))!);
const placesAt = (...path: Path): readonly Place[] => map.places.filter((place) => textOf(place.path) === textOf(path));

/** Every part of a value, outermost first. */
function walk(value: unknown, visit: (path: Path, part: unknown) => void, path: Path = []): void {
  visit(path, value);
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    walk(part, visit, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

const { manifest, results, harm, disaggregations, funnels, reconciliations, tree } = report;
const tables = { results, harm, disaggregations, funnels, reconciliations };

describe("counts that tables take down", () => {
  it("are all that are printed, each with its number", () => {
    const numbers: string[] = ["manifest.people"];
    walk(tables, (path, part) => {
      const isCount = typeof part === "number" && path.at(-1) !== "level" && !path.includes("pairing");
      // In how many periods somebody is tells of nobody.
      if (isCount && !(path.at(-1) === "periods" && path.includes("inExactly"))) numbers.push(textOf(path));
    });
    tree!.evaluated.nodes.forEach(({ indicators: all }, node) => {
      all.forEach(({ code, figures }, at) => {
        figures.forEach((_, figure) => {
          const on = textOf(["tree", "evaluated", "nodes", node, "indicators", at, "figures", figure]);
          numbers.push(`${on}.share.denominator`);
          if (code.includes(":")) numbers.push(`${on}.share.numerator`, `${on}.bounds.high`);
        });
      });
    });
    expect(countPlaces.map(({ path }) => textOf(path)).sort()).toEqual(numbers.sort());
    for (const { path, cells } of countPlaces) {
      if (path.includes("bounds")) continue;
      expect([textOf(path), cellNamed(cells[0]!).value]).toEqual([textOf(path), valueAt(path)]);
    }
  });

  it("are of everybody what is counted of each person, summed up", () => {
    const { book, told } = toldOf(editionsOf([report])[0]!);
    for (const table of funnels) funnelFeatures(told, table);
    for (const table of reconciliations) reconciliationFeatures(told, table);
    for (const table of harm) harmFeatures(told, table);
    const { names, features, counts } = book.features();
    const sums = new Map(names.map((name) => [name, 0]));
    features.forEach((feature, at) => {
      sums.set(names[feature]!, sums.get(names[feature]!)! + counts[at]!);
    });
    const ofEverybody = map.cells.filter(({ row, severalOf }) => row === EVERYBODY && severalOf === undefined);
    expect(ofEverybody.length).toBeGreaterThan(250);
    for (const { feature, value } of ofEverybody) expect([feature, sums.get(feature)]).toEqual([feature, value]);
    const known = new Set(ofEverybody.map(({ feature }) => feature));
    // What is counted and not printed: who is open by a reading that stands in no tree.
    const more = names.filter((name) => !known.has(name) && !name.endsWith("| open"));
    expect(more).toEqual([]);
  });

  it("are one count wherever they stand, of tables of one evaluation", () => {
    const [first] = results;
    const other = { ...first!, share: { ...first!.share, numerator: first!.share.numerator + 1 } };
    expect(() => taken({ ...report, results: [other, ...results.slice(1)] })).toThrow(
      "Cannot suppress: all tables of the report must be of one evaluation, and they disagree about everybody | 1.1 | 2019-01-01/2019-12-31 | counted; pass what buildReport returned",
    );
    for (const people of [1.5, -1]) {
      expect(() => taken({ ...report, manifest: { ...manifest, people } })).toThrow(
        `Cannot suppress: counts must be whole numbers (everybody | people), received ${people}`,
      );
    }
    expect(cellKey({ row: "a", feature: "b" })).toBe("a | b");
    expect(wholeKey(PEOPLE)).toBe("everybody | people");
    const whole = { key: wholeKey(PEOPLE), value: 47, least: 0, of: undefined, weight: 10 * (1 + 47 / 4) };
    expect(cellAt("manifest", "people")).toMatchObject(whole);
  });

  it("stand in the order of their keys, and weigh as much as the heaviest place they are printed at", () => {
    const keys = map.cells.map(({ key }) => key);
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
    expect([...map.numberOf]).toEqual(keys.map((key, at) => [key, at]));
    const book = new CellBook();
    const name = { row: EVERYBODY, feature: "x" };
    expect(book.shown(["a"], name, 8)).toBe("everybody | x");
    book.shown(["b"], name, 8, { weight: 2 });
    book.shown(["c"], name, 8);
    expect(book.map().cells[0]!.weight).toBe(2 * (1 + 8 / 4));
    expect(book.map().places.map(({ path }) => path)).toEqual([["a"], ["b"], ["c"]]);
    expect([...book.map().rows]).toEqual([[EVERYBODY, []]]);
  });
});

describe("names of counts", () => {
  const bare = { ...report, results: [], disaggregations: [], harm: [], funnels: [], reconciliations: [], tree: null };

  it("are others for a funnel of other steps, though some are the same", () => {
    const { period } = funnels[0]!;
    const other = funnel(
      evaluation,
      vsePoluchitsyaFunnel.filter((_, at) => at !== 1),
      { period },
    );
    const { cells } = taken({ ...bare, funnels: [funnels[0]!, other] });
    const reached = cells.filter(({ feature }) => feature.endsWith("| reached"));
    expect(reached.length).toBe(funnels[0]!.steps.length + other.steps.length - 1);
  });

  it("are the same whatever the order of periods, and others for other periods", () => {
    const [table] = reconciliations;
    const keysOf = (...all: readonly (typeof table)[]) =>
      taken({ ...bare, reconciliations: all.map((one) => one!) }).cells.map(({ key }) => key);
    const turned = { ...table!, periods: [...table!.periods].reverse() };
    expect(keysOf(table, turned)).toEqual(keysOf(table));
    const later = { ...table!, periods: [{ from: "2018-01-01", to: "2018-12-31" }, ...table!.periods.slice(1)] };
    const own = keysOf(table).filter((key) => /sum$|only$|exactly \d$/.test(key)).length;
    expect(keysOf(table, later).length).toBe(keysOf(table).length + own);
  });

  it("tell events of any kind from those of a kind called null", () => {
    const [, , table] = harm;
    const adverseEvents = table!.adverseEvents.map((row) => (row.kind === "injury" ? { ...row, kind: "null" } : row));
    const { cells } = taken({ ...bare, harm: [{ ...table!, adverseEvents }] });
    const count = taken({ ...bare, harm: [table!] }).cells.length;
    expect(cells.length).toBe(count);
  });

  it("are of the dimension in which people stand several times, wherever it stands among others", () => {
    const table = disaggregate(evaluation, { by: ["sex", "targetGroup"] });
    const { cells } = taken({ ...bare, disaggregations: [table] });
    const several = cells.filter(({ severalOf }) => severalOf !== undefined);
    expect(several.map(({ severalOf }) => severalOf)).toEqual(table.overlaps.map(() => "targetGroup"));
    expect(several.length).toBeGreaterThan(0);
  });
});

/** Where the tables of an edition count their features. */
function toldOf(edition: Edition) {
  const people = { dataset, registeredOn: new Int32Array(dataset.people) };
  const book = new FeatureBook(people as never, [edition]);
  return { book, told: new EditionFeatures(book, edition, 0) };
}

describe("features of tables", () => {
  const bookOf = (codes: readonly string[], of: typeof periods) => {
    const definitions = indicators.map(({ definition }) => definition).filter(({ code }) => codes.includes(code));
    const edition = { prefix: "", asOf, definitions, periods: of, isOfEverybody: true, reports: [report] };
    return toldOf(edition);
  };
  const [worked, , , changed] = indicators.map(({ definition }) => definition.code);
  const [table] = reconciliations;

  it("are none of what is not evaluated", () => {
    const book = bookOf([worked!], periods);
    const before = book.book.features().names.length;
    for (const one of funnels) funnelFeatures(book.told, one);
    expect(book.book.features().names.length).toBe(before);
    reconciliationFeatures(book.told, table!);
    const names = book.book.features().names.slice(before);
    expect(names.length).toBe(2 * (3 + 2));
    expect(names.every((one) => one.startsWith(`${worked} | `))).toBe(true);
    for (const one of harm) harmFeatures(book.told, { ...one, adverseEvents: one.adverseEvents.slice(0, 1) });
    expect(book.book.features().names.filter((one) => one.startsWith("worse"))).toEqual([]);
    for (const few of [years, [periods[0]!, periods[2]!]]) {
      const other = bookOf([worked!], few);
      const all = other.book.features().names.length;
      reconciliationFeatures(other.told, table!);
      expect(other.book.features().names.length).toBe(all);
    }
  });

  it("belong to the subject of their indicators, and tie together those that a funnel tells together", () => {
    const codes = indicators.map(({ definition }) => definition.code);
    const book = bookOf(codes, periods);
    reconciliationFeatures(book.told, table!);
    for (const one of harm) harmFeatures(book.told, one);
    const { names, numberOf, subject, subjects } = book.book.features();
    const subjectOf = (name: string) => subject[numberOf.get(name)!];
    const counted = (code: string) => subjectOf(`${code} | 2019-01-01/2019-12-31 | counted`);
    for (const name of names) {
      const code = codes.find((one) => name.startsWith(`${one} | `) || name.startsWith(`worse | ${one} | `));
      if (code !== undefined) expect([name, subjectOf(name)]).toEqual([name, counted(code)]);
    }
    const together = bookOf(codes, periods);
    for (const one of funnels) funnelFeatures(together.told, one);
    const tied = together.book.features();
    const ofFunnel = new Set(funnels[0]!.steps.map(({ indicator }) => indicator));
    const numbers = [...ofFunnel].map(
      (code) => tied.subject[tied.numberOf.get(`${code} | 2019-01-01/2019-12-31 | counted`)!],
    );
    expect(new Set(numbers).size).toBe(1);
    expect(subjects).toBeGreaterThan(0);
  });

  it("of a funnel tie its indicators together, and tell the parts of one indicator apart", () => {
    const milestone = (indicator: string, part: "numerator" | "denominator") => ({
      ...{ indicator, part, title: { ru: part, en: part } },
    });
    const [period] = years;
    const steps = [
      milestone(worked!, "numerator"),
      milestone(worked!, "denominator"),
      milestone(changed!, "numerator"),
    ];
    const jumping = funnel(evaluation, steps, { period: period! });
    const book = bookOf([worked!, changed!], periods);
    const subjectsBefore = book.book.features().subjects;
    funnelFeatures(book.told, jumping);
    const { names, features, counts, subjects } = book.book.features();
    expect(subjects).toBe(subjectsBefore - 1);
    jumping.nesting.forEach(({ later, earlier, people }) => {
      const name = `${later.indicator} ${later.part} without ${earlier.indicator} ${earlier.part}`;
      const feature = names.findIndex((one) => one.endsWith(name));
      const sum = features.reduce((all, one, at) => (one === feature ? all + counts[at]! : all), 0);
      expect([name, sum]).toEqual([name, people]);
    });
    expect(jumping.nesting.filter(({ people }) => people > 0).length).toBeGreaterThan(1);
  });

  it("of a criterion that nobody was assessed by are nothing", () => {
    const book = bookOf([changed!], periods);
    const [one] = harm;
    const [worse] = one!.worsening;
    const more = { ...worse!, criteria: [...worse!.criteria, { ...worse!.criteria[0]!, criterion: "never-asked" }] };
    harmFeatures(book.told, { ...one!, worsening: [more] });
    const { names, features } = book.book.features();
    const own = names.flatMap((name, at) => (name.includes("never-asked") ? [at] : []));
    expect(own.length).toBe(4);
    expect([...features].filter((feature) => own.includes(feature))).toEqual([]);
  });
});

describe("sets of tables", () => {
  it("withhold what they hold and cannot take down, each by its name", () => {
    expect(withheldFrom(report)).toEqual({});
    expect(withheldFrom({ ...report, socialChange: [], retention: [], feedback: [], evidence: null })).toEqual({});
    const held = withheldFrom({ ...report, socialChange: [1], retention: [1], feedback: [2, 3], evidence: {} });
    expect(held).toEqual({ socialChange: [], retention: [], feedback: [], evidence: null });
    expect(Object.isFrozen(held.retention)).toBe(true);
    const { evidence: _, ...bare } = report;
    expect(withheldFrom({ ...bare, feedback: [1] })).toEqual({ feedback: [] });
  });

  it("are refused when a part is missing or of another kind, and may hold more", () => {
    const cannot = "suppress";
    expect(() => checkSet({ ...report, more: 1 }, cannot)).not.toThrow();
    expect(() => checkSet({ ...JSON.parse(JSON.stringify(report)), suppression: undefined }, cannot)).not.toThrow();
    expect(() => checkSet(7, cannot)).toThrow(
      "Cannot suppress: report must be an object, received 7; pass what buildReport returned",
    );
    for (const name of ["definitions", "results", "harm", "disaggregations", "funnels", "reconciliations"]) {
      const { [name]: _, ...others } = report as unknown as Json;
      expect(() => checkSet(others, cannot)).toThrow(name);
      expect(() => checkSet({ ...report, [name]: 5 }, cannot)).toThrow(name);
    }
    for (const name of ["people", "asOf", "periods"]) {
      const { [name]: _, ...others } = report.manifest as unknown as Json;
      expect(() => checkSet({ ...report, manifest: others }, cannot)).toThrow(name);
    }
    for (const name of ["tree", "socialChange", "retention", "feedback", "evidence", "suppression"]) {
      const { [name]: _, ...others } = report as unknown as Json;
      expect(() => checkSet(others, cannot)).not.toThrow();
      expect(() => checkSet({ ...report, [name]: 5 }, cannot)).toThrow(name);
    }
  });
});

describe("what tables say of their counts", () => {
  it("an indicator: of how many each is, and what weighs most", () => {
    const at = results.findIndex(
      ({ code, period }) => code === "1.4" && period.from === "2019-01-01" && period.to === "2020-12-31",
    );
    const { verdicts, share } = results[at]!;
    const weight = (value: number, times: number) => times * (1 + value / 4);
    for (const name of ["outside", "excluded"] as const) {
      expect(cellAt("results", at, "verdicts", name)).toMatchObject({ of: 47, weight: weight(verdicts[name], 1) });
    }
    for (const name of ["counted", "pending", "unknown", "not-counted"] as const) {
      const cell = cellAt("results", at, "verdicts", name);
      expect(cell).toMatchObject({ of: share.denominator, inside: cell.key });
      expect(cell.weight).toBe(weight(verdicts[name], name === "counted" ? 3 : 1));
    }
    // Those below the line are of everybody, and of those counted in 1.1.
    expect(cellAt("results", at, "share", "denominator").key).toContain("| denominator");
    expect(cellAt("results", at, "settled", "denominator")).toMatchObject({ of: share.denominator });
    expect(cellAt("results", 0, "share", "denominator")).toMatchObject({ of: 47, weight: weight(41, 3) });
  });

  it("strata: their rows, and those who stand in several", () => {
    const [byGroup, crossed] = disaggregations;
    expect(map.rows.get(EVERYBODY)).toEqual([]);
    const ages = `ageBand ${crossed!.ages!.at} ${crossed!.ages!.bands.join(" ")}`;
    const names = [...map.rows.values()].flatMap((row) => row.map(([dimension]) => dimension));
    expect(new Set(names)).toEqual(new Set(["targetGroup", "sex", ages]));
    const place = crossed!.rows.findIndex(({ of }) => of[0]!.kind === "missing" && of[1]!.kind === "total");
    const row = cellAt("disaggregations", 1, "rows", place, "figures", 0, "share", "denominator").row;
    expect(row).toBe("sex=?not-given");
    expect(map.rows.get(row)).toEqual([["sex", "?not-given"]]);
    const total = byGroup!.rows.findIndex(({ of }) => of[0]!.kind === "total");
    expect(cellAt("disaggregations", 0, "rows", total, "figures", 0, "share", "denominator").row).toBe(EVERYBODY);
    const crossing = crossed!.rows.findIndex(({ of }) => of.every((one) => one.kind === "value"));
    expect(cellAt("disaggregations", 1, "rows", crossing, "figures", 0, "share", "denominator").row).toMatch(
      /^ageBand .*=".*" & sex="female"$/,
    );
    expect(byGroup!.overlaps.length).toBeGreaterThan(0);
    byGroup!.overlaps.forEach(({ people, period }, at) => {
      expect(cellAt("disaggregations", 0, "overlaps", at, "people")).toMatchObject({
        ...{ value: people, least: 1, severalOf: "targetGroup", row: EVERYBODY },
        feature: `in several of targetGroup | ${period.from}/${period.to}`,
      });
    });
  });

  it("harm: what got worse is of the denominator, what went wrong of everybody", () => {
    const { worsening, adverseEvents } = harm[2]!;
    const [one] = worsening;
    const on = (...path: Path) => cellAt("harm", 2, ...path);
    const weight = (value: number, times: number) => times * (1 + value / 4);
    for (const at of [["onAny"], ["criteria", 0], ["criteria", 1]] as const) {
      const counts = valueAt(at, one) as (typeof worsening)[number]["onAny"];
      const { numerator, denominator } = counts.worsened;
      const of = one!.denominator;
      expect(on("worsening", 0, ...at, "worsened", "denominator")).toMatchObject({
        of,
        weight: weight(denominator, 3),
      });
      expect(on("worsening", 0, ...at, "worsened", "numerator")).toMatchObject({
        of: denominator,
        weight: weight(numerator, 3),
      });
      expect(on("worsening", 0, ...at, "unpaired")).toMatchObject({ of });
      expect(on("worsening", 0, ...at, "notApplicable")).toMatchObject({ of });
    }
    const kinds = adverseEvents.map(({ kind }) => kind);
    expect(kinds).toEqual([null, "conflict", "injury"]);
    const all = adverseEvents[0]!;
    expect(on("adverseEvents", 0, "any", "events")).toMatchObject({
      of: 47,
      least: 2,
      weight: weight(all.any.events, 3),
    });
    expect(on("adverseEvents", 0, "any", "people")).toMatchObject({
      of: 47,
      least: 1,
      weight: weight(all.any.people, 3),
    });
    const injury = adverseEvents[2]!;
    for (const what of ["events", "people"] as const) {
      const whole = on("adverseEvents", 0, "any", what).key;
      expect(on("adverseEvents", 2, "any", what)).toMatchObject({
        ...{ of: all.any.people, least: 1, inside: whole, weight: weight(injury.any[what], 1) },
      });
      injury.bySeverity.forEach((counts, at) => {
        const ofAll = on("adverseEvents", 0, "bySeverity", at, what);
        expect(ofAll).toMatchObject({ of: all.any.people, least: 0, inside: ofAll.key });
        expect(on("adverseEvents", 2, "bySeverity", at, what)).toMatchObject({
          ...{ of: injury.any.people, least: 0, inside: ofAll.key, value: counts[what] },
        });
      });
    }
  });

  it("a funnel: who enters a step reached the one before", () => {
    funnels.forEach(({ steps, nesting }, table) => {
      const on = (...path: Path) => cellAt("funnels", table, ...path);
      expect(on("steps", 0, "entered").key).toBe(wholeKey(PEOPLE));
      steps.forEach(({ entered, reached, besides }, step) => {
        if (step > 0) expect(on("steps", step, "entered")).toBe(on("steps", step - 1, "reached"));
        for (const count of ["not", "pending", "unknown"])
          expect(on("steps", step, count)).toMatchObject({ of: entered });
        expect(on("steps", step, "besides")).toMatchObject({ of: reached + besides });
        expect(on("steps", step, "fromStart", "share", "numerator")).toBe(on("steps", step, "reached"));
        expect(on("steps", step, "fromStart", "share", "denominator")).toBe(on("steps", 0, "reached"));
      });
      nesting.forEach(({ later }, at) => {
        const { reached, besides } = steps.find(
          ({ indicator, part }) => indicator === later.indicator && part === later.part,
        )!;
        expect(on("nesting", at, "people")).toMatchObject({ of: reached + besides });
      });
      expect(placesAt("funnels", table, "isNested")[0]!.cells).toEqual(
        nesting.map((_, at) => on("nesting", at, "people").key),
      );
    });
  });

  it("a reconciliation: the counts of the results, and how people stand in periods among those of the union", () => {
    const { indicators: all } = reconciliations[0]!;
    all.forEach(({ code, numerator, denominator }, row) => {
      for (const [part, across] of Object.entries({ numerator, denominator })) {
        const on = (...path: Path) => cellAt("reconciliations", 0, "indicators", row, part, ...path);
        const of = across.inUnion.people;
        for (const name of ["sumOfPeriods", "inUnionOnly", "inPeriodsOnly"]) expect(on(name)).toMatchObject({ of });
        for (const at of across.inExactly.keys()) expect(on("inExactly", at, "people")).toMatchObject({ of });
        const result = results.findIndex(
          (one) => one.code === code && one.period.from === "2019-01-01" && one.period.to === "2020-12-31",
        );
        expect(on("inUnion", "people")).toBe(cellAt("results", result, "share", part));
      }
      const explanation = placesAt("reconciliations", 0, "indicators", row, "explanation")[0]!;
      expect(explanation.text!(() => "")).toEqual({
        ru: `Показатель ${code}: часть чисел скрыта, поэтому сверка периодов словами не приводится.`,
        en: `Indicator ${code}: some counts are suppressed, so the periods are not reconciled in words.`,
      });
      const named = new Set(explanation.cells);
      const beneath = countPlaces.filter(({ path }) => textOf(path).startsWith(`reconciliations.0.indicators.${row}.`));
      expect(named).toEqual(new Set(beneath.flatMap(({ cells }) => cells)));
    });
  });
});

describe("what follows from counts", () => {
  /** What becomes of each part that is no count, by what it is called. */
  const AS: Readonly<Record<string, Place["as"]>> = {
    ...{ value: "percent", percent: "percent", interval: "percent", bounds: "percent" },
    ...{ reason: "derived", isNested: "derived", explanation: "text" },
  };

  it("goes with them, wherever it stands", () => {
    const expected: string[] = [];
    walk(tables, (path, part) => {
      const name = String(path.at(-1));
      const isWithin = path
        .slice(0, -1)
        .some((one) => one === "notes" || one === "of" || one === "pairing" || one === "interval");
      const isFunnel = path[0] === "funnels" || path[0] === "reconciliations" || path.includes("worsening");
      if (isWithin || !(name in AS) || (isFunnel && name === "value") || (part === null && name === "fromPrevious"))
        return;
      const isOfReading = path.includes("readings") && name === "bounds";
      expected.push(`${textOf(path)} ${isOfReading ? (part === null ? "derived" : "withheld") : AS[name]}`);
    });
    results.forEach(({ notes }, at) => {
      notes.forEach(({ code }, note) => {
        if (code === "empty-denominator") expected.push(`results.${at}.notes.${note} note`);
      });
    });
    tree!.evaluated.nodes.forEach(({ indicators: all }, node) => {
      all.forEach(({ figures }, at) => {
        figures.forEach(({ readings }, figure) => {
          const on = `tree.evaluated.nodes.${node}.indicators.${at}.figures.${figure}`;
          expected.push(`${on} figure`);
          readings.forEach((_, place) => {
            expected.push(`${on}.readings.${place} note`);
          });
        });
      });
    });
    const told = map.places.filter(({ as }) => as !== "count").map(({ path, as }) => `${textOf(path)} ${as}`);
    expect(told.sort()).toEqual(expected.sort());
  });

  it("a percentage is of its numerator and, last, its denominator; bounds are of who is open too", () => {
    const shareOf = (path: Path): readonly string[] => {
      const above = path[0] === "harm" ? "worsened" : "share";
      return ["numerator", "denominator"].map((part) => cellAt(...path, above, part).key);
    };
    let seen = 0;
    for (const { path, cells, as } of map.places) {
      if (as !== "percent") continue;
      const on = path.slice(0, -1);
      seen++;
      const [above, below] = shareOf(on);
      if (path.at(-1) !== "bounds") expect([textOf(path), cells]).toEqual([textOf(path), [above, below]]);
      else {
        const open = ["pending", "unknown"].map((verdict) => cellAt(...on, "verdicts", verdict).key);
        expect(cells).toEqual([above, ...open, below]);
      }
    }
    expect(seen).toBeGreaterThan(1000);
    for (const { path, cells, as } of map.places) {
      if (as !== "derived" || path.at(-1) !== "reason" || path.includes("adverseEvents")) continue;
      expect([textOf(path), cells]).toEqual([textOf(path), [shareOf(path.slice(0, -1))[1]]]);
    }
    const adverse = placesAt("harm", 0, "adverseEvents", 1, "any", "reason")[0]!;
    expect(adverse.cells).toEqual(
      ["events", "people"].map((what) => cellAt("harm", 0, "adverseEvents", 1, "any", what).key),
    );
  });

  it("a reading is told by its two counts, and its bounds are never told", () => {
    const at = results.findIndex(({ code }) => code === "2.1");
    const { share } = results[at]!.readings[0]!;
    const [counted, below] = ["numerator", "denominator"].map((part) =>
      cellAt("results", at, "readings", 0, "share", part),
    );
    expect(counted).toMatchObject({ of: share.denominator, value: share.numerator });
    expect(below!.key).toBe(cellAt("results", at, "share", "denominator").key);
    const [bounds] = placesAt("results", at, "readings", 0, "bounds");
    expect(bounds).toMatchObject({ as: "withheld" });
  });

  it("a figure of the tree goes whole, with its status, and keeps what tells of no count", () => {
    const { nodes } = tree!.evaluated;
    const of = (node: number, indicator: number) =>
      ["tree", "evaluated", "nodes", node, "indicators", indicator, "figures", 0] as const;
    const own = nodes[0]!.indicators[1]!.figures[0]!;
    const [place] = placesAt(...of(0, 1)).filter(({ as }) => as === "figure");
    const result = results.findIndex(({ code }) => code === "1.3");
    const verdicts = ["counted", "pending", "unknown"].map(
      (verdict) => cellAt("results", result, "verdicts", verdict).key,
    );
    expect(place!.cells).toEqual([...verdicts, cellAt("results", result, "share", "denominator").key]);
    expect(place!.instead).toMatchObject({
      ...{
        period: own.period,
        target: own.target,
        elapsed: own.elapsed,
        status: "no-data",
        reason: { code: "suppressed" },
      },
      ...{ share: null, value: null, percent: null, interval: null, bounds: null, achievement: null },
      ...{ withoutAchievement: { code: "suppressed" }, isTargetWithinInterval: null },
      readings: [],
      notes: own.notes.filter(({ code }) => code !== "empty-denominator"),
    });
    expect(own.notes.length).toBeGreaterThan(0);
    const read = nodes[1]!.indicators[1]!.figures[0]!;
    expect(cellAt(...of(1, 1), "share", "numerator").feature).toBe(
      "2.1 | 2019-01-01/2019-12-31 | counted | 2.1:improved | counted",
    );
    const open = cellAt(...of(1, 1), "bounds", "high");
    expect(open).toMatchObject({ feature: "2.1 | 2019-01-01/2019-12-31 | counted | 2.1:improved | open", of: 39 });
    expect(open.value).toBe(Math.round(Number(read.bounds!.high) * 39) - read.share!.numerator);
    const [whole] = placesAt(...of(1, 1)).filter(({ as }) => as === "figure");
    expect(whole!.cells).toEqual([
      cellAt(...of(1, 1), "share", "numerator").key,
      open.key,
      cellAt(...of(1, 1), "share", "denominator").key,
    ]);
    const [reading] = nodes[1]!.indicators[0]!.figures[0]!.readings;
    const [note] = placesAt(...of(1, 0), "readings", 0);
    expect(note).toMatchObject({
      as: "note",
      cells: [
        `everybody | 2.1 | 2019-01-01/2019-12-31 | counted | ${reading!.code} | counted`,
        cellAt(...of(1, 0), "share", "denominator").key,
      ],
    });
    const figure = { ...read, bounds: null };
    const evaluated = {
      ...tree!.evaluated,
      nodes: [
        {
          ...nodes[1]!,
          indicators: [
            { ...nodes[1]!.indicators[1]!, figures: [figure, { ...read, share: null }, { ...read, period: null }] },
          ],
        },
      ],
    };
    const bare = taken({ ...report, tree: { evaluated } } as unknown as Report);
    const figures = bare.places.filter(({ as }) => as === "figure");
    expect(figures.map(({ cells }) => cells.length)).toEqual([2]);
    const alone = taken({ ...report, results: [], tree: { evaluated } } as unknown as Report);
    expect(alone.cells.find(({ key }) => key.endsWith("2.1:improved | counted"))).toMatchObject({ of: 39 });
    const notes = ["known-on", "empty-denominator"].map((code) => ({ code, message: { ru: "", en: "" } }));
    const withheld = withheldFigure({ ...read, readings: [reading!], notes });
    expect([withheld.readings, withheld.notes.map(({ code }) => code)]).toEqual([[], ["known-on"]]);
  });

  it("without a tree there is nothing of one, and an empty denominator's note goes with the denominator", () => {
    const nobody = results.find(({ code }) => code === "1.1")!;
    const empty = { ...nobody, notes: [{ code: "empty-denominator", message: { ru: "", en: "" } }] };
    const { places } = taken({
      ...report,
      results: [empty],
      disaggregations: [],
      harm: [],
      funnels: [],
      reconciliations: [],
      tree: null,
    });
    expect(places.filter(({ as }) => as === "note").map(({ path, cells }) => [textOf(path), cells])).toEqual([
      ["results.0.notes.0", ["everybody | 1.1 | 2019-01-01/2019-12-31 | denominator"]],
    ]);
    expect(places.filter(({ path }) => path[0] === "tree")).toEqual([]);
  });
});

describe("edits", () => {
  it("put values in the place of others, leave items out, and share the rest", () => {
    const edits = new Edits();
    const place = (...path: Path): Place => ({ path, cells: [], as: "count" });
    edits.add(place("a", 1), "new");
    edits.add(place("a", 0, "x"), 0);
    edits.add(place("b", 0), OMIT);
    edits.add(place("c"), undefined);
    edits.add(place("d", "x"), null);
    const kept = Object.freeze({ y: 1 });
    const value = { a: [{ x: 5, z: kept }, 7, 8], b: [1, kept], c: 4, d: { x: 2 } };
    const edited = edits.apply(value) as Readonly<Record<string, readonly unknown[]>>;
    expect(edited).toEqual({ a: [{ x: 0, z: kept }, "new", 8], b: [kept], c: 4, d: { x: null } });
    expect((edited.a![0] as Json).z).toBe(kept);
    expect(edited.b![0]).toBe(kept);
    for (const part of [edited, edited.a, edited.a![0], edited.b]) expect(Object.isFrozen(part)).toBe(true);
    expect(value).toEqual({ a: [{ x: 5, z: kept }, 7, 8], b: [1, kept], c: 4, d: { x: 2 } });
  });
});

it("rules are told as data", () => {
  expect(RULES).toEqual({
    "threshold?": "2..",
    "leastDenominator?": "2..",
    "zeros?": "=small-groups|always|never",
    "protect?": "=exact|interval",
    "beside?": [{ manifest: { "*": "any" }, suppression: { "*": "any" }, "*": "any" }],
    "round?": "3..100",
  });
});
