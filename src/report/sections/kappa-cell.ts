import type { DocumentCell } from "../../document/document";
import type { PairAgreement } from "../../tables/quality/pair-agreement";
import { figure, withLimits } from "./cells";
import type { Edition } from "./edition";

/** Cohen’s κ with its limits; beneath it why it has none, or why there is no κ. */
export function kappaCell({ kappa, reason }: PairAgreement, edition: Edition): DocumentCell {
  const why = reason === null ? [] : [REASONS[edition.locale][reason]];
  return kappa === null ? figure("—", null, ...why) : figure(withLimits(kappa, edition), Number(kappa.value), ...why);
}

type Reasons = Readonly<Record<NonNullable<PairAgreement["reason"]>, string>>;

const REASONS: { readonly ru: Reasons; readonly en: Reasons } = {
  ru: {
    "no-pairs": "сравнить нечего",
    "one-category": "у обоих всегда одно и то же",
    "constant-rating": "интервала нет: у одного из них всегда одно и то же",
    "zero-variance": "интервала нет: дисперсия нулевая",
  },
  en: {
    "no-pairs": "nothing to compare",
    "one-category": "both always say the same",
    "constant-rating": "no interval: one of them always says the same",
    "zero-variance": "no interval: the variance is zero",
  },
};
