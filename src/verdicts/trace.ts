import { type CalendarDate, dateOf } from "../calendar";
import type { SpellExpression } from "../definition/language";
import { belong } from "../spells";
import type { SpellNode } from "./plan";
import { eventsOf } from "./recorded";
import type { Scope } from "./scope";
import { CERTAIN, IN_TIME } from "./view";

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

/** The spells of one node of a definition, and those it made them from. */
export interface ExplainedSpells {
  readonly expression: SpellExpression;
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
 */
export function traceSpells(scope: Scope, node: SpellNode): ExplainedSpells {
  const { texts } = scope.view.store.log.ids;
  return publicOf(trace(scope, node), (event) => texts[event]!);
}

interface TracedSpell {
  readonly start: number;
  readonly end: number;
  readonly origin: number;
  readonly isRunning: boolean;
  /** Positions of events. */
  readonly events: readonly number[];
}

interface Traced {
  readonly node: SpellNode;
  readonly spells: readonly TracedSpell[];
  readonly of: readonly Traced[];
}

function trace(scope: Scope, node: SpellNode): Traced {
  const of = node.parts.map((part) => trace(scope, part));
  const table = scope.table(node, CERTAIN);
  const later = scope.table(node, IN_TIME);
  const { store, horizon } = scope.view;
  const spells = Array.from(table.starts.subarray(0, table.rows), (start, row): TracedSpell => {
    const end = table.ends[row]!;
    const spell = { start, end, origin: table.origins[row]! };
    const evidence = of.flatMap((part, index) =>
      part.spells.filter((candidate) => isEvidence(candidate, spell, node.expression.kind, index, store.links)),
    );
    const events = of.length === 0 ? eventsOf(store, spell.origin, horizon) : evidence.flatMap((part) => part.events);
    const isRunning =
      end === horizon + 1 &&
      later.ends.subarray(0, later.rows).some((reach, other) => reach > end && later.starts[other]! <= start);
    return { ...spell, isRunning, events: [...new Set(events)].sort((a, b) => a - b) };
  });
  return { node, spells, of };
}

type Piece = Pick<TracedSpell, "start" | "end" | "origin">;

/**
 * Whether a spell of a part helped to make a spell.
 *
 * What was cut or kept comes from the one spell of its own origin; what was joined, from all it spans; what was laid over or taken
 * away, from those it may be taken together with, edges included where something was taken away.
 */
function isEvidence(
  part: Piece,
  made: Piece,
  kind: SpellExpression["kind"],
  index: number,
  links: Int32Array,
): boolean {
  const isTakenAway = kind === "except" && index === 1;
  const reach = isTakenAway ? 1 : 0;
  if (part.start >= made.end + reach || part.end + reach <= made.start) return false;
  if (kind === "joined") return true;
  if (isTakenAway || (kind === "overlap" && index === 1)) return belong(links, made.origin, part.origin);
  return part.origin === made.origin;
}

function publicOf({ node, spells, of }: Traced, idOf: (event: number) => string): ExplainedSpells {
  return Object.freeze({
    expression: node.expression,
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
