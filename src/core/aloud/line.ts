/**
 * Marks that are not seen but turn, hide or part what is: of direction, of width nought, tags. Joiners of letters stay.
 */
const UNSEEN = /[^\P{Cf}\u{200c}\u{200d}]/gu;
/** White space and signs of control, and halves of characters, which no document may hold. */
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const HALVES = /[\p{Cs}\u{fffe}\u{ffff}]/gu;

/**
 * Any text as one line that reads in the order in which it was written and that every format can hold.
 *
 * @param text - anything a person wrote
 */
export function lineText(text: string): string {
  return text.replace(UNSEEN, "").replace(BREAKS, " ").replace(HALVES, "\u{fffd}").trim();
}
