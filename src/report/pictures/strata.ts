import { isSamePeriod } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import { besideRows, intervalWords, MOST_ROWS, type ReportedResult } from "./dots";
import type { DotGroup, DotRow, StrataPicture } from "../../document/picture";
import { crossedTitle, inLots, lotTitle, NONE, periodCode, periodTitle, picturedShare, titled } from "./pictured";

type Table = ReadableReport["disaggregations"][number];
type Row = Table["rows"][number];

/** One picture per indicator, table and period, or several where there are many strata. */
export function strataPictures(report: ReadableReport): readonly StrataPicture[] {
  return report.disaggregations.flatMap((table, at) =>
    report.results.flatMap((result) => strataPicturesOf(report, table, at, result)),
  );
}

function strataPicturesOf(
  report: ReadableReport,
  table: Table,
  at: number,
  result: ReportedResult,
): readonly StrataPicture[] {
  const { code, period } = result;
  const isOfResult = (figures: Row["figures"][number]) => figures.code === code && isSamePeriod(figures.period, period);
  const shown = table.rows.flatMap((row) => row.figures.filter(isOfResult).map((figures) => ({ row, figures })));
  if (shown.length === 0) return [];
  const beside = besideRows(report, result);
  const lots = inLots(shown, MOST_ROWS);
  const by = titled((locale) => table.dimensions.map(({ title }) => title[locale]).join(" × "));
  const names = table.dimensions.map(({ name }) => name).join("_");
  return lots.map((lot, place): StrataPicture => {
    const groups = groupsOf(table, lot);
    const isLast = place === lots.length - 1;
    const ofLot = lotTitle(place, lots.length);
    return {
      id: `strata-${code}-${names}-${periodCode(period)}${place === 0 ? "" : `-${place + 1}`}`,
      kind: "strata",
      title: titled(
        (locale) =>
          `${code}. ${result.title[locale]}: ${BY[locale]}${by[locale]}, ${periodTitle(period)[locale]}${ofLot[locale]}`,
      ),
      subtitle: intervalWords([...shown.map(({ figures }) => figures)], table.asOf),
      of: { table: "disaggregations", at, indicator: code, period },
      groups: isLast && beside.length > 0 ? [...groups, { title: ALL_TOGETHER, rows: beside }] : groups,
      notes: table.notes.map(({ message }) => message),
    };
  });
}

const BY: Title = { ru: "", en: "by " };
const ALL_TOGETHER: Title = { ru: "Все вместе: иные прочтения", en: "All together: other readings" };

/** By one dimension a group of all; by more, a group for each value of the first. */
function groupsOf(
  { dimensions }: Table,
  shown: readonly { readonly row: Row; readonly figures: Row["figures"][number] }[],
): readonly DotGroup[] {
  const isSimple = dimensions.length === 1;
  const groups: { title: Title | null; rows: DotRow[] }[] = [];
  for (const { row, figures } of shown) {
    const [first, ...others] = row.of;
    const heading = crossedTitle([first!]);
    const title = isSimple ? null : titled((locale) => `${dimensions[0]!.title[locale]}: ${heading[locale]}`);
    const rest = isSimple ? row.of : others;
    if (groups.length === 0 || groups.at(-1)!.title?.ru !== title?.ru) groups.push({ title, rows: [] });
    groups.at(-1)!.rows.push({
      label: crossedTitle(rest),
      role: rest.every(({ kind }) => kind === "total") ? "total" : "figure",
      share: picturedShare(figures, NONE.denominator),
    });
  }
  return groups;
}
