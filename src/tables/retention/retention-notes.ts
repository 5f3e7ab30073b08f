import type { Note } from "../../core/verdicts/result";
import type { RetentionCurve } from "./retention-curve";

/** Numbers at risk under which a curve is no longer steady. */
const FEW = 10;

const UNITS = {
  months: { ru: "мес.", en: "months" },
  weeks: { ru: "нед.", en: "weeks" },
  days: { ru: "дн.", en: "days" },
} as const;

/** What the reader of retention curves must know. */
export function retentionNotes(of: {
  readonly all: RetentionCurve;
  readonly strata: readonly RetentionCurve[];
  readonly withoutSpell: number;
  readonly unknown: number;
  readonly unit: keyof typeof UNITS;
  readonly asOf: string;
}): readonly Note[] {
  const { all, strata, withoutSpell, unknown, unit, asOf } = of;
  const notes: Note[] = [];
  const note = (code: string, ru: string, en: string) => {
    notes.push(Object.freeze({ code, message: Object.freeze({ ru, en }) }));
  };
  if (all.people === 0) {
    note(
      "empty-cohort",
      "В когорте никого нет, кривая не определена.",
      "Nobody is in the cohort, so there is no curve.",
    );
  }
  if (withoutSpell > 0) {
    note(
      "without-spell",
      `Не вошли в кривую: ${withoutSpell} — на день отсчёта такого периода у них не было.`,
      `Not in the curve: ${withoutSpell}, who were in no such spell at the anchor.`,
    );
  }
  if (unknown > 0) {
    note(
      "missing-facts",
      `Не хватает сведений: у ${unknown} чел. период мог бы быть другим, если бы не пропуски в данных.`,
      `Facts are missing: for ${unknown} people the spell could be another if nothing were left out of the data.`,
    );
  }
  if (all.lost > 0) {
    note(
      "lost",
      `Последний подтверждённый контакт был раньше ${asOf} у ${all.lost} из ${all.people}. Кривая учитывает их только до него и предполагает, что дальше с ними было то же, что с остальными; границы показывают, что было бы, если бы у всех них всё тогда и закончилось и если бы у всех продолжалось.`,
      `The last confirmed contact was before ${asOf} for ${all.lost} of ${all.people}. The curve uses them only up to it, and supposes that they then fared like the others; the bounds show what if all of them ended then, and if all of them went on.`,
    );
  }
  const thin = all.points.find(({ atRisk }) => atRisk < FEW);
  if (thin !== undefined && all.people > 0) {
    note(
      "few-at-risk",
      `С точки ${thin.after} ${UNITS[unit].ru} под наблюдением меньше ${FEW} человек: дальше кривая ненадёжна.`,
      `From ${thin.after} ${UNITS[unit].en} on fewer than ${FEW} people are observed: the curve is not steady there.`,
    );
  }
  if (strata.reduce((sum, { people }) => sum + people, 0) > all.people) {
    note(
      "rows-overlap",
      "Строки пересекаются и не складываются: некоторые люди стоят в нескольких строках, поэтому их не сравнивают критерием.",
      "Rows overlap and do not sum: some people stand in several rows, so no test compares them.",
    );
  }
  return Object.freeze(notes);
}
