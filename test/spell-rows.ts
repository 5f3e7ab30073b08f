/**
 * Tables of spells as text: `1 3-9 #2` is a spell of person 1 from day 3 up to day 9, cut from the recorded spell 2.
 */
import { SpellTable } from "../src/core/engine/spells";

/** Rows as text: `1 3-9 #2; 1 9-12 #-1`. */
export type Rows = string;

/**
 * A table that was used before: behind its last row are left others of the same person, which would be seen if they
 * were read.
 */
export function table(rows: Rows): SpellTable {
  const made = new SpellTable();
  for (const [, ...numbers] of rows.matchAll(/(\d+) (\d+)-(\d+) #(-?\d+)/g)) {
    const [person, start, end, origin] = numbers.map(Number);
    made.add(person!, start!, end!, origin!);
  }
  const held = made.rows;
  for (let row = 0; row < 4; row++) made.add(99, 12 + row, 1_000, -1);
  made.owners.fill(made.owners[held - 1] ?? 0, held);
  made.rows = held;
  return made;
}

export function textOf({ rows, owners, starts, ends, origins }: SpellTable): Rows {
  const texts = Array.from({ length: rows }, (_, row) => `${owners[row]} ${starts[row]}-${ends[row]} #${origins[row]}`);
  return texts.join("; ");
}

/** What an operator writes into a table that holds something else. */
export function written(operator: (out: SpellTable) => void): Rows {
  const out = table("7 1-2 #3");
  operator(out);
  return textOf(out);
}
