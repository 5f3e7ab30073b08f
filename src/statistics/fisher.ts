import { sentence } from "../issue";
import { type CountTable, checkTable, margins, withoutEmpty } from "./count-table";
import { logFactorial } from "./distribution";
import type { ExactTest } from "./test-result";

/** A table counts as no likelier than the observed one when it is at most this much likelier, relatively: what rounding may do. R's figure. */
const TIE = 1e-7;

/** Paths whose logarithms agree to this fraction of 1 are one path: far below {@link TIE}, far above rounding. */
const BINS_PER_UNIT = 2 ** 28;

/** Largest number of steps from path to path: some ten seconds. */
const MOST_STEPS = 500_000_000;

/** Largest number of paths kept at a time: some 300 MB. */
const MOST_PATHS = 5_000_000;

/** What finding the node of one way to fill a column weighs against taking one path there. */
const STEPS_PER_FILLING = 10;

/** What a new node and its bounds weigh. */
const STEPS_PER_NODE = 2000;

/** With this many paths or fewer, endings are compared one by one rather than sorted. */
const FEW_PATHS = 8;

const CANNOT = "compute Fisher's exact test";

/**
 * Fisher's exact test of a table of any size: whether rows and columns are independent, given their sums.
 *
 * The p-value adds the probabilities of all tables with these sums that are no likelier than the one observed (Freeman–Halton); likelier by under
 * 1e-7 of itself counts as equal, as in R. Columns are filled one after another; states with the same remaining rows are one node, paths of equal
 * probability into a node are one path, and a path is cut off as soon as bounds show that all its tables count or none does. Rows and columns that
 * hold nobody change nothing. With fewer than two rows or columns there is one table only and p is 1.
 *
 * Exact, or refused after some ten seconds. Tables filled evenly, the hardest, pass with two rows of six and three thousand people, two of ten and 300,
 * three of three and a thousand, three of six and 300, four of four and 200, four of six and 150, six of six and 60. Refused at once are tables of five
 * by five and more with over 1550 people, six by six over 450, seven by seven over 185, eight by eight over 95.
 *
 * @param table - rows of counts
 * @returns the two-sided p-value
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or more, or when the table would
 *   take over 500 million steps or 5 million paths at a time, or its people and rows make too large a number
 * @source G. H. Freeman, J. H. Halton, Biometrika 38 (1951), 141–149; C. R. Mehta, N. R. Patel, Journal of the American Statistical Association 78
 *   (1983), 427–434 (network of nodes and bounds)
 * @example the lady tasting tea
 * ```ts
 * expect(fisherExactTest([[3, 1], [1, 3]]).pValue).toBeCloseTo(34 / 70, 14);
 * ```
 */
export function fisherExactTest(table: CountTable): ExactTest {
  checkTable(CANNOT, table);
  const { rows, columns, total } = margins(withoutEmpty(table));
  // What is left in the rows makes a node, so the fewer are the rows; the largest columns come last, where they are looked up.
  const [left, filled] = rows.length <= columns.length ? [rows, columns] : [columns, rows];
  if (left.length < 2) return Object.freeze({ method: "Fisher exact", pValue: 1 });
  const logFactorials = Float64Array.from({ length: total + 1 }, (_, n) => logFactorial(n));
  const observed = table.flat().reduce((sum, count) => sum + logFactorials[count]!, 0);
  // What is left in the rows is written as one whole number with as many digits as rows.
  if ((total + 1) ** left.length > Number.MAX_SAFE_INTEGER) throw tooLong();
  const network = new Network(logFactorials, observed - TIE);
  const pValue = network.walk(
    [...left].sort((a, b) => a - b),
    [...filled].sort((a, b) => a - b),
  );
  return Object.freeze({ method: "Fisher exact", pValue: Math.min(1, pValue) });
}

/** What is left in the rows, the ways to get there, and how far the rest can go. */
interface Node {
  readonly rows: readonly number[];
  readonly paths: Paths;
  /** The rest adds at least this much, and at most that, to the length of any path. */
  readonly least: number;
  readonly most: number;
}

/**
 * The network of a table's columns. The length of a path is the sum of ln n! of the cells it filled, its weight the probability to take it; a table
 * is the less likely the longer its path.
 */
class Network {
  readonly #logFactorials: Float64Array;
  /** Tables whose path is at least this long count. */
  readonly #wanted: number;
  #steps = 0;
  /** Paths that lead into the nodes of the next column. */
  #kept = 0;
  #pValue = 0;

  constructor(logFactorials: Float64Array, wanted: number) {
    this.#logFactorials = logFactorials;
    this.#wanted = wanted;
  }

  walk(rows: readonly number[], columns: readonly number[]): number {
    const start: Node = { rows, paths: new Paths(), least: 0, most: 0 };
    start.paths.add(0, 1);
    let nodes: Iterable<Node> = [start];
    for (let column = 0; column < columns.length - 2; column++) {
      const rest = columns.slice(column + 1);
      const next = new Map<number, Node>();
      this.#kept = 0;
      for (const node of nodes) this.#fill(node, columns[column]!, rest, next);
      nodes = next.values();
    }
    for (const node of nodes) this.#finish(node, columns.at(-2)!);
    return this.#pValue;
  }

  /** Takes every path of a node on through every way to fill a column. */
  #fill(node: Node, column: number, rest: readonly number[], next: Map<number, Node>): void {
    const { lengths, weights } = node.paths.list();
    const rows = [...node.rows];
    this.#eachFilling(node.rows, column, false, (cells, added, chance) => {
      this.#spend(lengths.length + STEPS_PER_FILLING);
      const key = this.#sortedRest(node.rows, cells, rows);
      let target = next.get(key);
      if (!target) {
        this.#spend(STEPS_PER_NODE);
        target = { rows: [...rows], paths: new Paths(), ...this.#bounds(rows, rest) };
        next.set(key, target);
      }
      const all = this.#wanted - target.least - added;
      const none = this.#wanted - target.most - added;
      for (let i = 0; i < lengths.length; i++) {
        const length = lengths[i]!;
        if (length >= all) this.#pValue += weights[i]! * chance;
        else if (length >= none && target.paths.add(length + added, weights[i]! * chance)) this.#kept++;
      }
      if (this.#kept > MOST_PATHS) throw tooLong();
    });
  }

  /** Puts into `rest` what the cells leave in the rows, in order of size, and returns it as one number. */
  #sortedRest(rows: readonly number[], cells: readonly number[], rest: number[]): number {
    let key = 0;
    for (let i = 0; i < rows.length; i++) {
      const left = rows[i]! - cells[i]!;
      let at = i;
      for (; at > 0 && rest[at - 1]! > left; at--) rest[at] = rest[at - 1]!;
      rest[at] = left;
    }
    for (let i = 0; i < rest.length; i++) key = key * this.#logFactorials.length + rest[i]!;
    return key;
  }

  /** Settles every path of a node with two columns to go: a way to fill one fills the other. */
  #finish(node: Node, column: number): void {
    const { lengths, weights } = node.paths.list();
    if (lengths.length === 0) return;
    if (lengths.length <= FEW_PATHS) {
      this.#eachFilling(node.rows, column, true, (_, added, chance) => {
        this.#spend(1);
        for (let i = 0; i < lengths.length; i++) {
          if (lengths[i]! + added >= this.#wanted) this.#pValue += weights[i]! * chance;
        }
      });
      return;
    }
    const endings: number[] = [];
    this.#eachFilling(node.rows, column, true, (_, added) => {
      this.#spend(1);
      endings.push(added);
    });
    const sorted = Float64Array.from(endings).sort().reverse();
    // With the rows given, an ending's probability is e^−length up to a factor.
    const factor =
      node.rows.reduce((sum, row) => sum + this.#logFactorials[row]!, 0) - this.#logWays(node.rows, column);
    const chances = new Float64Array(sorted.length + 1);
    for (let i = 0; i < sorted.length; i++) chances[i + 1] = chances[i]! + Math.exp(factor - sorted[i]!);
    this.#spend(lengths.length);
    for (let i = 0; i < lengths.length; i++) {
      let counted = 0;
      for (let beyond = sorted.length; counted < beyond; ) {
        const middle = (counted + beyond) >> 1;
        if (lengths[i]! + sorted[middle]! >= this.#wanted) counted = middle + 1;
        else beyond = middle;
      }
      this.#pValue += weights[i]! * chances[counted]!;
    }
  }

  /** ln of the number of ways to choose a column's people from all who are left. */
  #logWays(rows: readonly number[], column: number): number {
    const people = rows.reduce((sum, row) => sum + row, 0);
    return this.#logFactorials[people]! - this.#logFactorials[column]! - this.#logFactorials[people - column]!;
  }

  /**
   * Calls back with every way to fill a column from the rows: its cells, their length (with what stays in the rows when it `isLast` but one), and
   * its probability given the rows.
   */
  #eachFilling(
    rows: readonly number[],
    column: number,
    isLast: boolean,
    visit: (cells: readonly number[], added: number, chance: number) => void,
  ): void {
    const factorials = this.#logFactorials;
    const share = column / rows.reduce((sum, row) => sum + row, 0);
    /** For each row the binomial probabilities of its cells; their product is the way's, up to that of the column's sum. */
    const chances = rows.map((row) => {
      const odds = [Math.log(share), Math.log1p(-share)] as const;
      return Float64Array.from({ length: row + 1 }, (_, cell) => {
        const ways = factorials[row]! - factorials[cell]! - factorials[row - cell]!;
        return Math.exp(ways + cell * odds[0] + (row - cell) * odds[1]);
      });
    });
    const people = rows.reduce((sum, row) => sum + row, 0);
    const whole = Math.exp(
      -this.#logWays(rows, column) - column * Math.log(share) - (people - column) * Math.log1p(-share),
    );
    const cells = rows.map(() => 0);
    const fill = (i: number, toFill: number, roomAfter: number, added: number, chance: number) => {
      const row = rows[i]!;
      const room = roomAfter - row;
      const most = Math.min(row, toFill);
      for (let cell = Math.max(0, toFill - room); cell <= most; cell++) {
        cells[i] = cell;
        const length = added + factorials[cell]! + (isLast ? factorials[row - cell]! : 0);
        const next = chance * chances[i]![cell]!;
        if (i === rows.length - 1) visit(cells, length, next);
        else fill(i + 1, toFill - cell, room, length, next);
      }
    };
    fill(0, column, people, 0, whole);
  }

  /**
   * How little and how much the cells still to fill can add to a path.
   *
   * Least: each cell minimises ln n! less its row's and its column's price, whatever the prices (weak duality). Most: each row by itself, or each
   * column by itself, is heaped as high as it goes.
   */
  #bounds(rows: readonly number[], columns: readonly number[]): { least: number; most: number } {
    const factorials = this.#logFactorials;
    const people = rows.reduce((sum, row) => sum + row, 0);
    let least = 0;
    const rowPrices = rows.map((row) => Math.log(row + columns.length / 2));
    const columnPrices = columns.map((column) =>
      Math.log((column + rows.length / 2) / (people + (rows.length * columns.length) / 2)),
    );
    for (const [i, row] of rows.entries()) {
      least += rowPrices[i]! * row;
      if (row === 0) continue;
      for (const columnPrice of columnPrices) {
        const price = rowPrices[i]! + columnPrice;
        const cell = Math.min(people, Math.floor(Math.exp(price)));
        least += factorials[cell]! - price * cell;
      }
    }
    for (const [j, column] of columns.entries()) least += columnPrices[j]! * column;
    return { least, most: Math.min(this.#heaped(rows, columns), this.#heaped(columns, rows)) };
  }

  #heaped(lines: readonly number[], across: readonly number[]): number {
    let length = 0;
    for (const line of lines) {
      for (let left = line, i = across.length - 1; left > 0 && i >= 0; i--) {
        const cell = Math.min(left, across[i]!);
        length += this.#logFactorials[cell]!;
        left -= cell;
      }
    }
    return length;
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS) throw tooLong();
  }
}

function tooLong(): RangeError {
  const because = `table must take at most ${MOST_STEPS} steps and ${MOST_PATHS} paths to go through, and this one takes more`;
  return new RangeError(
    sentence({ cannot: CANNOT, because, hint: "join rows or columns, or use pearsonChiSquaredTest" }),
  );
}

/** Paths into a node: lengths with weights, those of equal length together. A hash table of numbers, for there are millions. */
class Paths {
  #size = 0;
  #bins = new Float64Array(8).fill(-1);
  #lengths = new Float64Array(8);
  #weights = new Float64Array(8);

  /** Adds a path; true when none of its length was there. */
  add(length: number, weight: number): boolean {
    const bin = Math.round(length * BINS_PER_UNIT);
    const at = this.#slot(bin);
    if (this.#bins[at] === bin) {
      this.#weights[at]! += weight;
      return false;
    }
    this.#bins[at] = bin;
    this.#lengths[at] = length;
    this.#weights[at] = weight;
    if (++this.#size * 2 > this.#bins.length) this.#grow();
    return true;
  }

  list(): { lengths: Float64Array; weights: Float64Array } {
    const lengths = new Float64Array(this.#size);
    const weights = new Float64Array(this.#size);
    let next = 0;
    for (let at = 0; at < this.#bins.length; at++) {
      if (this.#bins[at]! < 0) continue;
      lengths[next] = this.#lengths[at]!;
      weights[next++] = this.#weights[at]!;
    }
    return { lengths, weights };
  }

  #slot(bin: number): number {
    const mask = this.#bins.length - 1;
    let at = Math.imul(bin >>> 0, 0x9e3779b1) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (this.#bins[at]! >= 0 && this.#bins[at] !== bin) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [bins, lengths, weights] = [this.#bins, this.#lengths, this.#weights];
    this.#bins = new Float64Array(bins.length * 2).fill(-1);
    this.#lengths = new Float64Array(bins.length * 2);
    this.#weights = new Float64Array(bins.length * 2);
    for (let at = 0; at < bins.length; at++) {
      if (bins[at]! < 0) continue;
      const to = this.#slot(bins[at]!);
      this.#bins[to] = bins[at]!;
      this.#lengths[to] = lengths[at]!;
      this.#weights[to] = weights[at]!;
    }
  }
}
