/**
 * What a report or a tally tells, place by place. Nothing here knows what a count means: a place is the way to it, so
 * that the places of two reports of one layout can be put side by side, and a report of one person says what that
 * person adds to every place.
 */

// biome-ignore lint/suspicious/noExplicitAny: an attacker reads whatever JSON there is.
type Json = any;

/** The way to a count. */
export interface Place {
  readonly key: string;
  /**
   * Items on the way, outermost first, that are in their lists only because of somebody: rows, kinds of events,
   * overlaps.
   */
  readonly items: readonly { readonly list: string; readonly item: string }[];
}

/** A count, or what a mark leaves of it. */
export interface Told extends Place {
  readonly low: number;
  readonly high: number;
  /** A count that is suppressed, and so worth attacking. */
  readonly isHidden: boolean;
}

export interface Reading {
  readonly told: ReadonlyMap<string, Told>;
  /** Lists of people's items in this reading; whoever would make another item of them is not there. */
  readonly lists: ReadonlySet<string>;
  /** Figures and texts that print what follows from a suppressed count. */
  readonly leaks: readonly string[];
}

/** Reads a report, or a tally: the same counts without what follows from them. */
function read(given: Json): Reading {
  const document = given.format === "mio-tally" ? asReport(given) : given;
  const reader = new Reader(document.suppression);
  reader.count("people", [], document.manifest.people);
  for (const [name, value] of Object.entries(document)) {
    if (name !== "manifest" && name !== "notes") reader.visit(value, name, name, []);
  }
  return reader;
}

/** Several reports of the same people as one reading. */
export function readAll(documents: readonly object[]): Reading {
  if (documents.length === 1) return read(documents[0]);
  const all = { told: new Map<string, Told>(), lists: new Set<string>(), leaks: [] as string[] };
  documents.forEach((document, place) => {
    const { told, lists, leaks } = read(document);
    const at = (key: string) => `${place}# ${key}`;
    for (const [key, one] of told) {
      const items = one.items.map(({ list, item }) => ({ list: at(list), item: at(item) }));
      all.told.set(at(key), { ...one, key: at(key), items });
    }
    for (const list of lists) all.lists.add(at(list));
    all.leaks.push(...leaks.map(at));
  });
  return all;
}

const PEOPLE_LISTS = ["rows", "adverseEvents", "overlaps"];
const FLAGS = ["reason", "isNested"];
const FIGURES = ["value", "percent", "interval", "bounds", "explanation"];
const NOT_COUNTS = [
  ...["definitions", "glossary", "suppression", "network", "partner", "sharedIds", "evidence", "plan", "issues"],
  ...["title", "pairing", "periods", "dimensions", "ages", "level", "baseline", "target"],
  ...["socialChange", "retention", "feedback", ...FIGURES],
];
/** Reasons of a figure of a results tree that tell how large it is. */
const VALUED = ["target-met", "target-met-so-far", "in-time", "behind-time", "period-over", "open-verdicts"];
const isMark = (value: Json) => value?.suppressed === true;
const isPrinted = (value: Json) => value !== null && value !== undefined && !isMark(value);
const spanOf = ({ from, to }: Json) => `${from}..${to}`;

class Reader implements Reading {
  readonly told = new Map<string, Told>();
  readonly lists = new Set<string>();
  readonly leaks: string[] = [];
  readonly #rules: { readonly threshold: number; readonly leastDenominator: number };
  readonly #isSuppressed: boolean;

  constructor(rules: { readonly threshold: number; readonly leastDenominator: number } | undefined) {
    this.#isSuppressed = rules !== undefined;
    this.#rules = rules ?? { threshold: 0, leastDenominator: 0 };
  }

  visit(value: Json, name: string, key: string, items: Place["items"]): void {
    if (NOT_COUNTS.includes(name) || value === undefined) return;
    if (FLAGS.includes(name) && typeof value !== "object") this.#flag(`${key}?`, items, value === false);
    else if (name === "reason" && value === null) this.#flag(`${key}?`, items, true);
    else if (FLAGS.includes(name) || value === null) return;
    else if (typeof value === "number" || isMark(value)) this.count(key, items, value);
    else if (typeof value !== "object") return;
    else if (name === "notes") this.#visitNotes(value, key, items);
    else if (Array.isArray(value)) this.#visitList(value, name, key, items);
    else {
      for (const [field, inside] of Object.entries(value)) this.visit(inside, field, `${key}|${field}`, items);
      this.#lookAtFigures(value, key, items);
    }
  }

  count(key: string, items: Place["items"], value: Json): void {
    if (typeof value === "number") {
      this.#tell(key, items, value, value);
      return;
    }
    const low = value.reason === "complementary" ? this.#rules.threshold : 0;
    const high = value.reason === "small-cell" ? value.below - 1 : Number.POSITIVE_INFINITY;
    this.#tell(key, items, low, high, true);
  }

  #tell(key: string, items: Place["items"], low: number, high: number, isHidden = false): void {
    const known = this.told.get(key);
    this.told.set(key, {
      key,
      items,
      low: Math.max(low, known?.low ?? 0),
      high: Math.min(high, known?.high ?? Number.POSITIVE_INFINITY),
      isHidden: isHidden || known?.isHidden === true,
    });
  }

  /** Whether something is so of at least one person. */
  #flag(key: string, items: Place["items"], isSo: boolean): void {
    if (isSo) this.#tell(key, items, 1, Number.POSITIVE_INFINITY);
    else this.#tell(key, items, 0, 0);
  }

  #visitList(list: readonly Json[], name: string, key: string, items: Place["items"]): void {
    const isPeoples = PEOPLE_LISTS.includes(name);
    // A table of which nothing is left was withheld; where nobody overlaps, none of the overlaps is there.
    if (isPeoples && (name === "overlaps" || list.length > 0)) this.lists.add(key);
    list.forEach((item, place) => {
      const at = `${key}|${nameOf(item, place)}`;
      const within = isPeoples ? [...items, { list: key, item: at }] : items;
      if (isPeoples) this.#flag(`${at}?`, within, true);
      this.visit(item, "", at, within);
      if (name === "readings" && item.bounds !== undefined) this.#visitOpen(item, at, within);
    });
  }

  #visitNotes(notes: readonly Json[], key: string, items: Place["items"]): void {
    const codes = { results: "empty-denominator", harm: "negative-effects-not-tracked" };
    for (const [table, code] of Object.entries(codes)) {
      if (!key.startsWith(`${table}|`)) continue;
      const isThere = notes.some((note: Json) => note.code === code);
      // A note may have gone because of what it tells; that it is not there tells nothing then.
      if (isThere || !this.#isSuppressed) this.#flag(`${key}|not ${code}?`, items, !isThere);
    }
  }

  /** A reading has no verdicts: who is open by it follows from its bounds. */
  #visitOpen({ share, bounds }: Json, key: string, items: Place["items"]): void {
    const { numerator, denominator } = share;
    // Bounds of readings are left out of every suppressed report, whatever they are: no count of it is suppressed with them.
    if (isMark(bounds)) this.#tell(`${key}|open`, items, 0, Number.POSITIVE_INFINITY);
    else if ([numerator, denominator].some(isMark)) this.leaks.push(`${key} bounds`);
    else this.count(`${key}|open`, items, bounds === null ? 0 : Math.round(bounds.high * denominator) - numerator);
  }

  /** Figures that follow from counts: they say nothing new, or they leak. */
  #lookAtFigures(of: Json, key: string, items: Place["items"]): void {
    const name = ["share", "worsened"].find((one) => isPrinted(of[one]));
    if (name !== undefined) {
      const { numerator, denominator } = of[name];
      const open = of.verdicts === undefined ? [] : [of.verdicts.pending, of.verdicts.unknown];
      const follows: readonly (readonly [string, readonly Json[]])[] = [
        ...["percent", "value", "interval", "achievement", "isTargetWithinInterval"].map(
          (one) => [one, [numerator, denominator]] as const,
        ),
        ["bounds", [numerator, denominator, ...open]],
      ];
      for (const [figure, counts] of follows) {
        if (isPrinted(of[figure]) && counts.some(isMark)) this.leaks.push(`${key} ${figure}`);
      }
      if (VALUED.includes(of.reason?.code) && isMark(numerator)) this.leaks.push(`${key} reason`);
      for (const figure of ["percent", "value"]) {
        const isNone = of[figure] === null;
        if (isNone && isMark(denominator)) this.leaks.push(`${key} ${figure}`);
        if (of[figure]?.reason === "small-denominator") {
          this.#tell(`${key}|${name}|denominator`, items, 1, this.#rules.leastDenominator - 1);
        }
      }
    }
    if (of.explanation === undefined) return;
    const { explanation, ...others } = of;
    const rest = JSON.stringify(others);
    const printed: readonly string[] = rest.match(/\d+/g) ?? [];
    const numbers: readonly string[] = `${explanation.en}`.match(/\d+/g) ?? [];
    const isHiding = rest.includes('"suppressed":true');
    if (isHiding && numbers.some((one) => !printed.includes(one))) this.leaks.push(`${key} explanation`);
  }
}

/** What an item of a list is told apart by. */
function nameOf(item: Json, place: number): string {
  if (item === null || typeof item !== "object") return `${place}`;
  const { of, period, periods, dimensions, ages, pairing, later, earlier } = item;
  const codes = ["code", "kind", "severity", "indicator", "part", "criterion", "dimension"];
  const names = [
    ...codes.map((field) => (typeof item[field] === "string" ? item[field] : undefined)),
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

/** A tally's counts where a report has them. */
function asReport({ manifest, results, disaggregations, suppression }: Json): Json {
  const counts = ({ code, period, verdicts, denominator, settled }: Json) => ({
    ...{ code, period, verdicts },
    share: { denominator },
    settled: { denominator: settled },
  });
  return {
    ...{ manifest, suppression },
    results: results.map((one: Json) => ({
      ...counts(one),
      readings: one.readings.map(({ code, numerator }: Json) => ({
        code: `${one.code}:${code}`,
        share: { numerator },
      })),
    })),
    disaggregations: disaggregations.map(({ rows, ...table }: Json) => ({
      ...table,
      rows: rows.map(({ of, figures }: Json) => ({ of, figures: figures.map(counts) })),
    })),
  };
}
