import type { Edition } from "../sections/edition";
import type { ReadableReport } from "../report";
import type { DataTable } from "./data-table";
import {
  adverseEventsTable,
  figuresTable,
  funnelsTable,
  harmTable,
  readingsTable,
  reconciliationsTable,
} from "./shielded-tables";
import {
  definitionsTable,
  evidenceTable,
  feedbackTable,
  manifestTable,
  notesTable,
  retentionTable,
  socialChangeTable,
  treeTable,
} from "./whole-tables";

/** A table of a report for machines. */
export type ReportTableName = (typeof reportTableNames)[number];

/**
 * Names of the tables for machines into which every report can be written, in the order of sheets.
 *
 * `figures` is the tidy one: one row per indicator, period and stratum.
 *
 * @example
 * ```ts
 * expect(reportTableNames[0]).toBe("figures");
 * ```
 */
export const reportTableNames = Object.freeze([
  "figures",
  "readings",
  "harm",
  "adverse-events",
  "reconciliations",
  "funnels",
  "social-change",
  "retention",
  "feedback",
  "results-tree",
  "evidence",
  "notes",
  "definitions",
  "manifest",
] as const);

const MAKERS: Readonly<Record<ReportTableName, (report: ReadableReport, edition: Edition) => DataTable>> = {
  figures: figuresTable,
  readings: readingsTable,
  harm: harmTable,
  "adverse-events": adverseEventsTable,
  reconciliations: reconciliationsTable,
  funnels: funnelsTable,
  "social-change": socialChangeTable,
  retention: retentionTable,
  feedback: feedbackTable,
  "results-tree": treeTable,
  evidence: evidenceTable,
  notes: notesTable,
  definitions: definitionsTable,
  manifest: manifestTable,
};

/** A table of a report; without rows where the report does not hold it. */
export function reportTable(report: ReadableReport, name: ReportTableName, edition: Edition): DataTable {
  return MAKERS[name](report, edition);
}
