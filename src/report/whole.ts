import { check, checkReturned, type Kind } from "../options";
import { REPORT } from "../core/shapes";
import type { Report } from "./report";

/** What must hold of some figures beside being figures, with the lists that must go together. */
type Rule = readonly [part: keyof Report, rule: string, holds: (report: Report) => boolean];

const RULES: readonly Rule[] = [
  [
    "results",
    "hold each of definitions once for each period of manifest",
    ({ definitions, results, manifest: { periods } }) => isComplete(results, definitions, periods.length),
  ],
  [
    "harm",
    "be of the same criteria and severities in every period",
    ({ harm }) =>
      isUniform(harm.flatMap(({ adverseEvents }) => adverseEvents.map(({ bySeverity }) => bySeverity.length))) &&
      isUniform(
        harm.map(({ worsening }) =>
          worsening.map(({ indicator, criteria }) => `${indicator} ${criteria.length}`).join(),
        ),
      ) &&
      harm.every(({ adverseEvents }) => adverseEvents.length > 0),
  ],
  [
    "disaggregations",
    "hold a stratum for each dimension and each of definitions for each period of manifest",
    ({ disaggregations, definitions, manifest: { periods } }) =>
      disaggregations.every(({ dimensions, rows }) =>
        rows.every(
          ({ of, figures }) => of.length === dimensions.length && isComplete(figures, definitions, periods.length),
        ),
      ),
  ],
  [
    "funnels",
    "name no other steps than their own",
    ({ funnels }) =>
      funnels.every(({ steps, nesting }) => {
        const names = new Set(steps.map(nameOf));
        return nesting.every(({ earlier, later }) => names.has(nameOf(earlier)) && names.has(nameOf(later)));
      }),
  ],
  [
    "reconciliations",
    "hold each indicator for each of their periods",
    ({ reconciliations }) =>
      reconciliations.every(({ periods, indicators }) =>
        indicators.every(
          ({ inPeriods, numerator: { inExactly } }) =>
            inPeriods.length === periods.length && inExactly.length === periods.length,
        ),
      ),
  ],
  [
    "socialChange",
    "count adverse events by the same severities in every row",
    ({ socialChange }) =>
      socialChange.every(
        ({ adverseEvents }) =>
          adverseEvents.length > 0 && isUniform(adverseEvents.map(({ bySeverity }) => bySeverity.length)),
      ),
  ],
  [
    "retention",
    "compare the strata that they hold, and tell the same ends at every point",
    ({ retention }) =>
      retention.every(
        ({ all, strata, comparison }) =>
          (comparison === null || comparison.groups.length <= strata.length) &&
          [all, ...strata].every(({ points }) => isUniform(points.flatMap(({ ends }) => ends?.length ?? []))),
      ),
  ],
  [
    "feedback",
    "tell of the agreement on themes that they count",
    ({ feedback }) =>
      feedback.every(({ rows }) =>
        rows.every(({ figures }) =>
          figures.every(({ themes: { counts, agreement } }) =>
            agreement.every(({ themes }) => themes.length <= counts.length),
          ),
        ),
      ),
  ],
];

/**
 * Refuses what is no report of `buildReport`, or one whose parts do not go together, as when somebody left out a result
 * in its file.
 *
 * @throws TypeError when a part is missing or of another kind; RangeError when parts do not go together
 */
export function checkReport(cannot: string, report: unknown): void {
  checkReturned(cannot, report, REPORT, "report", "buildReport");
  check(cannot, report, togetherIn, "report", "buildReport");
}

function togetherIn(report: unknown): Kind {
  const broken = RULES.find(([, , holds]) => !holds(report as Report));
  return broken === undefined ? "any" : { [broken[0]]: `!${broken[1]}`, "*": "any" };
}

/** Whether each definition has so many figures. */
function isComplete(
  figures: readonly { readonly code: string }[],
  definitions: readonly { readonly code: string }[],
  each: number,
): boolean {
  const counts = new Map<string, number>();
  for (const { code } of figures) counts.set(code, (counts.get(code) ?? 0) + 1);
  return definitions.every(({ code }) => counts.get(code) === each);
}

function isUniform(values: readonly unknown[]): boolean {
  return new Set(values).size < 2;
}

function nameOf({ indicator, part }: { readonly indicator: string; readonly part: string }): string {
  return JSON.stringify([indicator, part]);
}
