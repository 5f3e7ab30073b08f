/**
 * What a report or a tally tells, place by place. Nothing here knows what a count means: a place is the way to it, so that the places of
 * two reports of one layout can be put side by side, and a report of one person says what that person adds to every place.
 */

// biome-ignore lint/suspicious/noExplicitAny: an attacker reads whatever JSON there is.
type Json = any;

/** A count, or what a mark leaves of it. */
export interface Told {
  readonly low: number;
  readonly high: number;
  /** A count that is suppressed, and so worth attacking. */
  readonly isHidden: boolean;
}

/** A place that stands in a list whose items are there only because of somebody: a row, a kind of event, an overlap. */
export interface Place {
  readonly key: string;
  /** The items on the way to it, outermost first, each with its list. */
  readonly items: readonly { readonly list: string; readonly item: string }[];
}

export interface Reading {
  readonly told: ReadonlyMap<string, Told & Place>;
  /** Lists of this reading that name everything there is to name. */
  readonly lists: ReadonlySet<string>;
  /** Figures and texts that print what follows from a suppressed count. */
  readonly leaks: readonly string[];
}

const PEOPLE_LISTS = ["rows", "adverseEvents", "overlaps"];
const NOT_COUNTS = new Set([
  ...["definitions", "glossary", "suppression", "network", "partner", "sharedIds", "evidence", "plan", "issues"],
  ...["title", "pairing", "periods", "dimensions", "ages", "level", "baseline", "target", "socialChange", "retention", "feedback"],
]);
const isMark = (value: Json) => value?.suppressed === true;
const spanOf = ({ from, to }: Json) => `${from}..${to}`;

/** What an item of a list is told apart by. */
function nameOf(item: Json, place: number): string {
  if (item === null || typeof item !== "object") return `${place}`;
  const { of, period, periods, dimensions, ages, pairing, later, earlier } = item;
  const names = [
    ...["code", "kind", "severity", "indicator", "part", "criterion", "dimension"].map((field) =>
      typeof item[field] === "string" ? item[field] : undefined,
    ),
    item.kind === null ? "any kind" : undefined,
    Array.isArray(of) ? of.map(({ kind, code, reason }: Json) => code ?? reason ?? kind).join("&") : undefined,
    period && spanOf(period),
    typeof periods === "number" ? `${periods}` : periods?.map(spanOf).join("+"),
    dimensions?.map((one: Json) => one.name ?? one).join("&"),
    ages && `${ages.at} ${ages.bands.join(",")}`,
    pairing && JSON.stringify(pairing),
    later && `${later.indicator} ${later.part} without ${earlier.indicator} ${earlier.part}`,
  ].filter((name) => name !== undefined && name !== null && name !== "");
  return names.length === 0 ? `${place}` : names.join(" ");
}

/** Reads a report, or a tally: the same counts without what follows from them. */
export function read(given: Json): Reading {
  const document = given.format === "mio-tally" ? asReport(given) : given;
  const threshold = document.suppression?.threshold ?? 0;
  const leastDenominator = document.suppression?.leastDenominator ?? 0;
  const told = new Map<string, Told & Place>();
  const lists = new Set<string>();
  const leaks: string[] = [];

  const tell = (key: string, items: Place["items"], low: number, high: number, isHidden = false) => {
    const known = told.get(key);
    if (known === undefined) told.set(key, { key, items, low, high, isHidden });
    else told.set(key, { ...known, low: Math.max(low, known.low), high: Math.min(high, known.high) });
  };
  const tellCount = (key: string, items: Place["items"], value: Json) => {
    if (typeof value === "number") return tell(key, items, value, value);
    const low = value.reason === "complementary" ? threshold : 0;
    const high = value.reason === "small-cell" ? value.below - 1 : Number.POSITIVE_INFINITY;
    return tell(key, items, low, high, true);
  };
  /** Whether something is so of at least one person. */
  const tellFlag = (key: string, items: Place["items"], isSo: boolean) =>
    isSo ? tell(key, items, 1, Number.POSITIVE_INFINITY) : tell(key, items, 0, 0);

  const visit = (value: Json, name: string, key: string, items: Place["items"]): void => {
    if (NOT_COUNTS.has(name) || value === undefined) return;
    const isFlag = name === "reason" || name === "isNested";
    if (isFlag && (value === null || typeof value !== "object")) return tellFlag(`${key}?`, items, value === null || value === false);
    if (typeof value === "number") return tellCount(key, items, value);
    if (value === null || typeof value !== "object" || isFlag) return;
    if (isMark(value)) return tellCount(key, items, value);
    if (name === "notes") return visitNotes(value, key, items);
    if (Array.isArray(value)) {
      const isOpen = PEOPLE_LISTS.includes(name);
      if (isOpen && (name === "overlaps" || value.length > 0)) lists.add(key);
      value.forEach((item, place) => {
        const at = `${key}|${nameOf(item, place)}`;
        const within = isOpen ? [...items, { list: key, item: at }] : items;
        if (isOpen) tellFlag(`${at}?`, within, true);
        visit(item, "", at, within);
      });
      return;
    }
    for (const [field, inside] of Object.entries(value)) {
      if (!FIGURES.has(field)) visit(inside, field, `${key}|${field}`, items);
    }
    lookAtFigures(value, key, items);
  };

  const visitNotes = (notes: Json, key: string, items: Place["items"]) => {
    const has = (code: string) => notes.some((note: Json) => note.code === code);
    if (key.startsWith("results|")) tellFlag(`${key}|empty-denominator?`, items, !has("empty-denominator"));
    if (key.startsWith("harm|")) tellFlag(`${key}|not-tracked?`, items, !has("negative-effects-not-tracked"));
    for (const { reading, message } of notes) {
      if (reading === undefined) continue;
      const at = key.replace(/notes$/, `readings|${reading.code}`);
      visit(reading.share, "share", at, items);
      const text = `${message?.en ?? ""}`.replace(reading.title?.en ?? "", "").replace(/<\d+/g, "");
      if (Object.values(reading.share).some(isMark) && /\d+ of \d|%/.test(text)) leaks.push(at);
    }
  };

  /** Figures that follow from counts: they say nothing new, or they leak. */
  const lookAtFigures = (of: Json, key: string, items: Place["items"]) => {
    const share = of.share ?? of.worsened;
    if (share !== undefined && share !== null) {
      const counts = [share.numerator, share.denominator];
      const isOpen = (figure: Json) => figure !== null && figure !== undefined && !isMark(figure);
      for (const name of ["percent", "value", "interval"]) {
        if (isOpen(of[name]) && counts.some(isMark)) leaks.push(`${key} ${name}`);
        if (of[name]?.reason === "small-denominator") tell(`${key}|share|denominator`, items, 1, leastDenominator - 1);
        if (of[name] === null && isMark(share.denominator)) leaks.push(`${key} ${name}`);
      }
      const open = of.verdicts === undefined ? [] : [of.verdicts.pending, of.verdicts.unknown];
      if (isOpen(of.bounds) && [...counts, ...open].some(isMark)) leaks.push(`${key} bounds`);
      const judged = [of.achievement, of.isTargetWithinInterval];
      if (judged.some(isOpen) && counts.some(isMark)) leaks.push(`${key} progress`);
    }
    if (of.explanation !== undefined) {
      const { explanation, ...others } = of;
      const printed = JSON.stringify(others).match(/\d+/g) ?? [];
      const numbers: readonly string[] = `${explanation.en}`.match(/\d+/g) ?? [];
      const isHiding = JSON.stringify(others).includes('"suppressed":true');
      if (isHiding && numbers.some((one) => !printed.includes(one))) leaks.push(`${key} explanation`);
    }
  };

  tellCount("people", [], document.manifest.people);
  for (const [name, value] of Object.entries(document)) {
    if (name !== "manifest" && name !== "notes") visit(value, name, name, []);
  }
  return { told, lists, leaks };
}

const FIGURES = new Set(["value", "percent", "interval", "bounds", "explanation"]);

/** A tally's counts where a report has them. */
function asReport({ manifest, results, disaggregations, suppression }: Json): Json {
  const counts = ({ code, period, verdicts, denominator, settled }: Json) => ({
    code,
    period,
    verdicts,
    share: { denominator },
    settled: { denominator: settled },
  });
  return {
    manifest,
    suppression,
    results: results.map((one: Json) => ({
      ...counts(one),
      readings: one.readings.map(({ code, numerator }: Json) => ({ code: `${one.code}:${code}`, numerator })),
    })),
    disaggregations: disaggregations.map(({ rows, ...table }: Json) => ({
      ...table,
      rows: rows.map(({ of, figures }: Json) => ({ of, figures: figures.map(counts) })),
    })),
  };
}
