import { addStep, NO_DAY, type Step } from "../calendar";
import { firstOf, SpellTable } from "../spells";

/**
 * Spells of one group that touch, overlap or are at most `gap` apart made one; the days of a break count.
 *
 * A spell whose group is missing is joined with no other recorded spell; where missing facts are favourable, with those of any one
 * group, once for each. A row made of several recorded spells of group `g` has origin `-2 - g`.
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
  const joined = isFavourable ? new SpellTable() : out;
  for (let first = 0, past = 0; first < a.rows; first = past) {
    past = firstOf(a, a.owners[first]! + 1, first);
    let isAnyKnown = false;
    for (let row = first; row < past && !isAnyKnown; row++) isAnyKnown = groupAt(a, row, groups) >= 0;
    for (let row = first; row < past; row++) {
      const group = groupAt(a, row, groups);
      if (isFavourable && group < 0 && (isAnyKnown || row > first)) continue;
      let earlier = row - 1;
      while (earlier >= first && groupAt(a, earlier, groups) !== group) earlier--;
      if (earlier < first) joinGroup(a, first, past, gap, groups, group, isFavourable, joined);
    }
  }
  if (isFavourable) copyVisible(joined, groups, out);
}

/** Group of a row; where it is missing, a negative number that only pieces of the same recorded spell share. */
function groupAt(a: SpellTable, row: number, groups: Int32Array): number {
  const group = groups[a.origins[row]!];
  return group === undefined || group < 0 ? -2 - a.origins[row]! : group;
}

/** Writes the rows of one group, joined; with them, where that is favourable, those whose group is missing. */
function joinGroup(
  a: SpellTable,
  first: number,
  past: number,
  gap: Step,
  groups: Int32Array,
  wanted: number,
  isFavourable: boolean,
  out: SpellTable,
): void {
  const owner = a.owners[first]!;
  let start = NO_DAY;
  let end = NO_DAY;
  let origin = -1;
  for (let row = first; row < past; row++) {
    const group = groupAt(a, row, groups);
    if (group !== wanted && !(isFavourable && group < 0)) continue;
    if (start !== NO_DAY && a.starts[row]! <= addStep(end, gap)) {
      if (a.ends[row]! > end) end = a.ends[row]!;
      if (a.origins[row] !== origin) origin = group < 0 && isOfMissing(origin, groups) ? -1 : -2 - wanted;
      continue;
    }
    if (start !== NO_DAY) out.add(owner, start, end, origin);
    start = a.starts[row]!;
    end = a.ends[row]!;
    origin = a.origins[row]!;
  }
  if (start !== NO_DAY) out.add(owner, start, end, origin);
}

/** Whether a row is made of nothing but recorded spells whose group is missing. */
function isOfMissing(origin: number, groups: Int32Array): boolean {
  return origin === -1 || (origin >= 0 && !(groups[origin]! >= 0));
}

/** Copies all but rows of missing groups alone that lie inside another row: what may be part of that one need not be one of its own. */
function copyVisible(a: SpellTable, groups: Int32Array, out: SpellTable): void {
  const { rows, starts, ends, origins } = a;
  for (let first = 0, past = 0; first < rows; first = past) {
    past = firstOf(a, a.owners[first]! + 1, first);
    for (let row = first; row < past; row++) {
      let isHidden = false;
      for (let other = first; other < past && starts[other]! <= starts[row]! && !isHidden; other++) {
        const isSame = starts[other] === starts[row] && ends[other] === ends[row];
        const isCopy = isSame && other > row && isOfMissing(origins[other]!, groups);
        isHidden = other !== row && ends[other]! >= ends[row]! && !isCopy;
      }
      if (isHidden && isOfMissing(origins[row]!, groups)) continue;
      out.appendFrom(a, row);
    }
  }
}
