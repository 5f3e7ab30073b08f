import { plain } from "../../core/definition/language";
import { roundingText } from "../privacy/round";
import type { ReadableReport } from "../report";
import { checkReport } from "../whole";
import { criteriaPictures } from "./criteria";
import { funnelPictures } from "./funnels";
import { periodsPictures } from "./periods";
import type { Picture } from "../../document/picture";
import { holdsSuppressed } from "./pictured";
import { resultsTreePictures } from "./results-tree";
import { retentionPictures } from "./retention";
import { strataPictures } from "./strata";

/**
 * The pictures that a report has figures for, as plain data: indicators over periods, then by stratum, funnels,
 * retention curves, criteria
 * before and after, and the results tree.
 *
 * A suppressed figure stays in its place and says that it is suppressed; a figure that there is none of says why. Parts
 * that a suppressed
 * report withholds whole, named in its `suppression.withheld`, have no pictures. An indicator with other readings is
 * never without them, nor one
 * that looks at change without who got worse. `toSvg`, `toVegaLite` and `pictureText` draw and tell a picture.
 *
 * @param report - from `buildReport`, suppressed or not; not changed
 * @returns frozen JSON; the same for the same report, `id` by `id`
 * @throws TypeError when the report is not one
 * @units shares from 0 to 1 as text of ten decimals; counts are people
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [picture] = pictures(buildReport(evaluation));
 * expect(picture?.id).toBe("periods-1.1");
 * expect(picture?.kind === "periods" && picture.groups[0]?.rows[0]?.share.label.en).toBe("100.0% (1 of 1)");
 * ```
 */
export function pictures(report: ReadableReport): readonly Picture[] {
  checkReport("make pictures", report);
  const all = MAKERS.flatMap((make) => make(report)).map((picture) => explained(picture, report));
  return plain<readonly Picture[]>(uniquelyNamed(all));
}

const MAKERS: readonly ((report: ReadableReport) => readonly Picture[])[] = [
  periodsPictures,
  strataPictures,
  funnelPictures,
  retentionPictures,
  criteriaPictures,
  resultsTreePictures,
];

/** With the rule of rounding, or with those of suppression where anything in the picture is suppressed. */
function explained<Drawn extends Picture>(picture: Drawn, { suppression }: ReadableReport): Drawn {
  if (suppression === undefined) return picture;
  if ("round" in suppression) {
    const note = roundingText(suppression.round);
    const isTold = picture.notes.some(({ en }) => en === note.en);
    return isTold ? picture : { ...picture, notes: [...picture.notes, note] };
  }
  if (!holdsSuppressed(picture)) return picture;
  const { threshold, leastDenominator: least } = suppression;
  const note = {
    ru: `Скрыты числа меньше ${threshold} и те, по которым их можно вычислить, а также доли, если людей меньше ${least}.`,
    en: `Suppressed: counts under ${threshold} and those from which they could be worked out, and percentages of fewer than ${least} people.`,
  };
  return { ...picture, notes: [...picture.notes, note] };
}

/** Codes may hold any characters, ids may not; a number tells apart those that then are the same. */
function uniquelyNamed(all: readonly Picture[]): readonly Picture[] {
  const seen = new Set<string>();
  return all.map((picture) => {
    const id = picture.id.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_");
    let own = id;
    for (let more = 2; seen.has(own); more++) own = `${id}_${more}`;
    seen.add(own);
    return { ...picture, id: own };
  });
}
