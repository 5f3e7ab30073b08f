import { sentence } from "../issue";
import { type CountTable, checkTable, margins, withoutEmpty } from "./count-table";
import { deviance, factorialRest } from "./distribution";
import type { ExactTest } from "./test-result";

/** A table counts as no likelier than the observed one when it is likelier by at most this share, as in R. */
const TIE = 1e-7;

/** Paths whose logarithms agree to this fraction of 1 are one path: far below {@link TIE}, far above rounding. */
const BINS_PER_UNIT = 2 ** 32;

/** What rounding can do to the bounds of a node, as a fraction of ln of the factorial of its people. */
const ROUNDING = 2 ** -44;

/** Factorials of whole numbers below this are looked up. */
const LOOKED_UP = 2 ** 16;

/** How much going through a table may take. */
interface Limits {
  /** Largest number of steps from path to path. */
  readonly steps: number;
  /** Largest number of paths kept at a time. */
  readonly paths: number;
}

/** Some ten seconds, and some 300 MB. */
const LIMITS: Limits = { steps: 500_000_000, paths: 5_000_000 };

/** What finding the node of one way to fill a column weighs against taking one path there. */
const STEPS_PER_FILLING = 10;

/** What the chance of one cell weighs: some 80 ns, and 16 bytes. */
const STEPS_PER_CELL = 25;

/** What a new node and its bounds weigh. */
const STEPS_PER_NODE = 2000;

/** With this many paths or fewer, endings are compared one by one rather than sorted. */
const FEW_PATHS = 8;

const CANNOT = "compute Fisher's exact test";

/**
 * Fisher's exact test of a table of any size: whether rows and columns are independent, given their sums.
 *
 * The p-value adds the probabilities of all tables with these sums that are no likelier than the one observed
 * (Freeman–Halton); likelier by under 1e-7 of itself counts as equal, as in R. Columns are filled one after another;
 * states with the same remaining rows are one node, paths of equal probability into a node are one path, and a path is
 * cut off as soon as bounds show that all its tables count or none does. Rows and columns that hold nobody change
 * nothing. With fewer than two rows or columns there is one table only and p is 1.
 *
 * Exact to some twelve digits however large the sums, and 1 when no table is likelier than the one observed; or refused
 * after some ten seconds. Tables filled evenly, the hardest, pass with two rows of six and three thousand people, two
 * of ten and 300, three of three and a thousand, three of six and 300, four of four and 200, four of six and 150, six
 * of six and 60. Refused at once are tables of five by five and more with over 1550 people, six by six over 450, seven
 * by seven over 185, eight by eight over 95; after two seconds, two by two with over nine million people in each row
 * and column.
 *
 * @param table - rows of counts
 * @returns the two-sided p-value
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or
 *   more, or when the table would take over 500 million steps or 5 million paths at a time, or its people and rows make
 *   too large a number
 * @source G. H. Freeman, J. H. Halton, Biometrika 38 (1951), 141–149; C. R. Mehta, N. R. Patel, Journal of the American
 *   Statistical Association 78 (1983), 427–434 (network of nodes and bounds); C. Loader, Fast and Accurate Computation
 *   of Binomial Probabilities (2000) (chances of cells)
 * @example the lady tasting tea
 * ```ts
 * expect(fisherExactTest([[3, 1], [1, 3]]).pValue).toBeCloseTo(34 / 70, 14);
 * ```
 */
export function fisherExactTest(table: CountTable): ExactTest {
  return fisherExactTestWithin(table, LIMITS);
}

/** @internal The same within other limits, so that what a table costs can be held to. */
export function fisherExactTestWithin(table: CountTable, limits: Limits): ExactTest {
  checkTable(CANNOT, table);
  const filledTable = withoutEmpty(table);
  const { rows, columns, total } = margins(filledTable);
  // What is left in the rows makes a node, so the fewer are the rows; the largest columns come last and are looked up.
  const [left, filled] = rows.length <= columns.length ? [rows, columns] : [columns, rows];
  if (left.length < 2) return Object.freeze({ method: "Fisher exact", pValue: 1 });
  // What is left in the rows is written as one whole number with as many digits as rows.
  if ((total + 1) ** left.length > Number.MAX_SAFE_INTEGER) throw tooLong(limits);
  const network = new Network(total, limits);
  const pValue = network.walk(
    [...left].sort((a, b) => a - b),
    [...filled].sort((a, b) => a - b),
    filledTable,
  );
  return Object.freeze({ method: "Fisher exact", pValue });
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
 * The network of a table's columns. The length of a path is −ln of the probability to fill its columns as it does, its
 * weight that probability times the paths of that length; a table is the less likely the longer its path. Lengths are
 * worked out from how far cells are from their means, not from factorials, so that they keep their digits however many
 * people there are.
 */
class Network {
  readonly #people: number;
  readonly #limits: Limits;
  readonly #rests: Float64Array;
  /** Tables whose path is at least this long count. */
  #wanted = 0;
  #steps = 0;
  /** Paths that lead into the nodes of the next column. */
  #kept = 0;
  /** Probability of the tables that count, and of the others. */
  #counted = 0;
  #others = 0;

  constructor(people: number, limits: Limits) {
    this.#people = people;
    this.#limits = limits;
    this.#rests = Float64Array.from({ length: Math.min(people + 1, LOOKED_UP) }, (_, n) => factorialRest(n));
  }

  /** The probability of all tables with these sums that are no likelier than the one observed. */
  walk(rows: readonly number[], columns: readonly number[], observed: CountTable): number {
    this.#wanted = this.#lengthOf(observed) - Math.log1p(TIE);
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
    return this.#counted / (this.#counted + this.#others);
  }

  /** −ln of the probability of a table, given its sums: rows are filled in turn from what is left in the columns. */
  #lengthOf(table: CountTable): number {
    const left = [...margins(table).columns];
    let people = this.#people;
    let length = 0;
    for (const row of table) {
      const wanted = row.reduce((sum, cell) => sum + cell, 0);
      length -= this.#lengthIn(wanted, people, wanted, people);
      for (const [j, cell] of row.entries()) {
        length += this.#lengthIn(cell, left[j]!, wanted, people);
        left[j]! -= cell;
      }
      people -= wanted;
    }
    return length;
  }

  /** −ln of the binomial probability of `cell` of `row` people when each comes with probability `column / people`. */
  #lengthIn(cell: number, row: number, column: number, people: number): number {
    const left = row - cell;
    const [mean, leftMean] = [(row * column) / people, row * ((people - column) / people)];
    const rests = this.#rest(cell) + this.#rest(left) - this.#rest(row);
    return rests + deviance(cell, mean) + deviance(left, leftMean);
  }

  /** ln n! less n ln n − n. */
  #rest(n: number): number {
    return this.#rests[n] ?? factorialRest(n);
  }

  #logFactorial(n: number): number {
    return n === 0 ? 0 : this.#rest(n) + n * Math.log(n) - n;
  }

  /** Takes every path of a node on through every way to fill a column. */
  #fill(node: Node, column: number, rest: readonly number[], next: Map<number, Node>): void {
    const { lengths, weights } = node.paths.list();
    const rows = [...node.rows];
    this.#eachFilling(node.rows, column, (cells, added, chance) => {
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
        const weight = weights[i]! * chance;
        if (length >= all) this.#counted += weight;
        else if (length < none) this.#others += weight;
        else if (target.paths.add(length + added, weight)) this.#kept++;
      }
      if (this.#kept > this.#limits.paths) throw tooLong(this.#limits);
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
    for (let i = 0; i < rest.length; i++) key = key * (this.#people + 1) + rest[i]!;
    return key;
  }

  /** Settles every path of a node with two columns to go: a way to fill one fills the other. */
  #finish(node: Node, column: number): void {
    const { lengths, weights } = node.paths.list();
    if (lengths.length === 0) return;
    if (lengths.length <= FEW_PATHS) {
      this.#eachFilling(node.rows, column, (_, added, chance) => {
        this.#spend(1);
        for (let i = 0; i < lengths.length; i++) {
          if (lengths[i]! + added >= this.#wanted) this.#counted += weights[i]! * chance;
          else this.#others += weights[i]! * chance;
        }
      });
      return;
    }
    const endings: number[] = [];
    this.#eachFilling(node.rows, column, (_, added) => {
      this.#spend(1);
      endings.push(added);
    });
    const sorted = Float64Array.from(endings).sort().reverse();
    const chances = new Float64Array(sorted.length + 1);
    for (let i = 0; i < sorted.length; i++) chances[i + 1] = chances[i]! + Math.exp(-sorted[i]!);
    const whole = chances[sorted.length]!;
    this.#spend(lengths.length);
    for (let i = 0; i < lengths.length; i++) {
      let counted = 0;
      for (let beyond = sorted.length; counted < beyond; ) {
        const middle = (counted + beyond) >> 1;
        if (lengths[i]! + sorted[middle]! >= this.#wanted) counted = middle + 1;
        else beyond = middle;
      }
      this.#counted += weights[i]! * chances[counted]!;
      this.#others += weights[i]! * (whole - chances[counted]!);
    }
  }

  /** Calls back with every way to fill a column: its cells, and its probability given the rows, as length and as is. */
  #eachFilling(
    rows: readonly number[],
    column: number,
    visit: (cells: readonly number[], added: number, chance: number) => void,
  ): void {
    const people = rows.reduce((sum, row) => sum + row, 0);
    // The binomial probabilities of each row's cells: their product is the way's, up to that of the column's sum.
    const fewest = rows.map((row) => Math.max(0, column - (people - row)));
    const lengths = rows.map((row, i) => {
      const length = Math.min(row, column) - fewest[i]! + 1;
      this.#spend(STEPS_PER_CELL * length);
      return Float64Array.from({ length }, (_, cell) => this.#lengthIn(fewest[i]! + cell, row, column, people));
    });
    const chances = lengths.map((ofRow) => ofRow.map((length) => Math.exp(-length)));
    const whole = -this.#lengthIn(column, people, column, people);
    const cells = rows.map(() => 0);
    const fill = (i: number, toFill: number, roomAfter: number, added: number, chance: number) => {
      const row = rows[i]!;
      const room = roomAfter - row;
      const most = Math.min(row, toFill);
      for (let cell = Math.max(0, toFill - room); cell <= most; cell++) {
        cells[i] = cell;
        const length = added + lengths[i]![cell - fewest[i]!]!;
        const next = chance * chances[i]![cell - fewest[i]!]!;
        if (i === rows.length - 1) visit(cells, length, next);
        else fill(i + 1, toFill - cell, room, length, next);
      }
    };
    fill(0, column, people, whole, Math.exp(-whole));
  }

  /**
   * How little and how much the cells still to fill can add to a path.
   *
   * Least: each cell minimises ln n! less its row's and its column's price, whatever the prices (weak duality). Most:
   * each row by itself, or each column by itself, is heaped as high as it goes.
   */
  #bounds(rows: readonly number[], columns: readonly number[]): { least: number; most: number } {
    const people = rows.reduce((sum, row) => sum + row, 0);
    const inWhole = this.#logFactorial(people);
    /** What the factorials of the cells are to be less, for a length. */
    let sums = -inWhole;
    for (const line of [...rows, ...columns]) sums += this.#logFactorial(line);
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
        least += this.#logFactorial(cell) - price * cell;
      }
    }
    for (const [j, column] of columns.entries()) least += columnPrices[j]! * column;
    const most = Math.min(this.#heaped(rows, columns), this.#heaped(columns, rows));
    const slack = ROUNDING * inWhole;
    return { least: least - sums - slack, most: most - sums + slack };
  }

  #heaped(lines: readonly number[], across: readonly number[]): number {
    let length = 0;
    for (const line of lines) {
      for (let left = line, i = across.length - 1; left > 0 && i >= 0; i--) {
        const cell = Math.min(left, across[i]!);
        length += this.#logFactorial(cell);
        left -= cell;
      }
    }
    return length;
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#limits.steps) throw tooLong(this.#limits);
  }
}

function tooLong({ steps, paths }: Limits): RangeError {
  const because = `table must take at most ${steps} steps and ${paths} paths to go through, and this one takes more`;
  return new RangeError(
    sentence({ cannot: CANNOT, because, hint: "join rows or columns, or use pearsonChiSquaredTest" }),
  );
}

/** Paths into a node: lengths with weights, equal lengths together. A hash table of numbers, for there are millions. */
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
