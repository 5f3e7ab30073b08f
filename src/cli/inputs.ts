import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { type Dataset, parseDataset, safeParseDataset } from "../dataset/dataset";
import type { Criterion } from "../events/event";
import { DatasetError, type Issue, nearest } from "../issue";
import { absentTables } from "../mapping/header";
import { eventsFromTables } from "../mapping/events-from-tables";
import { comparable, type TableMapping } from "../mapping/mapping";
import { RowReader, type RowSink } from "../mapping/reader";
import { tableNames } from "../mapping/tables";
import { fileError, TextBlocks } from "./blocks";
import { CsvRows } from "./csv";
import { type PlacedIssue, Places } from "./places";
import { type Progress, UsageError } from "./terminal";
import { sheetsOf } from "./workbook";

/** How events are to be read. */
export interface InputOptions {
  readonly criteria: readonly Criterion[] | undefined;
  readonly mapping: TableMapping | undefined;
  readonly progress: Progress;
  /** Whether warnings are wanted: in large data they take as long as reading. */
  readonly warnings: boolean;
}

/** What came of reading files. */
export interface ReadInputs {
  /** Undefined when there is an error. */
  readonly dataset: Dataset | undefined;
  /** Errors and warnings, in the order of files and lines. */
  readonly issues: readonly PlacedIssue[];
  /** What each file was read as. */
  readonly files: readonly ReadFile[];
}

/** What a file, or a sheet of one, was read as. */
export interface ReadFile {
  readonly name: string;
  readonly kind: "events" | "tables" | "table";
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly events: number;
}

/** Events between two signs of progress. */
const STEP = 50_000;

/** Reads files of events and tables, each once, into a dataset; what is wrong with them comes back with its file and line. */
export async function readInputs(paths: readonly string[], options: InputOptions): Promise<ReadInputs> {
  const intake = new Intake(options);
  for (const path of paths) await intake.prepare(path);
  const parsed = parsedBy(intake.events(), options);
  options.progress.clear();
  const issues = intake.placed(parsed.issues);
  const hasError = issues.some(({ severity }) => severity === "error");
  return { dataset: hasError ? undefined : parsed.dataset, issues, files: intake.files };
}

function parsedBy(
  events: Iterable<unknown>,
  { criteria, warnings }: InputOptions,
): { readonly dataset: Dataset | undefined; readonly issues: readonly Issue[] } {
  if (warnings) {
    const parsed = safeParseDataset(events, { criteria });
    return { dataset: parsed.ok ? parsed.dataset : undefined, issues: parsed.issues };
  }
  try {
    return { dataset: parseDataset(events, { criteria }), issues: [] };
  } catch (error) {
    if (error instanceof DatasetError) return { dataset: undefined, issues: error.issues };
    throw error;
  }
}

/** Reads a file of JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${path}: it must be JSON; check quotes, commas and brackets`);
  }
}

/** Reads a file of text. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Gives the events of a file, and at the end what it was read as. */
type Source = () => Generator<unknown, Omit<ReadFile, "name" | "events">>;

/** Events on their way from files into a dataset, one at a time, with the place of each. */
class Intake {
  readonly files: ReadFile[] = [];
  readonly #options: InputOptions;
  readonly #places = new Places();
  readonly #issues: Issue[] = [];
  readonly #sources: (readonly [file: string, source: Source])[] = [];
  /** Tables by name, each with its file: the names lead into the ids of events. */
  readonly #tables = new Map<string, string>();

  constructor(options: InputOptions) {
    this.#options = options;
  }

  /** Takes a file in, by the ending of its name. Workbooks are opened at once, all others when their turn comes. */
  async prepare(path: string): Promise<void> {
    const file = basename(path);
    const ending = extname(path).toLowerCase();
    if (ending === ".ndjson" || ending === ".jsonl") this.#sources.push([file, () => this.#lines(path, file)]);
    else if (ending === ".json") this.#sources.push([file, () => this.#json(path)]);
    else if ([".csv", ".tsv", ".txt"].includes(ending)) this.#csv(path, file, basename(path, extname(path)));
    else if (ending === ".xlsx") await this.#workbook(path, file);
    else throw unknownEnding(path, ending);
  }

  *events(): Generator<unknown> {
    for (const [file, source] of this.#sources) {
      const before = this.#places.count;
      this.#places.open(file);
      const told = source();
      let step = told.next();
      for (; step.done !== true; step = told.next()) {
        yield step.value;
        if (this.#places.count % STEP === 0) this.#options.progress.show(`${this.#places.count} events read`);
      }
      this.files.push({ name: file, ...step.value, events: this.#places.count - before });
    }
    const { mapping } = this.#options;
    if (mapping !== undefined) this.#issues.push(...absentTables(mapping, [...this.#tables.keys()]));
  }

  /** Issues of the files and those of the dataset, each with its place; what was refused before is not refused again. */
  placed(ofDataset: readonly Issue[]): readonly PlacedIssue[] {
    const known = new Set(this.#issues.map(({ path }) => JSON.stringify(path)));
    const others = ofDataset.filter(({ path }) => !known.has(JSON.stringify(path)));
    return this.#places.sorted([...this.#issues, ...others], this.#tables);
  }

  *#lines(path: string, file: string): ReturnType<Source> {
    const blocks = new TextBlocks(path);
    let line = 0;
    for (const block of blocks) {
      const lines = block.split("\n");
      if (block.endsWith("\n")) lines.pop();
      for (const text of lines) {
        line++;
        if (text.trim() === "") continue;
        let event: unknown;
        try {
          event = JSON.parse(text);
        } catch {
          const because = "it must be one event as JSON";
          this.#refuse("not-json", file, line, `Cannot read line ${line}: ${because}`, "check quotes and commas");
          continue;
        }
        this.#places.add(line);
        yield event;
      }
    }
    return { kind: "events", encoding: blocks.encoding };
  }

  /** A list of events, or an object of tables; each is placed by its number, from 1. */
  *#json(path: string): ReturnType<Source> {
    const value = readJson(path);
    const isList = Array.isArray(value);
    if (!isList && (typeof value !== "object" || value === null)) {
      throw new UsageError(`Cannot read ${path}: it must hold a list of events, or an object of tables`);
    }
    const events = isList ? value : eventsFromTables(value as object);
    for (const [index, event] of events.entries()) {
      this.#places.add(index + 1);
      yield event;
    }
    return { kind: isList ? "events" : "tables" };
  }

  #csv(path: string, file: string, name: string): void {
    const table = this.#named(name, file);
    const source = function* (intake: Intake): ReturnType<Source> {
      const blocks = new TextBlocks(path);
      const rows = new CsvRows(blocks);
      yield* intake.#rows(table, rows, () => rows.line);
      const { fault } = rows;
      if (fault !== undefined) {
        const { line, because, hint } = fault;
        intake.#refuse("broken-row", file, line, `Cannot read line ${line}: ${because}`, hint);
      }
      return { kind: "table", encoding: blocks.encoding, delimiter: rows.delimiter };
    };
    this.#sources.push([file, () => source(this)]);
  }

  async #workbook(path: string, file: string): Promise<void> {
    const sheets = await sheetsOf(path);
    for (const { name, rows } of sheets) {
      const own = this.#isKnown(name) || sheets.length > 1 ? name : basename(path, extname(path));
      const place = sheets.length > 1 ? `${file} (${name})` : file;
      if (sheets.length > 1 && !this.#isKnown(own)) {
        this.#issues.push(sheetLeftOut(place, name));
        continue;
      }
      const table = this.#named(own, place);
      const source = function* (intake: Intake): ReturnType<Source> {
        let line = 0;
        const counted = (function* () {
          for (const row of rows) {
            line++;
            yield row;
          }
        })();
        yield* intake.#rows(table, counted, () => line);
        return { kind: "table" };
      };
      this.#sources.push([place, () => source(this)]);
    }
  }

  /** Whether the mapping, or without one our own names, say what a table is. */
  #isKnown(name: string): boolean {
    const { mapping } = this.#options;
    const bare = (text: string) => comparable(text).replace(/[-_ ]/g, "");
    if (mapping === undefined) return tableNames.some((one) => bare(one) === bare(name));
    return mapping.tables.some(({ from }) => comparable(from) === comparable(name));
  }

  #named(name: string, file: string): string {
    if ([...this.#tables.keys()].some((one) => comparable(one) === comparable(name))) {
      throw new UsageError(`Cannot read ${file}: there is another table called ${name}; rename one of the two`);
    }
    this.#tables.set(name, file);
    return name;
  }

  /** The events of a table's rows; the first row that is not empty is the heading. */
  *#rows(name: string, rows: Iterable<readonly unknown[]>, lineOf: () => number): Generator<unknown, void> {
    const taken: unknown[] = [];
    const places = this.#places;
    const sink: RowSink = {
      get count() {
        return places.count;
      },
      take: (event, line) => {
        places.add(line);
        taken.push(event);
      },
      refuse: (issue) => this.#issues.push(issue),
    };
    let reader: RowReader | undefined;
    for (const row of rows) {
      if (reader === undefined) {
        const heading = row.map((cell) => String(cell ?? "").trim());
        if (heading.some((column) => column !== "")) reader = new RowReader(name, heading, this.#options.mapping, sink);
        continue;
      }
      reader.read(row, lineOf());
      if (taken.length === 0) continue;
      yield* taken;
      taken.length = 0;
    }
    if (reader === undefined) reader = new RowReader(name, [], this.#options.mapping, sink);
  }

  #refuse(code: string, file: string, line: number, message: string, hint: string): void {
    this.#issues.push({ code: `input.${code}`, severity: "error", path: [file, line], message, hint });
  }
}

const ENDINGS = [".ndjson", ".jsonl", ".json", ".csv", ".tsv", ".txt", ".xlsx"];

function unknownEnding(path: string, ending: string): UsageError {
  const near = nearest(ending, ENDINGS);
  const hint = near === undefined ? `name files that end in ${ENDINGS.join(", ")}` : `did you mean ${near}?`;
  return new UsageError(`Cannot read ${path}: what kind of file it is must show from its ending; ${hint}`);
}

function sheetLeftOut(place: string, name: string): Issue {
  const message = `Cannot vouch for sheet ${JSON.stringify(name)}: it is left out, for nothing says what it is read as`;
  return {
    code: "input.sheet-left-out",
    severity: "warning",
    path: [place],
    message,
    hint: "map it, or take it out of the file",
  };
}
