import { Ints } from "../core/dataset/column";
import type { Issue, Severity } from "../issue";

/** An issue with the file and line it is about, as far as it has them. */
export interface PlacedIssue extends Issue {
  readonly file: string | null;
  /** From 1; in a list of JSON, the number of the event. */
  readonly line: number | null;
}

/** An issue that only files can have. */
export function inputIssue(
  code: string,
  { file, line = null }: { readonly file: string; readonly line?: number | null },
  message: string,
  hint: string,
  severity: Severity = "error",
): PlacedIssue {
  const path = line === null ? [file] : [file, line];
  return { code: `input.${code}`, severity, path, message, hint, file, line };
}

/** What a file holds cannot be read: errors of the data, not of the call. */
export class InputFault extends Error {
  readonly issues: readonly PlacedIssue[];

  constructor(...issues: readonly PlacedIssue[]) {
    super(issues[0]?.message);
    this.issues = issues;
  }
}

/** Where each event comes from: files in the order in which they were read, and one line per event. */
export class Places {
  readonly #lines = new Ints();
  readonly #files: { readonly name: string; readonly first: number }[] = [];

  /** Events so far: the position of the next one. */
  get count(): number {
    return this.#lines.length;
  }

  /** Says that the events from now on come from this file. */
  open(name: string): void {
    this.#files.push({ name, first: this.count });
  }

  /** Notes the line of the next event. */
  add(line: number): void {
    this.#lines.push(line);
  }

  /**
   * Issues with their places, in the order of files and lines.
   *
   * @param tables - the file of each table, for issues about tables and their rows
   */
  sorted(issues: readonly (Issue | PlacedIssue)[], tables: ReadonlyMap<string, string>): readonly PlacedIssue[] {
    const lines = this.#lines.view();
    const placed = issues.map((issue): PlacedIssue => {
      if ("file" in issue) return issue;
      const [first, second] = issue.path;
      if (typeof first === "number") return { ...issue, file: this.#fileOf(first), line: lines[first] ?? null };
      const file = first === undefined ? null : (tables.get(first) ?? first);
      return { ...issue, file, line: typeof second === "number" ? second : null };
    });
    const order = new Map(this.#files.map(({ name }, index) => [name, index]));
    const fileAt = ({ file }: PlacedIssue) => order.get(file ?? "") ?? -1;
    return placed.sort((a, b) => fileAt(a) - fileAt(b) || (a.line ?? 0) - (b.line ?? 0));
  }

  #fileOf(event: number): string | null {
    let name: string | null = null;
    for (const file of this.#files) if (file.first <= event) name = file.name;
    return name;
  }
}
