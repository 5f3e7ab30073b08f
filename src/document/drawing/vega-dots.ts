import type { DotGroup, DotRow } from "../picture";
import { lineText } from "../../core/aloud/line";
import type { Locale } from "../../share";
import { ROLE_COLOURS } from "./picture-looks";
import { PICTURE_WORDS } from "./picture-words";
import {
  distinct,
  LABEL,
  linesOf,
  looks,
  namedRows,
  RIGHT,
  rowStep,
  saidInstead,
  shareFields,
  shareScale,
  texts,
  type VegaPlot,
} from "./vega-parts";

const SHAPES: Readonly<Record<DotRow["role"], string>> = {
  figure: "circle",
  total: "diamond",
  reading: "square",
  harm: "triangle-down",
};

/** Shares as points with their intervals, a row each; a view for each group, under its heading. */
export function dotSpec(groups: readonly DotGroup[], locale: Locale): VegaPlot {
  const words = PICTURE_WORDS[locale].roles;
  const drawn = groups.flatMap(({ rows }) => rows.map(({ role }) => role));
  const roles = (Object.keys(SHAPES) as DotRow["role"][]).filter((role) => drawn.includes(role));
  const ofRole = (range: Readonly<Record<DotRow["role"], string>>) => {
    const [domain, values] = [roles.map((role) => words[role]), roles.map((role) => range[role])];
    return looks("role", domain, values, roles.length > 1 ? {} : null);
  };
  const views = groups.map(({ title, rows }, at) => {
    const names = distinct(rows.map(({ label }) => label[locale]));
    const group = title === null ? null : lineText(title[locale]);
    const x = (field: string) => shareScale(field, at === groups.length - 1);
    return {
      ...(group !== null && { title: { text: linesOf(group, 60), anchor: "start", frame: "group", fontSize: 12.5 } }),
      data: {
        values: rows.map(({ role, share }, place) => ({
          ...{ order: place + 1, group, name: names[place]!, role: words[role], ...shareFields(share, locale) },
        })),
      },
      width: 280,
      height: { step: rowStep(names) },
      encoding: { y: namedRows("name") },
      layer: [
        {
          mark: { type: "rule", strokeWidth: 2 },
          encoding: { x: x("low"), x2: { field: "high" }, color: ofRole(ROLE_COLOURS) },
        },
        {
          mark: { type: "point", filled: true, opacity: 1, size: 80 },
          encoding: { x: x("value"), color: ofRole(ROLE_COLOURS), shape: ofRole(SHAPES), tooltip: LABEL },
        },
        texts("label", RIGHT, { dx: 14, fontSize: 12 }),
        saidInstead(),
      ],
    };
  });
  return groups.length === 1 && groups[0]!.title === null ? views[0]! : { vconcat: views, spacing: 12 };
}
