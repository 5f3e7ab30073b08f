import { ROUNDED } from "../privacy/round";
import { periodText } from "../../calendar";
import type { Pairing } from "../../core/definition/pairing";
import { countText, type Shielded } from "../privacy/suppress";
import { pairingText } from "../../core/aloud/pairing";
import type { Locale } from "../../share";
import type { Harm } from "../../tables/change/harm";
import type { WorsenedCounts } from "../../tables/change/worsening";
import { shareCell } from "./cells";
import type { SheetRow } from "./sheet";

const WORDS = {
  ru: {
    worse: "Хуже хотя бы по одному критерию, из тех, у кого есть пара оценок",
    events: "Неблагоприятные события всех благополучателей",
    zero: " (0 — «не записано»)",
  },
  en: {
    worse: "Worse on at least one criterion, of those with a pair of scores",
    events: "Adverse events of all beneficiaries",
    zero: " (0 means none recorded)",
  },
} as const;

/** Who got worse, for each way in which the indicator compares scores, and adverse events; none when it looks at no change. */
export function harmRows(
  indicator: string,
  headings: readonly string[],
  harm: readonly Shielded<Harm>[],
  locale: Locale,
): readonly SheetRow[] {
  const words = WORDS[locale];
  const ofPeriods = headings.map((heading) => harm.find(({ period }) => periodText(period) === heading));
  const worsenings = ofPeriods.map((one) => (one?.worsening ?? []).filter((way) => way.indicator === indicator));
  const ways = worsenings.find((of) => of.length > 0) ?? [];
  if (ways.length === 0) return [];
  const isRounded = harm.some(({ notes }) => notes.some(({ code }) => code === ROUNDED));
  return [
    ...ways.map(({ pairing }, way) => ({
      name: ways.length === 1 ? words.worse : `${words.worse} (${pairingText(pairing as Pairing, locale)})`,
      isUnder: true,
      cells: worsenings.map((of) => (of[way] === undefined ? "" : worsenedCell(of[way].onAny, locale))),
    })),
    {
      name: `${words.events}${isRounded ? "" : words.zero}`,
      isUnder: true,
      cells: ofPeriods.map((one) => (one === undefined ? "" : countText(one.adverseEvents[0]!.any.events))),
    },
  ];
}

function worsenedCell({ worsened, percent }: Shielded<WorsenedCounts>, locale: Locale): string {
  return shareCell({ share: worsened, percent }, locale);
}
