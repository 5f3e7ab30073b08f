/** What people say of the support: response rate, answers, themes, and a scale with its reliability. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { defineInstrument, feedback, workplaceAdaptation } from "mio-indicators/tables";
import { formatShare, parseDataset, year } from "mio-indicators";

const rounded = (value: string | undefined | null) =>
  value == null ? "—" : Number(value).toFixed(2).replace(".", ",");
const read = (file: string) => readFileSync(`fixtures/vse-poluchitsya-2019-2020/${file}`, "utf8").trim();
const lines = read("events.ndjson").split("\n");
const events = lines.map((line): unknown => JSON.parse(line));
const span = { periods: [year(2019), year(2020)], asOf: "2021-01-31" };
const instrument = defineInstrument(JSON.parse(read("feedback-form.json")));
const { rows, notes } = feedback(parseDataset(events), { instrument, ...span });
for (const { period, response, items, themes } of rows[0]!.figures) {
  console.log(`\n${period.from.slice(0, 4)}: ответили ${formatShare(response.share, { locale: "ru" })}`);
  for (const { title, people, mean, distribution } of items) {
    const points = distribution.map((one) => `${one.score} — ${one.people}`).join(", ");
    console.log(`  ${title.ru} ${people} чел., в среднем ${rounded(mean)} (${points})`);
  }
  const named = themes.counts.map(({ title, people }) => `${title?.ru} ${people.byAny}`).join(", ");
  console.log(`  Темы, человек: ${named}; размечено дважды ответов: ${themes.codedTwice}`);
}
for (const { message } of notes) console.log(`* ${message.ru}`);

// Four people fill in the example on adaptation at the workplace.
const sheets = { "B-0003": "3424431141", "B-0005": "2232322323", "B-0007": "4414414441", "B-0011": "3313323432" };
const answers = Object.entries(sheets).flatMap(([beneficiaryId, scores]) =>
  [...scores].map((score, at) => ({
    ...{ id: `A-${beneficiaryId}-${at}`, type: "feedback-recorded", beneficiaryId, date: "2020-06-01" },
    ...{ instrument: "example-workplace-adaptation-v1", item: workplaceAdaptation.items[at]!.code, score: +score },
  })),
);
const filled = feedback(parseDataset([...events, ...answers]), { instrument: workplaceAdaptation, ...span });
for (const { title, mean, alpha } of filled.rows[0]!.figures[1]!.scales) {
  console.log(`${title.ru}: ${rounded(mean)}, α ${rounded(alpha?.value)}, ответили на всё ${alpha?.people} чел.`);
}
assert.deepEqual(rows[0]!.figures[0]!.response.share, { numerator: 14, denominator: 463 });
