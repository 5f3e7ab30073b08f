import type { PicturedCurve, RetentionPicture } from "../picture";
import type { Locale } from "../../share";
import { textElement } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { PICTURE_MARGIN, PICTURE_WIDTH, type Plot } from "./picture-frame";
import { BAND, CURVE_LOOKS, GREY } from "./picture-looks";
import { ABSENT, PICTURE_WORDS } from "./picture-words";
import { type Font, textWidth, wrappedText } from "./text-width";

const CURVE_LABEL: Font = { size: 11.5 };
const TICK: Font = { size: 11 };
const AXIS_TITLE: Font = { size: 11.5, isBold: true };
/** Of the plot; more where the names of the curves need it. */
const LEAST_HEIGHT = 250;
const SHARES = [0, 25, 50, 75, 100];
/**
 * Room for the percentages of the axis, and the most that names beside the numbers at risk and at the ends of curves
 * may take.
 */
const AXIS_ROOM = 44;
const MOST_NAME = 150;
const MOST_END = 150;
/** From the last moment to the label of a curve. */
const END_GAP = 14;
/** A piece of the curve before its label, where there are several. */
const KEY = 24;
const KEY_GAP = 6;
const LEADING = 14;
const ROW = 17;
/** Least distance of two numbers of the axis; more where the numbers at risk beneath them are wider. */
const LEAST_TICK = 24;

/** A label in its place. */
interface PlacedLabel {
  readonly lines: readonly string[];
  readonly y: number;
}

/** What a retention plot is laid out by, in pixels from the left edge of the axis and from the top. */
interface RetentionLayout {
  readonly left: number;
  readonly width: number;
  /** Where the pieces of curves before the labels begin and end, and where the labels do. */
  readonly keyX: number;
  readonly keyEnd: number;
  readonly endX: number;
  /** The axis of time, from the top. */
  readonly bottom: number;
  readonly units: number;
  /** Moments under which numbers stand. */
  readonly ticks: readonly number[];
  readonly ends: readonly PlacedLabel[];
  readonly names: readonly PlacedLabel[];
  /** From the top of the drawing to its end, numbers at risk included. */
  readonly height: number;
  xOf(after: number): number;
  yOf(share: string): number;
}

/** Where everything stands. */
function retentionLayout({ curves }: RetentionPicture, locale: Locale): RetentionLayout {
  const isOne = curves.length === 1;
  const name = (curve: PicturedCurve) => lineText(curve.label[locale]);
  const nameLines = curves.map((curve) => wrappedText(name(curve), MOST_NAME, TICK));
  const endLines = curves.map((curve) => wrappedText(endText(curve, isOne, locale), MOST_END, CURVE_LABEL));
  const widest = (texts: readonly (readonly string[])[], font: Font) =>
    Math.ceil(Math.max(0, ...texts.flat().map((line) => textWidth(line, font))));
  const left = Math.max(AXIS_ROOM, widest(nameLines, TICK) + 12);
  const width =
    PICTURE_WIDTH - 2 * PICTURE_MARGIN - left - widest(endLines, CURVE_LABEL) - END_GAP - (isOne ? 0 : KEY + KEY_GAP);
  const units = Math.max(1, ...curves.flatMap(({ moments }) => moments.map(({ after }) => after)));
  const counts = curves.flatMap(({ moments }) => moments.map(({ atRisk }) => lineText(atRisk.label[locale])));
  const room = Math.max(LEAST_TICK, ...counts.map((count) => textWidth(count, TICK) + 6));
  const every = Math.max(1, Math.ceil(units / Math.max(1, Math.floor(width / room))));
  const ticks = Array.from({ length: Math.floor(units / every) + 1 }, (_, at) => at * every);
  const xOf = (after: number) => Math.round((left + (width * after) / units) * 10) / 10;
  const bottom = Math.max(
    LEAST_HEIGHT,
    endLines.reduce((sum, lines) => sum + labelHeight(lines), 0),
  );
  const yOf = (share: string) => Math.round(bottom * (1 - Number(share)) * 10) / 10;
  let y = bottom + 62;
  const names = nameLines.map((lines): PlacedLabel => {
    const placed = { lines, y: y + ((lines.length - 1) * LEADING) / 2 };
    y += ROW + (lines.length - 1) * LEADING;
    return placed;
  });
  const ends = spread(
    endLines.map((lines, at) => ({ lines, y: endOf(curves[at]!, yOf) })),
    bottom,
  );
  const keyX = left + width + END_GAP;
  return {
    keyX,
    keyEnd: keyX + KEY,
    endX: keyX + (isOne ? 0 : KEY + KEY_GAP),
    left,
    width,
    bottom,
    units,
    ticks,
    ends,
    names,
    height: y - 4,
    xOf,
    yOf,
  };
}

/** The last moment of a curve that has a value. */
function lastMoment({ moments }: PicturedCurve) {
  return moments.filter(({ retained }) => retained.value !== null).at(-1);
}

function endText(curve: PicturedCurve, isOne: boolean, locale: Locale): string {
  const last = lastMoment(curve);
  const says =
    last?.retained.label[locale] ?? ABSENT[locale][curve.moments[0]?.retained.reason?.code ?? "not-observed"];
  return isOne ? says : `${lineText(curve.label[locale])}: ${says}`;
}

function endOf(curve: PicturedCurve, yOf: (share: string) => number): number {
  return yOf(lastMoment(curve)?.retained.value ?? "0.5");
}

function labelHeight(lines: readonly string[]): number {
  return lines.length * LEADING + 3;
}

/** Labels moved up and down until none touches another and all are within the plot. */
function spread(labels: readonly PlacedLabel[], bottom: number): readonly PlacedLabel[] {
  const height = ({ lines }: PlacedLabel) => labelHeight(lines);
  const order = labels.map((label, at) => ({ label, at })).sort((a, b) => a.label.y - b.label.y || a.at - b.at);
  const tops: number[] = [];
  let free = -8;
  for (const { label } of order) {
    const top = Math.max(free, label.y - height(label) / 2);
    tops.push(top);
    free = top + height(label);
  }
  let floor = bottom + 8;
  for (let at = order.length - 1; at >= 0; at--) {
    tops[at] = Math.min(tops[at]!, floor - height(order[at]!.label));
    floor = tops[at]!;
  }
  const placed: PlacedLabel[] = [];
  order.forEach(({ label, at }, place) => {
    placed[at] = { lines: label.lines, y: Math.round(tops[place]! + height(label) / 2) };
  });
  return placed;
}

/** Curves by steps with their limits, and under the axis how many are still observed. */
export function retentionPlot(picture: RetentionPicture, locale: Locale): Plot {
  const layout = retentionLayout(picture, locale);
  const words = PICTURE_WORDS[locale];
  const { left, width, bottom, ticks, ends, names, height, xOf } = layout;
  const { curves } = picture;
  const text = (line: string, x: number, y: number, anchor?: "middle" | "end", font = TICK) =>
    textElement(line, x, y, font, { anchor, fill: GREY.text });
  const lines = [
    ...SHARES.flatMap((share) => {
      const y = layout.yOf(String(share / 100));
      return [
        `<path d="M${left} ${y}H${left + width}" stroke="${share === 0 ? GREY.line : GREY.grid}"/>`,
        text(`${share}%`, left - 8, Math.round(y + 4), "end"),
      ];
    }),
    ...ticks.flatMap((tick) => [
      `<path d="M${xOf(tick)} ${bottom}v4" stroke="${GREY.line}"/>`,
      text(String(tick), xOf(tick), bottom + 18, "middle"),
    ]),
    text(words.after[picture.unit], left + width, bottom + 36, "end"),
    textElement(words.atRisk, 0, bottom + 44, AXIS_TITLE),
    ...(curves.length === 1 ? bandElements(curves[0]!, layout) : []),
    ...curves.flatMap((curve, at) => curveElements(curve, at, curves.length, layout)),
    ...ends.flatMap(({ lines: some, y }) => linesAround(some, layout.endX, y, CURVE_LABEL)),
    ...(curves.length === 1 ? [] : ends.flatMap(({ y }, at) => keyElements(at, y, layout))),
    ...names.flatMap(({ lines: some, y }, at) => [
      ...linesAround(some, 0, y, TICK),
      ...curves[at]!.moments.filter(({ after }) => ticks.includes(after)).map(({ after, atRisk }) =>
        textElement(atRisk.label[locale], xOf(after), Math.round(y + 4), TICK, { anchor: "middle" }),
      ),
    ]),
  ];
  return { lines, height };
}

/** A piece of a curve with its point, by which its label is found. */
function keyElements(at: number, y: number, { keyX, keyEnd }: RetentionLayout): readonly string[] {
  const { colour, dash, shape } = CURVE_LOOKS[at % CURVE_LOOKS.length]!;
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
  return [
    `<path d="M${keyX} ${y}H${keyEnd}" stroke="${colour}" stroke-width="1.8"${dashes}/>`,
    `<path d="M${(keyX + keyEnd) / 2} ${y}${POINTS[shape]}" fill="${colour}"/>`,
  ];
}

function linesAround(lines: readonly string[], x: number, middle: number, font: Font): readonly string[] {
  const first = middle - ((lines.length - 1) * LEADING) / 2 + 4;
  return lines.map((line, at) => textElement(line, x, Math.round(first + at * LEADING), font));
}

/** The limits of one curve as a band by steps; broken where there are none. */
function bandElements({ moments }: PicturedCurve, { xOf, yOf, units }: RetentionLayout): readonly string[] {
  return moments.flatMap(({ after, retained: { interval } }) => {
    if (interval === null || after === units) return [];
    const [x, high, low] = [xOf(after), yOf(interval.high), yOf(interval.low)];
    return [`<path d="M${x} ${high}H${xOf(after + 1)}V${low}H${x}Z" fill="${BAND}"/>`];
  });
}

function curveElements(curve: PicturedCurve, at: number, curves: number, layout: RetentionLayout): readonly string[] {
  const { colour, dash, shape } = CURVE_LOOKS[at % CURVE_LOOKS.length]!;
  const { xOf, yOf, units } = layout;
  const known = curve.moments.flatMap(({ after, retained }) =>
    retained.value === null ? [] : [{ x: xOf(after), y: yOf(retained.value), after, interval: retained.interval }],
  );
  const path = known.map(({ x, y }, place) => (place === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join("");
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
  const shift = whiskerShift(at, curves);
  const whiskers =
    curves === 1 ? [] : known.filter(({ after, interval }) => interval !== null && hasWhiskers(after, units));
  return [
    ...whiskers.map(({ x, interval }) => {
      const [low, high] = [yOf(interval!.low), yOf(interval!.high)];
      return `<path d="M${x + shift} ${high}V${low}m-2.5 0h5M${x + shift - 2.5} ${high}h5" stroke="${colour}" stroke-width="0.9" fill="none"/>`;
    }),
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8"${dashes}/>`,
    ...known.map(({ x, y }) => `<path d="M${x} ${y}${POINTS[shape]}" fill="${colour}"/>`),
  ];
}

/**
 * Whether limits are drawn at a moment where several curves are: at every quarter of the time, for more could not be
 * told apart.
 */
function hasWhiskers(after: number, units: number): boolean {
  return after > 0 && after % Math.max(1, Math.round(units / 4)) === 0;
}

/** How far the limits of a curve stand beside its points, so that they do not cover those of another. */
function whiskerShift(at: number, curves: number): number {
  return (at - (curves - 1) / 2) * 4;
}

const POINTS: Readonly<Record<(typeof CURVE_LOOKS)[number]["shape"], string>> = {
  circle: "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
  square: "m-3 -3h6v6h-6z",
  "triangle-up": "m0 -4l3.8 6.6h-7.6z",
  diamond: "m0 -4l4 4l-4 4l-4 -4z",
};
