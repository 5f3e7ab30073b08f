import { checkReturned } from "../../options";
import type { Picture } from "../picture";
import { PICTURE } from "../../core/shapes";
import { type Locale, localeOf } from "../../share";
import { lineText } from "../../core/aloud/line";
import { describedPicture } from "./picture-text";
import { wrappedText } from "./text-width";
import { FONTS, GREY, INK } from "./picture-looks";
import { criteriaSpec, funnelSpec } from "./vega-bars";
import { dotSpec } from "./vega-dots";
import type { VegaPlot } from "./vega-parts";
import { retentionSpec } from "./vega-retention";
import { treeSpec } from "./vega-tree";

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
/** Of the lines of titles and notes, in pixels: the text of an A4 page. */
const TITLE_WIDTH = 640;
const TITLE = { size: 15, isBold: true };
/** How Vega writes numbers of axes in Russian. */
const RUSSIAN = { number: { decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", "\u00a0₽"] } };
const SUBTITLE = { size: 12 };

/**
 * A picture of a report as a Vega-Lite specification (version 6), for whoever embeds it or wants to change its looks.
 *
 * Data are in it, one row per figure with its number and its label, upon real scales: shares from 0 to 1, people, time
 * since
 * the start. Rows have their places in the picture as `order`, by which axes are sorted, and colours are scales with
 * names,
 * so either can be changed by itself. What is suppressed or empty is a row without a number. Titles, codes and labels
 * are
 * data or plain text and never expressions.
 *
 * @param picture - one of `pictures`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns plain JSON made anew by each call and not frozen, for Vega writes into the data it draws
 * @throws TypeError when it is not a picture, there are no options, or one is not known or of another kind; RangeError
 *   when `locale` is not one of the two
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
    wrappedText(lineText(text), TITLE_WIDTH, font);
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
    config: {
      font: FONTS,
      view: { stroke: null },
      ...(locale === "ru" && { locale: RUSSIAN }),
      axis: {
        labelLimit: 0,
        labelFontSize: 11,
        labelColor: GREY.text,
        titleColor: GREY.text,
        titleFontWeight: "normal",
      },
      axisY: { ticks: false, labelPadding: 8 },
      axisX: { domain: false, ticks: false, gridColor: GREY.grid },
      legend: { orient: "top", labelLimit: 0, labelFontSize: 11, labelColor: GREY.text },
      text: { color: INK },
    },
    ...plot,
  };
}

function plotOf(picture: Picture, locale: Locale): VegaPlot {
  switch (picture.kind) {
    case "periods":
    case "strata":
      return dotSpec(picture.groups, locale);
    case "funnel":
      return funnelSpec(picture, locale);
    case "retention":
      return retentionSpec(picture, locale);
    case "criteria":
      return criteriaSpec(picture, locale);
    case "results-tree":
      return treeSpec(picture, locale);
  }
}
