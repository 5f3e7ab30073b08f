import type { PicturedCount, PicturedShare } from "../picture";
import type { Locale } from "../../share";
import { lineText } from "../../core/aloud/line";
import { GREY } from "./picture-looks";
import { ABSENT } from "./picture-words";

/** What is drawn, without its title: views, data, scales. */
export type VegaPlot = Readonly<Record<string, unknown>>;

/** Letters in a line of a name beside a row, and pixels from one line to the next. */
const NAME_LETTERS = 36;
export const LINE = 15;

/** A line without gaps, where lines of a scale have others. */
export const SOLID = [1, 0];

/** What stands beside a figure, as the report has it. */
export const LABEL = { field: "label", type: "nominal" };

const pieces = (letters: number) => `(.{1,${letters}})(?:\\s+|$)|(.{${letters}})`;

/** A text in lines of so many letters, as `inLines` has it broken when it is drawn. */
export function linesOf(text: string, letters: number): readonly string[] {
  return text
    .replace(new RegExp(pieces(letters), "g"), "$1$2\n")
    .trim()
    .split("\n");
}

/** An expression of Vega that breaks a text into lines: between words, and within one that alone is longer. */
export function inLines(text: string, letters: number): string {
  return `split(trim(replace(${text}, /${pieces(letters)}/g, '$1$2\\n')), '\\n')`;
}

/** Names as lines, the second of the same with a number, for figures of one name would be drawn in one place. */
export function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map(lineText).map((name) => {
    let own = name;
    for (let times = 2; taken.has(own); times++) own = `${name} (${times})`;
    taken.add(own);
    return own;
  });
}

/** A share as fields of a row; without a value it has none, and a reason. */
export function shareFields({ value, interval, label, reason }: PicturedShare, locale: Locale) {
  return {
    value: value === null ? null : Number(value),
    low: interval === null ? null : Number(interval.low),
    high: interval === null ? null : Number(interval.high),
    ...toldFields({ label, reason }, locale),
  };
}

/** A number of people as fields of a row; likewise. */
export function countFields({ value, label, reason }: PicturedCount, locale: Locale) {
  return { people: value, ...toldFields({ label, reason }, locale) };
}

function toldFields({ label, reason }: Pick<PicturedShare, "label" | "reason">, locale: Locale) {
  return { label: lineText(label[locale]), reason: reason === null ? null : ABSENT[locale][reason.code] };
}

/** Names of an axis in lines about the middle of their rows. */
export function linedAxis(letters: number): object {
  const lines = inLines("datum.value", letters);
  const labelOffset = { expr: `-${LINE / 2} * (length(${lines}) - 1)` };
  return { labelExpr: lines, labelOffset, labelLineHeight: LINE, labelFontSize: 12, domain: false };
}

/** A row a name, in the order of the picture. */
export function namedRows(field: string, labelPadding = 8): object {
  const sort = { field: "order", op: "min" };
  return { field, type: "nominal", sort, title: null, axis: { ...linedAxis(NAME_LETTERS), labelPadding } };
}

/** From the top of a row to that of the next: room for the longest name, and for so many lines beside it. */
export function rowStep(names: readonly string[], lines = 1): number {
  return Math.max(lines, ...names.map((name) => linesOf(name, NAME_LETTERS).length)) * LINE + 12;
}

/** From 0 to 100 %. */
export function shareScale(field: string, labels = true): object {
  const axis = { format: ".0%", values: [0, 0.25, 0.5, 0.75, 1], labelFlush: false, labels };
  return { field, type: "quantitative", title: null, scale: { domain: [0, 1] }, axis };
}

/** A scale of a field by name; without a title its legends are one. */
export function looks(field: string, domain: readonly string[], range: readonly unknown[], legend: object | null = {}) {
  return { field, type: "nominal", title: null, scale: { domain, range }, legend };
}

/** Texts of a field from the place on. */
export function texts(field: string, place: object, mark: object, transform: readonly object[] = []): object {
  return {
    transform,
    mark: { type: "text", align: "left", fontSize: 11, ...mark },
    encoding: { ...place, text: { field, type: "nominal" } },
  };
}

/** Right of all that is drawn. */
export const RIGHT = { x: { value: "width" } };

/** Why a figure is not drawn, at the start of the axis. */
export function saidInstead(...filters: readonly unknown[]): object {
  const transform = [...filters, "isValid(datum.reason)"].map((filter) => ({ filter }));
  return texts("reason", { x: { datum: 0 } }, { dx: 4, color: GREY.text }, transform);
}

/** Figures of a row that are told right of the drawing, a line each: «ожидается: 12». At most so many lines a row. */
export function figuresBeside(field: string, filter: unknown, most: number): object {
  const groupby = [field];
  const scale = { domain: [-most / 2, most / 2] };
  const place = { ...RIGHT, yOffset: { field: "fromMiddle", type: "quantitative", scale } };
  return texts("told", place, { dx: 44 }, [
    { filter },
    { calculate: "datum.figure + ': ' + datum.label", as: "told" },
    { window: [{ op: "row_number", as: "line" }], groupby, sort: [{ field: "order" }] },
    { joinaggregate: [{ op: "count", as: "lines" }], groupby },
    { calculate: "datum.line - (datum.lines + 1) / 2", as: "fromMiddle" },
  ]);
}
