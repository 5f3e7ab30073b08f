import { parseDataset, safeParseDataset, type Criterion, type Dataset } from "../core/index";
import { eventsFromTables, type TableMapping } from "../input/index";
import { basename, extname } from "node:path";
import { DatasetError, type Issue, nearest } from "../issue";
import { absentTables } from "../input/header";
import { comparable } from "../input/mapping";
import { RowReader, type RowSink } from "../input/reader";
import { tableNames } from "../input/tables";
import { CsvRows } from "./csv";
import { encodingTitle } from "./encoding";
import { faultOf, type Files, madeFrom } from "./files";
import { dataEndings, namedFiles } from "./paths";
import { InputFault, inputIssue, type PlacedIssue, Places } from "./places";
import { type Progress, UsageError } from "./terminal";
import type { TextFile } from "./text";
import { sheetsOf } from "./workbook";

/** How events are to be read. */
export interface InputOptions {
  readonly files: Files;
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
  /** There, and true, where nothing but its letters tells the encoding. */
  readonly isGuessed?: boolean;
  readonly delimiter?: string;
  readonly events: number;
}

/** Events between two signs of progress. */
const STEP = 50_000;

/** Reads files of events and tables into a dataset; what is wrong with them comes back with its file and line. */
export async function readInputs(paths: readonly string[], options: InputOptions): Promise<ReadInputs> {
  const { files, leftOut } = namedFiles(paths);
  const intake = new Intake(options);
  for (const path of files) await intake.prepare(path);
  const parsed = parsedBy(intake.events(), options);
  options.progress.clear();
  const left = leftOut.filter((path) => !options.files.hasRead(path)).map(fileLeftOut);
  const issues = intake.placed([...left, ...parsed.issues]);
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

/** Gives the events of a file, and at the end what it was read as. */
type Source = () => Generator<unknown, Omit<ReadFile, "name" | "events">>;

/** A source with its place: a file, or a sheet of one. */
interface PlacedSource {
  readonly path: string;
  readonly place: string;
  readonly source: Source;
}

/** Events on their way from files into a dataset, one at a time, with the place of each. */
class Intake {
  readonly files: ReadFile[] = [];
  readonly #options: InputOptions;
  readonly #places = new Places();
  readonly #issues: (Issue | PlacedIssue)[] = [];
  readonly #sources: PlacedSource[] = [];
  /** Files in which nothing is to be read, by the path of each: what to say if nothing is. */
  readonly #silent = new Map<string, string>();
  /** Tables by name, each with its file: the names lead into the ids of events. */
  readonly #tables = new Map<string, string>();

  constructor(options: InputOptions) {
    this.#options = options;
  }

  /** Takes a file in, by the ending of its name. Workbooks are opened at once, all others when their turn comes. */
  async prepare(path: string): Promise<void> {
    const place = basename(path);
    const ending = extname(path).toLowerCase();
    const add = (source: Source) => this.#sources.push({ path, place, source });
    if (ending === ".ndjson" || ending === ".jsonl") add(() => this.#lines(path, place));
    else if (ending === ".json") add(() => this.#json(path));
    else if ([".csv", ".tsv", ".txt"].includes(ending)) {
      const table = this.#named(basename(path, extname(path)), place);
      add(() => this.#csv(path, place, table));
    } else if (ending === ".xlsx") await this.#guarded(() => this.#workbook(path, place));
    else throw unknownEnding(path, ending);
  }

  *events(): Generator<unknown> {
    const given = new Map<string, number>();
    for (const { path, place, source } of this.#sources) {
      const before = this.#places.count;
      this.#places.open(place);
      const read = yield* this.#drawn(source);
      const events = this.#places.count - before;
      given.set(path, (given.get(path) ?? 0) + events);
      if (read !== undefined) this.files.push({ name: place, ...read, events });
    }
    this.#refuseSilent(given);
    const { mapping } = this.#options;
    if (mapping !== undefined) this.#issues.push(...absentTables(mapping, [...this.#tables.keys()]));
  }

  /**
   * Issues of the files and those of the dataset, each with its place; what was refused before is not refused again.
   */
  placed(others: readonly (Issue | PlacedIssue)[]): readonly PlacedIssue[] {
    const known = new Set(this.#issues.map(({ path }) => JSON.stringify(path)));
    const rest = others.filter(({ path }) => !known.has(JSON.stringify(path)));
    return this.#places.sorted([...this.#options.files.announcements, ...this.#issues, ...rest], this.#tables);
  }

  /** The events of a source, and at the end what it was read as; undefined when it could not be read to its end. */
  *#drawn(source: Source): Generator<unknown, Omit<ReadFile, "name" | "events"> | undefined> {
    try {
      const told = source();
      let step = told.next();
      for (; step.done !== true; step = told.next()) {
        yield step.value;
        if (this.#places.count % STEP === 0) this.#options.progress.show(`${this.#places.count} events read`);
      }
      return step.value;
    } catch (error) {
      this.#collect(error);
      return undefined;
    }
  }

  async #guarded(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      this.#collect(error);
    }
  }

  /** Takes what is wrong with a file among the issues, so that the others are read all the same. */
  #collect(error: unknown): void {
    if (!(error instanceof InputFault)) throw error;
    this.#issues.push(...error.issues);
  }

  /** Nothing read is an error: of each file that gave nothing, or of all of them together. */
  #refuseSilent(given: ReadonlyMap<string, number>): void {
    for (const [path, because] of this.#silent) {
      if ((given.get(path) ?? 0) > 0) continue;
      const hint = "fill it, or leave it out if there is nothing to tell";
      this.#collect(faultOf(path, "nothing-read", because, hint));
    }
    const hasError = this.#issues.some(({ severity }) => severity === "error");
    if (hasError || this.#places.count > 0) return;
    const message = "Cannot read anything: the files must hold at least one event, and none of their rows is read";
    const hint = "see the warnings";
    this.#issues.push({ code: "input.nothing-read", severity: "error", path: [], message, hint });
  }

  *#lines(path: string, file: string): ReturnType<Source> {
    const text = this.#options.files.open(path);
    let line = 0;
    let isEmpty = true;
    for (const block of text) {
      const lines = block.split("\n");
      if (block.endsWith("\n")) lines.pop();
      for (const one of lines) {
        line++;
        if (one.trim() === "") continue;
        isEmpty = false;
        let event: unknown;
        try {
          event = JSON.parse(one);
        } catch {
          const because = "it must be one event as JSON";
          this.#issues.push(
            inputIssue(
              "not-json",
              { file, line },
              `Cannot read line ${line} of ${file}: ${because}`,
              "check quotes and commas",
            ),
          );
          continue;
        }
        this.#places.add(line);
        yield event;
      }
    }
    if (isEmpty) this.#silent.set(path, EMPTY);
    return { kind: "events", ...told(text) };
  }

  /** A list of events, or an object of tables; each is placed by its number, from 1. */
  *#json(path: string): ReturnType<Source> {
    const value = this.#options.files.json(path);
    const isList = Array.isArray(value);
    if (!isList && (typeof value !== "object" || value === null)) {
      throw faultOf(
        path,
        "wrong-shape",
        "it must hold a list of events, or an object of tables",
        "write one of the two",
      );
    }
    const events = isList ? value : madeFrom(path, () => eventsFromTables(value as object));
    for (const [index, event] of events.entries()) {
      this.#places.add(index + 1);
      yield event;
    }
    if (events.length === 0)
      this.#silent.set(path, `it must hold at least one ${isList ? "event" : "row"}, and has none`);
    return { kind: isList ? "events" : "tables" };
  }

  *#csv(path: string, file: string, table: string): ReturnType<Source> {
    const text = this.#options.files.open(path);
    const rows = new CsvRows(text);
    yield* this.#rows({ path, table }, rows, () => rows.line);
    const { fault } = rows;
    if (fault !== undefined) {
      const { line, because, hint } = fault;
      const message = `Cannot read line ${line} of ${file}: ${because}`;
      this.#silent.delete(path);
      this.#issues.push(inputIssue("broken-row", { file, line }, message, hint));
    }
    return { kind: "table", ...told(text), delimiter: rows.delimiter };
  }

  async #workbook(path: string, file: string): Promise<void> {
    const sheets = await sheetsOf(path, this.#options.files);
    if (sheets.every(({ rows }) => rows.every(isBlankRow))) {
      this.#silent.set(path, EMPTY);
      return;
    }
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
        yield* intake.#rows({ path, table }, counted, () => line);
        return { kind: "table" };
      };
      this.#sources.push({ path, place, source: () => source(this) });
    }
    if (!this.#sources.some((one) => one.path === path)) {
      this.#silent.set(path, "nothing says what its sheets are read as, so none of them is");
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
  *#rows(
    { path, table }: { readonly path: string; readonly table: string },
    rows: Iterable<readonly unknown[]>,
    lineOf: () => number,
  ): Generator<unknown, void> {
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
    let hasRows = false;
    for (const row of rows) {
      if (isBlankRow(row)) continue;
      if (reader === undefined) {
        const heading = row.map((cell) => String(cell ?? "").trim());
        reader = new RowReader(table, heading, this.#options.mapping, sink);
        continue;
      }
      hasRows = true;
      reader.read(row, lineOf());
      if (taken.length === 0) continue;
      yield* taken;
      taken.length = 0;
    }
    reader?.end();
    if (reader === undefined) this.#silent.set(path, EMPTY);
    else if (!hasRows) this.#silent.set(path, `it must have rows beneath its heading, and has none`);
  }
}

const EMPTY = "it must hold something, and is empty";

function isBlankRow(row: readonly unknown[]): boolean {
  return row.every((cell) => cell === null || cell === undefined || String(cell).trim() === "");
}

/** How a text was read. */
function told({ encoding, isGuessed }: TextFile): Pick<ReadFile, "encoding" | "isGuessed"> {
  return { encoding: encodingTitle(encoding), ...(isGuessed && { isGuessed }) };
}

function unknownEnding(path: string, ending: string): UsageError {
  const near = nearest(ending, dataEndings);
  const hint = near === undefined ? `name files that end in ${dataEndings.join(", ")}` : `did you mean ${near}?`;
  return new UsageError(`Cannot read ${path}: what kind of file it is must show from its ending; ${hint}`);
}

function sheetLeftOut(place: string, name: string): PlacedIssue {
  const message = `Cannot vouch for sheet ${JSON.stringify(name)}: it is left out, for nothing says what it is read as`;
  return inputIssue("sheet-left-out", { file: place }, message, "map it, or take it out of the file", "warning");
}

function fileLeftOut(path: string): PlacedIssue {
  const file = basename(path);
  const message = `Cannot vouch for ${file}: it is left out, for JSON is not read from a folder`;
  return inputIssue(
    "file-left-out",
    { file },
    message,
    "name it to have it read, or take it out of the folder",
    "warning",
  );
}
