import type { DotGroup } from "../picture";
import type { Locale } from "../../share";
import { fontOf, HEADING, LABEL, type PlacedRow, placedRows, ROLE_COLOURS } from "./dot-plot";
import { lineText } from "../../core/aloud/line";
import { ABSENT } from "./picture-words";
import {
  absentLayers,
  layerOf,
  linesAround,
  pixels,
  shareAxis,
  textLayer,
  VEGA_WIDTH,
  type VegaPlot,
} from "./vega-marks";

const SHAPES: Readonly<Record<PlacedRow["role"], string>> = {
  figure: "circle",
  total: "diamond",
  reading: "circle",
  harm: "triangle-down",
};
const GAP = 14;

/** Shares as points with their intervals, in the places that `toSvg` gives them. */
export function dotLayers(groups: readonly DotGroup[], locale: Locale): VegaPlot {
  const { rows, headings, height, labelWidth, figureWidth } = placedRows(groups, locale);
  const width = VEGA_WIDTH - labelWidth - figureWidth - 2 * GAP;
  const left = -labelWidth - GAP;
  const x = { field: "value", type: "quantitative", scale: { domain: [0, 1] }, axis: shareAxis("bottom") };
  const ofRole = (role: PlacedRow["role"]) =>
    rows.flatMap((row) => (row.role === role && row.share.value !== null ? [valuesOf(row, locale)] : []));
  const roles = ["figure", "total", "reading", "harm"] as const;
  const absent = rows.filter(({ share }) => share.value === null);
  const isBold = (row: PlacedRow) => fontOf(row).isBold === true;
  const labels = (some: readonly PlacedRow[]) => some.flatMap(({ lines, y }) => linesAround(lines, left, y, LABEL));
  const figures = (some: readonly PlacedRow[]) =>
    some.map(({ share, y }) => ({ x: width + GAP, y, text: lineText(share.label[locale]) }));
  return {
    width,
    height,
    layer: [
      ...roles.flatMap((role) => [
        ...layerOf(
          { type: "rule", strokeWidth: 2, color: ROLE_COLOURS[role] },
          { x: { ...x, field: "low" }, x2: { field: "high" }, y: pixels("y") },
          ofRole(role).filter(({ low }) => low !== null),
        ),
        ...layerOf(
          {
            ...{ type: "point", filled: true, opacity: 1, size: role === "reading" ? 55 : 90, shape: SHAPES[role] },
            ...{ color: role === "reading" ? "#ffffff" : ROLE_COLOURS[role], stroke: ROLE_COLOURS[role] },
          },
          { x, y: pixels("y"), tooltip: { field: "text", type: "nominal" } },
          ofRole(role),
        ),
      ]),
      ...absentLayers(
        absent.map(({ share, y }) => ({ y, says: ABSENT[locale][share.reason?.code ?? "suppressed"] })),
        { from: 2, to: width },
      ),
      ...textLayer(
        HEADING,
        "left",
        headings.flatMap(({ lines, y }) => linesAround(lines, left, y, HEADING)),
      ),
      ...textLayer(LABEL, "left", labels(rows.filter((row) => !isBold(row)))),
      ...textLayer({ ...LABEL, isBold: true }, "left", labels(rows.filter(isBold))),
      ...textLayer(LABEL, "left", figures(rows.filter((row) => !isBold(row)))),
      ...textLayer({ ...LABEL, isBold: true }, "left", figures(rows.filter(isBold))),
    ],
  };
}

function valuesOf({ label, share, y }: PlacedRow, locale: Locale) {
  const { value, interval } = share;
  return {
    name: lineText(label[locale]),
    text: lineText(share.label[locale]),
    value: Number(value),
    low: interval === null ? null : Number(interval.low),
    high: interval === null ? null : Number(interval.high),
    y,
  };
}
