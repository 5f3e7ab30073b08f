import type { DotGroup, DotRow, PicturedShare } from "../picture";
import type { Locale } from "../../share";
import { textElement } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { GREY, ROLE_COLOURS } from "./picture-looks";
import { ABSENT } from "./picture-words";
import { absentElements, PICTURE_MARGIN, PICTURE_WIDTH, type Plot } from "./picture-frame";
import { type Font, textWidth, wrappedText } from "./text-width";

const LABEL: Font = { size: 12 };
const HEADING: Font = { size: 12.5, isBold: true };
const TICK: Font = { size: 11 };
const TICKS = [0, 25, 50, 75, 100];
/** A label is broken into lines when it is wider. */
const MOST_LABEL = 236;
const LEADING = 14;
const BETWEEN = 8;
const GAP = 14;

/** A row of a dot plot in its place. */
interface PlacedRow extends DotRow {
  readonly lines: readonly string[];
  /** Its middle. */
  readonly y: number;
}

/** A heading in its place. */
interface PlacedHeading {
  readonly lines: readonly string[];
  readonly y: number;
}

/** Rows and headings of a dot plot with their places, and how wide the columns beside it are. */
function placedRows(groups: readonly DotGroup[], locale: Locale) {
  const rows: PlacedRow[] = [];
  const headings: PlacedHeading[] = [];
  let y = 0;
  for (const { title, rows: ofGroup } of groups) {
    if (title !== null) {
      const lines = wrappedText(lineText(title[locale]), MOST_LABEL, HEADING);
      y += headings.length === 0 ? 0 : 6;
      headings.push({ lines, y: y + (lines.length * LEADING + BETWEEN) / 2 });
      y += lines.length * LEADING + BETWEEN;
    }
    for (const row of ofGroup) {
      const lines = wrappedText(lineText(row.label[locale]), MOST_LABEL, fontOf(row));
      const height = lines.length * LEADING + BETWEEN;
      rows.push({ ...row, lines, y: y + height / 2 });
      y += height;
    }
  }
  const widest = (texts: readonly (readonly [string, Font])[]) =>
    Math.ceil(Math.max(0, ...texts.map(([text, font]) => textWidth(text, font))));
  const labels = rows.flatMap((row) => row.lines.map((line) => [line, fontOf(row)] as const));
  return {
    rows,
    headings,
    height: y,
    labelWidth: widest([...labels, ...headings.flatMap(({ lines }) => lines.map((line) => [line, HEADING] as const))]),
    figureWidth: widest(rows.map((row) => [lineText(row.share.label[locale]), fontOf(row)])),
  };
}

/** Totals stand out. */
function fontOf({ role }: Pick<DotRow, "role">): Font {
  return role === "total" ? { ...LABEL, isBold: true } : LABEL;
}

/** Shares as points with their intervals, a row each, over one axis from 0 to 100 %. */
export function dotPlot(groups: readonly DotGroup[], locale: Locale): Plot {
  const { rows, headings, height, labelWidth, figureWidth } = placedRows(groups, locale);
  const left = labelWidth + GAP;
  const right = PICTURE_WIDTH - 2 * PICTURE_MARGIN - figureWidth - GAP;
  const xOf = (percent: number) => Math.round((left + ((right - left) * percent) / 100) * 10) / 10;
  const lines = [
    ...TICKS.flatMap((tick) => [
      `<path d="M${xOf(tick)} 0V${height + 4}" stroke="${tick === 0 ? GREY.line : GREY.grid}"/>`,
      textElement(`${tick}%`, xOf(tick), height + 18, TICK, { anchor: "middle", fill: GREY.text }),
    ]),
    ...headings.flatMap(({ lines: texts, y }) => textLines(texts, 0, y, HEADING)),
    ...rows.flatMap((row) => [
      ...textLines(row.lines, 0, row.y, fontOf(row)),
      ...markElements(row, xOf, locale),
      ...textLines([row.share.label[locale]], right + GAP, row.y, fontOf(row)),
    ]),
  ];
  return { lines, height: height + 24 };
}

/** Lines of text around their middle. */
function textLines(lines: readonly string[], x: number, middle: number, font: Font): readonly string[] {
  const first = middle - ((lines.length - 1) * LEADING) / 2 + font.size * 0.36;
  return lines.map((line, at) => textElement(line, x, Math.round(first + at * LEADING), font));
}

function markElements(
  { role, share, y }: PlacedRow,
  xOf: (percent: number) => number,
  locale: Locale,
): readonly string[] {
  if (share.value === null) return absentMark(share, y, xOf, locale);
  const colour = ROLE_COLOURS[role];
  const { interval } = share;
  const x = xOf(Number(share.value) * 100);
  const limits = interval && [xOf(Number(interval.low) * 100), xOf(Number(interval.high) * 100)];
  return [
    ...(limits === null ? [] : [`<path d="M${limits[0]} ${y}H${limits[1]}" stroke="${colour}" stroke-width="2"/>`]),
    ...(limits ?? []).map((limit) => `<path d="M${limit} ${y - 4}v8" stroke="${colour}" stroke-width="1.5"/>`),
    `<path d="M${x} ${y}${SHAPES[role]}" fill="${role === "reading" ? "#fff" : colour}" stroke="${colour}" stroke-width="1.6"/>`,
  ];
}

/** From the middle: a disc, a diamond, a ring, and a triangle that points down. */
const SHAPES: Readonly<Record<DotRow["role"], string>> = {
  figure: "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  total: "m0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z",
  reading: "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
  harm: "m-5.5 -4.5h11l-5.5 9.5z",
};

/** In the place of a point: a dashed line with a word upon it. */
function absentMark({ reason }: PicturedShare, y: number, xOf: (percent: number) => number, locale: Locale) {
  return absentElements(ABSENT[locale][reason?.code ?? "suppressed"], xOf(0) + 2, xOf(100), y);
}
