import { type ReadableReport, toCsv, toHtml, toMarkdown } from "../report/index";
import { nearest } from "../issue";
import type { Locale } from "../share";
import { reportText } from "./report-text";
import { jsonText, UsageError } from "./terminal";

/** A report in one format: text, or the bytes of a file. */
type Format = (
  report: ReadableReport,
  options: { readonly locale: Locale },
) => string | Uint8Array | Promise<Uint8Array>;

/** The formats of a report by name: a line for each. */
const FORMATS: Readonly<Record<string, Format>> = {
  text: reportText,
  html: toHtml,
  markdown: toMarkdown,
  csv: toCsv,
  xlsx: async (report, options) => (await import("../report/xlsx")).toXlsx(report, options),
  json: (report) => jsonText(report),
};

/** The names of the formats. */
export const formatNames: readonly string[] = Object.keys(FORMATS);

/** The format of a name. */
export function formatNamed(name: string): Format {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format !== undefined) return format;
  const near = nearest(name, formatNames);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new UsageError(
    `Cannot print as ${JSON.stringify(name)}: --format must be one of ${formatNames.join(", ")}${hint}`,
  );
}
