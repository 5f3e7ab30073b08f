import { type Cell, type CellMap, isKnown, isOut, wholeKey } from "./cells";
import type { Rules } from "./rules";

/**
 * Whether a cell is suppressed for its own sake, as few people or as nobody of a small group.
 *
 * @param isNobodys - as {@link isNobodysAtAll} tells
 */
export function isSensitive(cell: Cell, isNobodys: boolean, rules: Rules): boolean {
  const { value, of, isOwn } = cell;
  if (!isOwn || isOut(cell) || value >= rules.threshold) return false;
  if (value > 0 || rules.zeros === "always") return true;
  if (rules.zeros === "never" || of === undefined || isNobodys) return false;
  return isSmall(of, rules);
}

/** Whether a zero is one of everybody, who are no small group: it is told, and with it every part of it. */
export function isNobodysAtAll({ value, inside, feature }: Cell, map: CellMap, rules: Rules): boolean {
  const whole = map.cells[map.numberOf.get(inside ?? wholeKey(feature)) ?? -1];
  if (value > 0 || inside === undefined || whole === undefined || whole.value > 0 || !isKnown(whole)) return false;
  return rules.zeros !== "always" && (whole.of === undefined || !isSmall(whole.of, rules));
}

function isSmall(group: number, { leastDenominator }: Rules): boolean {
  return group > 0 && group < leastDenominator;
}
