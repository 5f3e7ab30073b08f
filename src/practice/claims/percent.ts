import { type Share, sharePercent } from "../../share";
import { type ClaimFinding, finding, percentWords } from "./claim";
import type { Percent } from "./token";

/** A printed percentage with a point: `38.9`. */
export function percentText({ units, digits }: Percent): string {
  const sign = units < 0n ? "-" : "";
  const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Whether a percentage is that of a share, rounded half up to its own decimals. */
function isPercentOf(percent: Percent, share: Share): boolean {
  return sharePercent(share, percent.digits) === percentText(percent);
}

/** Checks a percentage against its counts: size of the counts, arithmetic, rounding. */
export function percentFindings(percent: Percent, share: Share): readonly ClaimFinding[] {
  const { numerator, denominator } = share;
  const counts = { ru: `${numerator} из ${denominator}`, en: `${numerator} of ${denominator}` };
  const printed = percentWords(percentText(percent));
  const exact = sharePercent(share, percent.digits);
  if (exact === null) {
    const ru = `В знаменателе никого нет: у ${counts.ru} нет значения, а напечатано ${printed.ru}.`;
    const en = `Nobody is in the denominator: ${counts.en} has no value, and ${printed.en} is printed.`;
    return [finding("arithmetic", "wrong", ru, en)];
  }
  const right = percentWords(exact);
  if (!isWithinOne(percent, share)) {
    const ru = `${counts.ru} — это ${right.ru}, а не ${printed.ru}.`;
    const en = `${counts.en} is ${right.en}, not ${printed.en}.`;
    return [finding("arithmetic", "wrong", ru, en)];
  }
  const arithmetic = finding("arithmetic", "right", `${counts.ru} — это ${right.ru}.`, `${counts.en} is ${right.en}.`);
  if (isPercentOf(percent, share)) {
    const ru = "Округлено верно: половина — вверх.";
    return [arithmetic, finding("rounding", "right", ru, "Rounded rightly: half goes up.")];
  }
  const ways = waysTo(percent, share);
  const ru = `${counts.ru} округляется до ${right.ru}, а не до ${printed.ru}${ways.ru}.`;
  const en = `${counts.en} rounds to ${right.en}, not to ${printed.en}${ways.en}.`;
  return [arithmetic, finding("rounding", "wrong", ru, en)];
}

/** Checks that a numerator is no more than its denominator. */
export function countsFinding({ numerator, denominator }: Share): ClaimFinding {
  return numerator <= denominator
    ? finding("counts", "right", "Числитель не больше знаменателя.", "The numerator is at most the denominator.")
    : finding(
        "counts",
        "wrong",
        `Числитель ${numerator} больше знаменателя ${denominator}.`,
        `The numerator ${numerator} is more than the denominator ${denominator}.`,
      );
}

/**
 * Whether a percentage is less than one unit of its last decimal away from the exact one, so that some rounding could
 * give it.
 */
function isWithinOne({ units, digits }: Percent, { numerator, denominator }: Share): boolean {
  const whole = BigInt(denominator);
  const away = units * whole - BigInt(numerator) * 100n * 10n ** BigInt(digits);
  return away < whole && -away < whole;
}

/** The wrong ways of rounding that give what is printed. */
function waysTo(
  { units, digits }: Percent,
  { numerator, denominator }: Share,
): { readonly ru: string; readonly en: string } {
  const whole = BigInt(denominator);
  const scaled = BigInt(numerator) * 100n * 10n ** BigInt(digits);
  const floor = scaled / whole;
  const isHalf = (scaled % whole) * 2n === whole;
  const printed = percentText({ units, digits });
  const floating = (numerator / denominator) * 100;
  const ways: readonly (readonly [does: boolean, ru: string, en: string])[] = [
    [units === floor, "отбрасывание лишних знаков", "cutting off decimals"],
    [units === floor + 1n, "округление вверх", "rounding up"],
    [isHalf && units % 2n === 0n, "округление половины до чётного", "rounding half to even"],
    [isHalf && floating.toFixed(digits) === printed, "счёт с плавающей точкой", "floating point"],
  ];
  const [ru, en] = [1, 2].map((language) => ways.filter(([does]) => does).map((way) => way[language]));
  return { ru: `: так даёт ${ru!.join(" или ")}`, en: `, which is what ${en!.join(" or ")} would give` };
}

/** A numerator that gives a percentage with a denominator; null when no whole number does. */
export function numeratorFor(percent: Percent, denominator: number): number | null {
  const near = Number((percent.units * BigInt(denominator)) / (100n * 10n ** BigInt(percent.digits)));
  const fits = (numerator: number) => numerator >= 0 && isPercentOf(percent, { numerator, denominator });
  return [near, near + 1].find(fits) ?? null;
}
