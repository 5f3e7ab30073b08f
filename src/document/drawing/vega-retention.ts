import type { RetentionPicture } from "../picture";
import type { Locale } from "../../share";
import { lineText } from "../../core/aloud/line";
import { BAND, CURVE_LOOKS, GREY } from "./picture-looks";
import { PICTURE_WORDS } from "./picture-words";
import {
  distinct,
  inLines,
  LABEL,
  looks,
  namedRows,
  RIGHT,
  rowStep,
  shareFields,
  shareScale,
  SOLID,
  texts,
  type VegaPlot,
} from "./vega-parts";

const WIDTH = 400;

/** Curves by steps with their limits, and under them how many are still observed and what is left at the end. */
export function retentionSpec({ curves, unit }: RetentionPicture, locale: Locale): VegaPlot {
  const words = PICTURE_WORDS[locale];
  const names = distinct(curves.map(({ label }) => label[locale]));
  const values = curves.flatMap(({ moments }, at) =>
    moments.map(({ after, retained, atRisk }) => ({
      ...{ order: at + 1, curve: names[at]!, after, ...shareFields(retained, locale) },
      ...{ atRisk: atRisk.value, atRiskLabel: lineText(atRisk.label[locale]) },
    })),
  );
  const last = Math.max(1, ...values.map(({ after }) => after));
  const every = everyOf(last, Math.max(...values.map(({ atRiskLabel }) => atRiskLabel.length)));
  const ticks = Array.from({ length: Math.floor(last / every) + 1 }, (_, at) => at * every);
  const x = { field: "after", type: "quantitative", scale: { domain: [0, last], nice: false } };
  const time = { ...x, title: words.after[unit], axis: { values: ticks, format: "d", grid: false, labelFlush: false } };
  const legend = { columns: 1, labelExpr: inLines("datum.label", 80), symbolSize: 80, symbolStrokeWidth: 0 };
  const styles = curves.map((_, at) => CURVE_LOOKS[at % CURVE_LOOKS.length]!);
  const ofCurve = (range: readonly unknown[]) => looks("curve", names, range, curves.length > 1 ? legend : null);
  const color = ofCurve(styles.map(({ colour }) => colour));
  const dashes = styles.map(({ dash }) => (dash.length === 0 ? SOLID : dash));
  const limits = { x: time, y: shareScale("low"), y2: { field: "high" } };
  const curve = { x: time, y: shareScale("value"), color };
  const groupby = ["curve"];
  const band = { mark: { type: "area", interpolate: "step-after", color: BAND, opacity: 1 }, encoding: limits };
  // Limits of several curves at one moment stand side by side, and at few moments, for more could not be told apart.
  const whiskers = {
    transform: [
      { filter: `datum.after > 0 && datum.after % ${Math.max(1, Math.round(last / 4))} === 0` },
      { calculate: `datum.after + (datum.order - ${(curves.length + 1) / 2}) * ${last / 100}`, as: "aside" },
    ],
    mark: { type: "rule", strokeWidth: 0.9 },
    encoding: { ...limits, x: { ...time, field: "aside" }, color },
  };
  return {
    data: { values },
    vconcat: [
      {
        ...{ width: WIDTH, height: 250 },
        layer: [
          curves.length === 1 ? band : whiskers,
          {
            mark: { type: "line", interpolate: "step-after", strokeWidth: 1.8 },
            encoding: { ...curve, strokeDash: ofCurve(dashes) },
          },
          {
            mark: { type: "point", filled: true, opacity: 1, size: 40 },
            encoding: { ...curve, shape: ofCurve(styles.map(({ shape }) => shape)), tooltip: LABEL },
          },
        ],
      },
      {
        ...{ width: WIDTH, height: { step: rowStep(names) } },
        title: { text: words.atRisk, anchor: "start", frame: "group", fontSize: 12 },
        encoding: { y: namedRows("curve", 24) },
        layer: [
          texts("atRiskLabel", { x: { ...x, axis: null } }, { align: "center" }, [
            { filter: `datum.after % ${every} === 0` },
          ]),
          texts("told", RIGHT, { dx: 20, fontWeight: "bold" }, [
            { filter: "isValid(datum.value)" },
            { joinaggregate: [{ op: "max", field: "after", as: "last" }], groupby },
            { filter: "datum.after === datum.last" },
            { calculate: `datum.after + ' ${words.units[unit]}: ' + datum.label`, as: "told" },
          ]),
          texts("reason", RIGHT, { dx: 20, color: GREY.text }, [
            { joinaggregate: [{ op: "valid", field: "value", as: "known" }], groupby },
            { filter: "datum.known === 0 && datum.after === 0" },
          ]),
        ],
      },
    ],
  };
}

/** How many moments lie between two under which numbers of so many letters stand, so that these do not touch. */
function everyOf(last: number, letters: number): number {
  const room = Math.max(24, letters * 8 + 6);
  return Math.max(1, Math.ceil(last / Math.floor(WIDTH / room)));
}
