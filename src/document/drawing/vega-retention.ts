import type { RetentionPicture } from "../picture";
import type { Locale } from "../../share";
import { lineText } from "../../core/aloud/line";
import { GREY } from "./picture-frame";
import { PICTURE_WORDS } from "./picture-words";
import {
  AXIS_TITLE,
  BAND,
  CURVE_LABEL,
  CURVE_LOOKS,
  hasWhiskers,
  retentionLayout,
  TICK,
  whiskerShift,
} from "./retention-plot";
import { layerOf, linesAround, pixels, shareAxis, textLayer, type VegaPlot } from "./vega-marks";

/** Curves by steps with their limits, and under the axis how many are still observed. */
export function retentionLayers(picture: RetentionPicture, locale: Locale): VegaPlot {
  const layout = retentionLayout(picture, locale);
  const { left, width, bottom, keyX, keyEnd, endX, units, ticks, ends, names, xOf } = layout;
  const { curves, unit } = picture;
  const isOne = curves.length === 1;
  const x = {
    field: "after",
    type: "quantitative",
    scale: { domain: [0, units], nice: false },
    axis: {
      values: ticks,
      grid: false,
      title: null,
      labelFontSize: TICK.size,
      labelColor: GREY.text,
      format: "d",
      labelFlush: false,
    },
  };
  const y = { field: "retained", type: "quantitative", scale: { domain: [0, 1] }, axis: shareAxis("left") };
  const layers = curves.flatMap((curve, at) => {
    const { colour, dash, shape } = CURVE_LOOKS[at % CURVE_LOOKS.length]!;
    const values = curve.moments.flatMap(({ after, retained: { value, interval, label }, atRisk }) =>
      value === null
        ? []
        : [
            {
              curve: lineText(curve.label[locale]),
              after,
              retained: Number(value),
              low: interval === null ? null : Number(interval.low),
              high: interval === null ? null : Number(interval.high),
              atRisk: atRisk.value,
              text: lineText(label[locale]),
            },
          ],
    );
    const limited = values.filter(({ low }) => low !== null);
    const limits = { x, y: { ...y, field: "low" }, y2: { field: "high" } };
    const whiskers = limited.filter(({ after }) => hasWhiskers(after, units));
    return [
      ...(isOne ? layerOf({ type: "area", interpolate: "step-after", color: BAND, opacity: 1 }, limits, limited) : []),
      ...(isOne
        ? []
        : layerOf(
            { type: "rule", color: colour, strokeWidth: 0.9, xOffset: whiskerShift(at, curves.length) },
            limits,
            whiskers,
          )),
      ...layerOf(
        { type: "line", interpolate: "step-after", color: colour, strokeWidth: 1.8, strokeDash: dash },
        { x, y, order: { field: "after", type: "quantitative" } },
        values,
      ),
      ...layerOf(
        { type: "point", filled: true, opacity: 1, size: 40, shape, color: colour },
        { x, y, tooltip: { field: "text", type: "nominal" } },
        values,
      ),
    ];
  });
  const atRisk = names.flatMap(({ y: row }, at) =>
    curves[at]!.moments.filter(({ after }) => ticks.includes(after)).map(({ after, atRisk: count }) => ({
      x: xOf(after) - left,
      y: row,
      text: lineText(count.label[locale]),
    })),
  );
  const words = PICTURE_WORDS[locale];
  return {
    width,
    height: bottom,
    layer: [
      ...layers,
      ...(isOne
        ? []
        : ends.flatMap(({ y: row }, at) => {
            const { colour, dash, shape } = CURVE_LOOKS[at % CURVE_LOOKS.length]!;
            const [from, to] = [keyX - left, keyEnd - left];
            return [
              ...layerOf(
                { type: "rule", color: colour, strokeWidth: 1.8, strokeDash: dash },
                { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
                [{ x: from, x2: to, y: row }],
              ),
              ...layerOf(
                { type: "point", filled: true, opacity: 1, size: 40, shape, color: colour },
                { x: pixels("x"), y: pixels("y") },
                [{ x: (from + to) / 2, y: row }],
              ),
            ];
          })),
      ...textLayer(TICK, "right", [{ x: width, y: bottom + 32, text: words.after[unit] }], GREY.text),
      ...textLayer(AXIS_TITLE, "left", [{ x: -left, y: bottom + 40, text: words.atRisk }]),
      ...textLayer(
        TICK,
        "left",
        names.flatMap(({ lines, y: row }) => linesAround(lines, -left, row, TICK)),
      ),
      ...textLayer(TICK, "center", atRisk),
      ...textLayer(
        CURVE_LABEL,
        "left",
        ends.flatMap(({ lines, y: row }) => linesAround(lines, endX - left, row, CURVE_LABEL)),
      ),
    ],
  };
}
