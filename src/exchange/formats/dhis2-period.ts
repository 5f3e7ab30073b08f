import { month, type Period, quarter, year, isSamePeriod } from "../../calendar";

/**
 * A period as DHIS2 writes it: `2019`, `2019S1`, `2019Q4`, `201912`; undefined when it is no calendar year, half-year,
 * quarter or month.
 *
 * @source DHIS2 Web API, Date and period format
 */
export function dhis2Period({ from, to }: Period): string | undefined {
  const inYear = Number(from.slice(0, 4));
  const first = Number(from.slice(5, 7));
  const is = (one: Period) => isSamePeriod(one, { from, to });
  if (is(year(inYear))) return String(inYear);
  if (first === 1 && is({ from: month(inYear, 1).from, to: month(inYear, 6).to })) return `${inYear}S1`;
  if (first === 7 && is({ from: month(inYear, 7).from, to: month(inYear, 12).to })) return `${inYear}S2`;
  const number = Math.ceil(first / 3);
  if (is(quarter(inYear, number))) return `${inYear}Q${number}`;
  return is(month(inYear, first)) ? `${from.slice(0, 4)}${from.slice(5, 7)}` : undefined;
}
