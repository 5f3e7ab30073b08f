import type { ResultsTreePicture } from "../picture";
import type { ResultStatus } from "../../core/results-tree/progress";
import type { Locale } from "../../share";
import { lineText } from "../../core/aloud/line";
import { type Font, wrappedText } from "./text-width";
import { periodLine, statusWords } from "../../core/aloud/tree-figures";
import { LEVEL_FONT, TREE_LINE, TREE_MARGIN, TREE_STRIPES, treeGeometry } from "./tree-geometry";
import type { Placed, Route } from "./tree-layout";
import { layerOf, linesAround, pixels, textLayer, type VegaPlot } from "./vega-marks";

const CANNOT = "specify the picture";
const LEGEND: Font = { size: 12 };

/** Signs of the statuses: a colour and a shape of its own each, those of `toSvg` without their inner strokes. */
const SIGNS: Readonly<Record<ResultStatus, object>> = {
  reached: { shape: "circle", color: "#00664b", stroke: "#00664b" },
  "on-track": { shape: "triangle-up", color: "#56b4e9", stroke: "#1f4e79" },
  "off-track": { shape: "diamond", color: "#e69f00", stroke: "#5c3d00" },
  "no-data": { shape: "circle", color: "#ffffff", stroke: "#555555", strokeDash: [2, 2] },
};
const STATUSES = Object.keys(SIGNS) as ResultStatus[];

/** Boxes, arrows and texts of a results tree in the places that `toSvg` gives them. */
export function treeLayers({ tree, evaluated }: ResultsTreePicture, locale: Locale): VegaPlot {
  const drawn = treeGeometry(tree, { locale, evaluated }, CANNOT);
  const { levels, edges, boxes, layout, figures, levelWidth, left, width, indexOf } = drawn;
  const corners = ({ x, y, width: w, height: h }: Placed) => ({ x: left + x, x2: left + x + w, y, y2: y + h });
  const rect = { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } };
  const placed = layout.boxes.map(corners);
  const ways = layout.routes.map((route, edge) => route ?? loopOf(layout.boxes[indexOf.get(edges[edge]!.source)!]!));
  const points = ways.flatMap(({ uprights }, edge) =>
    uprights.flatMap(({ x, from, to }, at) => [
      { edge: edge + 1, order: at * 2, x: left + x, y: from },
      { edge: edge + 1, order: at * 2 + 1, x: left + x, y: to },
    ]),
  );
  const texts = boxes.flatMap((box, at) =>
    box.lines.map((line) => ({ ...line, x: left + layout.boxes[at]!.x + line.x, y: layout.boxes[at]!.y + line.y - 4 })),
  );
  const legend = legendOf(
    figures === undefined ? undefined : periodLine(figures, locale),
    width,
    layout.height,
    locale,
  );
  const signs = [...texts.flatMap(({ sign, x, y }) => (sign ? [{ sign, x: x - 12, y }] : [])), ...legend.signs];
  const fonts = [...new Map(texts.map(({ font }) => [font.size, font])).values()];
  return {
    width,
    height: layout.height + legend.height,
    layer: [
      ...TREE_STRIPES.flatMap((color, parity) =>
        layerOf(
          { type: "rect", color },
          rect,
          layout.bands.flatMap(({ y, height }, at) =>
            at % 2 === parity ? [{ x: 0, x2: width, y, y2: y + height }] : [],
          ),
        ),
      ),
      ...layerOf(
        { type: "line", color: TREE_LINE, strokeWidth: 1.4 },
        {
          ...{ x: pixels("x"), y: pixels("y"), detail: { field: "edge", type: "nominal" } },
          order: { field: "order", type: "quantitative" },
        },
        points,
      ),
      ...layerOf(
        { type: "rect", color: "#ffffff", stroke: "#333333", strokeWidth: 1.2, cornerRadius: 6 },
        rect,
        placed,
      ),
      ...arrowLayers(ways, left),
      ...STATUSES.flatMap((status) =>
        layerOf(
          { type: "point", filled: true, opacity: 1, size: 120, strokeWidth: 1.3, ...SIGNS[status] },
          { x: pixels("x"), y: pixels("y") },
          signs.filter(({ sign }) => sign === status).map(({ x, y }) => ({ status, x, y })),
        ),
      ),
      ...fonts.flatMap((font) =>
        textLayer(
          font,
          "left",
          texts.filter((text) => text.font.size === font.size).map(({ text, x, y }) => ({ x, y, text })),
        ),
      ),
      ...textLayer(
        LEVEL_FONT,
        "left",
        layout.bands.flatMap(({ y, height }, at) => {
          const lines = wrappedText(lineText(levels[at]!.level.title[locale]), levelWidth, LEVEL_FONT);
          return linesAround(lines, TREE_MARGIN / 2, y + height / 2, LEVEL_FONT);
        }),
      ),
      ...textLayer(LEGEND, "left", legend.texts),
    ],
  };
}

/** A way out of the right edge of a box and back into it. */
function loopOf({ x, y, width, height }: Placed): Route {
  const [right, middle] = [x + width, y + height / 2];
  return {
    uprights: [
      { x: right, from: middle - 8, to: middle - 8 },
      { x: right + 14, from: middle - 8, to: middle + 8 },
      { x: right + 2, from: middle + 8, to: middle + 8 },
    ],
    isDownward: false,
  };
}

function arrowLayers(ways: readonly Route[], left: number): readonly object[] {
  const heads = ways.map(({ uprights, isDownward }) => {
    const { x, from, to } = uprights.at(isDownward ? 0 : -1)!;
    return { isDownward, x: left + x, y: isDownward ? from - 3 : to + 3 };
  });
  return [false, true].flatMap((down) =>
    layerOf(
      {
        type: "point",
        filled: true,
        opacity: 1,
        size: 40,
        color: TREE_LINE,
        shape: down ? "triangle-down" : "triangle-up",
      },
      { x: pixels("x"), y: pixels("y") },
      heads.filter(({ isDownward }) => isDownward === down).map(({ x, y }) => ({ x, y })),
    ),
  );
}

/** Of which period the values are, and what each sign means, a line each. */
function legendOf(period: string | undefined, width: number, top: number, locale: Locale) {
  if (period === undefined) return { signs: [], texts: [], height: 0 };
  const said = wrappedText(period, width - 2 * TREE_MARGIN, LEGEND);
  const first = top + 16;
  const under = first + said.length * 18;
  const rows = STATUSES.map((sign, at) => ({ sign, x: TREE_MARGIN / 2 + 8, y: under + at * 18 }));
  return {
    signs: rows,
    texts: [
      ...said.map((text, at) => ({ x: TREE_MARGIN / 2, y: first + at * 18, text })),
      ...rows.map(({ sign, x, y }) => ({ x: x + 14, y, text: statusWords[locale][sign] })),
    ],
    height: under + STATUSES.length * 18 - top,
  };
}
