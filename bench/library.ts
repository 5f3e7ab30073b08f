import { storeOf } from "../src/core/dataset/dataset";
import { catalogue, type Dataset, evaluate } from "../src/core/index";
import { strataOf, verdictsByStratum } from "../src/tables/strata/strata";
import { verdictsOf } from "../src/core/verdicts/evaluation";
import { verdictNames } from "../src/core/engine/verdict";
import { AS_OF, cellOf, type Counts, MISSING, PERIODS, stratumOf } from "./counts";

const COUNTED = verdictNames.indexOf("counted");
/** Verdicts of those who stand below the line of the published share. */
const BELOW_THE_LINE = (["counted", "pending", "unknown", "not-counted"] as const).map((verdict) =>
  verdictNames.indexOf(verdict),
);

/** Evaluates the five indicators in the three periods with the library, and counts verdicts by target group, sex and region. */
export function countsOf(dataset: Dataset): Counts {
  const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: PERIODS, asOf: AS_OF });
  const { judged } = verdictsOf(evaluation);
  const moments = judged.map(({ days, horizon }) => ({ from: days.from, horizon }));
  const strata = strataOf(storeOf(dataset), { by: ["targetGroup", "sex", "region"] }, moments, "count");
  const names = strata.strata.map((stratum) => {
    const [group, sex, region] = stratum.map((value) => (value.kind === "value" ? value.code : MISSING));
    return stratumOf(group!, sex!, region!);
  });
  const width = verdictNames.length;
  const counts: Counts = {};
  judged.forEach(({ definition, period, verdicts }, index) => {
    const tally = verdictsByStratum(strata, strata.memberships[index]!, verdicts);
    names.forEach((name, stratum) => {
      const denominator = BELOW_THE_LINE.reduce((sum, verdict) => sum + tally[stratum * width + verdict]!, 0);
      if (denominator === 0) return;
      counts[cellOf(definition.code, period, name)] = [tally[stratum * width + COUNTED]!, denominator];
    });
  });
  return counts;
}
