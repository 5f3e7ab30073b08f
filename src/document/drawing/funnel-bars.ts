import type { FunnelPicture, PicturedStep } from "../picture";
import type { Locale } from "../../share";
import { textElement } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { absentElements, PICTURE_MARGIN, PICTURE_WIDTH, type Plot } from "./picture-frame";
import { FUNNEL_COLOUR, GREY } from "./picture-looks";
import { besideStep } from "./picture-text";
import { ABSENT } from "./picture-words";
import { type Font, textWidth, wrappedText } from "./text-width";

const STEP: Font = { size: 12.5, isBold: true };
const SHARE: Font = { size: 11.5 };
const COUNT: Font = { size: 12, isBold: true };
/** Room to the right of the longest bar, for its number or what stands in its place, and between the two. */
const COUNT_ROOM = 64;
const BEFORE_COUNT = 8;
const STEP_LEADING = 16;
const SHARE_LEADING = 15;
const BAR = 18;
const BETWEEN = 14;

/** A part of a bar, in pixels from the left. */
interface BarPart {
  readonly part: "reached" | "pending" | "unknown";
  readonly x: number;
  readonly width: number;
}

/** A step in its place: its text in lines, and its bar. */
interface PlacedStep {
  readonly title: readonly string[];
  readonly shares: readonly string[];
  /** From the top of the drawing to the first base line, that of the shares, and the middle of the bar. */
  readonly y: number;
  readonly sharesY: number;
  readonly barY: number;
  /** Empty where the number is not told. */
  readonly parts: readonly BarPart[];
  readonly count: string;
  readonly isSuppressed: boolean;
}

/**
 * The steps of a funnel in their places. Bars begin at nought and share one scale; the longest goes to the right edge.
 */
function placedSteps({ steps }: FunnelPicture, locale: Locale) {
  const width = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
  const counts = steps.map(({ reached }) => lineText(reached.label[locale]));
  const room = Math.max(COUNT_ROOM, ...counts.map((count) => BEFORE_COUNT + Math.ceil(textWidth(count, COUNT))));
  const longest = width - room;
  const sizes = steps.map(({ reached, pending, unknown }) =>
    [reached, pending, unknown].reduce((sum, { value }) => sum + (value ?? 0), 0),
  );
  const most = Math.max(1, ...sizes);
  let y = 0;
  const placed = steps.map((step, at): PlacedStep => {
    const title = wrappedText(lineText(step.title[locale]), width, STEP);
    const shares = wrappedText(lineText(besideStep(step, locale)), width, SHARE).filter((line) => line !== "");
    const sharesY = y + title.length * STEP_LEADING;
    const barY = sharesY + shares.length * SHARE_LEADING + 6 + BAR / 2;
    const one: PlacedStep = {
      ...{ title, shares, y, sharesY, barY },
      parts: step.reached.value === null ? [] : partsOf(step, longest / most),
      count: counts[at]!,
      isSuppressed: step.reached.value === null,
    };
    y = barY + BAR / 2 + BETWEEN;
    return one;
  });
  return { steps: placed, longest, height: Math.max(0, y - BETWEEN) };
}

function partsOf({ reached, pending, unknown }: PicturedStep, scale: number): readonly BarPart[] {
  let from = 0;
  return (["reached", "pending", "unknown"] as const).flatMap((part) => {
    const people = { reached, pending, unknown }[part].value ?? 0;
    const placed = { part, x: tenths(from * scale), width: tenths(people * scale) };
    from += people;
    return people === 0 ? [] : [placed];
  });
}

/** Steps one under another, each with its title, its shares and a bar. */
export function funnelBars(picture: FunnelPicture, locale: Locale): Plot {
  const { steps, longest, height } = placedSteps(picture, locale);
  const lines = steps.flatMap((step) => [
    ...step.title.map((line, at) => textElement(line, 0, Math.round(step.y + 12 + at * STEP_LEADING), STEP)),
    ...step.shares.map((line, at) =>
      textElement(line, 0, Math.round(step.sharesY + 12 + at * SHARE_LEADING), SHARE, { fill: GREY.text }),
    ),
    ...(step.isSuppressed ? absentElements(ABSENT[locale].suppressed, 0, longest, step.barY) : []),
    `<path d="M0 ${step.barY - BAR / 2 - 2}v${BAR + 4}" stroke="${GREY.line}"/>`,
    ...step.parts.flatMap((part) => partElements(part, step.barY - BAR / 2)),
    textElement(step.count, countX(step, longest), Math.round(step.barY + 4), COUNT),
  ]);
  return { lines, height };
}

/** Where the number of a step stands: right of its bar. */
function countX({ parts, isSuppressed }: PlacedStep, longest: number): number {
  const last = parts.at(-1);
  return BEFORE_COUNT + (isSuppressed ? longest : last === undefined ? 0 : last.x + last.width);
}

function partElements({ part, x, width }: BarPart, y: number): readonly string[] {
  if (part === "reached") return [`<rect x="${x}" y="${y}" width="${width}" height="${BAR}" fill="${FUNNEL_COLOUR}"/>`];
  const dash = part === "unknown" ? ' stroke-dasharray="2 2"' : "";
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${BAR}" fill="#fff" stroke="${FUNNEL_COLOUR}"${dash}/>`,
    ...(part === "pending" ? [`<path d="${hatch(x, width, y)}" stroke="${FUNNEL_COLOUR}"/>`] : []),
  ];
}

/** Slanted lines across a part of a bar, none beyond its edges. */
function hatch(x: number, width: number, y: number): string {
  const pieces: string[] = [];
  for (let from = -BAR; from < width; from += 6) {
    const [left, right] = [Math.max(0, from), Math.min(width, from + BAR)];
    if (right > left)
      pieces.push(
        `M${tenths(x + left)} ${tenths(y + BAR - (left - from))}L${tenths(x + right)} ${tenths(y + BAR - (right - from))}`,
      );
  }
  return pieces.join("");
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
