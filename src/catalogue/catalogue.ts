import type { Indicator } from "../verdicts/indicator";
import {
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  workExperienceShare,
} from "./vse-poluchitsya";

/**
 * Shipped indicators by their source, each list in the source's order.
 *
 * `vsePoluchitsya`: the five of the practice «Всё получится!», codes 1.1, 1.2, 1.3, 1.4 and 2.1.
 *
 * @source each indicator names its own
 * @example
 * ```ts
 * expect(catalogue.vsePoluchitsya.map((indicator) => indicator.code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
 * ```
 */
export const catalogue: { readonly vsePoluchitsya: readonly Indicator[] } = Object.freeze({
  vsePoluchitsya: Object.freeze([
    workExperienceShare,
    supportedOneToSixMonthsShare,
    supportedSixMonthsShare,
    unsupportedSixMonthsShare,
    socialChangeShare,
  ]),
});
