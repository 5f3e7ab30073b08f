// Privacy
export {
  formatCount,
  type HiddenFigure,
  type Shielded,
  type SmallCell,
  type Suppressed,
  type Rounding,
  type SmallCellSuppression,
  type SuppressedReport,
  type Suppression,
  type SuppressionLoss,
  suppressionLoss,
} from "./privacy/suppress";
export type { PublishedReport, SuppressOptions } from "./privacy/rules";
export type { TableSet, WithheldTable } from "./privacy/table-set";

// Report
export type { GlossaryEntry } from "./glossary";
export type { Manifest, ReadableReport, Report, ReportedTree, ReportOptions } from "./report";

// Pictures
export type {
  CriteriaPicture,
  DotGroup,
  DotRow,
  FunnelPicture,
  NoFigure,
  PeriodsPicture,
  Picture,
  PicturedCount,
  PicturedCriterion,
  PicturedCurve,
  PicturedMoment,
  PicturedShare,
  PicturedStep,
  PictureFrame,
  PictureSource,
  RetentionPicture,
  ResultsTreePicture,
  StrataPicture,
} from "../document/picture";

// Rendering
export { toMermaid } from "./mermaid";
export { pictureText } from "../document/drawing/picture-text";
export { toSvg } from "../document/drawing/svg";
export type { DrawingOptions } from "../core/aloud/tree-figures";
export { toVegaLite, type VegaLiteSpec } from "../document/drawing/vega-lite";

// Documents
export type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable, ReportDocument } from "../document/document";
export type { DocumentOptions } from "./sections/edition";
export { toHtml, toMarkdown, toPlainText } from "./documents";
export { toDocument } from "./sections/report-document";

// Spreadsheets
export { type CsvOptions, toCsv } from "./spreadsheet/csv";
export { type ReportTableName, reportTableNames } from "./spreadsheet/report-tables";

// Display
export { type Displayable, displayed } from "./showing/displayed";
export { buildReport, pictures, suppress } from "./showing/doors";
