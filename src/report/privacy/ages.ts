import { dateOf } from "../../calendar";
import { parseDataset, storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { AgeDimension } from "../../tables/strata/dimension";

/** Days of a period as an edition tells of it. */
export interface Moment {
  readonly from: number;
  readonly horizon: number;
}

/**
 * Oldest people thought of, how many days apart they are born, and how long before the first period all are registered.
 */
const OLDEST = 90 * 366;
const APART = 20;
const BEFORE = 30;

/** By moment and person: the age band in a table, or why there is none. */
export function agesIn(
  { ages }: Disaggregation,
  moments: readonly Moment[],
  stores: readonly Store[],
): readonly (readonly string[])[] {
  const limits = ages!.bands.map((band) => Number.parseInt(band, 10));
  const column = new AgeDimension(limits, ages!.at);
  const nameOf = (band: number) => {
    const value = column.values[band]!;
    if (value.kind === "value") return JSON.stringify(value.code);
    return value.kind === "missing" ? `?${value.reason}` : "";
  };
  return moments.map((moment) => stores.flatMap((store) => Array.from(column.column(store, moment), nameOf)));
}

/** In which bands of a table one person may be, moment by moment. */
export function courseOfAges(table: Disaggregation, moments: readonly Moment[]): readonly (readonly string[])[] {
  const first = Math.min(...moments.map(({ from }) => from)) - BEFORE;
  const events: object[] = [];
  for (let born = first - OLDEST; born < first; born += APART) {
    const id = String(events.length);
    events.push({
      id,
      type: "beneficiary-registered",
      beneficiaryId: id.padStart(6, "0"),
      date: dateOf(first),
      birthDate: dateOf(born),
      targetGroups: [],
    });
  }
  const bands = agesIn(table, moments, [storeOf(parseDataset(events))]);
  const found = new Map<string, readonly string[]>();
  const take = (course: readonly string[]) => found.set(course.join(" "), course);
  for (const person of events.keys()) take(bands.map((ofMoment) => ofMoment[person]!));
  // Whose age is taken once is in one band all the time, and so is whoever has none.
  const place = table.dimensions.findIndex(({ name }) => name === "ageBand");
  for (const { of } of table.rows) {
    const value = of[place]!;
    if (value.kind === "value") take(moments.map(() => JSON.stringify(value.code)));
    else if (value.kind === "missing") take(moments.map(() => `?${value.reason}`));
  }
  return [...found.values()];
}
