import { isSamePeriod, type Period } from "../../calendar";
import { countText } from "../privacy/suppress";
import type { ReadableReport } from "../report";

/** An indicator's figures in a period, some of which may be suppressed. */
export type ShownResult = ReadableReport["results"][number];
/** Harm in a period, likewise. */
export type ShownHarm = ReadableReport["harm"][number];

/** Harm in the period; none when no indicator looks at change. */
export function harmOf(harm: ReadableReport["harm"], period: Period): ShownHarm | undefined {
  return harm.find((one) => isSamePeriod(one.period, period));
}

/** Who got worse, for each way in which the indicator compares scores. */
export function worseningsOf(harm: ShownHarm | undefined, indicator: string): ShownHarm["worsening"] {
  return (harm?.worsening ?? []).filter((one) => one.indicator === indicator);
}

/** How many adverse events were recorded. */
export function adverseText(harm: ShownHarm | undefined): string {
  const any = harm?.adverseEvents[0]?.any.events;
  return any === undefined ? "—" : countText(any);
}
