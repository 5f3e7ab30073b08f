import { FONTS } from "./drawing";
import { GREY, PICTURE_MARGIN, PICTURE_WIDTH } from "./picture-frame";
import { type Font, textWidth } from "./text-width";

/** Width of the drawing with all that stands beside it. */
export const VEGA_WIDTH = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
export const VEGA_FONT = FONTS;

const LEADING = 1.25;

/** What is drawn, without its title. */
export interface VegaPlot {
  readonly width: number;
  readonly height: number;
  readonly layer: readonly object[];
}

/** A layer of marks with the data they are drawn from; none when there are no data. */
export function layerOf(mark: object, encoding: object, values: readonly object[]): readonly object[] {
  return values.length === 0 ? [] : [{ data: { values }, mark, encoding }];
}

/** A layer of texts at their places in pixels, a line each. */
export function textLayer(
  { size, isBold = false }: Font,
  align: "left" | "center" | "right",
  values: readonly { readonly x: number; readonly y: number; readonly text: string }[],
  color = "#1a1a1a",
): readonly object[] {
  const mark = {
    ...{ type: "text", align, baseline: "middle", fontSize: size, color },
    ...(isBold && { fontWeight: "bold" }),
  };
  return layerOf(mark, { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } }, values);
}

/** Lines of text one under another, the first about a place: a text each, for Vega sets several lines of one text from the first. */
export function linesAt(lines: readonly string[], x: number, y: number, { size }: Font) {
  return lines.map((text, at) => ({ x, y: Math.round(y + at * size * LEADING), text }));
}

/** Lines of text around their middle. */
export function linesAround(lines: readonly string[], x: number, middle: number, font: Font) {
  return linesAt(lines, x, middle - ((lines.length - 1) * font.size * LEADING) / 2, font);
}

/** In the place of marks: dashed lines with a word upon each. */
export function absentLayers(
  values: readonly { readonly y: number; readonly says: string }[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly object[] {
  const font = { size: 11 };
  const pieces = values.flatMap(({ y, says }) => {
    const room = textWidth(says, font) / 2 + 6;
    const middle = (from + to) / 2;
    return [
      { y, x: from, x2: Math.round(middle - room) },
      { y, x: Math.round(middle + room), x2: to },
    ];
  });
  return [
    ...layerOf(
      { type: "rule", color: GREY.line, strokeDash: [2, 4] },
      { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
      pieces,
    ),
    ...textLayer(
      font,
      "center",
      values.map(({ y, says }) => ({ x: Math.round((from + to) / 2), y, text: says })),
      GREY.text,
    ),
  ];
}

/** A place in pixels, as it is. */
export function pixels(field: "x" | "y" | "x2" | "y2"): object {
  return { field, type: "quantitative", scale: null, axis: null };
}

/** An axis of shares from 0 to 100 %. */
export function shareAxis(orient: "bottom" | "left"): object {
  return {
    ...{ orient, values: [0, 0.25, 0.5, 0.75, 1], format: ".0%", title: null, domain: false, ticks: false },
    ...{ labelFontSize: 11, labelColor: GREY.text, gridColor: GREY.grid, labelPadding: 6, labelFlush: false },
  };
}
