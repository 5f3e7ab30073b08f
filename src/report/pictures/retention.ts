import { periodText } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import type { PicturedCurve, RetentionPicture } from "../../document/picture";
import { isSuppressed } from "../privacy/suppress";
import { crossedTitle, inLots, lotTitle, NONE, picturedCount, picturedEstimate, rangeLabel, titled } from "./pictured";

type Retention = ReadableReport["retention"][number];
type Curve = Retention["all"];

/** Curves in one picture: more cannot be told apart by their dashes. */
const MOST_CURVES = 4;

/** A picture of everybody a table, and of its strata, four in each. */
export function retentionPictures(report: ReadableReport): readonly RetentionPicture[] {
  return report.retention.flatMap((table, at): readonly RetentionPicture[] => {
    const anchor = typeof table.from === "string" ? ANCHORS[table.from] : AN_ANCHOR;
    const title = titled((locale) => `${RETENTION[locale]} ${anchor[locale]}, ${periodText(table.period)}`);
    const of = { table: "retention", at, indicator: null, period: table.period } as const;
    const id = `retention-${at + 1}`;
    const notes = table.notes.map(({ message }) => message);
    const common = { kind: "retention", unit: table.unit, subtitle: subtitleOf(table), of, notes } as const;
    const lots = inLots(table.strata, MOST_CURVES);
    const ofStrata = lots.map((lot, place): RetentionPicture => {
      const ofLot = lotTitle(place, lots.length);
      return {
        ...common,
        id: `${id}-strata${place === 0 ? "" : `-${place + 1}`}`,
        title: titled((locale) => `${title[locale]}: ${BY_STRATA[locale]}${ofLot[locale]}`),
        curves: lot.map((stratum) => curveOf(stratum, crossedTitle(stratum.of))),
        notes: [...notes, ...comparisonNotes(table)],
      };
    });
    return [
      { ...common, id, title, curves: [curveOf(table.all, EVERYBODY)], notes: [...notes, ...boundsNotes(table)] },
      ...ofStrata,
    ];
  });
}

function curveOf({ people, points, median }: Curve, label: Title): PicturedCurve {
  return {
    label,
    people: picturedCount(people),
    moments: points.flatMap(({ after, retained, interval, atRisk }) =>
      isSuppressed(after)
        ? []
        : [{ after, retained: picturedEstimate(retained, interval, NONE.observed), atRisk: picturedCount(atRisk) }],
    ),
    median: median.message,
  };
}

function subtitleOf({ level, asOf }: Retention): Title {
  const percent = isSuppressed(level) ? "—" : Number((level * 100).toFixed(2));
  return {
    ru: `Доля тех, кто остаётся: оценка Каплана — Майера и её ${percent}% границы. Данные полны по ${asOf}.`,
    en: `Share of those who stay: a Kaplan–Meier estimate and its ${percent}% limits. Data complete up to ${asOf}.`,
  };
}

/** What those lost from sight could change, at the last moment at which that is known. */
function boundsNotes({ all, unit }: Retention): readonly Title[] {
  if (all.lost === 0) return [];
  const known = all.points.flatMap(({ after, bounds }) =>
    bounds === null || isSuppressed(bounds) ? [] : [{ after, bounds }],
  );
  const last = known.at(-1);
  if (last === undefined || isSuppressed(last.after)) return [];
  const { low, high } = last.bounds;
  return [
    {
      ru: `Через ${last.after} ${UNITS[unit].ru} с учётом потерянных из виду доля — ${rangeLabel(low, high, "ru")}.`,
      en: `After ${last.after} ${UNITS[unit].en}, whatever became of those lost, the share is ${rangeLabel(low, high, "en")}.`,
    },
  ];
}

/** Whether the curves differ by more than chance, where that was asked. */
function comparisonNotes({ comparison }: Retention): readonly Title[] {
  if (comparison === null || isSuppressed(comparison)) return [];
  const { pValue, degreesOfFreedom: degrees } = comparison;
  if (pValue === null || isSuppressed(pValue)) return [];
  const shown = Number(pValue) < 0.001 ? "< 0.001" : `= ${Number(pValue).toFixed(3)}`;
  return [
    {
      ru: `Логранговый критерий между кривыми: p ${shown.replace(".", ",")}, степеней свободы ${degrees}.`,
      en: `Log-rank test between the curves: p ${shown}, degrees of freedom ${degrees}.`,
    },
  ];
}

/** Short names of the units of time. */
const UNITS: Readonly<Record<RetentionPicture["unit"], Title>> = {
  months: { ru: "мес.", en: "months" },
  weeks: { ru: "нед.", en: "weeks" },
  days: { ru: "дн.", en: "days" },
};

const RETENTION: Title = { ru: "Удержание", en: "Retention" };
const EVERYBODY: Title = { ru: "все", en: "everybody" };
const BY_STRATA: Title = { ru: "по группам", en: "by group" };
const AN_ANCHOR: Title = { ru: "от дня отсчёта", en: "from the anchor" };
const ANCHORS: Readonly<Record<Extract<Retention["from"], string>, Title>> = {
  registration: { ru: "после регистрации", en: "after registration" },
  exit: { ru: "после выбытия", en: "after exit" },
  "first-placement": { ru: "после первого трудоустройства", en: "after the first placement" },
  "last-support-end": { ru: "после окончания сопровождения", en: "after the end of support" },
};
