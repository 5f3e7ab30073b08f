import { type Chain, type Entry, orderRows } from "./layered-order";
import { placeRows } from "./layered-positions";

/** What is to be laid out: boxes by level, from the lowest, and edges between them by their index. */
export interface Unplaced {
  /** Level of each box, from 0. */
  readonly boxes: readonly { readonly level: number; readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly from: number; readonly to: number }[];
}

/** A rectangle in whole pixels. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An upright piece of an edge, between boxes or at the end of one; curves join one piece to the next. */
export interface Upright {
  readonly x: number;
  /** Lower end: y grows downwards, so it is the larger. */
  readonly from: number;
  readonly to: number;
}

/** The way of an edge, from the lower box to the upper. */
export interface Route {
  readonly uprights: readonly Upright[];
  /** Whether it leads down, against the levels. */
  readonly isDownward: boolean;
}

/** Where everything is: the highest level at the top, each edge in the order given. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the boxes. */
  readonly boxes: readonly Placed[];
  /** In the order of the edges; null for an edge from a box to itself. */
  readonly routes: readonly (Route | null)[];
  /** Level by level, from the lowest: its stripe over the whole width. */
  readonly bands: readonly { readonly y: number; readonly height: number }[];
}

/** Room of a row above and below its boxes, in which edges run upright. */
const ROW_PADDING = 10;
const PASSING_WIDTH = 4;
const LEAST_GAP = 36;
const MOST_GAP = 120;
const BETWEEN_PORTS = 20;
const CORNER = 14;
const MARGIN = 24;

/**
 * Boxes in rows and edges around them.
 *
 * The levels give the rows; where nodes of one level lead to each other, the level has several. An edge over more than
 * one row passes
 * between the boxes of the rows on its way. A circle is laid out too: some edge of it leads down.
 */
export function laidOut({ boxes, edges }: Unplaced): Layout {
  const rowOf = rowsOf({ boxes, edges });
  const rows: Entry[][] = Array.from({ length: Math.max(0, ...rowOf.map((row) => row + 1)) }, () => []);
  const entryOf = boxes.map(({ width }, box): Entry => ({ box, width, below: [], above: [], at: 0, x: 0 }));
  for (const [box, entry] of entryOf.entries()) rows[rowOf[box]!]!.push(entry);
  const chains = edges.map(({ from, to }): Chain | null => {
    const [lower, upper] = rowOf[from]! < rowOf[to]! ? [from, to] : [to, from];
    if (lower === upper) return null;
    const chain = [entryOf[lower]!];
    for (let row = rowOf[lower]! + 1; row < rowOf[upper]!; row++) {
      const passing: Entry = { width: PASSING_WIDTH, below: [], above: [], at: 0, x: 0 };
      rows[row]!.push(passing);
      chain.push(passing);
    }
    chain.push(entryOf[upper]!);
    for (const [at, entry] of chain.slice(1).entries()) {
      chain[at]!.above.push(entry);
      entry.below.push(chain[at]!);
    }
    return chain;
  });
  orderRows(rows);
  placeRows(rows);

  const left = Math.min(0, ...rows.flat().map(({ x, width }) => Math.floor(x - width / 2))) - MARGIN;
  for (const row of rows) for (const entry of row) entry.x -= left;
  const width = Math.max(0, ...rows.flat().map(({ x, width }) => Math.ceil(x + width / 2))) + MARGIN;
  const { tops, bottoms, height } = heightsOf(rows, boxes);
  const places = boxes.map((box, index): Placed => {
    const row = rowOf[index]!;
    const y = Math.round((tops[row]! + bottoms[row]! - box.height) / 2);
    return { x: Math.round(entryOf[index]!.x - box.width / 2), y, width: box.width, height: box.height };
  });
  const ports = portsOf(chains, entryOf, places);
  const routes = chains.map((chain, edge): Route | null => {
    if (chain === null) return null;
    const uprights = chain.map((entry, at): Upright => {
      const row = rowOf[chain[0]!.box!]! + at;
      const box = entry.box === undefined ? undefined : places[entry.box]!;
      if (at === 0) return { x: ports.above.get(edge)!, from: box!.y, to: tops[row]! };
      if (box !== undefined) return { x: ports.below.get(edge)!, from: bottoms[row]!, to: box.y + box.height };
      return { x: entry.x, from: bottoms[row]!, to: tops[row]! };
    });
    return { uprights, isDownward: chain[0]!.box === edges[edge]!.to };
  });
  return { width, height, boxes: places, routes, bands: bandsOf(boxes, rowOf, tops, bottoms, height) };
}

/** The row of each box: levels one over another, and within a level whatever leads to a box of it below that box. */
function rowsOf({ boxes, edges }: Unplaced): readonly number[] {
  const before = boxes.map((): number[] => []);
  for (const { from, to } of edges) if (boxes[from]!.level === boxes[to]!.level) before[to]!.push(from);
  const depths = new Map<number, number | null>();
  const depthOf = (box: number): number => {
    if (depths.has(box)) return depths.get(box) ?? -1;
    depths.set(box, null);
    const depth = Math.max(-1, ...before[box]!.map(depthOf)) + 1;
    depths.set(box, depth);
    return depth;
  };
  const inLevel = boxes.map((_, box) => depthOf(box));
  const levels = [...new Set(boxes.map(({ level }) => level))].sort((a, b) => a - b);
  const firstRows = new Map<number, number>();
  let row = 0;
  for (const level of levels) {
    firstRows.set(level, row);
    row += Math.max(...inLevel.filter((_, box) => boxes[box]!.level === level)) + 1;
  }
  return boxes.map(({ level }, box) => firstRows.get(level)! + inLevel[box]!);
}

/**
 * Top and bottom of each row, the padding included; more room between rows the more edges run there and the further.
 */
function heightsOf(rows: readonly (readonly Entry[])[], boxes: Unplaced["boxes"]) {
  const gaps = rows.map((row) => {
    const spans = row.flatMap(({ x, above }) => above.map((entry) => Math.abs(entry.x - x)));
    return Math.min(MOST_GAP, Math.round(LEAST_GAP + 2 * spans.length + Math.max(0, ...spans) / 10));
  });
  const tops: number[] = [];
  const bottoms: number[] = [];
  let y = MARGIN;
  for (let row = rows.length - 1; row >= 0; row--) {
    tops[row] = y;
    y += 2 * ROW_PADDING + Math.max(...rows[row]!.map(({ box }) => (box === undefined ? 0 : boxes[box]!.height)));
    bottoms[row] = y;
    y += row === 0 ? MARGIN : gaps[row - 1]!;
  }
  return { tops, bottoms, height: y };
}

/** Where each edge leaves its lower box and meets its upper one: side by side, in the order in which they go on. */
function portsOf(chains: readonly (Chain | null)[], entries: readonly Entry[], places: readonly Placed[]) {
  const above = new Map<number, number>();
  const below = new Map<number, number>();
  for (const [box, entry] of entries.entries()) {
    for (const [ports, end, next] of [
      [above, 0, 1],
      [below, -1, -2],
    ] as const) {
      const here = chains.flatMap((chain, edge) => (chain?.at(end) === entry ? [{ edge, x: chain.at(next)!.x }] : []));
      here.sort((a, b) => a.x - b.x || a.edge - b.edge);
      const room = places[box]!.width - 2 * CORNER;
      const step = Math.min(BETWEEN_PORTS, room / Math.max(1, here.length - 1));
      for (const [at, { edge }] of here.entries()) ports.set(edge, entry.x + (at - (here.length - 1) / 2) * step);
    }
  }
  return { above, below };
}

/** Stripes that meet half way between rows of two levels. */
function bandsOf(
  boxes: Unplaced["boxes"],
  rowOf: readonly number[],
  tops: readonly number[],
  bottoms: readonly number[],
  height: number,
): Layout["bands"] {
  const levels = [...new Set(boxes.map(({ level }) => level))].sort((a, b) => a - b);
  const last = levels.map((level) => Math.max(...rowOf.filter((_, box) => boxes[box]!.level === level)));
  const edge = (row: number) => Math.round((tops[row]! + bottoms[row + 1]!) / 2);
  return levels.map((_, at) => {
    const y = at === levels.length - 1 ? 0 : edge(last[at]!);
    const end = at === 0 ? height : edge(last[at - 1]!);
    return { y, height: end - y };
  });
}
