import { type Duration, periodText } from "../../calendar";
import { lengthText } from "../../core/aloud/words";
import { type DocumentBlock, type DocumentCell, list, note, paragraph, table, words } from "../../document/document";
import { decimalPercent } from "../../share";
import type { MilestoneEstimates, MilestoneFigures } from "../../tables/retention/milestone-estimates";
import { boundsText, limits, percent, share } from "./cells";
import type { Edition } from "./edition";

/** How many last as long as an indicator asks, in three ways side by side, and what each supposes. */
export function milestoneBlocks(one: MilestoneEstimates, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { code, period, asOf, estimates, message } = one;
  const heading = paragraph(text.heading(code, periodText(period), asOf));
  if (estimates === null) return [heading, paragraph(message[locale])];
  const { naive, matureOnly, kaplanMeier } = estimates;
  const asked = lengthText({ atLeast: one.atLeast as Duration }, locale);
  const rows = [
    [words(text.naive), plainShare(naive, edition), limits(naive.interval, edition)],
    [words(text.matureOnly), plainShare(matureOnly, edition), limits(matureOnly.interval, edition)],
    [words(text.kaplanMeier), curveShare(kaplanMeier, edition), limits(kaplanMeier.interval, edition)],
  ];
  return [
    heading,
    ...table(text.caption(asked), text.columns, rows),
    paragraph(text.seen(kaplanMeier)),
    ...list([naive, matureOnly, kaplanMeier].map(({ assumes }) => assumes[locale])),
    ...note("aside", [text.notStarted(one.notStarted), text.counted(one.counted, one.countedOtherwise)]),
  ];
}

function plainShare({ reached, people }: MilestoneFigures["naive"], edition: Edition): DocumentCell {
  return share({ numerator: reached, denominator: people }, edition);
}

/** No ratio of two counts: the percentage alone, and how far it may be off for those lost from sight. */
function curveShare({ value, bounds }: MilestoneFigures["kaplanMeier"], edition: Edition): DocumentCell {
  const range = boundsText(bounds, edition.locale);
  const cell = percent(value === null ? null : decimalPercent(value), edition);
  return range === undefined ? cell : { ...cell, more: [range] };
}

type Curve = MilestoneFigures["kaplanMeier"];

const WORDS = {
  ru: {
    heading: (code: string, period: string, asOf: string) => `Показатель ${code}, ${period}. Данные полны по ${asOf}.`,
    caption: (length: string) => `Доля тех, кто продержался ${length}, среди начавших в отчётном периоде`,
    columns: ["Оценка", "Доля", "95 % пределы"],
    naive: "Все начавшие",
    matureOnly: "Только с истёкшим сроком",
    kaplanMeier: "Каплан — Мейер",
    seen: ({ people, atRisk, ended, lost }: Curve) =>
      `В оценке Каплана — Мейера людей: ${people}; под наблюдением к сроку: ${atRisk}; закончили раньше: ${ended}; потеряны из виду: ${lost}.`,
    notStarted: (people: number) =>
      `В знаменателе показателя, но в отчётном периоде не начинали: ${people}. В оценки они не входят.`,
    counted: (counted: number, otherwise: number) =>
      `В числителе показателя: ${counted}; из них начали раньше отчётного периода или дошли до срока не с первого раза: ${otherwise}.`,
  },
  en: {
    heading: (code: string, period: string, asOf: string) =>
      `Indicator ${code}, ${period}. Data complete up to ${asOf}.`,
    caption: (length: string) => `Share who lasted ${length}, of those who began in the period`,
    columns: ["Estimate", "Share", "95% limits"],
    naive: "All who began",
    matureOnly: "Only with the time over",
    kaplanMeier: "Kaplan–Meier",
    seen: ({ people, atRisk, ended, lost }: Curve) =>
      `In the Kaplan–Meier estimate, people: ${people}; observed for so long: ${atRisk}; ended before: ${ended}; lost from sight: ${lost}.`,
    notStarted: (people: number) =>
      `In the denominator of the indicator, and did not begin in the period: ${people}. They are in no estimate.`,
    counted: (counted: number, otherwise: number) =>
      `In the numerator of the indicator: ${counted}; of them begun before the period, or not by their first spell in it: ${otherwise}.`,
  },
} as const;
