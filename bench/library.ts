import { storeOf } from "../src/dataset/dataset";
import type { Store } from "../src/dataset/store";
import { catalogue, type Dataset, evaluate } from "../src/index";
import { verdictsOf } from "../src/verdicts/evaluation";
import { verdictNames } from "../src/verdicts/verdict";
import { AS_OF, cellOf, type Counts, MISSING, PERIODS, stratumOf } from "./counts";

const COUNTED = verdictNames.indexOf("counted");
/** Verdicts of those who stand below the line of the published share. */
const BELOW_THE_LINE = (["counted", "pending", "unknown", "not-counted"] as const).map((verdict) =>
  verdictNames.indexOf(verdict),
);

/**
 * Evaluates the five indicators in the three periods with the library, and counts verdicts by target group, sex and region.
 *
 * The library has no disaggregation among its doors yet, so this loops over its columns of verdicts, as that will.
 */
export function countsOf(dataset: Dataset): Counts {
  const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: PERIODS, asOf: AS_OF });
  const { names, stratumOfPerson } = strataOf(storeOf(dataset));
  const counts: Counts = {};
  for (const { definition, period, verdicts } of verdictsOf(evaluation).judged) {
    const width = verdictNames.length;
    const tally = new Int32Array(names.length * width);
    for (let person = 0; person < verdicts.length; person++) {
      tally[stratumOfPerson[person]! * width + verdicts[person]!]!++;
    }
    names.forEach((name, stratum) => {
      const denominator = BELOW_THE_LINE.reduce((sum, verdict) => sum + tally[stratum * width + verdict]!, 0);
      if (denominator === 0) return;
      counts[cellOf(definition.code, period, name)] = [tally[stratum * width + COUNTED]!, denominator];
    });
  }
  return counts;
}

/** Number of each person's stratum: target group, sex and region, by their one registration. */
function strataOf({ people, registrations, log }: Store) {
  const pairs = log.attributes.view();
  const { offsets, attributeRanges } = registrations;
  const { texts } = log.codes;
  const attributes = ["targetGroup", "sex", "region"].map((name) => log.codes.find(name));
  const places = new Uint8Array(texts.length);
  attributes.forEach((code, index) => {
    places[code] = index + 1;
  });
  // Codes of each attribute in the order of their coming; 0 is a missing one.
  const values = attributes.map((): number[] => [-1]);
  const placeOfValue = attributes.map(() => new Int32Array(texts.length));
  const columns = attributes.map(() => new Uint8Array(people));
  for (let person = 0; person < people; person++) {
    const row = offsets[person]!;
    const past = attributeRanges[row * 2 + 1]!;
    for (let at = attributeRanges[row * 2]!; at < past; at += 2) {
      const attribute = places[pairs[at]!]! - 1;
      if (attribute < 0) continue;
      const value = pairs[at + 1]!;
      if (placeOfValue[attribute]![value] === 0) placeOfValue[attribute]![value] = values[attribute]!.push(value) - 1;
      columns[attribute]![person] = placeOfValue[attribute]![value]!;
    }
  }
  const [groups, sexes, regions] = values as [number[], number[], number[]];
  const [group, sex, region] = columns as [Uint8Array, Uint8Array, Uint8Array];
  const stratumOfPerson = new Uint16Array(people);
  for (let person = 0; person < people; person++) {
    stratumOfPerson[person] = (group[person]! * sexes.length + sex[person]!) * regions.length + region[person]!;
  }
  const text = (code: number) => (code < 0 ? MISSING : texts[code]!);
  const names = groups.flatMap((a) => sexes.flatMap((b) => regions.map((c) => stratumOf(text(a), text(b), text(c)))));
  return { names, stratumOfPerson };
}
