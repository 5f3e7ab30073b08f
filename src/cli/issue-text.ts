import type { Issue } from "../issue";
import type { ReadInputs } from "./inputs";
import type { PlacedIssue } from "./places";

/** Issues as lines: place, severity, code and message, and beneath them what to do. */
export function issueLines(issues: readonly (Issue | PlacedIssue)[], file?: string): readonly string[] {
  return issues.map((issue) => {
    const place = placeText(issue, file);
    return `${place}${issue.severity} ${issue.code}\n  ${issue.message}\n  → ${issue.hint}\n`;
  });
}

function placeText(issue: Issue | PlacedIssue, file: string | undefined): string {
  const placed = "file" in issue ? issue : { file: file ?? null, line: null };
  if (placed.file === null) return "";
  return `${placed.file}${placed.line === null ? "" : `:${placed.line}`}: `;
}

/** What was read, and how many issues there are of each kind. */
export function summaryLines({ dataset, files, issues }: ReadInputs, hidden: number): readonly string[] {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  const kinds = files.map(({ name, events, encoding, delimiter }) => {
    const how = [
      ...(encoding === undefined ? [] : [encoding]),
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

const DELIMITERS: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs", ",": "commas" };

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
