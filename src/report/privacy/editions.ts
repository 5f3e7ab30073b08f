import { type CalendarDate, isSamePeriod, type Period } from "../../calendar";
import { canonicalJson } from "../../core/definition/fingerprint";
import type { IndicatorDefinition } from "../../core/definition/language";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Harm } from "../../tables/change/harm";
import type { Reconciliation } from "../../tables/strata/reconcile";

/** What of a report tells its readers which people could stand behind it. */
export interface Readable {
  readonly manifest: { readonly people: number; readonly asOf: CalendarDate; readonly periods: readonly Period[] };
  readonly definitions: readonly { readonly definition: IndicatorDefinition }[];
  readonly harm: readonly Harm[];
  readonly disaggregations: readonly Disaggregation[];
  readonly funnels: readonly Funnel[];
  readonly reconciliations: readonly Reconciliation[];
}

/** Reports of one day by the same definitions: a count of one is the same in another. */
export interface Edition {
  /** What its features begin with; nothing for that of the report at hand. */
  readonly prefix: string;
  readonly asOf: CalendarDate;
  readonly definitions: readonly IndicatorDefinition[];
  readonly periods: readonly Period[];
  /** Whether it knows everybody, or only those who were registered by its day. */
  readonly isOfEverybody: boolean;
  readonly reports: readonly Readable[];
}

/** Reports of the same people, the one at hand first, by edition. */
export function editionsOf(reports: readonly Readable[]): readonly Edition[] {
  const groups: Readable[][] = [];
  for (const report of reports) {
    const group = groups.find((one) => isOneEdition([...one, report]));
    if (group === undefined) groups.push([report]);
    else group.push(report);
  }
  const { people } = reports[0]!.manifest;
  return groups.map((group, place) => {
    const { asOf, people: known } = group[0]!.manifest;
    const periods = group.flatMap((one) => one.manifest.periods);
    const definitions = group.flatMap((one) => one.definitions.map(({ definition }) => definition));
    return {
      prefix: place === 0 ? "" : `as of ${asOf} (${place}): `,
      asOf,
      definitions: [...new Map(definitions.map((one) => [one.code, one])).values()],
      periods: periods.filter((period, at) => periods.findIndex((one) => isSamePeriod(one, period)) === at),
      isOfEverybody: known === people,
      reports: group,
    };
  });
}

function isOneEdition(reports: readonly Readable[]): boolean {
  const wordings = new Map<string, string>();
  return reports.every(({ manifest, definitions }) => {
    if (manifest.asOf !== reports[0]!.manifest.asOf) return false;
    return definitions.every(({ definition }) => {
      const wording = canonicalJson(definition);
      const known = wordings.get(definition.code) ?? wording;
      wordings.set(definition.code, known);
      return known === wording;
    });
  });
}
