import type { Issue } from "../issue";
import type { Files } from "./files";
import type { ReadInputs } from "./inputs";
import type { PlacedIssue } from "./places";
import { printable } from "./terminal";

/** Issues as lines: place, severity, code and message, and beneath them what to do. */
export function issueLines(issues: readonly (Issue | PlacedIssue)[], file?: string): readonly string[] {
  return issues.map((issue) => {
    const place = placeText(issue, file);
    return `${place}${issue.severity} ${issue.code}\n  ${issue.message}\n  → ${issue.hint}\n`;
  });
}

/** What must be said on every command of how its files were read. */
export function announcementLines({ announcements }: Files): string {
  return printable(issueLines(announcements).join(""));
}

function placeText(issue: Issue | PlacedIssue, file: string | undefined): string {
  const placed = "file" in issue ? issue : { file: file ?? null, line: null };
  if (placed.file === null) return "";
  return `${placed.file}${placed.line === null ? "" : `:${placed.line}`}: `;
}

/** What was read, and how many issues there are of each kind. */
export function summaryLines({ dataset, files, issues }: ReadInputs, hidden: number): readonly string[] {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  const kinds = files.map(({ name, events, encoding, isGuessed, delimiter }) => {
    const how = [
      ...(encoding === undefined ? [] : [isGuessed === true ? `${encoding}, a guess` : encoding]),
      ...(delimiter === undefined ? [] : [DELIMITERS[delimiter]!]),
    ];
    return `${name}: ${counted(events, "event")}${how.length === 0 ? "" : ` (${how.join(", ")})`}\n`;
  });
  const found = `${counted(errors, "error")}, ${counted(issues.length - errors, "warning")}`;
  const verdict =
    dataset === undefined
      ? `Not fit for figures yet: ${found}.\n`
      : `Fit for figures: ${counted(dataset.people, "beneficiary", "beneficiaries")}, ${counted(dataset.events, "event")}; ${found}.\n`;
  const more = hidden > 0 ? [`… and ${hidden} more; --limit 0 lists all of them\n`] : [];
  return [...more, ...(issues.length > 0 ? ["\n"] : []), ...kinds, verdict];
}

/**
 * The warnings of the data in one line, beside figures made of them.
 *
 * @param isInFigures - whether the person of an event is one whom a figure is about
 */
export function warningsLine(issues: readonly Issue[], isInFigures: (event: number) => boolean): string {
  const warnings = issues.filter(({ severity }) => severity === "warning");
  if (warnings.length === 0) return "";
  const events = warnings.flatMap(({ path: [event] }) => (typeof event === "number" ? [event] : []));
  const touching = events.filter(isInFigures).length;
  const others = [
    [events.length - touching, "about others"],
    [warnings.length - events.length, "about how files were read, which may touch any figure"],
  ] as const;
  const rest = others.flatMap(([count, what]) => (count === 0 ? [] : [`, ${count} ${what}`])).join("");
  const first = `${touching === 0 ? "none" : touching} about people in these figures`;
  return `${counted(warnings.length, "warning")}: ${first}${rest}; mio check lists them\n`;
}

const DELIMITERS: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs", ",": "commas" };

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
