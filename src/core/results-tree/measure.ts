import type { Condition, IndicatorDefinition } from "../definition/language";
import { INDICATOR } from "../definition/sound";
import type { Title } from "../events/vocabulary";
import { check } from "../../options";
import type { Defined } from "../verdicts/evaluation";

/** What a node is measured by: an indicator, or one of its readings. */
export interface Measure {
  /** `2.1`, or `2.1:improved` for a reading. */
  readonly code: string;
  readonly title: Title;
  readonly numerator: Condition;
  /** Which way is better; `increase` where the definition does not say. */
  readonly direction: "increase" | "decrease";
}

/** Indicators and their readings by their codes. */
export function measuresOf(definitions: readonly IndicatorDefinition[]): ReadonlyMap<string, Measure> {
  return new Map(
    definitions.flatMap(({ code, title, numerator, direction = "increase", readings = [] }) => {
      const beside = readings.map((one) => ({ ...one, code: `${code}:${one.code}`, direction }));
      return [{ code, title, numerator, direction }, ...beside].map((measure) => [measure.code, measure] as const);
    }),
  );
}

/** The definitions of a catalogue. */
export function definitionsOf(catalogue: readonly Defined[], cannot: string): readonly IndicatorDefinition[] {
  check(cannot, catalogue, [INDICATOR], "catalogue");
  return catalogue.map(({ definition }) => definition);
}
