/**
 * Unlucky data: what a size costs, and what twice the size costs, in one run. In proportion to the data the ratio is near 2; by pairs of rows it would be 4.
 *
 * `npm run bench:worst` or `npm run bench:worst -- 5000`: rows of one person, and of each kind, in the smaller run.
 */
import {
  type BeneficiaryEvent,
  catalogue,
  type Dataset,
  datasetIssues,
  days,
  defineIndicator,
  evaluate,
  explain,
  months,
  parseDataset,
  period,
  results,
  year,
} from "../src/core/index";
import { enrolment, happens, joined, lasts, placements } from "../src/define/index";
import { dateOf } from "../src/calendar";

const FIRST_DAY = 43_465;

/** A person with many spells: first day and length of each placement and each support. */
function crowded(rows: number, placed: Spread, supported: Spread, isLinked = false): readonly BeneficiaryEvent[] {
  const beneficiaryId = "B-1";
  const on = (day: number) => dateOf(FIRST_DAY + day);
  const events: BeneficiaryEvent[] = [
    { id: "r", type: "beneficiary-registered", beneficiaryId, date: on(0), targetGroups: [] },
    { id: "s", type: "service-delivered", beneficiaryId, date: on(0), service: "x" },
  ];
  for (let row = 0; row < rows; row++) {
    const [placementId, supportId] = [`P-${row}`, `S-${row}`];
    const [from, lasts] = placed(row);
    const [start, length] = supported(row);
    const kind = { setting: "open-market", contract: "temporary", hoursPerWeek: 40, employer: `e-${row}` } as const;
    events.push({ id: `ps-${row}`, type: "placement-started", beneficiaryId, date: on(from), placementId, ...kind });
    events.push({ id: `pe-${row}`, type: "placement-ended", beneficiaryId, date: on(from + lasts), placementId });
    const of = isLinked ? { placementId } : {};
    events.push({ id: `ss-${row}`, type: "support-started", beneficiaryId, date: on(start), supportId, ...of });
    events.push({ id: `se-${row}`, type: "support-ended", beneficiaryId, date: on(start + length), supportId });
  }
  return events;
}

type Spread = (row: number) => readonly [from: number, length: number];
const wholeYear: Spread = (row) => [row % 30, 300 + (row % 30)];
const staggered: Spread = (row) => [(row * 7) % 300, row % 50];
const oneByOne: Spread = (row) => [(row * 4) % 40_000, 1];
const everyOtherDay: Spread = (row) => [(row * 2) % 360, 0];

/** People who differ by little: each id in two alphabets, and everybody of one birth date. */
function alike(people: number): readonly BeneficiaryEvent[] {
  return Array.from({ length: people }, (_, number): BeneficiaryEvent => {
    const beneficiaryId = `${number % 2 === 0 ? "B" : "В"}-${number >> 1}`;
    const attributes = { number: String(number) };
    const of = { beneficiaryId, date: "2019-01-01", targetGroups: [], birthDate: "2000-01-01", attributes };
    return { id: `r-${number}`, type: "beneficiary-registered", ...of };
  });
}

const five = (dataset: Dataset) =>
  results(evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2019-12-31" }));

const stay = defineIndicator({
  code: "stay",
  title: {
    ru: "Доля работавших у одного работодателя 6 месяцев",
    en: "Share who worked for one employer for 6 months",
  },
  denominator: happens(enrolment()),
  numerator: lasts(joined(placements(), { within: "employer", gap: days(1) }), { atLeast: months(6) }),
});

function kept(dataset: Dataset): unknown {
  const century = period("2019-01-01", "2150-12-31");
  const evaluation = evaluate(dataset, { indicators: [stay], periods: [century], asOf: century.to });
  return explain(evaluation, { indicator: stay.definition.code, period: century, beneficiaryId: "B-1" });
}

const cases: readonly (readonly [
  name: string,
  (rows: number) => readonly BeneficiaryEvent[],
  (dataset: Dataset) => unknown,
])[] = [
  [
    "placements and unlinked support over one year, the five indicators",
    (rows) => crowded(rows, wholeYear, wholeYear),
    five,
  ],
  ["… staggered", (rows) => crowded(rows, staggered, staggered), five],
  ["… support on every other day", (rows) => crowded(rows, wholeYear, everyOtherDay), five],
  ["… each support of its own placement", (rows) => crowded(rows, staggered, staggered, true), five],
  [
    "… one after another, joined within each employer, and explained",
    (rows) => crowded(rows, oneByOne, oneByOne),
    kept,
  ],
  ["full-time placements that overlap, warnings", (rows) => crowded(rows, wholeYear, wholeYear), datasetIssues],
  ["… staggered", (rows) => crowded(rows, staggered, staggered), datasetIssues],
  ["people whose ids look alike, warnings", alike, datasetIssues],
];

function milliseconds(events: readonly BeneficiaryEvent[], work: (dataset: Dataset) => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const dataset = parseDataset(events);
    const start = performance.now();
    work(dataset);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[1]!;
}

const rows = Number(process.argv[2] ?? 5000);
for (const [name, eventsOf, work] of cases) {
  milliseconds(eventsOf(rows >> 3), work);
  const [once, twice] = [milliseconds(eventsOf(rows), work), milliseconds(eventsOf(rows * 2), work)];
  console.log(
    `${name}: ${rows} rows ${once.toFixed(0)} ms, ${rows * 2} rows ${twice.toFixed(0)} ms, ratio ${(twice / once).toFixed(1)}`,
  );
}
