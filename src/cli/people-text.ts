import { explain, members, results, toText, type Evaluation } from "../core/index";
import { changes, type VerdictChange } from "../tables/index";
import { type Period, periodText } from "../calendar";
import type { Locale } from "../share";
import { verdictNames } from "../core/engine/verdict";
import { causeWords, standingWords } from "../tables/comparing/comparing-words";

const HEADINGS = {
  ru: {
    people: "Откуда берутся цифры",
    nobody: "нет никого",
    changes: "Чьи вердикты изменились",
    cause: "Причина",
    unchanged: "Ни один вердикт не изменился.",
  },
  en: {
    people: "Where the figures come from",
    nobody: "nobody",
    changes: "Whose verdicts changed",
    cause: "Cause",
    unchanged: "No verdict changed.",
  },
} as const;

/** A heading for the terminal. */
function underlined(text: string): string {
  return `${text}\n${"-".repeat(text.length)}`;
}

/** One person of each verdict of an indicator, explained. */
export function peopleText(
  evaluation: Evaluation,
  { indicator, period, locale }: { readonly indicator: string; readonly period: Period; readonly locale: Locale },
): string {
  const headings = HEADINGS[locale];
  const blocks = verdictNames.map((verdict) => {
    const [beneficiaryId] = members(evaluation, { indicator, period, verdict });
    if (beneficiaryId !== undefined)
      return toText(explain(evaluation, { indicator, period, beneficiaryId }), { locale });
    return `${indicator}, ${periodText(period)}, ${standingWords[locale][verdict]}: ${headings.nobody}`;
  });
  return [underlined(headings.people), ...blocks].join("\n\n");
}

/** A change of somebody's verdict, with the indicator and period it is of. */
export interface PlacedChange extends VerdictChange {
  readonly indicator: string;
  readonly period: { readonly from: string; readonly to: string };
}

/** Every change of verdict between two versions of the events. */
export function changesBetween(before: Evaluation, after: Evaluation): readonly PlacedChange[] {
  return results(after).flatMap(({ code, period }) =>
    changes(before, after, { indicator: code, period }).map((change) => ({ indicator: code, period, ...change })),
  );
}

/** The changes in words, each with its cause and explained as it now is. */
export function changesText(
  found: readonly PlacedChange[],
  after: Evaluation,
  { locale }: { readonly locale: Locale },
): string {
  const headings = HEADINGS[locale];
  const words = standingWords[locale];
  const blocks = found.map((change) => {
    const { indicator, period, beneficiaryId, from, to } = change;
    const lines = [
      `${indicator}, ${periodText(period)}, ${beneficiaryId}: ${words[from]} → ${words[to]}`,
      `${headings.cause}: ${causeText(change, locale)}`,
    ];
    if (to === "not-in-dataset") return lines.join("\n");
    return [...lines, toText(explain(after, { indicator, period, beneficiaryId }), { locale })].join("\n");
  });
  return [underlined(headings.changes), ...(blocks.length === 0 ? [headings.unchanged] : blocks)].join("\n\n");
}

function causeText({ cause, events }: VerdictChange, locale: Locale): string {
  return causeWords[locale][cause] + (events.length === 0 ? "" : ` [${events.join(", ")}]`);
}
