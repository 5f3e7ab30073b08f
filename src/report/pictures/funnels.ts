import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import type { FunnelPicture, PicturedStep } from "../../document/picture";
import { isSuppressed } from "../privacy/suppress";
import { NONE, periodCode, periodTitle, picturedCount, picturedShare, titled } from "./pictured";

type Funnel = ReadableReport["funnels"][number];

/** One picture per period. */
export function funnelPictures(report: ReadableReport): readonly FunnelPicture[] {
  return report.funnels.map((funnel, at) => ({
    id: `funnel-${periodCode(funnel.period)}`,
    kind: "funnel",
    title: titled((locale) => `${FUNNEL[locale]}, ${periodTitle(funnel.period)[locale]}`),
    subtitle: {
      ru: `Полоса — сколько людей дошли до шага, пройдя все прежние. Данные полны по ${funnel.asOf}.`,
      en: `A bar is how many people reached the step by way of all before it. Data complete up to ${funnel.asOf}.`,
    },
    of: { table: "funnels", at, indicator: null, period: funnel.period },
    steps: funnel.steps.map(pictured),
    notes: notesOf(funnel),
  }));
}

function pictured(step: Funnel["steps"][number]): PicturedStep {
  const { fromStart, fromPrevious } = step;
  return {
    title: step.title,
    reached: picturedCount(step.reached),
    pending: picturedCount(step.pending),
    unknown: picturedCount(step.unknown),
    besides: picturedCount(step.besides),
    fromStart: picturedShare(fromStart, NONE.entered),
    fromPrevious:
      fromPrevious === null || isSuppressed(fromPrevious) ? null : picturedShare(fromPrevious, NONE.entered),
  };
}

/** Who reached a later step without an earlier one, and of how many nobody may know. */
function notesOf({ steps, nesting }: Funnel): readonly Title[] {
  const titleOf = (name: Funnel["nesting"][number]["later"]) =>
    steps.find(({ indicator, part }) => indicator === name.indicator && part === name.part)!.title;
  return nesting.flatMap(({ later, earlier, people }) => {
    if (people === 0) return [];
    const { label } = picturedCount(people);
    const [last, first] = [titleOf(later), titleOf(earlier)];
    return [
      {
        ru: `Есть «${last.ru}», но нет «${first.ru}»: ${label.ru}.`,
        en: `“${last.en}” without “${first.en}”: ${label.en}.`,
      },
    ];
  });
}

const FUNNEL: Title = { ru: "Воронка", en: "Funnel" };
