import { except, firstOf, joined, overlap, SpellTable, union } from "./spells";

/** Rows of one person up to which pieces are worked out pair by pair: nearly everybody has fewer. */
const FEW_ROWS = 16;
/** Adjoining spells are one. */
const WITHOUT_GAP = { inMonths: false, count: 0 };

/**
 * What two tables share, or what the second leaves of the first, where only what joining makes of it matters.
 *
 * Pieces are as many as pairs of rows. Of rows of the second that go with every row of the first only the days matter,
 * and runs of days are no
 * more than the rows of both.
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
  if (!isCrowded(a) || !isCrowded(b)) {
    operator(a, b, links, out);
    return;
  }
  const isOverlap = kind === "overlap";
  const linkOf = ({ owners, origins }: SpellTable, row: number) => {
    const link = links[origins[row]!] ?? -1;
    return link < 0 ? -1 : owners[row]! * APART + link;
  };
  const [own, others, pieces, runs, ofAny] = Array.from({ length: 5 }, () => new SpellTable()) as FiveTables;
  const taken = new Map<number, number[]>();
  for (let row = 0; row < b.rows; row++) {
    const link = linkOf(b, row);
    const rows = taken.get(link) ?? [];
    taken.set(link, rows);
    rows.push(row);
    if (link < 0) others.appendFrom(b, row);
  }
  // A row of one placement, held against the rows of its own alone.
  for (let row = 0; row < a.rows; row++) {
    const [owner, start, end, origin] = [a.owners[row]!, a.starts[row]!, a.ends[row]!, a.origins[row]!];
    const add = (first: number, past: number) => first < past && pieces.append(owner, first, past, origin);
    const link = linkOf(a, row);
    if (link < 0) {
      own.appendFrom(a, row);
      continue;
    }
    let from = start;
    for (const other of taken.get(link) ?? []) {
      if (isOverlap) add(Math.max(start, b.starts[other]!), Math.min(end, b.ends[other]!));
      else add(from, Math.min(end, b.starts[other]!));
      from = Math.max(from, b.ends[other]!);
    }
    if (!isOverlap) add(from, end);
  }
  pieces.order();
  runsAmong(own, b, isOverlap, ofAny);
  runsAmong(isOverlap ? a : pieces, others, isOverlap, runs);
  union(isOverlap ? [ofAny, pieces, runs] : [ofAny, runs], out);
}

type FiveTables = [SpellTable, SpellTable, SpellTable, SpellTable, SpellTable];

/** Keeps people apart in numbers made of a person and a placement. */
const APART = 2 ** 31;

function isCrowded({ rows, owners }: SpellTable): boolean {
  for (let row = FEW_ROWS; row < rows; row++) if (owners[row] === owners[row - FEW_ROWS]) return true;
  return false;
}

/**
 * Runs of the days of rows that are among those of others, or are not; each with the origin of its rows, -1 when they
 * are of several.
 */
function runsAmong(rows: SpellTable, others: SpellTable, isAmong: boolean, out: SpellTable): void {
  const [covered, days] = [new SpellTable(), new SpellTable()];
  joined(rows, WITHOUT_GAP, covered);
  joined(others, WITHOUT_GAP, days);
  let [next, at, owner] = [0, 0, -1];
  // Of the person's rows begun so far: the latest end, whose it is, and the latest end of another origin.
  let [latest, origin, latestOther] = [-1, -1, -1];
  const add = (start: number, end: number) => {
    if (start >= end) return;
    for (; rows.owners[next] === owner && next < rows.rows && rows.starts[next]! < end; next++) {
      const reach = rows.ends[next]!;
      if (rows.origins[next] !== origin) latestOther = Math.max(latestOther, Math.min(reach, latest));
      if (reach > latest) origin = rows.origins[next]!;
      latest = Math.max(latest, reach);
    }
    out.add(owner, start, end, latestOther > start ? -1 : origin);
  };
  out.clear();
  for (let run = 0; run < covered.rows; run++) {
    if (covered.owners[run] !== owner) {
      owner = covered.owners[run]!;
      next = firstOf(rows, owner, next);
      at = firstOf(days, owner, at);
      latest = origin = latestOther = -1;
    }
    let from = covered.starts[run]!;
    const past = covered.ends[run]!;
    for (; at < days.rows && days.owners[at] === owner && days.starts[at]! < past; at++) {
      const [start, end] = [days.starts[at]!, days.ends[at]!];
      if (isAmong) add(Math.max(from, start), Math.min(past, end));
      else add(from, start);
      from = Math.max(from, end);
      if (end >= past) break;
    }
    if (!isAmong) add(from, past);
  }
}
