import { canonicalJson } from "../../core/definition/fingerprint";
import type { Issue } from "../../issue";
import { verdictNames } from "../../core/engine/verdict";
import { type Path, reading, tallyIssue } from "./issue";
import { figureKey, isEverybody, stratumKey } from "./keys";
import { isImpossible, PARTS, type Ranges, rangeOf, rangesOf, sumOf } from "./ranges";
import type { Tally, TallyCount, TallyCounts, TallyTable } from "./tally";

type Refuse = (code: string, path: Path, because: string, hint: string) => void;

const REMAKE = "make the tally again with toTally; counts must not be changed by hand";

/** Counts that cannot all be true, and counts under the threshold that are told, in a tally that lacks nothing. */
export function countFaults(tally: Tally, at: number): readonly Issue[] {
  const { threshold } = tally.suppression;
  const issues: Issue[] = [];
  const refuse: Refuse = (code, path, because, hint) => {
    issues.push(tallyIssue(code, reading(at, tally), [at, ...path], because, hint));
  };
  const look = (path: Path, count: TallyCount) => {
    lookAtCount(path, count, threshold, refuse);
  };
  const lookAt = (path: Path, counts: TallyCounts) => {
    for (const name of verdictNames) look([...path, "verdicts", name], counts.verdicts[name]);
    look([...path, "denominator"], counts.denominator);
    look([...path, "settled"], counts.settled);
  };
  const agree = (path: Path, ranges: Ranges): Ranges => {
    if (isImpossible(ranges)) refuse("counts-disagree", path, `${path.join(".")} must hold counts that add up`, REMAKE);
    return ranges;
  };
  const people = rangeOf(tally.manifest.people, threshold);
  look(["manifest", "people"], tally.manifest.people);
  const wholes = new Map<string, Ranges>();
  const results = new Map(tally.results.map((result) => [figureKey(result), result]));
  tally.results.forEach((result, place) => {
    const path = ["results", place];
    lookAt(path, result);
    const ranges = agree(path, rangesOf(result, threshold, people));
    wholes.set(figureKey(result), ranges);
    result.readings.forEach(({ numerator }, beside) => {
      const own = [...path, "readings", beside, "numerator"];
      look(own, numerator);
      if (rangeOf(numerator, threshold).least <= ranges.denominator.most) return;
      refuse("counts-disagree", own, `${own.join(".")} must be at most the denominator of its indicator`, REMAKE);
    });
  });
  tally.disaggregations.forEach((table, number) => {
    const told = table.rows.map(({ of, figures }, row) => {
      const ranges = figures.map((counts, place): readonly [string, Ranges] => {
        const path = ["disaggregations", number, "rows", row, "figures", place];
        const key = figureKey(counts);
        lookAt(path, counts);
        if (isEverybody(of) && textOf(counts) !== textOf(results.get(key)!)) {
          refuse(
            "counts-disagree",
            path,
            `${path.join(".")} must be the counts of results, as it is of everybody`,
            REMAKE,
          );
        }
        return [key, agree(path, rangesOf(counts, threshold, { least: 0, most: people.most }, wholes.get(key)))];
      });
      return new Map(ranges);
    });
    sumFaults(table, number, told, refuse);
    table.overlaps.forEach((overlap, place) => {
      look(["disaggregations", number, "overlaps", place, "people"], overlap.people);
    });
  });
  return issues;
}

function lookAtCount(path: Path, count: TallyCount, threshold: number, refuse: Refuse): void {
  const place = path.join(".");
  if (typeof count === "number" && count > 0 && count < threshold) {
    const because = `${place} must be suppressed under ${threshold}, received ${count}`;
    refuse("small-count", path, because, "ask the partner for a tally made with toTally, and delete this one");
  }
  if (typeof count !== "number" && count.reason === "small-cell" && count.below !== threshold) {
    const because = `${place}.below must be the threshold (${threshold}), received ${count.below}`;
    refuse("counts-disagree", [...path, "below"], because, REMAKE);
  }
}

function textOf({ verdicts, denominator, settled }: TallyCounts): string {
  return canonicalJson({ verdicts, denominator, settled });
}

/** Rows that add up to more than their total though nobody stands in two, or to less though all strata are there. */
function sumFaults(
  { dimensions, rows, strata, overlaps }: TallyTable,
  number: number,
  told: readonly ReadonlyMap<string, Ranges>[],
  refuse: Refuse,
): void {
  rows.forEach((total, row) => {
    total.of.forEach((open, place) => {
      if (open.kind !== "total") return;
      const parts = rows.flatMap(({ of }, at) => {
        const wider = of.map((value, index) => (index === place ? open : value));
        const isPart = of[place]!.kind !== "total" && stratumKey(wider) === stratumKey(total.of);
        return isPart ? [at] : [];
      });
      if (parts.length === 0) return;
      total.figures.forEach((figure, at) => {
        const key = figureKey(figure);
        const canOverlap = overlaps.some(
          ({ dimension, period }) =>
            dimension === dimensions[place] && figureKey({ code: figure.code, period }) === key,
        );
        const isWrong = PARTS.some((part) => {
          const whole = told[row]!.get(key)![part];
          const sum = sumOf(parts.map((one) => told[one]!.get(key)![part]));
          return (!canOverlap && sum.least > whole.most) || (strata === "all" && sum.most < whole.least);
        });
        if (!isWrong) return;
        const path = ["disaggregations", number, "rows", row, "figures", at];
        refuse("counts-disagree", path, `${path.join(".")} must be what its rows add up to`, REMAKE);
      });
    });
  });
}
