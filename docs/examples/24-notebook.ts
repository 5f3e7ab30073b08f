/** What a value says of itself in a REPL or a notebook: as text, as HTML, and in another language. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { catalogue, evaluate, explain, members, parseDataset, results, year } from "mio-indicators";
import { displayed } from "mio-indicators/report";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const [, , supportedSixMonths] = catalogue.vsePoluchitsya;
const indicators = [supportedSixMonths!];
const evaluation = evaluate(dataset, { indicators, periods: [year(2019), year(2020)], asOf: "2021-01-31" });

// Node asks every value that it prints how it looks; here it is a table in Russian.
const table = displayed(results(evaluation));
console.log(table);
assert.match(inspect(table), /25,0% \(45 из 180\)/);

// The same in English, for one figure, for an explanation, and for a value that was read from JSON.
console.log(displayed(table[0]!, { locale: "en" }));
const [waiting] = members(evaluation, { indicator: "1.3", period: year(2019), verdict: "pending" });
const explanation = explain(evaluation, { indicator: "1.3", period: year(2019), beneficiaryId: waiting! });
console.log(displayed(explanation, { locale: "en" }));
const read: typeof table = JSON.parse(JSON.stringify(table));
assert.equal(inspect(displayed(read)), inspect(table));

// Notebooks of Deno ask in their own way, and get HTML. The value itself is plain data all the while.
const ask = Symbol.for("Jupyter.display");
const looks = table as unknown as { readonly [ask]: () => Readonly<Record<string, string>> };
assert.match(looks[ask]()["text/html"]!, /^<table>/);
assert.deepEqual(table, read);
