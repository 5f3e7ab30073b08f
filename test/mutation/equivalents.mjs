// Reads which mutants docs/mutation.md calls equivalent: under a heading that names the file, a line each,
// - `function`: `part of the source` → `what the mutant puts there`

const HEADING = /^#+ `(src\/[^`]+)`/;
const BULLET = /^- (`[^`]+`: .+)$/;

/** How a mutant is named on the page, with the file. */
export const equivalentKey = ({ fileName, place, part, replacement }) =>
  `${fileName} \`${place}\`: \`${part}\` → \`${replacement}\``;

export function equivalentsIn(page) {
  const known = new Set();
  let file;
  for (const line of page.split("\n")) {
    file = HEADING.exec(line)?.[1] ?? file;
    const found = BULLET.exec(line);
    if (found) known.add(`${file} ${found[1]}`);
  }
  return known;
}
