import { checkReturned } from "../../options";
import type {
  DotGroup,
  Picture,
  PicturedCount,
  PicturedCriterion,
  PicturedCurve,
  PicturedShare,
  PicturedStep,
  ResultsTreePicture,
  RetentionPicture,
} from "../picture";
import { PICTURE } from "../../core/shapes";
import { type Locale, localeOf, rangeText } from "../../share";
import { lineText } from "../../core/aloud/line";
import { PICTURE_WORDS } from "./picture-words";
import { figuresOf, indicatorFacts, periodLine } from "../../core/aloud/tree-figures";
import { rankedTree } from "../../core/results-tree/ranks";

const CANNOT = "tell the picture";

/**
 * A picture in words: its title, how it is read, every figure and the notes, a line each.
 *
 * The same stands in the description of what `toSvg` and `toVegaLite` draw, so whoever cannot see the picture learns
 * the same from it.
 *
 * @param picture - one of `pictures`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds, the title first
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind;
 *   RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [picture] = pictures(buildReport(evaluation));
 * expect(pictureText(picture!, { locale: "en" }).split("\n")[2]).toBe("2019: 100.0% (1 of 1), interval 20.7–100.0%.");
 * ```
 */
export function pictureText(picture: Picture, options: { readonly locale: Locale }): string {
  checkReturned(CANNOT, picture, PICTURE, "picture", "pictures");
  const locale = localeOf(options, CANNOT);
  return [
    picture.title[locale],
    picture.subtitle[locale],
    ...figureLines(picture, locale),
    ...picture.notes.map((note) => note[locale]),
  ]
    .map(lineText)
    .filter((line) => line !== "")
    .join("\n");
}

/** All but the title on one line, for the description of a drawing. */
export function describedPicture(picture: Picture, locale: Locale): string {
  const [, ...told] = pictureText(picture, { locale }).split("\n");
  return told.join(" ");
}

function figureLines(picture: Picture, locale: Locale): readonly string[] {
  switch (picture.kind) {
    case "periods":
    case "strata":
      return picture.groups.flatMap((group) => groupLines(group, locale));
    case "funnel":
      return picture.steps.map((step) => `${step.title[locale]}: ${stepWords(step, locale)}.`);
    case "retention":
      return picture.curves.flatMap((curve) => curveLines(picture, curve, locale));
    case "criteria":
      return picture.criteria.map((criterion) => `${criterion.title[locale]}: ${movedWords(criterion, locale)}.`);
    case "results-tree":
      return treeLines(picture, locale);
  }
}

/** How many reached a step, of how many, and who else may or did. */
function stepWords(step: PicturedStep, locale: Locale): string {
  const words = besideStep(step, locale);
  return [countText(step.reached, locale), ...(words === "" ? [] : [words])].join("; ");
}

/** The shares of a step and what stands beside it; nothing of a first step that nobody is beside. */
export function besideStep({ fromPrevious, fromStart, ...counts }: PicturedStep, locale: Locale): string {
  const words = PICTURE_WORDS[locale];
  const shares =
    fromPrevious === null
      ? []
      : [`${fromPrevious.label[locale]} ${words.fromPrevious}`, `${fromStart.label[locale]} ${words.fromStart}`];
  const others = (["pending", "unknown", "besides"] as const).flatMap((name) =>
    counts[name].value === 0 ? [] : [`${words[name]}: ${counts[name].label[locale]}`],
  );
  return [...shares, ...others].join("; ");
}

/** The shares of a criterion with their counts, and how many have none. */
export function movedWords({ unpaired, notApplicable, ...moved }: PicturedCriterion, locale: Locale): string {
  const words = PICTURE_WORDS[locale];
  const parts = (["worsened", "unchanged", "improved"] as const).map(
    (movement) => `${words[movement]}: ${moved[movement].label[locale]}`,
  );
  const others = notApplicable.value === 0 ? [] : [`${words.notApplicable}: ${notApplicable.label[locale]}`];
  return [...parts, `${words.unpaired}: ${unpaired.label[locale]}`, ...others].join("; ");
}

function curveLines({ unit }: RetentionPicture, { label, people, moments, median }: PicturedCurve, locale: Locale) {
  const words = PICTURE_WORDS[locale];
  const told = moments.map(
    ({ after, retained, atRisk }) =>
      `${after} ${words.units[unit]} — ${shareText(retained, locale)}; ${words.observed}: ${atRisk.label[locale]}`,
  );
  return [`${label[locale]} (${words.people}: ${countText(people, locale)}). ${told.join(". ")}. ${median[locale]}`];
}

function treeLines({ tree, evaluated }: ResultsTreePicture, locale: Locale): readonly string[] {
  const { levels } = rankedTree(tree, CANNOT);
  const figures = figuresOf(tree, { evaluated }, CANNOT);
  const lines = levels.flatMap(({ level, nodes }) =>
    nodes.map((node) => {
      const facts = indicatorFacts(node, level, figures, locale).map(({ lines: told }) => told.join(", "));
      const heard = facts.length === 0 ? "" : `: ${facts.join("; ")}`;
      return `${level.title[locale]}. ${node.title[locale]}${heard}.`;
    }),
  );
  return figures === undefined ? lines : [periodLine(figures, locale), ...lines];
}

function countText({ label, reason }: PicturedCount, locale: Locale): string {
  return reason === null ? label[locale] : `${label[locale]} — ${reason.message[locale]}`;
}

function groupLines({ title, rows }: DotGroup, locale: Locale): readonly string[] {
  return rows.map(({ label, share }) => {
    const name = title === null ? label[locale] : `${title[locale]}, ${label[locale]}`;
    return `${name}: ${shareText(share, locale)}.`;
  });
}

/** A share with its interval, or why there is none. */
function shareText({ label, interval, reason }: PicturedShare, locale: Locale): string {
  if (reason !== null) return `${label[locale]} — ${reason.message[locale]}`;
  const limits =
    interval === null ? "" : `, ${PICTURE_WORDS[locale].interval} ${rangeText(interval.low, interval.high, locale)}`;
  return `${label[locale]}${limits}`;
}
