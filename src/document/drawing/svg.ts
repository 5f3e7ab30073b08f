import { sentence } from "../../issue";
import { checkReturned } from "../../options";
import type { Picture } from "../picture";
import type { ResultsTree } from "../../core/results-tree/tree";
import { PICTURE } from "../../core/shapes";
import { type Locale, localeOf } from "../../share";
import { divergingBars } from "./diverging-bars";
import { dotPlot } from "./dot-plot";
import { funnelBars } from "./funnel-bars";
import { framedSvg, type Plot } from "./picture-frame";
import { describedPicture } from "./picture-text";
import { retentionPlot } from "./retention-plot";
import { treeSvg } from "./tree-drawing";
import type { DrawingOptions } from "../../core/aloud/tree-figures";

const CANNOT = "draw the picture";

/**
 * A picture of a report, or a results tree, as an SVG document.
 *
 * The drawing stands by itself: no script, no style sheet, no font of its own, nothing fetched. Its description tells
 * every figure. Texts are
 * escaped and broken into lines that fit in any common font. Colours are told apart by people who see few, and by shape
 * or pattern in grey. A
 * picture is 680 pixels wide, which fits the text of an A4 page. A tree is drawn a row a level, the highest at the top,
 * every edge an arrow.
 *
 * @param picture - one of `pictures`, or a tree from `defineResultsTree`
 * @param options - `locale`: `"ru"` or `"en"`; for a tree also `evaluated`: the tree with its values, none by default;
 *   and `period`: whose values are shown, the last that has any by default
 * @returns an SVG document that ends with a line feed; the same bytes for the same picture
 * @throws TypeError when it is neither a picture nor a tree, there are no options, or one is not known or of another
 *   kind
 * @throws RangeError when `locale` is not one of the two, a node names a level that is not in the tree, an edge a node
 *   that is not, `evaluated` is of another tree, or there is no value of the period
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [picture] = pictures(buildReport(evaluation));
 * expect(toSvg(picture!, { locale: "ru" })).toContain("100,0% (1 из 1)");
 * expect(toSvg(vsePoluchitsyaTree, { locale: "ru" })).toContain("<title>Дерево результатов практики «Всё получится!»</title>");
 * ```
 */
export function toSvg(picture: Picture, options: { readonly locale: Locale }): string;
export function toSvg(tree: ResultsTree, options: DrawingOptions): string;
export function toSvg(drawn: Picture | ResultsTree, options: DrawingOptions): string {
  if (typeof drawn !== "object" || drawn === null || !("kind" in drawn)) return treeSvg(drawn as ResultsTree, options);
  checkReturned(CANNOT, drawn, PICTURE, "picture", "pictures");
  const locale = localeOf(options, CANNOT);
  if (drawn.kind === "results-tree") {
    return treeSvg(drawn.tree, { locale, evaluated: drawn.evaluated }, describedPicture(drawn, locale));
  }
  return framedSvg(drawn, plotOf(drawn, locale), locale);
}

function plotOf(picture: Exclude<Picture, { kind: "results-tree" }>, locale: Locale): Plot {
  switch (picture.kind) {
    case "periods":
    case "strata":
      return dotPlot(picture.groups, locale);
    case "funnel":
      return funnelBars(picture, locale);
    case "retention":
      return retentionPlot(picture, locale);
    case "criteria":
      return divergingBars(picture, locale);
    default:
      throw new TypeError(
        sentence({ cannot: CANNOT, because: "picture must be one of pictures", received: (picture as Picture).kind }),
      );
  }
}
