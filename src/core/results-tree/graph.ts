import type { ResultsTree } from "./tree";

/** What leads to what in a tree, by codes of nodes; each list in the order of its codes. */
export type Leads = ReadonlyMap<string, readonly string[]>;

/** Where each node leads. */
export function leadsFrom({ nodes, edges }: ResultsTree): Leads {
  return leads(
    nodes,
    edges.map(({ from, to }) => [from, to] as const),
  );
}

/** What leads to each node. */
export function leadsTo({ nodes, edges }: ResultsTree): Leads {
  return leads(
    nodes,
    edges.map(({ from, to }) => [to, from] as const),
  );
}

function leads(nodes: ResultsTree["nodes"], pairs: readonly (readonly [string, string])[]): Leads {
  const found = new Map<string, string[]>(nodes.map(({ code }) => [code, []]));
  for (const [here, there] of pairs) found.get(here)?.push(there);
  for (const list of found.values()) list.sort();
  return found;
}

/** The nodes that can be come to from some others, those included. */
export function within(leads: Leads, starts: readonly string[]): ReadonlySet<string> {
  const seen = new Set(starts);
  for (const code of seen) for (const next of leads.get(code) ?? []) seen.add(next);
  return seen;
}

/**
 * Circles in a graph: of all nodes that lead to each other, the shortest way round from the first of them by code.
 *
 * The same whatever order nodes and edges come in.
 */
export function circles(leads: Leads): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const code of [...leads.keys()].sort()) {
    if (done.has(code)) continue;
    const way = wayBack(leads, code);
    if (way === undefined) continue;
    found.push(way);
    const ahead = within(leads, [code]);
    for (const other of ahead) if (within(leads, [other]).has(code)) done.add(other);
  }
  return found;
}

/** The shortest way from a node to itself; undefined when there is none. */
function wayBack(leads: Leads, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const code of queue) {
    for (const next of leads.get(code) ?? []) {
      if (next === start) {
        const way = [code];
        for (let at = code; at !== start; way.unshift(at)) at = cameFrom.get(at)!;
        return way;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, code);
      queue.push(next);
    }
  }
  return undefined;
}
