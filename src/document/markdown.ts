import { lineText } from "../core/aloud/line";

/** Signs that mean something inside a line of Markdown, tables and formulas included. */
const SIGNS = /[\\`*_{}[\]<>|~&$#]/g;
/** What would make a line a list, a quotation, a heading or a rule. */
const LEADING = /^(\s*)([-+=>]|\d+(?=[.)](?:\s|$)))/;

/**
 * Any text as one line of Markdown that shows it letter by letter: in a table, in a list or by itself.
 *
 * @param text - anything a person wrote
 */
export function markdownText(text: string): string {
  const line = lineText(text).replace(SIGNS, "\\$&");
  return line.replace(LEADING, (_, space: string, marker: string) =>
    /\d/.test(marker) ? `${space}${marker}\\` : `${space}\\${marker}`,
  );
}
