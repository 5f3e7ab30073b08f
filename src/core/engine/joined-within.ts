import { addStep, type Step } from "../../calendar";
import { firstOf, firstWhere, type SpellTable } from "./spells";

/**
 * Spells of one group that touch, overlap or are at most `gap` apart made one; the days of a break count.
 *
 * A spell whose group is missing is joined with no other recorded spell; where missing facts are favourable, with those
 * of any one
 * group, once for each. A row made of several recorded spells of group `g` has origin `-2 - g`, one of missing groups
 * alone -1, and
 * such a row is left out where another holds all its days: what may be part of that one need not be one of its own.
 *
 * @param groups - by origin: the group of a recorded spell, -1 where it is missing
 * @param isFavourable - whether missing groups are favourable
 */
export function joinedWithin(
  a: SpellTable,
  gap: Step,
  groups: Int32Array,
  isFavourable: boolean,
  out: SpellTable,
): void {
  out.clear();
  for (let first = 0, past = 0; first < a.rows; first = past) {
    past = firstOf(a, a.owners[first]! + 1, first);
    if (past === first + 1) out.appendFrom(a, first);
    else joinPerson(a, first, past, { gap, groups, isFavourable }, out);
  }
  out.order();
}

/** How rows are to be joined. */
interface Rules {
  readonly gap: Step;
  readonly groups: Int32Array;
  readonly isFavourable: boolean;
}

/**
 * Days of some rows, each run of them more than the gap from the next, so that both their starts and their ends go up.
 */
interface Run {
  start: number;
  end: number;
  origin: number;
}

/** Joins the rows of one person. */
function joinPerson(
  a: SpellTable,
  first: number,
  past: number,
  { gap, groups, isFavourable }: Rules,
  out: SpellTable,
): void {
  const owner = a.owners[first]!;
  const rowsOf = new Map<number, number[]>();
  const missing: number[] = [];
  for (let row = first; row < past; row++) {
    const group = groupAt(a, row, groups);
    const known = group < 0 && isFavourable ? missing : rowsOf.get(group);
    if (known === undefined) rowsOf.set(group, [row]);
    else known.push(row);
  }
  const add = ({ start, end, origin }: Run) => out.append(owner, start, end, origin);
  const loose = joinedRows(a, missing, gap, -1);
  // Runs that a group takes in, as steps up and down: they stand inside one of its rows.
  const steps = new Int32Array(loose.length + 1);
  for (const [group, rows] of rowsOf) {
    const origin = -2 - group;
    for (const run of withLoose(joinedRows(a, rows, gap, origin), loose, steps, { gap, origin })) add(run);
  }
  let taken = 0;
  loose.forEach((run, at) => {
    taken += steps[at]!;
    if (taken === 0) add(run);
  });
}

/** Group of a row; where it is missing, a negative number that only pieces of the same recorded spell share. */
function groupAt(a: SpellTable, row: number, groups: Int32Array): number {
  const group = groups[a.origins[row]!];
  return group === undefined || group < 0 ? -2 - a.origins[row]! : group;
}

/**
 * Rows joined with one another.
 *
 * @param several - origin of what is made of several recorded spells
 */
function joinedRows(a: SpellTable, rows: readonly number[], gap: Step, several: number): readonly Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const start = a.starts[row]!;
    const end = a.ends[row]!;
    const origin = a.origins[row]!;
    const last = runs.at(-1);
    if (last === undefined || start > addStep(last.end, gap)) runs.push({ start, end, origin });
    else {
      last.end = Math.max(last.end, end);
      if (origin !== last.origin) last.origin = several;
    }
  }
  return runs;
}

/** The runs of a group joined with what is loose. */
function* withLoose(
  runs: readonly Run[],
  loose: readonly Run[],
  steps: Int32Array,
  { gap, origin }: { readonly gap: Step; readonly origin: number },
): Generator<Run, void> {
  let open: Run | undefined;
  for (const run of runs) {
    if (open === undefined || run.start > addStep(open.end, gap)) {
      if (open !== undefined) yield open;
      open = run;
    } else {
      open.end = Math.max(open.end, run.end);
      open.origin = origin;
    }
    // All that begin before it lie more than the gap from it, save perhaps the last of them.
    const before = startedBy(loose, open.start) - 1;
    const from = before >= 0 && open.start <= addStep(loose[before]!.end, gap) ? before : before + 1;
    const past = startedBy(loose, addStep(open.end, gap));
    if (past <= from) continue;
    open.start = Math.min(open.start, loose[from]!.start);
    open.end = Math.max(open.end, loose[past - 1]!.end);
    open.origin = origin;
    steps[from]!++;
    steps[past]!--;
  }
  if (open !== undefined) yield open;
}

/** How many runs start on a day or before it. */
function startedBy(runs: readonly Run[], day: number): number {
  return firstWhere(runs.length, (at) => runs[at]!.start > day);
}
