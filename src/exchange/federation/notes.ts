import { canonicalJson } from "../../core/definition/fingerprint";
import { dimensionTitle } from "../../tables/strata/strata-notes";
import { looksAtChange, type Note } from "../../core/verdicts/result";
import { tableKey } from "./keys";
import type { SharedIds, Tally, TallyTable } from "./tally";

function note(code: string, ru: string, en: string): Note {
  return Object.freeze({ code, message: Object.freeze({ ru, en }) });
}

/** Whatever all partners declare of the ids of their people, or null when they do not all declare the same. */
export function declaredBy(tallies: readonly Tally[]): SharedIds | null {
  const { sharedIds } = tallies[0]!;
  return tallies.every((one) => one.sharedIds?.scheme === sharedIds?.scheme) ? sharedIds : null;
}

/**
 * What is to be said on every merged figure of people who may stand in two tallies; nothing when there is one tally.
 */
export function peopleNotes(tallies: readonly Tally[]): readonly Note[] {
  if (tallies.length === 1) return [];
  const shared = declaredBy(tallies);
  if (shared !== null) {
    return [
      note(
        "declared-distinct",
        `Партнёры заявили, что сверили людей по схеме «${shared.scheme}» и никто не учтён двумя партнёрами. По числам этого не проверить.`,
        `The partners declare that they compared people under the scheme “${shared.scheme}” and that nobody is counted by two of them. Counts cannot show whether that is so.`,
      ),
    ];
  }
  return [
    note(
      "counted-twice",
      "Числа партнёров сложены: кому помогали два партнёра, тот учтён дважды — и в числителе, и в знаменателе. Сколько таких людей, неизвестно.",
      "The partners' counts are added up: whoever was served by two partners is counted twice, above and below the line. How many people that is, is not known.",
    ),
  ];
}

/** The day whose knowledge counts, without numbers of events: tallies do not tell them. */
export function knownOnNote(day: string): Note {
  return note(
    "known-on",
    `Как было известно на ${day}: события, записанные позже, не учтены.`,
    `As known on ${day}: events recorded later are not used.`,
  );
}

/** On figures of change whose partners measure by different scales. */
export function scalesNote(tallies: readonly Tally[]): readonly Note[] {
  const scales = new Set(tallies.map(({ criteria }) => canonicalJson(criteria && [...criteria].sort(byCode))));
  if (scales.size === 1) return [];
  return [
    note(
      "criteria-differ",
      "Партнёры оценивают изменения по разным критериям или шкалам: сложены разные измерения.",
      "The partners look at change by different criteria or scales: what is added up was measured differently.",
    ),
  ];
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }) => (a.code < b.code ? -1 : 1);

/** On a merged table to which some partners gave no row of some strata. */
export function leftOutNote(partners: readonly string[]): readonly Note[] {
  if (partners.length === 0) return [];
  const codes = partners.join(", ");
  return [
    note(
      "strata-left-out",
      `В этой таблице не все партнёры показали все группы (${codes}): где их строки нет, число не известно, а не ноль.`,
      `Not all partners show all strata of this table (${codes}): where a row of theirs is missing, the number is not known, which is not zero.`,
    ),
  ];
}

/** What is to be known of the merged report as a whole. */
export function networkNotes(tallies: readonly Tally[]): readonly Note[] {
  if (tallies.length === 1) return [];
  return [
    ...peopleNotes(tallies),
    ...schemeNotes(tallies),
    ...missingTables(tallies),
    ...likeFigures(tallies),
    ...versionNotes(tallies),
    ...harmNotes(tallies),
  ];
}

function schemeNotes(tallies: readonly Tally[]): readonly Note[] {
  const some = tallies.filter(({ sharedIds }) => sharedIds !== null);
  if (some.length === 0 || declaredBy(tallies) !== null) return [];
  const ru = tallies.map(
    ({ partner, sharedIds }) => `${partner.code} — ${sharedIds ? `«${sharedIds.scheme}»` : "нет"}`,
  );
  const en = tallies.map(
    ({ partner, sharedIds }) => `${partner.code}: ${sharedIds ? `“${sharedIds.scheme}”` : "none"}`,
  );
  return [
    note(
      "id-schemes-differ",
      `Общая схема псевдонимов заявлена не всеми партнёрами или под разными названиями (${ru.join("; ")}), поэтому она не принята.`,
      `A shared scheme of pseudonymous ids is not declared by all partners under one name (${en.join("; ")}), so it is not relied on.`,
    ),
  ];
}

/** Tables that some partners give and others do not. */
function missingTables(tallies: readonly Tally[]): readonly Note[] {
  const found = new Map<string, TallyTable>();
  for (const { disaggregations } of tallies) for (const table of disaggregations) found.set(tableKey(table), table);
  return [...found].sort(byKey).flatMap(([key, { dimensions }]): readonly Note[] => {
    const without = tallies.filter(({ disaggregations }) => !disaggregations.some((one) => tableKey(one) === key));
    if (without.length === 0) return [];
    const codes = without.map(({ partner }) => partner.code).join(", ");
    const titles = dimensions.map(dimensionTitle);
    return [
      note(
        "table-left-out",
        `Таблицы «${titles.map(({ ru }) => ru).join(" × ")}» в сводном отчёте нет: такой таблицы не прислали ${codes}.`,
        `The table by ${titles.map(({ en }) => en).join(" × ")} is left out: ${codes} did not send one like it.`,
      ),
    ];
  });
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** Partners all of whose counts are the same: perhaps one file under two names. */
function likeFigures(tallies: readonly Tally[]): readonly Note[] {
  const groups = new Map<string, string[]>();
  for (const { partner, manifest, results, disaggregations } of tallies) {
    const text = canonicalJson([manifest.people, results, disaggregations]);
    groups.set(text, [...(groups.get(text) ?? []), partner.code]);
  }
  return [...groups.values()].flatMap((codes): readonly Note[] => {
    if (codes.length === 1) return [];
    return [
      note(
        "same-figures",
        `Все числа совпадают: ${codes.join(", ")}. Не один ли это файл под разными именами?`,
        `All counts are the same: ${codes.join(", ")}. Is it one file under several names?`,
      ),
    ];
  });
}

function versionNotes(tallies: readonly Tally[]): readonly Note[] {
  const versions = new Set(tallies.map(({ manifest: { library } }) => `${library.name} ${library.version}`));
  if (versions.size === 1) return [];
  const list = tallies.map(
    ({ partner, manifest: { library } }) => `${partner.code}: ${library.name} ${library.version}`,
  );
  return [
    note(
      "versions-differ",
      `Партнёры считали разными версиями программы (${list.join("; ")}).`,
      `The partners counted with different versions of the library (${list.join("; ")}).`,
    ),
  ];
}

function harmNotes(tallies: readonly Tally[]): readonly Note[] {
  if (!tallies[0]!.definitions.some(({ definition }) => looksAtChange(definition))) return [];
  return [
    note(
      "negative-effects-not-merged",
      "Кому стало хуже и какие неблагоприятные события записаны, здесь не показано: это есть в отчёте каждого партнёра.",
      "Who got worse and which adverse events were recorded is not shown here: each partner's own report shows it.",
    ),
  ];
}
