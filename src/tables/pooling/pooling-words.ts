import { type Period, periodText } from "../../calendar";
import { formatShare, type Locale, type Share } from "../../share";
import type { GroupValue } from "./pooled-groups";

/** A text in both languages. */
export interface Message {
  readonly ru: string;
  readonly en: string;
}

/** What a test found, for the verdict. */
export type Evidence =
  | {
      readonly kind: "in-period";
      readonly period: Period;
      readonly lowest: { readonly of: GroupValue; readonly share: Share };
      readonly highest: { readonly of: GroupValue; readonly share: Share };
    }
  | { readonly kind: "across"; readonly over: string }
  | { readonly kind: "homogeneity"; readonly over: string; readonly of: GroupValue };

/** A difference that may be there unseen. */
export interface Unseen {
  readonly first: GroupValue;
  readonly second: GroupValue;
  readonly period: Period;
  /** As a share, the limit furthest from 0. */
  readonly reach: number;
}

/** What each test is called. */
export const testWords: Readonly<Record<string, Message>> = {
  "Pearson χ²": { ru: "критерий χ² Пирсона", en: "Pearson's χ² test" },
  "Fisher exact": { ru: "точный критерий Фишера", en: "Fisher's exact test" },
  "Cochran–Mantel–Haenszel": {
    ru: "критерий Кокрана — Мантеля — Хензеля",
    en: "the Cochran–Mantel–Haenszel test",
  },
  "Cochran–Mantel–Haenszel, generalised": {
    ru: "обобщённый критерий Кокрана — Мантеля — Хензеля",
    en: "the generalised Cochran–Mantel–Haenszel test",
  },
  "Breslow–Day, Tarone": {
    ru: "критерий Бреслоу — Дэя с поправкой Тарона",
    en: "the Breslow–Day test with Tarone's correction",
  },
};

/** A message made in each language. */
export function inBoth(text: (locale: Locale, say: (ru: string, en: string) => string) => string): Message {
  return Object.freeze({ ru: text("ru", (ru) => ru), en: text("en", (_, en) => en) });
}

/** A group in quotation marks. */
export function groupText(group: GroupValue, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  if (group.kind === "value") return say(`«${group.code}»`, `"${group.code}"`);
  return group.kind === "several" ? say("«несколько групп»", '"several groups"') : say("«не указано»", '"not given"');
}

/** By what people are split. */
export function layersText(over: string, locale: Locale): string {
  const isPeriod = over === "period";
  if (locale === "ru") return isPeriod ? "по периодам" : `по признаку «${over}»`;
  return isPeriod ? "by period" : `by "${over}"`;
}

/** Percentage points with one decimal, rounded up so that "up to" holds. */
function pointsText(share: number, locale: Locale): string {
  // A hair of rounding must not add a tenth.
  const points = (Math.ceil(share * 1000 - 1e-9) / 10).toFixed(1);
  return locale === "ru" ? points.replace(".", ",") : points;
}

function evidenceText(evidence: Evidence, method: string, pValue: number, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  const p = pValue < 0.0001 ? "p < 0.0001" : `p = ${pValue.toFixed(4)}`;
  const test = `${testWords[method]![locale]}, ${say(p.replace(".", ","), p)}`;
  if (evidence.kind === "in-period") {
    const { period, lowest, highest } = evidence;
    const [low, high] = [lowest.share, highest.share].map((share) => formatShare(share, { locale }));
    const [first, second] = [groupText(lowest.of, locale), groupText(highest.of, locale)];
    return say(
      `${periodText(period)} — доли от ${low} в группе ${first} до ${high} в группе ${second} (${test})`,
      `${periodText(period)}: shares from ${low} in ${first} to ${high} in ${second} (${test})`,
    );
  }
  const layers = layersText(evidence.over, locale);
  if (evidence.kind === "across")
    return say(
      `доли групп различаются и при разделении ${layers} (${test})`,
      `the groups' shares differ when split ${layers} too (${test})`,
    );
  const group = groupText(evidence.of, locale);
  return say(
    `отличие группы ${group} от остальных неодинаково при разделении ${layers} (${test})`,
    `how ${group} differs from the others is not the same when split ${layers} (${test})`,
  );
}

/** That differences are hidden, and by what tests they are seen; p-values adjusted. */
export function hiddenText(
  found: readonly { readonly evidence: Evidence; readonly method: string; readonly pValue: number }[],
): Message {
  return inBoth((locale, say) => {
    const list = found.map(({ evidence, method, pValue }) => evidenceText(evidence, method, pValue, locale)).join("; ");
    return say(
      `Общее значение скрывает различия между группами: ${list}.`,
      `The pooled value hides differences between groups: ${list}.`,
    );
  });
}

/** That no difference is seen, and how large a one could be there. */
export function unseenText(unseen: Unseen): Message {
  return inBoth((locale, say) => {
    const reach = pointsText(unseen.reach, locale);
    const where = whereText(unseen, locale);
    return say(
      `Различий между группами не видно; при таком числе людей незамеченной могла остаться разность до ${reach} процентного пункта (${where}).`,
      `No difference between groups is seen; groups this small could hide one of up to ${reach} percentage points (${where}).`,
    );
  });
}

/** Why nothing can be said. */
export function tooFewText(reason: "nobody" | "one-group"): Message {
  return reason === "nobody"
    ? Object.freeze({
        ru: "Слишком мало людей, чтобы судить: в знаменателе нет никого из сравниваемых групп.",
        en: "Too few to say: nobody of the groups to compare is in the denominator.",
      })
    : Object.freeze({
        ru: "Слишком мало людей, чтобы судить: сравнивать не с кем, в знаменателе люди только одной группы.",
        en: "Too few to say: there is nothing to compare with, only one group has anybody in the denominator.",
      });
}

/** That what could be there unseen is too much for a word on it. */
export function tooWideText(unseen: Unseen, limit: number): Message {
  return inBoth((locale, say) => {
    const [reach, most] = [pointsText(unseen.reach, locale), pointsText(limit, locale)];
    const where = whereText(unseen, locale);
    return say(
      `Слишком мало людей, чтобы судить: незамеченной могла остаться разность до ${reach} процентного пункта (${where}), а судить решено лишь при разности до ${most}.`,
      `Too few to say: a difference of up to ${reach} percentage points (${where}) could be hidden, above the ${most} at which nothing is said.`,
    );
  });
}

function whereText({ first, second, period }: Unseen, locale: Locale): string {
  return `${groupText(first, locale)} ${locale === "ru" ? "и" : "and"} ${groupText(second, locale)}, ${periodText(period)}`;
}

/** One pair of groups whose difference turns. */
export function reversalText(first: GroupValue, second: GroupValue, over: string, isInEvery: boolean): Message {
  return inBoth((locale, say) => {
    const [one, other] = [groupText(first, locale), groupText(second, locale)];
    const layers = layersText(over, locale);
    return isInEvery
      ? say(
          `Парадокс Симпсона: знак разности групп ${one} и ${other} меняется в каждом слое при разделении ${layers}.`,
          `Simpson's reversal: the difference of ${one} and ${other} has the other sign in every layer when split ${layers}.`,
        )
      : say(
          `Знак разности групп ${one} и ${other} меняется после прямой стандартизации ${layers}.`,
          `The difference of ${one} and ${other} has the other sign once standardised ${layers}.`,
        );
  });
}
