import type { ResultStatus } from "../../core/results-tree/progress";
import type { ResultsTree } from "../../core/results-tree/tree";
import { type Locale, localeOf } from "../../share";
import { signElement, svgDocument, textElement, xmlText } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { type Font, textWidth, wrappedText } from "./text-width";
import type { Box } from "./tree-boxes";
import { DRAWING, type DrawingOptions, type Figures, periodLine, statusWords } from "../../core/aloud/tree-figures";
import { LEVEL_FONT, TREE_LINE, TREE_MARGIN, TREE_STRIPES, treeGeometry } from "./tree-geometry";
import type { Placed, Route } from "./tree-layout";
import type { EndedEdge } from "../../core/results-tree/ranks";

const CANNOT = "draw the results tree";
const HEADING: Font = { size: 18, isBold: true };
const LEGEND: Font = { size: 12 };
const LEGEND_LEADING = 20;
const SIGN_ROOM = 22;
const HEADING_LEADING = 25;
const LEVEL_LEADING = 17;
const ARROW = 8;

/**
 * A results tree as a picture: a row a level, the highest at the top, every edge an arrow. What `toSvg` makes of a
 * tree.
 *
 * @param told - all that is on it in words; how much there is on it when absent
 */
export function treeSvg(tree: ResultsTree, options: DrawingOptions, told?: string): string {
  const locale = localeOf(options, CANNOT, DRAWING);
  const words = WORDS[locale];
  const drawn = treeGeometry(tree, options, CANNOT);
  const { levels, edges, nodes, boxes, layout, figures, levelWidth, left, width, indexOf } = drawn;
  const heading = wrappedText(lineText(tree.title[locale]), width - 2 * TREE_MARGIN, HEADING);
  const top = TREE_MARGIN + heading.length * HEADING_LEADING;
  const legend = legendElements(figures, width - 2 * TREE_MARGIN, words);
  const lines = [
    ...heading.map((line, at) => textElement(line, TREE_MARGIN, TREE_MARGIN + 12 + at * HEADING_LEADING, HEADING)),
    `<g transform="translate(0 ${top})">`,
    ...layout.bands.flatMap(({ y, height }, at) => [
      `<rect y="${y}" width="${width}" height="${height}" fill="${TREE_STRIPES[at % 2]}"/>`,
      ...levelElements(levels[at]!.level.title[locale], levelWidth, y + height / 2),
    ]),
    "</g>",
    `<g transform="translate(${left} ${top})">`,
    ...layout.routes.flatMap((route, at) =>
      edgeElements(edges[at]!, route ?? layout.boxes[indexOf.get(edges[at]!.source)!]!, locale),
    ),
    ...layout.boxes.flatMap((place, at) => boxElements(place, boxes[at]!)),
    "</g>",
    `<g transform="translate(${TREE_MARGIN} ${top + layout.height})">`,
    ...legend.lines,
    "</g>",
  ];
  const description = told ?? words.description(levels.length, nodes.length, edges.length);
  const source = tree.source === undefined ? "" : ` ${tree.source[locale]}`;
  return svgDocument(
    lines,
    { title: tree.title[locale], description: `${description}${source}`, language: locale },
    { width, height: top + layout.height + legend.height },
  );
}

/** Of which period the values are, and what each sign means; nothing where there are no values. */
function legendElements(
  figures: Figures | undefined,
  width: number,
  words: Words,
): { lines: readonly string[]; height: number } {
  if (figures === undefined) return { lines: [], height: 0 };
  const said = wrappedText(periodLine(figures, words.locale), width, LEGEND);
  const lines = said.map((line, at) => textElement(line, 0, 26 + at * LEGEND_LEADING, LEGEND));
  let [x, y] = [0, 26 + said.length * LEGEND_LEADING];
  for (const [status, meaning] of Object.entries(statusWords[words.locale])) {
    const room = SIGN_ROOM + Math.ceil(textWidth(meaning, LEGEND)) + 24;
    if (x > 0 && x + room > width) [x, y] = [0, y + LEGEND_LEADING];
    lines.push(signElement(status as ResultStatus, x + 8, y - 4), textElement(meaning, x + SIGN_ROOM, y, LEGEND));
    x += room;
  }
  return { lines, height: y + 16 };
}

/** The title of a level in lines around the middle of its stripe. */
function levelElements(title: string, width: number, middle: number): readonly string[] {
  const lines = wrappedText(lineText(title), width, LEVEL_FONT);
  const first = Math.round(middle - (lines.length * LEVEL_LEADING) / 2 + LEVEL_FONT.size);
  return lines.map((line, at) => textElement(line, TREE_MARGIN, first + at * LEVEL_LEADING, LEVEL_FONT));
}

/** An arrow along its way; beside its box where it leads back to it. */
function edgeElements({ source, target, why }: EndedEdge, way: Route | Placed, locale: Locale): readonly string[] {
  const title = `${source.title[locale]} → ${target.title[locale]}${why === undefined ? "" : `: ${why[locale]}`}`;
  return [
    `<g fill="none" stroke="${TREE_LINE}" stroke-width="1.4">`,
    `<title>${xmlText(title)}</title>`,
    ...("uprights" in way ? [`<path d="${pathOf(way)}"/>`, arrowOf(way)] : loopOf(way)),
    "</g>",
  ];
}

function pathOf({ uprights }: Route): string {
  const pieces = uprights.map(({ x, from, to }, at) => {
    if (at === 0) return `M${pixels(x)} ${from}V${to}`;
    const before = uprights[at - 1]!;
    const half = Math.round((before.to - from) / 2);
    const curve = [pixels(before.x), before.to - half, pixels(x), from + half, pixels(x), from].join(" ");
    return `C${curve}V${to}`;
  });
  return pieces.join("");
}

function arrowOf({ uprights, isDownward }: Route): string {
  const { x } = uprights.at(isDownward ? 0 : -1)!;
  const [y, back] = isDownward ? [uprights[0]!.from, -ARROW] : [uprights.at(-1)!.to, ARROW];
  return `<path d="M${pixels(x)} ${y}L${pixels(x - 4)} ${y + back}H${pixels(x + 4)}Z" fill="${TREE_LINE}" stroke="none"/>`;
}

function loopOf({ x, y, width, height }: Placed): readonly string[] {
  const [right, middle] = [x + width, Math.round(y + height / 2)];
  return [
    `<path d="M${right} ${middle - 8}c18 -6 18 22 ${ARROW} 16"/>`,
    `<path d="M${right} ${middle + 8}l${ARROW} -4v8Z" fill="${TREE_LINE}" stroke="none"/>`,
  ];
}

function pixels(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function boxElements(place: Placed, box: Box): readonly string[] {
  return [
    `<g transform="translate(${place.x} ${place.y})">`,
    `<rect width="${place.width}" height="${place.height}" rx="6" fill="#fff" stroke="#333" stroke-width="1.2"/>`,
    ...box.lines.flatMap(({ text, x, y, font, sign }) => [
      ...(sign === undefined ? [] : [signElement(sign, x - 12, y - 4)]),
      textElement(text, x, y, font),
    ]),
    "</g>",
  ];
}

const russian = {
  locale: "ru" as Locale,
  description: (levels: number, nodes: number, edges: number) =>
    `Уровней: ${levels}, узлов: ${nodes}, связей: ${edges}. Высший уровень вверху, стрелки ведут от причины к следствию.`,
};

type Words = typeof russian;

const english: Words = {
  locale: "en",
  description: (levels, nodes, edges) =>
    `Levels: ${levels}, nodes: ${nodes}, links: ${edges}. The highest level is at the top; arrows lead from cause to effect.`,
};

const WORDS: Readonly<Record<Locale, Words>> = { ru: russian, en: english };
