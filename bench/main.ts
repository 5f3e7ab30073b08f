import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type BeneficiaryEvent, catalogue, evaluate, parseDataset } from "../src/core/index";
import { AS_OF, type Counts, PERIODS, type Timing, timingOf } from "./counts";
import * as library from "./library";
import * as objects from "./objects";
import { criteria, population } from "./population";
import { Database } from "./sql";

setFlagsFromString("--expose-gc");
globalThis.gc = runInNewContext("gc") as typeof globalThis.gc;

/** Objects with date-fns take a minute and more beyond this. */
const MOST_OBJECTS = 100_000;
/** Counted runs of each measure. */
const RUNS = 5;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const spread = ({ cold, warm }: Timing) =>
  `${median(warm).toFixed(3)} s warm (${Math.min(...warm).toFixed(3)}–${Math.max(...warm).toFixed(3)}), ${cold.toFixed(3)} s cold`;

/** The population as a program has it after reading lines of JSON: every object and text of its own, made by `JSON.parse`. */
function* readLines(people: number): Generator<BeneficiaryEvent> {
  for (const event of population(people)) yield JSON.parse(JSON.stringify(event)) as BeneficiaryEvent;
}

/** Collects garbage until typed arrays nobody holds are given back too, which happens a moment after the objects around them. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Memory in use beyond code: the heap and the typed arrays. */
function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function assertSame(ours: Counts, theirs: Counts, who: string): void {
  const cells = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  const different = [...cells].filter((cell) => String(ours[cell]) !== String(theirs[cell]));
  if (different.length > 0)
    throw new Error(`${who} disagrees in ${different.length} of ${cells.size} cells: ${different[0]}`);
  console.log(`  ${who}: the same ${cells.size} cells`);
}

async function measure(people: number): Promise<void> {
  const events = [...readLines(people)];
  console.log(`\n${people} people, ${events.length} events`);
  const parsing = await timingOf(RUNS, () => parseDataset(events, { criteria }));
  console.log(`  parse: ${spread(parsing)}, ${(events.length / median(parsing.warm) / 1e6).toFixed(2)} M events/s`);
  await collectGarbage();
  const before = bytesInUse();
  const dataset = parseDataset(events, { criteria });
  const atEnd = bytesInUse() - before;
  await collectGarbage();
  const kept = bytesInUse() - before;
  const bytes = (total: number) => (total / events.length).toFixed(0);
  console.log(`  memory beyond the input: ${bytes(atEnd)} bytes an event when parsing ends, ${bytes(kept)} kept`);

  const indicators = catalogue.vsePoluchitsya;
  const alone = await timingOf(RUNS, () => evaluate(dataset, { indicators, periods: PERIODS, asOf: AS_OF }));
  console.log(
    `  evaluate five indicators × three periods: ${spread(alone)}, ${((median(alone.warm) / people) * 1e9).toFixed(0)} ns a person`,
  );
  const ours = await timingOf(RUNS, () => library.countsOf(dataset));
  console.log(`  the same by target group × sex × region: ${spread(ours)}`);
  const counts = library.countsOf(dataset);

  const loaded = performance.now();
  const database = await Database.load(events);
  console.log(`  DuckDB, two threads, load: ${((performance.now() - loaded) / 1000).toFixed(3)} s`);
  const sql = await timingOf(RUNS, () => database.counts());
  console.log(`  DuckDB, two threads, query: ${spread(sql)}`);
  console.log(
    `  DuckDB's time ÷ ours: ${(median(sql.warm) / median(ours.warm)).toFixed(1)} warm, ${(sql.cold / ours.cold).toFixed(1)} cold`,
  );
  assertSame(counts, await database.counts(), "DuckDB");

  if (people > MOST_OBJECTS) return;
  const grouped = objects.peopleOf(events);
  assertSame(counts, objects.countsOf(grouped), "objects with date-fns");
  const started = performance.now();
  objects.countsOf(grouped);
  const plain = (performance.now() - started) / 1000;
  console.log(`  objects with date-fns: ${plain.toFixed(3)} s, ${(plain / median(ours.warm)).toFixed(0)} × ours`);
}

const sizes = process.argv.slice(2).map(Number);

(async () => {
  for (const people of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) await measure(people);
})();
