import type { ReadableReport, ReportedTree } from "../report";
import type { ResultsTreePicture } from "../../document/picture";

/**
 * One picture, or none without a tree. A suppressed report withholds its tree whole, so nothing in one is suppressed.
 */
export function resultsTreePictures({ tree }: ReadableReport): readonly ResultsTreePicture[] {
  if (tree === null) return [];
  const { plan, evaluated } = tree as ReportedTree;
  return [
    {
      id: "results-tree",
      kind: "results-tree",
      title: plan.title,
      subtitle: {
        ru: `Высший уровень вверху. Данные полны по ${evaluated.asOf}.`,
        en: `The highest level is at the top. Data complete up to ${evaluated.asOf}.`,
      },
      of: { table: "tree", at: 0, indicator: null, period: null },
      tree: plan,
      evaluated,
      notes: evaluated.notes.map(({ message }) => message),
    },
  ];
}
