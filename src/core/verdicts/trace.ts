import { type CalendarDate, dateOf, FOREVER } from "../../calendar";
import type { Store } from "../dataset/store";
import type { SpellExpression, WindowExpression } from "../definition/language";
import { anchorOf } from "../definition/sense";
import { belong, firstWhere, type SpellTable } from "../engine/spells";
import type { AnchorNode, SpellNode } from "../engine/plan";
import { RecordedEvents } from "../engine/recorded";
import type { Scope } from "../engine/scope";
import { CERTAIN, IN_TIME } from "../engine/view";

/** A spell as an explanation shows it. */
export interface ExplainedSpell {
  readonly from: CalendarDate;
  /** Last day, included; the horizon while the spell runs. */
  readonly to: CalendarDate;
  readonly lengthInDays: number;
  /** Still running at the horizon. */
  readonly isRunning: boolean;
  /** Ids of the events that made it. */
  readonly events: readonly string[];
}

/** Days of a window as laid for one beneficiary, both included. */
export interface ExplainedWindow {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The spells of one node of a definition, and those it made them from. */
export interface ExplainedSpells {
  readonly expression: SpellExpression;
  /** Days of a window that is laid from an anchor; null when there is no such day, absent for other windows. */
  readonly window?: ExplainedWindow | null;
  /** The spells that the window is laid from the first or the last day of. */
  readonly anchor?: ExplainedSpells;
  readonly spells: readonly ExplainedSpell[];
  readonly of: readonly ExplainedSpells[];
}

/**
 * What one spell expression saw of one person, in the certain reading, down to the recorded spells.
 *
 * The evidence of a made spell is that of the spells it was made from which share a day with it or touch it.
 *
 * @param scope - of one person
 * @param node - the expression
 * @throws RangeError when there is too much to tell
 */
export function traceSpells(scope: Scope, node: SpellNode): ExplainedSpells {
  const { texts } = scope.view.store.log.ids;
  return publicOf(trace(scope, node, { told: 0 }), (event) => texts[event]!);
}

/**
 * Events of all spells together, each counted wherever it stands: pieces of hundreds of spells with hundreds name each
 * of them.
 */
const MOST_EVENTS = 10_000_000;
const TOO_MUCH = `Cannot explain a verdict: its spells must name at most ${MOST_EVENTS} events; look for copies`;

/** Counts the events of an explanation while it is made. */
interface Extent {
  told: number;
}

interface TracedSpell {
  readonly start: number;
  readonly end: number;
  readonly isRunning: boolean;
  /** Positions of events. */
  readonly events: readonly number[];
}

interface Traced {
  readonly node: SpellNode;
  readonly window: ExplainedWindow | null | undefined;
  readonly anchor: Traced | undefined;
  readonly spells: readonly TracedSpell[];
  readonly of: readonly Traced[];
}

function trace(scope: Scope, node: SpellNode, extent: Extent): Traced {
  const of = node.parts.map((part) => trace(scope, part, extent));
  const table = scope.table(node, CERTAIN);
  const later = scope.table(node, IN_TIME);
  const inTime = new RowsByStart(later);
  for (let row = 0; row < later.rows; row++) inTime.add(row);
  const { store, horizon } = scope.view;
  const recorded = new RecordedEvents(store, horizon);
  const told = (origin: number) => [recorded.startOf(origin), recorded.endOf(origin)].filter((event) => event >= 0);
  const evidence = of.map((part, index) => {
    const rowsOf = evidenceOf(scope.table(part.node, CERTAIN), table, node.expression, index, store);
    // Spells made from the same ones have the same events, which are put together once.
    const known = new Map<string, readonly number[]>();
    return (row: number) => {
      const rows = rowsOf(row);
      const key = rows.join();
      if (!known.has(key)) known.set(key, [...new Set(rows.flatMap((at) => part.spells[at]!.events))]);
      return known.get(key)!;
    };
  });
  const spells = Array.from(table.starts.subarray(0, table.rows), (start, row): TracedSpell => {
    const end = table.ends[row]!;
    const events = of.length === 0 ? told(table.origins[row]!) : evidence.flatMap((eventsOf) => eventsOf(row));
    const isRunning = end === horizon + 1 && inTime.reaches(start, end);
    extent.told += events.length;
    if (extent.told > MOST_EVENTS) throw new RangeError(TOO_MUCH);
    return { start, end, isRunning, events: [...new Set(events)].sort((a, b) => a - b) };
  });
  const window = "window" in node.expression ? node.expression.window : undefined;
  return {
    node,
    window: window && anchorOf(window) && traceWindow(scope, window, node.anchor),
    anchor: node.anchor && trace(scope, node.anchor.spells, extent),
    spells,
    of,
  };
}

/** Days of a window as laid for one person; null when it is empty. */
export function traceWindow(
  scope: Scope,
  expression: WindowExpression,
  anchor: AnchorNode | undefined,
): ExplainedWindow | null {
  const window = scope.windows.of(expression, anchor);
  const [from, to] = [window.from[0]!, Math.min(window.to[0]!, FOREVER)];
  return from < to ? Object.freeze({ from: dateOf(from), to: dateOf(to - 1) }) : null;
}

/** Keeps people apart in numbers made of a person and an origin. */
const APART = 2 ** 33;

/**
 * Finds the rows of a part that helped to make a row of a table.
 *
 * What was cut or kept comes from the one spell of its own origin; what was joined, from all it spans; what was laid
 * over or taken
 * away, from those it may be taken together with, edges included where something was taken away. What was joined within
 * an employer
 * carries the employer in its origin.
 *
 * @param index - place of the part among those the expression is made of
 * @returns rows of the part, by row of what was made
 */
export function evidenceOf(
  part: SpellTable,
  made: SpellTable,
  expression: SpellExpression,
  index: number,
  { links, placements }: Store,
): (row: number) => readonly number[] {
  const { kind } = expression;
  const isTakenAway = kind === "except" && index === 1;
  const reach = isTakenAway ? 1 : 0;
  const isOther = isTakenAway || (kind === "overlap" && index === 1);
  const isOwn = kind !== "joined" && !isOther;
  const keyOf = ({ owners, origins }: SpellTable, row: number) => owners[row]! * APART + (isOwn ? origins[row]! : 0);
  const groups = new Map<number, RowsByStart>();
  for (let row = 0; row < part.rows; row++) {
    const group = groups.get(keyOf(part, row)) ?? new RowsByStart(part);
    groups.set(keyOf(part, row), group);
    group.add(row);
  }
  return (row) => {
    const [start, end, ofMade] = [made.starts[row]!, made.ends[row]!, made.origins[row]!];
    const near = groups.get(keyOf(made, row))?.among(start - reach, end + reach) ?? [];
    return near.filter((at) => {
      const origin = part.origins[at]!;
      if (isOther) return belong(links, ofMade, origin);
      const isWithin = kind === "joined" && expression.within !== undefined && origin !== ofMade;
      return !isWithin || placements.employers[origin] === -2 - ofMade;
    });
  };
}

/** Rows of a table, some of one person's in their order, found by their days without a look at each. */
class RowsByStart {
  readonly #table: SpellTable;
  readonly #rows: number[] = [];
  /** The latest end of each row and those before it. */
  readonly #latest: number[] = [];

  constructor(table: SpellTable) {
    this.#table = table;
  }

  add(row: number): void {
    const end = this.#table.ends[row]!;
    this.#latest.push(Math.max(end, this.#latest.at(-1) ?? end));
    this.#rows.push(row);
  }

  /** Rows that share a day with those from a day up to, not including, another. */
  among(from: number, to: number): readonly number[] {
    const { starts, ends } = this.#table;
    const rows: number[] = [];
    for (let at = this.#firstPast(from); at < this.#rows.length; at++) {
      const row = this.#rows[at]!;
      if (starts[row]! >= to) break;
      if (ends[row]! > from) rows.push(row);
    }
    return rows;
  }

  /** Whether a row that starts on a day or before it reaches past another. */
  reaches(from: number, past: number): boolean {
    const row = this.#rows[this.#firstPast(past)];
    return row !== undefined && this.#table.starts[row]! <= from;
  }

  /** Place of the first row that reaches past a day. */
  #firstPast(day: number): number {
    return firstWhere(this.#rows.length, (at) => this.#latest[at]! > day);
  }
}

function publicOf({ node, window, anchor, spells, of }: Traced, idOf: (event: number) => string): ExplainedSpells {
  return Object.freeze({
    expression: node.expression,
    ...(window !== undefined && { window }),
    ...(anchor && { anchor: publicOf(anchor, idOf) }),
    spells: Object.freeze(
      spells.map(({ start, end, isRunning, events }) =>
        Object.freeze({
          from: dateOf(start),
          to: dateOf(end - 1),
          lengthInDays: end - start,
          isRunning,
          events: Object.freeze(events.map(idOf)),
        }),
      ),
    ),
    of: Object.freeze(of.map((part) => publicOf(part, idOf))),
  });
}
