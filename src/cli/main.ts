import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { run } from "./run";

export const HELP = `Prints the published table of «Всё получится!» from a file of events, in Russian and in English.

  node dist/cli.js EVENTS.ndjson [options]

  --criteria FILE    criteria of social change, a JSON list
  --period SPAN      2019, 2019..2020 or 2019-01-01..2019-06-30; may be repeated
  --as-of DATE       the last day up to which the data are complete
  --indicator CODE   the indicator whose people are explained (1.3)
  --explain ID       explains this beneficiary only
  --before FILE      an earlier version of the events: lists whose verdicts changed, and explains them
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    criteria: { type: "string" },
    period: { type: "string", multiple: true, default: ["2019", "2020", "2019..2020"] },
    "as-of": { type: "string", default: "2021-01-31" },
    indicator: { type: "string", default: "1.3" },
    explain: { type: "string" },
    before: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const file = positionals[0];
if (values.help || file === undefined) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const outcome = run({
    events: readFileSync(file, "utf8"),
    criteria: values.criteria === undefined ? undefined : readFileSync(values.criteria, "utf8"),
    before: values.before === undefined ? undefined : readFileSync(values.before, "utf8"),
    periods: values.period,
    asOf: values["as-of"],
    indicator: values.indicator,
    explained: values.explain,
  });
  (outcome.ok ? process.stdout : process.stderr).write(`${outcome.text}\n`);
  process.exitCode = outcome.ok ? 0 : 1;
}
