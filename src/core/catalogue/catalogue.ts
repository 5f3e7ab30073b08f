import type { Indicator } from "../verdicts/indicator";
import { australianOutcomes } from "./australia";
import {
  placementStartsShare,
  supportedIntoWorkShare,
  sustainedThirteenWeeksShare,
  sustainedTwentySixWeeksShare,
} from "./ips";
import { retentionShares } from "./retention";
import { returnShares } from "./returns";
import {
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  workExperienceShare,
} from "./vse-poluchitsya";
import { employmentRateFourthQuarter, employmentRateSecondQuarter, sameEmployerRetention } from "./wioa";

/** Shipped indicators by their source. */
export type Catalogue = Readonly<
  Record<"vsePoluchitsya" | "wioa" | "australia" | "ips" | "retention" | "returns", readonly Indicator[]>
>;

/**
 * Shipped indicators by their source, each list in the source's order.
 *
 * `vsePoluchitsya`: the five of the practice «Всё получится!», codes 1.1, 1.2, 1.3, 1.4 and 2.1. `wioa`: employment in
 * the second and fourth
 * quarter after exit, and retention with the same employer. `australia`: outcomes of 4, 13, 26 and 52 weeks, continuous
 * and cumulative.
 * `ips`: into work, starts, sustained 13 and 26 weeks. `retention`: three forms after 1, 3, 6, 12 and 24 months.
 * `returns`: within 180,
 * 365 and 730 days. What a definition cannot express of its source stands in its `limitations`.
 *
 * @source each indicator names its own
 * @example
 * ```ts
 * expect(catalogue.vsePoluchitsya.map((indicator) => indicator.code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
 * ```
 */
export const catalogue: Catalogue = Object.freeze({
  vsePoluchitsya: Object.freeze([
    workExperienceShare,
    supportedOneToSixMonthsShare,
    supportedSixMonthsShare,
    unsupportedSixMonthsShare,
    socialChangeShare,
  ]),
  wioa: Object.freeze([employmentRateSecondQuarter, employmentRateFourthQuarter, sameEmployerRetention]),
  australia: australianOutcomes,
  ips: Object.freeze([
    supportedIntoWorkShare,
    placementStartsShare,
    sustainedThirteenWeeksShare,
    sustainedTwentySixWeeksShare,
  ]),
  retention: retentionShares,
  returns: returnShares,
});
