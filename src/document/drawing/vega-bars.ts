import type { CriteriaPicture, FunnelPicture } from "../picture";
import type { Locale } from "../../share";
import { FUNNEL_COLOUR, GREY, MOVEMENT_LOOKS } from "./picture-looks";
import { PICTURE_WORDS } from "./picture-words";
import {
  countFields,
  distinct,
  figuresBeside,
  LABEL,
  looks,
  namedRows,
  rowStep,
  saidInstead,
  shareFields,
  SOLID,
  texts,
  type VegaPlot,
} from "./vega-parts";

const BAR = { type: "bar", size: 20 };
/** A line, and no numbers, for from the middle they would count half of the unchanged. */
const MIDDLE = { values: [0], labels: false, gridColor: GREY.line };
const COUNTS = ["reached", "pending", "unknown", "besides"] as const;
const MOVEMENTS = ["worsened", "unchanged", "improved"] as const;
/** Figures told beside a bar. */
const MOST_BESIDE = 5;

/** Steps one under another: bars of people, and beside them their shares. */
export function funnelSpec({ steps }: FunnelPicture, locale: Locale): VegaPlot {
  const words = PICTURE_WORDS[locale];
  const titles = distinct(steps.map(({ title }) => title[locale]));
  const values = steps.flatMap((of, at) => {
    const step = titles[at]!;
    const share = (name: "fromPrevious" | "fromStart") =>
      of[name] === null ? [] : [{ step, figure: words[name], ...shareFields(of[name], locale) }];
    return [
      ...COUNTS.map((name) => ({ step, figure: words[name], ...countFields(of[name], locale) })),
      ...[...share("fromPrevious"), ...share("fromStart")],
    ];
  });
  const parts = [words.reached, words.pending, words.unknown];
  const [isPart, isReached] = [
    { field: "figure", oneOf: parts },
    { field: "figure", equal: words.reached },
  ];
  const [groupby, sort] = [["step"], [{ field: "order" }]];
  // Where it is not told how many reached a step, what may still come would look as if it were they.
  const told = [
    { filter: isPart },
    { joinaggregate: [{ op: "sum", field: "people", as: "all" }], groupby },
    { window: [{ op: "first_value", field: "people", as: "reached" }], groupby, sort, frame: [null, null] },
    { filter: "isValid(datum.reached)" },
  ];
  const x = { type: "quantitative", title: words.people, axis: { format: "d", tickMinStep: 1, tickCount: 5 } };
  const dashes = [SOLID, [5, 2], [2, 2]];
  return {
    ...rowsOf("step", values, titles),
    width: 240,
    layer: [
      {
        transform: [...told, { filter: "datum.people > 0" }],
        mark: { ...BAR, stroke: FUNNEL_COLOUR },
        encoding: {
          ...{ x: { ...x, field: "people" }, order: { field: "order", type: "quantitative" }, tooltip: LABEL },
          color: looks("figure", parts, [FUNNEL_COLOUR, "#cfe3f0", "#ffffff"]),
          strokeDash: looks("figure", parts, dashes),
        },
      },
      texts("label", { x: { ...x, field: "all" } }, { dx: 6, fontSize: 12, fontWeight: "bold" }, [
        ...told,
        { filter: isReached },
      ]),
      saidInstead(isReached),
      figuresBeside("step", { and: [{ not: isReached }, "datum.people !== 0"] }, MOST_BESIDE),
    ],
  };
}

/** Bars of those who got worse, stayed and got better, about the middle of those who stayed. */
export function criteriaSpec({ criteria }: CriteriaPicture, locale: Locale): VegaPlot {
  const words = PICTURE_WORDS[locale];
  const titles = distinct(criteria.map(({ title }) => title[locale]));
  const values = criteria.flatMap((of, at) => {
    const criterion = titles[at]!;
    const count = (name: "unpaired" | "notApplicable") => countFields(of[name], locale);
    return [
      ...MOVEMENTS.map((name) => ({ criterion, figure: words[name], ...shareFields(of[name], locale) })),
      { criterion, figure: words.unpaired, ...count("unpaired") },
      { criterion, figure: words.notApplicable, ...count("notApplicable") },
    ];
  });
  const parts = MOVEMENTS.map((name) => words[name]);
  const isPart = { field: "figure", oneOf: parts };
  const groupby = ["criterion"];
  const colours = MOVEMENTS.map((name) => MOVEMENT_LOOKS[name].colour);
  return {
    ...rowsOf("criterion", values, titles),
    width: 340,
    layer: [
      {
        transform: [
          { filter: isPart },
          { joinaggregate: [{ op: "missing", field: "value", as: "untold" }], groupby },
          { filter: "datum.untold === 0" },
          { stack: "value", as: ["start", "end"], groupby, sort: [{ field: "order" }] },
          { calculate: `datum.figure === '${words.unchanged}' ? (datum.start + datum.end) / 2 : 0`, as: "half" },
          { joinaggregate: [{ op: "sum", field: "half", as: "middle" }], groupby },
          { calculate: "datum.start - datum.middle", as: "from" },
          { calculate: "datum.end - datum.middle", as: "to" },
        ],
        mark: { ...BAR, stroke: "#ffffff" },
        encoding: {
          x: { field: "from", type: "quantitative", title: null, scale: { domain: [-1, 1] }, axis: MIDDLE },
          ...{ x2: { field: "to" }, color: looks("figure", parts, colours), tooltip: LABEL },
        },
      },
      saidInstead({ field: "figure", equal: words.worsened }),
      figuresBeside("criterion", "datum.people !== 0", MOST_BESIDE),
    ],
  };
}

/** Rows of data with their numbers in the picture, one name per row of the drawing. */
function rowsOf(field: string, values: readonly object[], names: readonly string[]) {
  return {
    data: { values: values.map((row, at) => ({ order: at + 1, ...row })) },
    height: { step: rowStep(names, MOST_BESIDE), for: "position" },
    encoding: { y: namedRows(field) },
  };
}
