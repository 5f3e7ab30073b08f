import type { Share } from "../../share";
import { reachOf } from "./group-tests";
import type { PoolingInPeriod } from "./pooled-periods";
import type { PoolingSplit } from "./pooled-splits";
import { type Evidence, hiddenText, tooFewText, tooWideText, type Unseen, unseenText } from "./pooling-words";

/** What can be said of the pooled value. */
export interface PoolingVerdict {
  readonly code: "hides-differences" | "no-difference-seen" | "too-few";
  /**
   * Why too few: nobody is in a group that is compared, only one group has anybody, or too large a difference could be
   * hidden; else null.
   */
  readonly reason: "nobody" | "one-group" | "could-hide-too-much" | null;
  /**
   * The largest difference that could be hidden, as a share with ten decimals; null when fewer than two groups have
   * anybody.
   */
  readonly couldHide: string | null;
  readonly message: { readonly ru: string; readonly en: string };
}

/** The verdict on periods and splits with adjusted p-values. */
export function poolingVerdict(
  inPeriods: readonly PoolingInPeriod[],
  splits: readonly PoolingSplit[],
  significance: number,
  tooFewAbove: number,
): PoolingVerdict {
  const unseen = unseenIn(inPeriods);
  const found = evidenceIn(inPeriods, splits).filter(({ pValue }) => pValue < significance);
  const couldHide = unseen?.text ?? null;
  const said = (code: PoolingVerdict["code"], reason: PoolingVerdict["reason"], message: PoolingVerdict["message"]) =>
    Object.freeze({ code, reason, couldHide, message });
  if (found.length > 0) return said("hides-differences", null, hiddenText(found));
  if (unseen === null) {
    const reason = inPeriods.every((one) => one.reason === "nobody") ? "nobody" : "one-group";
    return said("too-few", reason, tooFewText(reason));
  }
  if (unseen.reach > tooFewAbove) return said("too-few", "could-hide-too-much", tooWideText(unseen, tooFewAbove));
  return said("no-difference-seen", null, unseenText(unseen));
}

/** The pair of groups, in any period, whose interval reaches furthest. */
function unseenIn(inPeriods: readonly PoolingInPeriod[]): (Unseen & { readonly text: string }) | null {
  let furthest: (Unseen & { readonly text: string }) | null = null;
  for (const { period, widest } of inPeriods) {
    if (widest === null) continue;
    const reach = reachOf({ low: Number(widest.low), high: Number(widest.high) });
    if (furthest !== null && furthest.reach >= reach) continue;
    const text = Number(widest.high) === reach ? widest.high : widest.low.slice(1);
    furthest = { first: widest.first, second: widest.second, period, reach, text };
  }
  return furthest;
}

interface Found {
  readonly evidence: Evidence;
  readonly method: string;
  /** Adjusted. */
  readonly pValue: number;
}

function evidenceIn(inPeriods: readonly PoolingInPeriod[], splits: readonly PoolingSplit[]): readonly Found[] {
  return [
    ...inPeriods.flatMap(({ period, groups, test }): Found[] => {
      if (test === null) return [];
      const sorted = groups
        .flatMap(({ of, compared }) => (compared && compared.denominator > 0 ? [{ of, share: compared }] : []))
        .sort((a, b) => crossed(a.share, b.share) - crossed(b.share, a.share));
      const evidence = { kind: "in-period", period, lowest: sorted[0]!, highest: sorted.at(-1)! } as const;
      return [{ evidence, method: test.method, pValue: test.adjustedPValue }];
    }),
    ...splits.flatMap(({ over, test, contrasts }): Found[] => [
      ...(test === null
        ? []
        : [{ evidence: { kind: "across", over } as const, method: test.method, pValue: test.adjustedPValue }]),
      ...contrasts.flatMap(({ of, tarone }): Found[] =>
        tarone === null
          ? []
          : [{ evidence: { kind: "homogeneity", over, of }, method: tarone.method, pValue: tarone.adjustedPValue }],
      ),
    ]),
  ];
}

/** What a share is compared by without dividing. */
function crossed(share: Share, other: Share): number {
  return share.numerator * other.denominator;
}
