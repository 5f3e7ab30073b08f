import { periodText } from "../../calendar";
import type { Note } from "../../core/verdicts/result";
import type { PoolingInPeriod } from "./pooled-periods";
import type { PoolingSplit } from "./pooled-splits";
import { groupText, inBoth, layersText, type Message, reversalText } from "./pooling-words";

/** What the notes are about. */
interface Noted {
  readonly inPeriods: readonly PoolingInPeriod[];
  readonly splits: readonly PoolingSplit[];
  readonly several: "own-group" | "left-out";
  /** Tests that share one significance, in the order of periods and splits. */
  readonly pValues: { readonly plain: readonly number[]; readonly adjusted: readonly number[] };
  readonly significance: number;
  /** People below the line in more than one period. */
  readonly recurring: number;
}

/** What the reader of a comparison of groups must know. */
export function poolingNotes({ inPeriods, splits, several, pValues, significance, recurring }: Noted): readonly Note[] {
  const notes: Note[] = [];
  const note = (code: string, message: Message) => {
    notes.push(Object.freeze({ code, message }));
  };
  const plain = (code: string, ru: string, en: string) => note(code, Object.freeze({ ru, en }));
  for (const { period, groups } of inPeriods) {
    const people = groups.find(({ of }) => of.kind === "several")?.share.denominator ?? 0;
    if (people === 0) continue;
    const [ru, en] =
      several === "own-group"
        ? ["сравниваются как отдельная группа «несколько групп»", "they are compared as a group of their own"]
        : ["в сравнение не вошли", "they are left out of comparisons"];
    plain(
      "groups-overlap",
      `${periodText(period)}: группы пересекаются. Человек в нескольких группах сразу: ${people}; ${ru}.`,
      `${periodText(period)}: groups overlap. People in several groups: ${people}; ${en}.`,
    );
  }
  for (const { period, leftOut } of inPeriods) {
    if (leftOut === 0) continue;
    plain(
      "left-out",
      `${periodText(period)}: в знаменателе, но не в сравнении: ${leftOut}.`,
      `${periodText(period)}: in the denominator, and not compared: ${leftOut}.`,
    );
  }
  for (const { period, groups } of inPeriods) {
    const empty = groups.filter(({ compared }) => compared?.denominator === 0).map(({ of }) => of);
    if (empty.length === 0) continue;
    note(
      "empty-group",
      inBoth((locale, say) => {
        const names = empty.map((of) => groupText(of, locale)).join(", ");
        return `${periodText(period)}: ${say("сравнивать некого в группах", "nobody to compare in")} ${names}.`;
      }),
    );
  }
  if (inPeriods.length > 1) {
    plain(
      "people-recur",
      `В знаменателе более чем одного периода: ${recurring}. Критерии при разделении считают периоды независимыми, а человека в двух периодах — двумя наблюдениями.`,
      `In the denominator of more than one period: ${recurring}. Tests of splits take periods for independent, and somebody in two of them for two observations.`,
    );
  }
  const tests = pValues.plain.length;
  if (tests > 1) {
    plain(
      "several-tests",
      `Критериев: ${tests}. p-значения поправлены на их число по Холму, вывод делается по поправленным.`,
      `Tests: ${tests}. P-values are adjusted for their number (Holm); the verdict reads the adjusted ones.`,
    );
  }
  const below = pValues.plain.filter((p, at) => p < significance && pValues.adjusted[at]! >= significance).length;
  if (below > 0) {
    plain(
      "seen-before-adjustment",
      `Без поправки на число критериев p меньше ${String(significance).replace(".", ",")} в стольких из них: ${below}. Взятые отдельно, они показали бы различия.`,
      `Without the adjustment p is below ${significance} in this many of the tests: ${below}. Each by itself would show a difference.`,
    );
  }
  for (const { period, test } of inPeriods) {
    if (test?.rule !== "too-large-for-fisher") continue;
    plain(
      "approximate-test",
      `${periodText(period)}: есть ожидаемые частоты меньше 5, но таблица велика для точного критерия Фишера; χ² приближённый.`,
      `${periodText(period)}: some expected counts are below 5, but the table is too large for Fisher's exact test; χ² is approximate.`,
    );
  }
  for (const { over, standard, reversals } of splits) {
    if (standard.leftOut > 0) {
      note(
        "standard-incomplete",
        inBoth((locale, say) =>
          say(
            `Стандартизация ${layersText(over, locale)}: слои, где есть не все группы, не вошли; людей в них ${standard.leftOut}.`,
            `Standardised ${layersText(over, locale)}: layers without all groups are left out, with ${standard.leftOut} people.`,
          ),
        ),
      );
    }
    for (const { first, second, kind } of reversals)
      note("simpson-reversal", reversalText(first, second, over, kind === "every-layer"));
  }
  return Object.freeze(notes);
}
