/** How long it takes to refuse, or to walk, what is made to be slow: a line each. */
import { defineIndicator, defineResultsTree, evaluate, parseDataset, socialChangeShare } from "../src/core/index";
import { defineInstrument } from "../src/tables/index";
import { defineTableMapping, eventsFromRows } from "../src/input/index";
import { enrolment, every, happens, placements } from "../src/define/index";

const title = { ru: "Показатель", en: "Indicator" };
const definition = { code: "own", title, denominator: happens(enrolment()), numerator: happens(placements()) };
const circle: Record<string, unknown> = {};
circle.x = circle;
circle.y = circle;
let twice: unknown = {};
for (let level = 0; level < 59; level++) twice = { x: twice, y: twice };

const codes = (count: number) => Array.from({ length: count }, (_, at) => `result-${at}`);
const nodes = (count: number) => codes(count).map((code) => ({ code, level: "activity", title }));
const badEdges = (count: number) => ({
  ...{ code: "tree", title, nodes: nodes(count) },
  edges: codes(count).map((code) => ({ from: code, to: `${code}x` })),
});
const columns = (count: number) => Array.from({ length: count }, (_, at) => `column ${at}`);
const grown = () => {
  let condition = definition.numerator;
  for (let level = 0; level < 60; level++) condition = every(condition, condition);
};
const day = { from: "2019-01-01", to: "2019-01-01" };
const inPeriods = (count: number) => () =>
  evaluate(parseDataset([]), {
    indicators: [socialChangeShare],
    periods: Array.from({ length: count }, () => day),
    asOf: "2019-12-31",
  });

const calls: readonly (readonly [what: string, call: () => unknown])[] = [
  ["a definition that holds itself", () => defineIndicator({ ...definition, extra: circle } as never)],
  ["a definition of 2⁵⁹ parts", () => defineIndicator({ ...definition, extra: twice } as never)],
  ["60 times every(c, c)", grown],
  ["a results tree of 2⁵⁹ parts", () => defineResultsTree({ ...badEdges(1), source: twice } as never)],
  ["a mapping of 2⁵⁹ parts", () => defineTableMapping({ tables: [twice] } as never)],
  ["an instrument of 2⁵⁹ parts", () => defineInstrument({ code: "form", title, items: [twice] } as never)],
  ["2,000 edges to nowhere", () => defineResultsTree(badEdges(2000))],
  ["8,000 edges to nowhere", () => defineResultsTree(badEdges(8000))],
  [
    "10,000 columns nobody knows",
    () => eventsFromRows([{ name: "services", columns: ["date", ...columns(10_000)], rows: [] }]),
  ],
  [
    "40,000 columns nobody knows",
    () => eventsFromRows([{ name: "services", columns: ["date", ...columns(40_000)], rows: [] }]),
  ],
  ["2,500 periods with seven readings", inPeriods(2500)],
  ["25,000 periods with seven readings", inPeriods(25_000)],
];

for (const [what, call] of calls) {
  const [start, memory] = [process.hrtime.bigint(), process.memoryUsage().heapUsed];
  let outcome = "done";
  try {
    call();
  } catch (error) {
    outcome = `refused: ${(error as Error).message.split("\n")[0]!.slice(0, 90)}`;
  }
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  const more = Math.max(0, process.memoryUsage().heapUsed - memory) / 2 ** 20;
  console.log(`${what.padEnd(38)} ${took.toFixed(0).padStart(6)} ms ${more.toFixed(0).padStart(5)} MB  ${outcome}`);
}
