import type { FunnelPicture } from "../picture";
import type { Locale } from "../../share";
import { BAR, COUNT, countX, FUNNEL_COLOUR, placedSteps, SHARE, STEP } from "./funnel-bars";
import { GREY } from "./picture-frame";
import { ABSENT } from "./picture-words";
import { absentLayers, layerOf, linesAt, pixels, textLayer, type VegaPlot } from "./vega-marks";

/** How each part of a bar looks: what may still come is white, with a dashed or a dotted edge. */
const LOOKS = {
  reached: { color: FUNNEL_COLOUR },
  pending: { color: "#ffffff", stroke: FUNNEL_COLOUR, strokeDash: [5, 2] },
  unknown: { color: "#ffffff", stroke: FUNNEL_COLOUR, strokeDash: [2, 2] },
} as const;

/** Steps one under another, each with its title, its shares and a bar. */
export function funnelLayers(picture: FunnelPicture, locale: Locale): VegaPlot {
  const { steps, longest, most, height } = placedSteps(picture, locale);
  const parts = steps.flatMap(({ parts: ofStep, barY }, at) =>
    ofStep.map(({ part, from, people }) => ({
      ...{ step: at + 1, part, from, to: from + people, people, y: barY - BAR / 2, y2: barY + BAR / 2 },
    })),
  );
  const x = { field: "from", type: "quantitative", scale: { domain: [0, most] }, axis: null };
  const encoding = { x, x2: { field: "to" }, y: pixels("y"), y2: { field: "y2" } };
  return {
    width: longest,
    height,
    layer: [
      ...(["reached", "pending", "unknown"] as const).flatMap((name) =>
        layerOf(
          { type: "rect", ...LOOKS[name] },
          encoding,
          parts.filter(({ part }) => part === name),
        ),
      ),
      ...absentLayers(
        steps
          .filter(({ isSuppressed }) => isSuppressed)
          .map(({ barY }) => ({ y: barY, says: ABSENT[locale].suppressed })),
        { from: 0, to: longest },
      ),
      ...textLayer(
        STEP,
        "left",
        steps.flatMap(({ title, y }) => linesAt(title, 0, y + 8, STEP)),
      ),
      ...textLayer(
        SHARE,
        "left",
        steps.flatMap(({ shares, sharesY }) => linesAt(shares, 0, sharesY + 8, SHARE)),
        GREY.text,
      ),
      ...textLayer(
        COUNT,
        "left",
        steps.map((step) => ({ x: countX(step, longest), y: step.barY, text: step.count })),
      ),
    ],
  };
}
