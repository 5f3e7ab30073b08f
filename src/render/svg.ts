import type { ResultStatus } from "../results-tree/progress";
import type { ResultsTree } from "../results-tree/tree";
import { type Locale, localeOf } from "../share";
import { signElement, svgDocument, textElement, xmlText } from "./drawing";
import { lineText } from "./line";
import { type Box, boxOf } from "./tree-boxes";
import { type DrawingOptions, type Figures, figuresOf, indicatorFacts, periodLine, statusWords } from "./tree-figures";
import { laidOut, type Placed, type Route } from "./tree-layout";
import { type EndedEdge, rankedTree } from "./tree-ranks";
import { type Font, textWidth, wrappedText } from "./text-width";

const CANNOT = "draw the results tree";
const HEADING: Font = { size: 18, isBold: true };
const LEGEND: Font = { size: 12 };
const LEGEND_LEADING = 20;
const SIGN_ROOM = 22;
const LEVEL: Font = { size: 12.5, isBold: true };
const HEADING_LEADING = 25;
const LEVEL_LEADING = 17;
const MARGIN = 24;
/** The words of a level's title decide how wide its column is, up to this. */
const MOST_LEVEL_WIDTH = 180;
const LEAST_WIDTH = 560;
const STRIPES = ["#eef2f5", "#ffffff"] as const;
const LINE = "#4a4a4a";
const ARROW = 8;

/**
 * A results tree as a picture: a row a level, the highest at the top, every edge an arrow.
 *
 * The picture stands by itself: no script, no style sheet, no font of its own, nothing fetched. Texts are escaped and broken into lines
 * that fit their boxes in any common font. Statuses are told by colour, by shape and in words.
 *
 * @param tree - from `defineResultsTree`
 * @param options - `locale`: `"ru"` or `"en"`; `evaluated`: the tree with its values, none by default; `period`: whose values are shown, the last that has any by default
 * @returns an SVG document that ends with a line feed; the same bytes for the same tree
 * @throws TypeError when the tree is not one or there are no options
 * @throws RangeError when `locale` is not one of the two, a node names a level that is not in the tree, an edge a node that is not, `evaluated` is of another tree, or there is no value of the period
 * @example
 * ```ts
 * const drawing = toSvg(vsePoluchitsyaTree, { locale: "ru" });
 * expect(drawing).toContain("<title>Дерево результатов практики «Всё получится!»</title>");
 * ```
 */
export function toSvg(tree: ResultsTree, options: DrawingOptions): string {
  const locale = localeOf(options, CANNOT);
  const words = WORDS[locale];
  const { levels, edges } = rankedTree(tree, CANNOT);
  const figures = figuresOf(tree, options, CANNOT);
  const nodes = levels.flatMap((row, level) => row.nodes.map((node) => ({ node, level })));
  const indexOf = new Map(nodes.map(({ node }, index) => [node, index]));
  const boxes = nodes.map(({ node, level }) =>
    boxOf({ title: node.title[locale], facts: indicatorFacts(node, levels[level]!.level, figures, locale) }),
  );
  const layout = laidOut({
    boxes: boxes.map(({ width, height }, index) => ({ width, height, level: nodes[index]!.level })),
    edges: edges.map(({ source, target }) => ({ from: indexOf.get(source)!, to: indexOf.get(target)! })),
  });
  const levelWords = levels.flatMap(({ level }) => lineText(level.title[locale]).split(" "));
  const widest = Math.max(0, ...levelWords.map((word) => textWidth(word, LEVEL)));
  const levelWidth = Math.min(MOST_LEVEL_WIDTH, Math.ceil(widest));
  const left = MARGIN + levelWidth;
  const width = Math.max(LEAST_WIDTH, left + layout.width);
  const heading = wrappedText(lineText(tree.title[locale]), width - 2 * MARGIN, HEADING);
  const top = MARGIN + heading.length * HEADING_LEADING;
  const legend = legendElements(figures, width - 2 * MARGIN, words);
  const lines = [
    ...heading.map((line, at) => textElement(line, MARGIN, MARGIN + 12 + at * HEADING_LEADING, HEADING)),
    `<g transform="translate(0 ${top})">`,
    ...layout.bands.flatMap(({ y, height }, at) => [
      `<rect y="${y}" width="${width}" height="${height}" fill="${STRIPES[at % 2]}"/>`,
      ...levelElements(levels[at]!.level.title[locale], levelWidth, y + height / 2),
    ]),
    "</g>",
    `<g transform="translate(${left} ${top})">`,
    ...layout.routes.flatMap((route, at) =>
      edgeElements(edges[at]!, route ?? layout.boxes[indexOf.get(edges[at]!.source)!]!, locale),
    ),
    ...layout.boxes.flatMap((place, at) => boxElements(place, boxes[at]!)),
    "</g>",
    `<g transform="translate(${MARGIN} ${top + layout.height})">`,
    ...legend.lines,
    "</g>",
  ];
  const description = words.description(levels.length, nodes.length, edges.length);
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
  const lines = wrappedText(lineText(title), width, LEVEL);
  const first = Math.round(middle - (lines.length * LEVEL_LEADING) / 2 + LEVEL.size);
  return lines.map((line, at) => textElement(line, MARGIN, first + at * LEVEL_LEADING, LEVEL));
}

/** An arrow along its way; beside its box where it leads back to it. */
function edgeElements({ source, target, why }: EndedEdge, way: Route | Placed, locale: Locale): readonly string[] {
  const title = `${source.title[locale]} → ${target.title[locale]}${why === undefined ? "" : `: ${why[locale]}`}`;
  return [
    `<g fill="none" stroke="${LINE}" stroke-width="1.4">`,
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
  return `<path d="M${pixels(x)} ${y}L${pixels(x - 4)} ${y + back}H${pixels(x + 4)}Z" fill="${LINE}" stroke="none"/>`;
}

function loopOf({ x, y, width, height }: Placed): readonly string[] {
  const [right, middle] = [x + width, Math.round(y + height / 2)];
  return [
    `<path d="M${right} ${middle - 8}c18 -6 18 22 ${ARROW} 16"/>`,
    `<path d="M${right} ${middle + 8}l${ARROW} -4v8Z" fill="${LINE}" stroke="none"/>`,
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
