import { plain } from "../core/definition/language";
import { DefinitionError, describe, type Issue, nearest, sentence } from "../issue";
import { encodingNamed, encodingNames } from "./encodings";
import { columnOf, comparable, type MappedColumn, type MappedTable, type TableMapping } from "./mapping";
import { mappingFaults } from "./schema";
import { hasColumn, monitoringTables, type Table } from "./tables";

const CANNOT = "define the mapping";

type Path = readonly (string | number)[];
type Refuse = (code: string, path: Path, because: string, hint: string) => void;

/**
 * How the tables, columns and codes of another system are called here: plain frozen data, checked.
 *
 * @param spec - `tables`, each with `from`, `to` and `columns` and, if wanted, `where`, `ignore`, `dates` and
 *   `decimal`; and `dates` (`"YYYY-MM-DD"` when absent, `"DD.MM.YYYY"`, `"DD.MM.YYYY hh:mm:ss"`, `"DD/MM/YYYY"`,
 *   `"MM/DD/YYYY"`) and `decimal` (`"."` when absent, `","`) for all of them, and `encoding` of the files
 * @throws DefinitionError with every issue: wrong shape, a column of ours that there is not or that is left out though
 *   it must be given, a column with both or neither of `column` and `value`, a translation into a code that there is
 *   not, an encoding that there is not, a column both read and ignored
 * @example
 * ```ts
 * const mapping = defineTableMapping({
 *   dates: "DD.MM.YYYY",
 *   tables: [{ from: "Услуги", to: "services", columns: { beneficiaryId: "Код", date: "Дата", service: { value: "social-adaptation" } } }],
 * });
 * expect(mapping.tables[0]?.to).toBe("services");
 * ```
 */
export function defineTableMapping(spec: TableMapping): TableMapping {
  const issues: Issue[] = [];
  const refuse: Refuse = (code, path, because, hint) => {
    const message = sentence({ cannot: CANNOT, because });
    issues.push(
      Object.freeze({ code: `mapping.${code}`, severity: "error", path: Object.freeze(path), message, hint }),
    );
  };
  for (const { kind, path, because } of mappingFaults(spec)) refuse("wrong-shape", path, because, HINTS[kind]);
  if (issues.length === 0) {
    checkEncoding(spec.encoding, refuse);
    for (const [at, table] of spec.tables.entries()) checkTable(table, ["tables", at], refuse);
  }
  if (issues.length > 0) throw new DefinitionError(issues, CANNOT);
  return plain(spec);
}

const HINTS = {
  "too-deep": "a mapping is a list of tables with columns: nothing stands deeper",
  "unknown-field": "leave it out",
  "wrong-value": "correct it",
} as const;

function checkEncoding(name: string | undefined, refuse: Refuse): void {
  if (name === undefined || encodingNamed(name) !== undefined) return;
  const near = nearest(name, encodingNames);
  const because = `encoding must be the name of an encoding, received ${describe(name)}`;
  const hint = near === undefined ? "write one such as windows-1251, windows-1252 or utf-8" : `did you mean "${near}"?`;
  refuse("unknown-encoding", ["encoding"], because, hint);
}

function checkTable({ to, columns, ignore = [], where }: MappedTable, path: Path, refuse: Refuse): void {
  const table = monitoringTables().get(to)!;
  const place = path.join(".");
  for (const [name, mapped] of Object.entries(columns)) {
    checkColumn(table, name, columnOf(mapped), [...path, "columns", name], refuse);
  }
  for (const required of table.required) {
    if (Object.hasOwn(columns, required)) continue;
    const because = `${place}.columns must say where ${required} comes from, for every row of ${to} has one`;
    refuse("missing-column", [...path, "columns"], because, "name the column of theirs, or give it a value");
  }
  const read = new Set(Object.values(columns).map((mapped) => comparable(columnOf(mapped).column ?? "")));
  if (where !== undefined) read.add(comparable(where.column));
  ignore.forEach((name, at) => {
    if (!read.has(comparable(name))) return;
    const because = `${place}.ignore.${at} must not be a column that is read`;
    refuse("read-and-ignored", [...path, "ignore", at], because, "take it out of one of the two");
  });
}

function checkColumn(table: Table, name: string, mapped: MappedColumn, path: Path, refuse: Refuse): void {
  const place = path.join(".");
  if (!hasColumn(table, name)) {
    const near = nearest(name, table.columns);
    const because = `${place} must be a column of ${table.name}, one of ${table.columns.join(", ")}`;
    refuse("unknown-column", path, because, near === undefined ? "leave it out" : `did you mean "${near}"?`);
    return;
  }
  if ((mapped.column === undefined) === (mapped.value === undefined)) {
    const because = `${place} must have either a column or a value`;
    refuse("column-or-value", path, because, "name the column of theirs, or write what the column always holds");
  }
  const allowed = table.fields.get(name)?.codes ?? [];
  if (allowed.length === 0) return;
  const codes = Object.entries(mapped.codes ?? {}).map(([theirs, ours]) => [["codes", theirs], ours] as const);
  const value = typeof mapped.value === "string" ? [[["value"], mapped.value] as const] : [];
  for (const [at, ours] of [...codes, ...value]) {
    if (allowed.includes(ours)) continue;
    const near = nearest(ours, allowed);
    const because = `${place}.${at[0]} must lead to ${allowed.join(", ")}, received ${describe(ours)}`;
    refuse(
      "unknown-code",
      [...path, ...at],
      because,
      near === undefined ? "write one of these" : `did you mean "${near}"?`,
    );
  }
}
