import type { Pairing } from "../../core/definition/pairing";
import { pairingText } from "../../core/aloud/pairing";
import { periodText } from "../../calendar";
import { type DocumentBlock, type DocumentCell, note, paragraph, table, words } from "../../document/document";
import { ROUNDED } from "../privacy/round";
import { count, share } from "./cells";
import type { Edition } from "./edition";
import { type ShownHarm, worseningsOf } from "./harm-rows";

/**
 * Harm by itself, of one period or several: who got worse by every indicator that looks at change, then adverse events.
 */
export function harmBlocks(harms: readonly ShownHarm[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const [first] = harms;
  if (first === undefined) return [paragraph(text.noPeriod)];
  const codes = [...new Set(first.worsening.map(({ indicator }) => indicator))];
  return [
    ...(codes.length === 0
      ? [paragraph(text.noChange)]
      : codes.flatMap((code) => worseningTables(harms, code, edition))),
    ...adverseTable(harms, edition),
    ...harmNotes(harms, edition),
  ];
}

/**
 * Harm beside an indicator: who got worse, and which adverse events were recorded; nothing when it looks at no change.
 */
export function harmTables(harms: readonly ShownHarm[], code: string, edition: Edition): readonly DocumentBlock[] {
  const worsened = worseningTables(harms, code, edition);
  return worsened.length === 0 ? [] : [...worsened, ...adverseTable(harms, edition), ...harmNotes(harms, edition)];
}

/** Who got worse, on any criterion and on each: a table for each way in which the indicator compares scores. */
function worseningTables(harms: readonly ShownHarm[], code: string, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const periods = harms.map(({ period }) => periodText(period));
  return worseningsOf(harms[0], code).flatMap(({ pairing, criteria }, way) => {
    const all = harms.map((harm) => worseningsOf(harm, code)[way]!);
    const rows = [
      [words(text.onAny), ...all.map(({ onAny }) => share(onAny.worsened, edition, onAny))],
      ...criteria.map(({ title }, at) => [
        words(title[locale]),
        ...all.map((one) => share(one.criteria[at]!.worsened, edition, one.criteria[at])),
      ]),
      [words(text.unpaired), ...all.map(({ onAny }) => count(onAny.unpaired))],
    ];
    return table(text.worsening(code, pairingText(pairing as Pairing, locale)), [text.criterion, ...periods], rows);
  });
}

function harmNotes(harms: readonly ShownHarm[], { locale }: Edition): readonly DocumentBlock[] {
  const told = harms.flatMap(({ notes }) => notes.filter(({ code }) => code !== ROUNDED));
  return note("aside", [...new Set(told.map(({ message }) => message[locale]))]);
}

/** Adverse events of every period, by kind and severity. */
function adverseTable(harms: readonly ShownHarm[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const severities = harms[0]!.adverseEvents[0]!.bySeverity.map(({ title }) => title[edition.locale]);
  const rows = harms.flatMap(({ period, adverseEvents }) =>
    adverseEvents.map(({ kind, any, bySeverity }): readonly DocumentCell[] => [
      words(periodText(period)),
      words(kind === null ? text.anyKind : edition.label(String(kind))),
      ...bySeverity.map(({ events }) => count(events)),
      count(any.events),
      count(any.people),
    ]),
  );
  return table(text.adverse, [text.period, text.kind, ...severities, text.events, text.people], rows, { heads: 2 });
}

const WORDS = {
  ru: {
    noPeriod: "Не запрошено ни одного периода.",
    noChange: "Ни один показатель не смотрит на изменения, поэтому о том, у кого стало хуже, сказать нечего.",
    period: "Период",
    worsening: (code: string, pairing: string) => `Вред, ${code}: у кого стало хуже (${pairing})`,
    criterion: "Критерий",
    onAny: "Хотя бы по одному критерию",
    unpaired: "Нет пары оценок, людей",
    adverse: "Вред: неблагоприятные события всех благополучателей, по тяжести",
    kind: "Вид",
    anyKind: "любого вида",
    events: "Событий",
    people: "Людей",
  },
  en: {
    noPeriod: "No period was asked for.",
    noChange: "No indicator looks at change, so nothing can be said of who got worse.",
    period: "Period",
    worsening: (code: string, pairing: string) => `Harm, ${code}: who got worse (${pairing})`,
    criterion: "Criterion",
    onAny: "On at least one criterion",
    unpaired: "Without a pair of scores, people",
    adverse: "Harm: adverse events of all beneficiaries, by severity",
    kind: "Kind",
    anyKind: "of any kind",
    events: "Events",
    people: "People",
  },
} as const;
