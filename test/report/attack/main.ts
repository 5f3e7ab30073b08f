import { parseArgs } from "node:util";
import { attack, type Recovered } from "./attack";
import { type Reading, readAll } from "./counts";
import { Crowd } from "./crowd";
import { type Layout, publishedReports } from "./layout";
import { besideLayouts, layouts } from "./layouts";
import type { Person } from "./people";
import { population } from "./populations";
import { attackPractice, practiceLayouts } from "./practice";

const { values } = parseArgs({
  options: {
    populations: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    protect: { type: "string", default: "exact" },
    layout: { type: "string", default: "" },
    doublings: { type: "string", default: "2" },
    practice: { type: "boolean", default: false },
  },
});
const protect = values.protect === "interval" ? "interval" : "exact";
const doublings = Number(values.doublings);
const kinds = ["exact", "narrow", "undecided", "leaks"] as const;
const total = { reports: 0, refused: 0, hidden: 0, exact: 0, narrow: 0, undecided: 0, leaks: 0, asked: 0 };

async function main(): Promise<void> {
  const began = process.cpuUsage();
  if (values.practice) await throughPractice();
  else await throughPopulations();
  console.log(JSON.stringify({ protect, ...total, seconds: secondsSince(began) }));
  const recovered = total.exact + total.narrow + total.leaks;
  if (recovered > 0) process.exitCode = 1;
}

async function throughPopulations(): Promise<void> {
  const chosen = [...layouts, ...besideLayouts].filter(({ name }) => name.includes(values.layout));
  const crowds = new Map<string, Crowd>();
  for (let at = 0; at < Number(values.populations); at++) {
    const seed = Number(values.seed) + at;
    const layout = chosen[at % chosen.length]!;
    const began = process.cpuUsage();
    const people = population(layout, seed);
    const reading = readingOf(layout, people);
    if (reading === undefined) {
      console.log(`  seed ${seed}, ${people.length} people, ${layout.name}: refused`);
      total.refused++;
      continue;
    }
    const suppressed = secondsSince(began);
    const crowd = crowds.get(layout.name) ?? new Crowd(layout, 1);
    crowds.set(layout.name, crowd);
    const found = await attack(crowd, reading, people, { protect, seed, doublings });
    tell(found, `seed ${seed}, ${people.length} people, ${layout.name}`, [suppressed, secondsSince(began)]);
  }
}

/** What is published, read; nothing when a report is refused beside another. */
function readingOf(layout: Layout, people: readonly Person[]): Reading | undefined {
  try {
    return readAll(publishedReports(layout, people, { protect }));
  } catch (error) {
    if (layout.isBeside === true && error instanceof RangeError) return undefined;
    throw error;
  }
}

async function throughPractice(): Promise<void> {
  for (const layout of practiceLayouts.filter(({ name }) => name.includes(values.layout))) {
    const began = process.cpuUsage();
    const found = await attackPractice(layout, { protect }, { protect, doublings });
    tell(found, layout.name, [secondsSince(began)]);
  }
}

function tell(found: Recovered, where: string, seconds: readonly number[]): void {
  for (const kind of kinds) {
    for (const name of found[kind]) console.log(`${kind}: ${name} (${where})`);
    total[kind] += found[kind].length;
  }
  const { kinds: people, rows, asked } = found.cost;
  const recovered = `${found.exact.length} exact, ${found.narrow.length} narrow of ${found.hidden}`;
  console.log(
    `  ${where}: ${recovered}; ${people} kinds of people, ${rows} sums, ${asked} solved, ${seconds.join(" + ")} s`,
  );
  total.reports++;
  total.hidden += found.hidden;
  total.asked += asked;
}

/** Processor time. */
function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return Math.round((user + system) / 1e5) / 10;
}

void main();
