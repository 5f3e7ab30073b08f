import { except, overlap, SpellTable, union } from "../spells";

/** Pairs of a person's rows up to which they are looked at pair by pair: nearly everybody's. */
const FEW_PAIRS = 256;

/**
 * What two tables share, or what the second leaves of the first, where only what joining makes of it matters.
 *
 * Of a person with many rows in both, pieces are as many as pairs of rows; the runs they make are worked out without them, in proportion to the rows.
 *
 * @param kind - `overlap` or `except`
 * @param links - by origin: the placement a spell is of or supports, -1 for any
 * @param out - rows that, joined by any gap, give the same spells of the same origins as the pieces do
 */
export function runsOf(
  kind: "overlap" | "except",
  a: SpellTable,
  b: SpellTable,
  links: Int32Array,
  out: SpellTable,
): void {
  const operator = kind === "overlap" ? overlap : except;
  const crowded = crowdedIn(a, b);
  if (crowded.size === 0) {
    operator(a, b, links, out);
    return;
  }
  const [few, others, runs] = [new SpellTable(), new SpellTable(), new SpellTable()];
  for (let row = 0; row < a.rows; row++) {
    if (!crowded.has(a.owners[row]!)) few.append(a.owners[row]!, a.starts[row]!, a.ends[row]!, a.origins[row]!);
  }
  operator(few, b, links, others);
  const linkOf = ({ origin }: Row) => links[origin] ?? -1;
  for (const [owner, { own, taken }] of crowded) {
    const made = kind === "overlap" ? shared(own, taken, linkOf) : left(own, taken, linkOf);
    for (const { start, end, origin } of made) runs.append(owner, start, end, origin);
  }
  runs.order();
  union([others, runs], out);
}

interface Row {
  readonly start: number;
  /** The day after the last. */
  readonly end: number;
  /** -1 when it is of several. */
  readonly origin: number;
}

/** Rows of the people who have many in both tables. */
function crowdedIn(a: SpellTable, b: SpellTable): ReadonlyMap<number, { own: Row[]; taken: Row[] }> {
  const crowded = new Map<number, { own: Row[]; taken: Row[] }>();
  let [first, row] = [0, 0];
  while (first < a.rows) {
    const owner = a.owners[first]!;
    const past = pastOf(a, owner, first);
    while (row < b.rows && b.owners[row]! < owner) row++;
    const pastTaken = pastOf(b, owner, row);
    if ((past - first) * (pastTaken - row) > FEW_PAIRS) {
      crowded.set(owner, { own: rowsOf(a, first, past), taken: rowsOf(b, row, pastTaken) });
    }
    first = past;
  }
  return crowded;
}

/** The row after the last of a person, from a row on. */
function pastOf({ owners, rows }: SpellTable, owner: number, from: number): number {
  let past = from;
  while (past < rows && owners[past] === owner) past++;
  return past;
}

function rowsOf({ starts, ends, origins }: SpellTable, first: number, past: number): Row[] {
  return Array.from({ length: past - first }, (_, at) => {
    const row = first + at;
    return { start: starts[row]!, end: ends[row]!, origin: origins[row]! };
  });
}

type LinkOf = (row: Row) => number;

/** A row of any placement meets all rows; one of a placement meets its own, and those of any. */
function shared(own: readonly Row[], taken: readonly Row[], linkOf: LinkOf): readonly Row[] {
  const ofAny = runsAmong(
    own.filter((row) => linkOf(row) < 0),
    daysOf(taken),
  );
  const linked = own.filter((row) => linkOf(row) >= 0);
  const runs = [...ofAny, ...runsAmong(linked, daysOf(taken.filter((row) => linkOf(row) < 0)))];
  const takenBy = grouped(taken, linkOf);
  for (const [link, rows] of grouped(linked, linkOf)) {
    for (const run of runsAmong(rows, daysOf(takenBy.get(link) ?? []))) runs.push(run);
  }
  return runs;
}

/** What rows of its own placement leave of a row comes first, origin by origin, and then what those of any placement leave. */
function left(own: readonly Row[], taken: readonly Row[], linkOf: LinkOf): readonly Row[] {
  const ofAny = runsAmong(
    own.filter((row) => linkOf(row) < 0),
    daysBut(daysOf(taken)),
  );
  const takenBy = grouped(taken, linkOf);
  const linked: Row[] = [];
  for (const rows of grouped(
    own.filter((row) => linkOf(row) >= 0),
    ({ origin }) => origin,
  ).values()) {
    const ofSame = takenBy.get(linkOf(rows[0]!));
    for (const run of ofSame === undefined ? rows : runsAmong(rows, daysBut(daysOf(ofSame)))) linked.push(run);
  }
  linked.sort((one, other) => one.start - other.start);
  return [...ofAny, ...runsAmong(linked, daysBut(daysOf(taken.filter((row) => linkOf(row) < 0))))];
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => number): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Days without a break, run by run. */
type Days = readonly { readonly start: number; readonly end: number }[];

/** The days of rows in order of their start. */
function daysOf(rows: readonly Row[]): Days {
  const days: { start: number; end: number }[] = [];
  for (const { start, end } of rows) {
    const last = days.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else days.push({ start, end });
  }
  return days;
}

/** All days but these. */
function daysBut(days: Days): Days {
  const edges = [Number.NEGATIVE_INFINITY, ...days.flatMap(({ start, end }) => [start, end]), Number.POSITIVE_INFINITY];
  return Array.from({ length: edges.length / 2 }, (_, at) => ({ start: edges[at * 2]!, end: edges[at * 2 + 1]! }));
}

/** Runs of the days of rows, in order of their start, that are among given days; each with the origin of its rows, -1 when they are of several. */
function runsAmong(rows: readonly Row[], days: Days): Row[] {
  const runs: Row[] = [];
  const covered = daysOf(rows);
  let next = 0;
  // Of the rows begun so far: the latest end, whose it is, and the latest end of another origin.
  let latest = { end: Number.NEGATIVE_INFINITY, origin: -1 };
  let other = Number.NEGATIVE_INFINITY;
  for (let [at, among] = [0, 0]; at < covered.length && among < days.length; ) {
    const start = Math.max(covered[at]!.start, days[among]!.start);
    const end = Math.min(covered[at]!.end, days[among]!.end);
    if (start < end) {
      for (; next < rows.length && rows[next]!.start < end; next++) {
        const row = rows[next]!;
        if (row.origin === latest.origin) latest = { ...latest, end: Math.max(latest.end, row.end) };
        else if (row.end > latest.end) [other, latest] = [latest.end, row];
        else other = Math.max(other, row.end);
      }
      runs.push({ start, end, origin: other > start ? -1 : latest.origin });
    }
    if (covered[at]!.end <= days[among]!.end) at++;
    else among++;
  }
  return runs;
}
