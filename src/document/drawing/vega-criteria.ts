import type { CriteriaPicture } from "../picture";
import type { Locale } from "../../share";
import {
  COUNTS,
  CRITERION,
  headerTexts,
  MIDDLE,
  MOVEMENT_BAR,
  MOVEMENT_LOOKS,
  PART_LABEL,
  placedCriteria,
  WHOLE,
} from "./diverging-bars";
import { GREY } from "./picture-frame";
import { absentLayers, layerOf, linesAt, pixels, textLayer, VEGA_WIDTH, type VegaPlot } from "./vega-marks";

/** Bars of those who got worse, stayed and got better, about one line. */
export function criteriaLayers(picture: CriteriaPicture, locale: Locale): VegaPlot {
  const { rows, height } = placedCriteria(picture, locale);
  const reach = MIDDLE / WHOLE;
  const share = (x: number) => Math.round(((x - MIDDLE) / WHOLE) * 1e6) / 1e6;
  const parts = rows.flatMap(({ parts: ofRow, barY }, at) =>
    ofRow.map(({ movement, x, width, label, at: place }) => ({
      ...{ criterion: at + 1, movement, text: label, from: share(x), to: share(x + width), place },
      ...{ y: barY - MOVEMENT_BAR / 2, y2: barY + MOVEMENT_BAR / 2, middle: barY },
    })),
  );
  const x = { field: "from", type: "quantitative", scale: { domain: [-reach, reach], nice: false }, axis: null };
  const encoding = { x, x2: { field: "to" }, y: pixels("y"), y2: { field: "y2" } };
  const movements = ["worsened", "unchanged", "improved"] as const;
  const labels = parts.flatMap(({ place, text, middle }) => (place === null ? [] : [{ ...place, y: middle, text }]));
  const looks = [...new Set(labels.map(({ anchor, ink }) => `${anchor} ${ink}`))].sort();
  return {
    width: VEGA_WIDTH,
    height,
    layer: [
      ...movements.flatMap((name) =>
        layerOf(
          { type: "rect", color: MOVEMENT_LOOKS[name].colour, stroke: "#ffffff" },
          encoding,
          parts.filter(({ movement }) => movement === name).map(({ place: _place, middle: _middle, ...part }) => part),
        ),
      ),
      ...looks.flatMap((look) => {
        const some = labels.filter(({ anchor, ink }) => `${anchor} ${ink}` === look);
        const { anchor, ink } = some[0]!;
        const values = some.map(({ x: at, y, text }) => ({ x: at, y, text }));
        return textLayer(PART_LABEL, ALIGNS[anchor], values, ink);
      }),
      ...absentLayers(
        rows.flatMap(({ absent, barY }) => (absent === null ? [] : [{ y: barY, says: absent }])),
        { from: MIDDLE - WHOLE, to: MIDDLE + WHOLE },
      ),
      ...headerTexts(locale).flatMap(({ text, x: at, anchor }) =>
        textLayer(CRITERION, ALIGNS[anchor], [{ x: at, y: 8, text }]),
      ),
      ...textLayer(
        CRITERION,
        "left",
        rows.flatMap(({ title, y }) => linesAt(title, 0, y + 8, CRITERION)),
      ),
      ...textLayer(
        COUNTS,
        "left",
        rows.flatMap(({ counts, countsY }) => linesAt(counts, 0, countsY + 8, COUNTS)),
        GREY.text,
      ),
    ],
  };
}

const ALIGNS = { start: "left", middle: "center", end: "right" } as const;
