import { parseArgs } from "node:util";
import { attack } from "./attack";
import { readAll } from "./counts";
import { Crowd } from "./crowd";
import { publishedReports } from "./layout";
import { layouts } from "./layouts";
import { population } from "./populations";

const { values } = parseArgs({
  options: {
    populations: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    protect: { type: "string", default: "exact" },
    layout: { type: "string" },
    doublings: { type: "string", default: "2" },
  },
});

async function main(): Promise<void> {
  const protect = values.protect === "interval" ? "interval" : "exact";
  const chosen = layouts.filter(({ name }) => values.layout === undefined || name.includes(values.layout));
  const crowds = new Map<string, Crowd>();
  const total = { populations: 0, hidden: 0, exact: 0, narrow: 0, undecided: 0, leaks: 0, asked: 0 };
  const began = process.cpuUsage();
  for (let at = 0; at < Number(values.populations); at++) {
    const seed = Number(values.seed) + at;
    const layout = chosen[at % chosen.length]!;
    const crowd = crowds.get(layout.name) ?? new Crowd(layout, 1);
    crowds.set(layout.name, crowd);
    const people = population(layout, seed);
    const reading = readAll(publishedReports(layout, people, { protect }));
    const start = process.cpuUsage();
    const found = await attack(crowd, reading, people, { protect, seed, doublings: Number(values.doublings) });
    const { user, system } = process.cpuUsage(start);
    const where = `seed ${seed}, ${people.length} people, ${layout.name}`;
    for (const kind of ["exact", "narrow", "undecided", "leaks"] as const) {
      for (const name of found[kind]) console.log(`${kind}: ${name} (${where})`);
      total[kind] += found[kind].length;
    }
    console.log(
      `  ${where}: ${found.hidden} hidden, ${found.exact.length} exact, ${JSON.stringify(found.cost)}, ${Math.round((user + system) / 1000)} ms`,
    );
    total.populations++;
    total.hidden += found.hidden;
    total.asked += found.cost.asked;
  }
  const { user, system } = process.cpuUsage(began);
  console.log(JSON.stringify({ protect, ...total, seconds: Math.round((user + system) / 1e6) }));
}

void main();
