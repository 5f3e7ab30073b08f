import {
  catalogue,
  type Indicator,
  type Period,
  period,
  union,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "../../src/index";
import type { Edition, Layout } from "./layout";
import { plainWords, type Vocabulary } from "./people";

const years: readonly Period[] = [year(2019), year(2020)];
const five = catalogue.vsePoluchitsya;
const four = five.slice(0, 4);
const wide = [...four, workedOneMonthShare];
const AS_OF = "2020-12-31";

/** Words for no more attributes than tables read. */
function words(of: Partial<Vocabulary> = {}): Vocabulary {
  return { ...plainWords, targetGroups: [], sexes: [], regions: [], ...of };
}
const { targetGroups, sexes, regions } = plainWords;

function layout(
  name: string,
  indicators: readonly Indicator[],
  periods: readonly Period[],
  tables: Edition["tables"],
  of: Partial<Vocabulary> = {},
  more: Partial<Layout> = {},
): Layout {
  return { name, editions: [{ indicators, periods, asOf: AS_OF, tables }], words: words(of), ...more };
}

export const layouts: readonly Layout[] = [
  layout("1.1 by sex", five.slice(0, 1), [year(2019)], { disaggregate: [{ by: ["sex"] }] }, { sexes }),
  layout(
    "1.1 and 1.2 by target group",
    five.slice(0, 2),
    [year(2019)],
    { disaggregate: [{ by: ["targetGroup"] }] },
    { targetGroups },
  ),
  layout(
    "1.1, years and union, by sex and region",
    five.slice(0, 1),
    [...years, union(years)],
    { disaggregate: [{ by: ["sex", "region"] }], reconcile: [{ periods: years }] },
    { sexes, regions },
  ),
  layout(
    "four with funnel by target group, two tables",
    wide,
    [year(2019)],
    { disaggregate: [{ by: ["targetGroup"] }, { by: ["sex"] }], funnel: vsePoluchitsyaFunnel },
    { targetGroups, sexes },
  ),
  layout("funnel, years and union, reconciled", wide, [...years, union(years)], {
    funnel: vsePoluchitsyaFunnel,
    reconcile: [{ periods: years }],
  }),
  layout(
    "year to date by region",
    five.slice(0, 3),
    [period("2020-01-01", "2020-06-30"), period("2020-01-01", "2020-09-30"), year(2020)],
    { disaggregate: [{ by: ["region"] }] },
    { regions },
  ),
];
