import { nearest, sentence } from "../issue";

/** A row of a monitoring table: column name to cell. Empty cells (`""`, `null`, `undefined`) are facts not given. */
export type TableRow = Readonly<Record<string, unknown>>;

/**
 * Monitoring tables, one row a person, placement, support spell or fact.
 *
 * Columns are the fields of the events. Tables of spells (`beneficiaries`, `placements`, `support`) have `start` and `end` in place of
 * `date`, both inclusive, `end` empty while it goes on, and may have `endReason`; all others have `date`. An `id` column is optional;
 * `source` and `recordedOn` apply to every event of the row.
 */
export interface MonitoringTables {
  readonly beneficiaries?: readonly TableRow[] | undefined;
  readonly services?: readonly TableRow[] | undefined;
  readonly placements?: readonly TableRow[] | undefined;
  readonly support?: readonly TableRow[] | undefined;
  readonly assessments?: readonly TableRow[] | undefined;
  readonly followUps?: readonly TableRow[] | undefined;
  readonly feedback?: readonly TableRow[] | undefined;
  readonly adverseEvents?: readonly TableRow[] | undefined;
}

/** Tables of spells: the types of their start and end, and the fields that name what ends. */
const SPELL_TABLES = {
  beneficiaries: { start: "beneficiary-registered", end: "beneficiary-exited", names: [] },
  placements: { start: "placement-started", end: "placement-ended", names: ["placementId"] },
  support: { start: "support-started", end: "support-ended", names: ["supportId"] },
} as const;

const DAY_TABLES = {
  services: "service-delivered",
  assessments: "assessment-recorded",
  followUps: "follow-up-recorded",
  feedback: "feedback-recorded",
  adverseEvents: "adverse-event-recorded",
} as const;

/** Columns whose cells hold several codes, and those that hold numbers. */
const LISTS = new Set(["targetGroups", "themes"]);
const NUMBERS = new Set(["hoursPerWeek", "score"]);
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Events told by monitoring tables, to be given to `parseDataset`.
 *
 * Rows without an `id` get one from their table and row, such as `placements:3:start` for the third placement, so that every issue and
 * every explanation leads back to the row. Cells are copied, not judged: what is wrong with them `parseDataset` says. Lists may be
 * written with semicolons, and numbers as text. A spell table's row without an end goes on.
 *
 * @param tables - rows as objects; not changed
 * @returns plain event objects, table by table and row by row
 * @throws TypeError when a table is not a list of rows
 * @example
 * ```ts
 * const events = eventsFromTables({
 *   beneficiaries: [{ beneficiaryId: "B-1", start: "2019-01-10", targetGroups: "care-leaver;disability" }],
 *   placements: [{ placementId: "P-1", beneficiaryId: "B-1", start: "2019-03-01", end: "2019-03-31", setting: "sheltered" }],
 * });
 * expect(events[2]).toEqual({ id: "placements:1:end", type: "placement-ended", beneficiaryId: "B-1", date: "2019-03-31", placementId: "P-1" });
 * ```
 */
export function eventsFromTables(tables: MonitoringTables): unknown[] {
  const events: unknown[] = [];
  for (const [name, rows] of Object.entries(checkedTables(tables))) {
    rows.forEach((row, index) => {
      const { id, start, end, endReason, ...fields } = cellsOf(row);
      const base = id === undefined ? `${name}:${index + 1}` : String(id);
      if (name in DAY_TABLES) {
        const type = DAY_TABLES[name as keyof typeof DAY_TABLES];
        // Columns of spell tables have no place here; they stay, so that parseDataset can say so.
        events.push(withoutGaps({ id: base, type, ...fields, start, end, endReason }));
        return;
      }
      const kind = SPELL_TABLES[name as keyof typeof SPELL_TABLES];
      const { targetGroups, ...others } = fields;
      const groups = name === "beneficiaries" ? { targetGroups: targetGroups ?? [] } : { targetGroups };
      events.push(withoutGaps({ id: `${base}:start`, type: kind.start, date: start, ...others, ...groups }));
      if (end === undefined) return;
      const { beneficiaryId, source, recordedOn } = fields;
      const named = Object.fromEntries(kind.names.map((field) => [field, fields[field]]));
      const common = { id: `${base}:end`, type: kind.end, beneficiaryId, date: end, ...named };
      events.push(withoutGaps({ ...common, reason: endReason, source, recordedOn }));
    });
  }
  return events;
}

function checkedTables(tables: MonitoringTables): Readonly<Record<string, readonly TableRow[]>> {
  const known = [...Object.keys(SPELL_TABLES), ...Object.keys(DAY_TABLES)];
  const given = Object.entries(tables).filter(([, rows]) => rows !== undefined);
  for (const [name, rows] of given) {
    if (!known.includes(name)) {
      const near = nearest(name, known);
      throw new TypeError(
        sentence({
          cannot: "read the tables",
          because: `tables must be among ${known.join(", ")}`,
          received: name,
          ...(near !== undefined && { hint: `did you mean "${near}"?` }),
        }),
      );
    }
    if (!Array.isArray(rows) || rows.some((row) => typeof row !== "object" || row === null)) {
      throw new TypeError(
        sentence({ cannot: "read the tables", because: `${name} must be a list of rows, each an object` }),
      );
    }
  }
  return Object.fromEntries(given) as Readonly<Record<string, readonly TableRow[]>>;
}

/** A row's cells: blank ones left out, lists and numbers read from text. */
function cellsOf(row: TableRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, cell]) => {
      if (cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "")) return [];
      if (typeof cell !== "string") return [[column, cell]];
      const text = cell.trim();
      if (LISTS.has(column))
        return [
          [
            column,
            text
              .split(";")
              .map((code) => code.trim())
              .filter((code) => code !== ""),
          ],
        ];
      return [[column, NUMBERS.has(column) && NUMBER.test(text) ? Number(text) : text]];
    }),
  );
}

function withoutGaps(fields: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
