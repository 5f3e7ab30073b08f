import { type Issue, named, sentence } from "../../issue";
import type { Tally } from "./tally";

export type Path = readonly (string | number)[];

/** An issue about a place in one of several tallies. */
export function tallyIssue(code: string, cannot: string, path: Path, because: string, hint: string): Issue {
  const message = sentence({ cannot, because });
  return Object.freeze({ code: `tally.${code}`, severity: "error", path: Object.freeze([...path]), message, hint });
}

/** What cannot be done with the tally at a place. */
export function reading(at: number, tally?: Tally): string {
  return tally === undefined ? `read tally ${at}` : `read tally ${at} (${named("partner", tally.partner.code)})`;
}
