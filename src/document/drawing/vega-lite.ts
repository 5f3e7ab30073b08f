import { sentence } from "../../issue";
import { checkReturned } from "../../options";
import type { Picture } from "../picture";
import { PICTURE } from "../../core/shapes";
import { type Locale, localeOf } from "../../share";
import { lineText } from "../../core/aloud/line";
import { describedPicture } from "./picture-text";
import { wrappedText } from "./text-width";
import { criteriaLayers } from "./vega-criteria";
import { dotLayers } from "./vega-dots";
import { funnelLayers } from "./vega-funnel";
import { VEGA_FONT, VEGA_WIDTH, type VegaPlot } from "./vega-marks";
import { retentionLayers } from "./vega-retention";
import { treeLayers } from "./vega-tree";

/** A Vega-Lite specification: plain JSON with its data inside. */
export interface VegaLiteSpec {
  readonly $schema: string;
  /** The whole picture in words. */
  readonly description: string;
  readonly title: Readonly<Record<"text" | "subtitle", readonly string[]>> & Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

const CANNOT = "specify the picture";
const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
const TITLE = { size: 15, isBold: true };
const SUBTITLE = { size: 12 };

/**
 * A picture of a report as a Vega-Lite specification (version 6), for whoever embeds it or wants to change its looks.
 *
 * Data are in it; titles, codes and labels are data or plain text and never expressions. Colours, shapes and words are those of `toSvg`.
 *
 * @param picture - one of `pictures`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns plain JSON made anew by each call and not frozen, for Vega writes into the data it draws
 * @throws TypeError when it is not a picture, there are no options, or one is not known or of another kind; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [picture] = pictures(buildReport(evaluation));
 * const spec = toVegaLite(picture!, { locale: "en" });
 * expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v6.json");
 * expect(JSON.stringify(spec)).toContain("100.0% (1 of 1)");
 * ```
 */
export function toVegaLite(picture: Picture, options: { readonly locale: Locale }): VegaLiteSpec {
  checkReturned(CANNOT, picture, PICTURE, "picture", "pictures");
  const locale = localeOf(options, CANNOT);
  const plot = plotOf(picture, locale);
  const lines = (text: string, font: { size: number; isBold?: boolean }) =>
    wrappedText(lineText(text), VEGA_WIDTH, font);
  return {
    $schema: SCHEMA,
    description: describedPicture(picture, locale),
    title: {
      text: lines(picture.title[locale], TITLE),
      subtitle: [picture.subtitle, ...picture.notes].flatMap((text) => lines(text[locale], SUBTITLE)),
      anchor: "start",
      frame: "bounds",
      fontSize: TITLE.size,
      subtitleFontSize: SUBTITLE.size,
      subtitleColor: "#4a4a4a",
      offset: 14,
    },
    background: "#ffffff",
    padding: 16,
    config: { font: VEGA_FONT, view: { stroke: null } },
    ...plot,
  };
}

function plotOf(picture: Picture, locale: Locale): VegaPlot {
  switch (picture?.kind) {
    case "periods":
    case "strata":
      return dotLayers(picture.groups, locale);
    case "funnel":
      return funnelLayers(picture, locale);
    case "retention":
      return retentionLayers(picture, locale);
    case "criteria":
      return criteriaLayers(picture, locale);
    case "results-tree":
      return treeLayers(picture, locale);
    default:
      throw new TypeError(
        sentence({
          cannot: CANNOT,
          because: "picture must be one of pictures",
          received: (picture as Picture | undefined)?.kind,
        }),
      );
  }
}
