import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import type { CriteriaPicture, PicturedCriterion, PicturedShare } from "../../document/picture";
import { isSuppressed } from "../privacy/suppress";
import { NONE, periodCode, periodTitle, picturedCount, picturedShare, titled } from "./pictured";

type Table = ReadableReport["socialChange"][number];
type Movements = Table["criteria"][number]["movements"];

/** One picture per period. */
export function criteriaPictures(report: ReadableReport): readonly CriteriaPicture[] {
  return report.socialChange.flatMap((table, at): readonly CriteriaPicture[] => {
    if (table.criteria.length === 0) return [];
    const { period, asOf } = table;
    return [
      {
        id: `criteria-${periodCode(period)}`,
        kind: "criteria",
        title: titled((locale) => `${CRITERIA[locale]}, ${periodTitle(period)[locale]}`),
        subtitle: {
          ru: `Доли тех, у кого есть пара оценок. Посередине — без изменений, влево — хуже, вправо — лучше. Данные полны по ${asOf}.`,
          en: `Shares of those with a pair of scores. Unchanged in the middle, worse to the left, better to the right. Data complete up to ${asOf}.`,
        },
        of: { table: "socialChange", at, indicator: table.code, period },
        criteria: table.criteria.map(({ criterion, title, movements }) => ({
          criterion,
          title,
          ...pictured(movements),
        })),
        notes: [
          ...adverseNotes(table),
          ...table.notes.filter(({ code }) => TOLD.has(code)).map(({ message }) => message),
        ],
      },
    ];
  });
}

function pictured(movements: Movements): Omit<PicturedCriterion, "criterion" | "title"> {
  const { worsened, unchanged, improved, unpaired, notApplicable } = movements;
  return {
    worsened: ofPaired(worsened, movements),
    unchanged: ofPaired(unchanged, movements),
    improved: ofPaired(improved, movements),
    unpaired: picturedCount(unpaired),
    notApplicable: picturedCount(notApplicable),
  };
}

/** A count as a share of those with a pair of scores. */
function ofPaired(numerator: Movements["improved"], { worsened, unchanged, improved }: Movements): PicturedShare {
  const moved = [worsened, unchanged, improved];
  const told = moved.filter((count): count is number => !isSuppressed(count));
  const denominator =
    told.length < moved.length ? moved.find(isSuppressed)! : told.reduce((sum, count) => sum + count, 0);
  return picturedShare({ share: { numerator, denominator } }, NONE.paired);
}

/** Adverse events stand beside: what got better never makes up for them. */
function adverseNotes({ adverseEvents }: Table): readonly Title[] {
  const any = adverseEvents[0];
  if (any === undefined) return [];
  const [events, people] = [picturedCount(any.any.events).label, picturedCount(any.any.people).label];
  return [
    {
      ru: `Неблагоприятные события за период у всех благополучателей: записано ${events.ru}, людей ${people.ru}.`,
      en: `Adverse events of all beneficiaries in the period: ${events.en} recorded, of ${people.en} people.`,
    },
  ];
}

/** Notes that are about what is drawn. */
const TOLD: ReadonlySet<string> = new Set([
  "known-on",
  "period-not-over",
  "period-not-started",
  "criteria-not-declared",
  "service-never-recorded",
]);
const CRITERIA: Title = { ru: "Критерии до и после", en: "Criteria before and after" };
