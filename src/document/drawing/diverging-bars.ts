import type { CriteriaPicture, PicturedCriterion } from "../picture";
import type { Locale } from "../../share";
import { textElement } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { absentElements, PICTURE_MARGIN, PICTURE_WIDTH, type Plot } from "./picture-frame";
import { GREY, MOVEMENT_LOOKS } from "./picture-looks";
import { movedWords } from "./picture-text";
import { ABSENT, PICTURE_WORDS } from "./picture-words";
import { percentText } from "../../core/aloud/tree-words";
import { type Font, textWidth, wrappedText } from "./text-width";

const CRITERION: Font = { size: 12.5, isBold: true };
const COUNTS: Font = { size: 11.5 };
const PART_LABEL: Font = { size: 11 };
/** How long a whole bar is: all may be on one side of the middle, with room for a number beyond. */
const WHOLE = 270;
const MOVEMENT_BAR = 20;
const LEADING = 15;
const BETWEEN = 14;
/** Above the bars: what each side means. */
const HEADER = 22;

/** A part of a bar with its label, in pixels from the left. */
interface MovedPart {
  readonly movement: keyof typeof MOVEMENT_LOOKS;
  readonly x: number;
  readonly width: number;
  readonly label: string;
  /** Where the label stands: its middle upon the part, or its near end beyond it; nowhere where it fits neither. */
  readonly at: { readonly x: number; readonly anchor: "middle" | "end" | "start"; readonly ink: string } | null;
}

/** A criterion in its place. */
interface PlacedCriterion {
  readonly title: readonly string[];
  readonly counts: readonly string[];
  readonly y: number;
  readonly countsY: number;
  readonly barY: number;
  readonly parts: readonly MovedPart[];
  /** Said in the place of a bar that there is none of. */
  readonly absent: string | null;
}

const WIDTH = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
/** Where the middle of what did not change stands. */
const MIDDLE = WIDTH / 2;

/**
 * Criteria one under another. Every bar is as long as every other, and the middle of what did not change is on one
 * line.
 */
function placedCriteria({ criteria }: CriteriaPicture, locale: Locale) {
  let y = HEADER;
  const rows = criteria.map((criterion): PlacedCriterion => {
    const title = wrappedText(lineText(criterion.title[locale]), WIDTH, CRITERION);
    const counts = wrappedText(lineText(movedWords(criterion, locale)), WIDTH, COUNTS);
    const countsY = y + title.length * LEADING;
    const barY = countsY + counts.length * LEADING + 5 + MOVEMENT_BAR / 2;
    const reason = [criterion.worsened, criterion.unchanged, criterion.improved].find((share) => share.reason)?.reason;
    const parts = reason ? [] : partsOf(criterion, locale);
    const row = { title, counts, y, countsY, barY, parts, absent: reason ? ABSENT[locale][reason.code] : null };
    y = barY + MOVEMENT_BAR / 2 + BETWEEN;
    return row;
  });
  return { rows, height: Math.max(HEADER, y - BETWEEN) };
}

function partsOf({ worsened, unchanged, improved }: PicturedCriterion, locale: Locale): readonly MovedPart[] {
  const lengths = [worsened, unchanged, improved].map(({ value }) => Number(value) * WHOLE);
  let x = MIDDLE - lengths[0]! - lengths[1]! / 2;
  return (["worsened", "unchanged", "improved"] as const).map((movement, at) => {
    const width = lengths[at]!;
    const value = { worsened, unchanged, improved }[movement].value!;
    const label = percentText((Number(value) * 100).toFixed(1), locale);
    const part = { movement, x: tenths(x), width: tenths(width), label, at: labelAt(movement, x, width, label) };
    x += width;
    return part;
  });
}

function labelAt(movement: MovedPart["movement"], x: number, width: number, label: string): MovedPart["at"] {
  const { ink } = MOVEMENT_LOOKS[movement];
  if (textWidth(label, PART_LABEL) + 6 <= width) return { x: tenths(x + width / 2), anchor: "middle", ink };
  if (movement === "worsened") return { x: tenths(x - 5), anchor: "end", ink: "#1a1a1a" };
  if (movement === "improved") return { x: tenths(x + width + 5), anchor: "start", ink: "#1a1a1a" };
  return null;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Bars of those who got worse, stayed and got better, about one line. */
export function divergingBars(picture: CriteriaPicture, locale: Locale): Plot {
  const { rows, height } = placedCriteria(picture, locale);
  const lines = [
    ...headerTexts(locale).map(({ text, x, anchor }) =>
      textElement(text, x, 12, CRITERION, { anchor: svgAnchor(anchor) }),
    ),
    ...rows.flatMap((row) => [
      ...row.title.map((line, at) => textElement(line, 0, Math.round(row.y + 12 + at * LEADING), CRITERION)),
      ...row.counts.map((line, at) =>
        textElement(line, 0, Math.round(row.countsY + 12 + at * LEADING), COUNTS, { fill: GREY.text }),
      ),
      ...(row.absent === null ? [] : absentElements(row.absent, MIDDLE - WHOLE, MIDDLE + WHOLE, row.barY)),
      ...row.parts.flatMap((part) => partElements(part, row.barY)),
      ...[-1, 1].map((side) => {
        const edge = row.barY + (side * MOVEMENT_BAR) / 2;
        return `<path d="M${MIDDLE} ${edge}v${side * 4}" stroke="${GREY.line}"/>`;
      }),
    ]),
  ];
  return { lines, height };
}

function partElements({ movement, x, width, label, at }: MovedPart, y: number): readonly string[] {
  const { colour } = MOVEMENT_LOOKS[movement];
  const top = y - MOVEMENT_BAR / 2;
  return [
    `<rect x="${x}" y="${top}" width="${width}" height="${MOVEMENT_BAR}" fill="${colour}" stroke="#fff"/>`,
    ...(at === null
      ? []
      : [textElement(label, at.x, Math.round(y + 4), PART_LABEL, { anchor: svgAnchor(at.anchor), fill: at.ink })]),
  ];
}

function svgAnchor(anchor: "start" | "middle" | "end"): "middle" | "end" | undefined {
  return anchor === "start" ? undefined : anchor;
}

/** What each side of the bars means. */
function headerTexts(locale: Locale) {
  const { worsened, unchanged, improved } = PICTURE_WORDS[locale];
  return [
    { text: `← ${worsened}`, x: MIDDLE - 70, anchor: "end" },
    { text: unchanged, x: MIDDLE, anchor: "middle" },
    { text: `${improved} →`, x: MIDDLE + 70, anchor: "start" },
  ] as const;
}
