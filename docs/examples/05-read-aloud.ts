/** Definitions read aloud: what exactly is counted, in words, and the indicator's reference sheet. */
import assert from "node:assert/strict";
import { catalogue, dataNeeds, months, toSentence } from "mio-indicators";
import { lasts, not, placements } from "mio-indicators/define";
import { toReferenceSheet } from "mio-indicators/practice";

for (const { code, definition } of catalogue.vsePoluchitsya) {
  console.log(`${code}. ${toSentence(definition, { locale: "ru" })}\n`);
}

// Any part of a definition can be read by itself.
const atLeastAMonth = lasts(placements({ contract: "temporary" }), { atLeast: months(1) });
assert.equal(
  toSentence(atLeastAMonth, { locale: "ru" }),
  "У благополучателя есть отдельный период работы по временному договору продолжительностью 1 месяц и более.",
);
assert.equal(
  toSentence(not(atLeastAMonth), { locale: "en" }),
  "The beneficiary has no single spell of 1 month or more of work under a temporary contract.",
);

// The reference sheet says it whole; what nobody gave is printed as not set.
const [workExperience] = catalogue.vsePoluchitsya;
const sheet = toReferenceSheet(workExperience!, { locale: "ru", responsible: "Специалист по МиО", baseline: "38,9 %" });
assert.match(sheet, /\| Ответственный \| Специалист по МиО \|/);
assert.match(sheet, /\| Целевые значения \| не задано \|/);
console.log(sheet);

// The same analysis as a checklist of what has to be collected.
const settings = dataNeeds(catalogue.vsePoluchitsya)
  .events.flatMap(({ fields }) => fields)
  .find(({ field }) => field === "setting");
assert.deepEqual(settings, { field: "setting", readBy: ["1.2", "1.3", "1.4"], absence: "unknown" });
