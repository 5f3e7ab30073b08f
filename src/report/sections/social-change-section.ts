import { periodText } from "../../calendar";
import { pairingText } from "../../core/aloud/pairing";
import type { ReadableReport } from "../report";
import type { CriterionMovements } from "../../tables/change/criterion-movements";
import type { PairedByAttribute } from "../../tables/change/paired-people";
import type { SocialChange } from "../../tables/change/social-change";
import { count, decimal, figure, limits, localNumber, nothing, percent, share } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  list,
  note,
  paragraph,
  table,
  words,
} from "../../document/document";
import type { Edition } from "./edition";
import type { PictureBook } from "./picture-blocks";
import { stratumText } from "./people-sections";

/**
 * Social change of every period; no section when not asked for. A suppressed report withholds it whole, so no figure in
 * it is suppressed.
 */
export function socialChangeSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const tables = report.socialChange as readonly SocialChange[];
  if (tables.length === 0) return [];
  const sections = tables.map((one, at) => ({
    id: `social-change-${at + 1}`,
    title: periodText(one.period),
    blocks: [...book({ table: "socialChange", at }), ...socialChangeBlocks(one, edition)],
    sections: [],
  }));
  return [{ id: "social-change", title: WORDS[edition.locale].heading, blocks: [], sections }];
}

/** Criteria, readings and what they rest on, adverse events beside them. */
export function socialChangeBlocks(one: SocialChange, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { criteria } = one;
  return [
    paragraph(text.served(one.code, edition.label(one.service), one.served, pairingText(one.pairing, locale))),
    ...table(
      text.criteria,
      text.criterionColumns,
      criteria.map((criterion) => criterionRow(criterion, edition)),
    ),
    ...adverseTable(one, edition),
    ...table(
      text.baseline,
      text.baselineColumns,
      criteria.map(({ title, baseline: { paired, unpaired } }) => [
        words(title[locale]),
        ...[paired, unpaired].flatMap(({ people, mean }) => [decimal(mean, edition), count(people)]),
      ]),
    ),
    ...reliableTable(criteria, edition),
    ...readingsTable(one, edition),
    ...missingTable(one, edition),
    ...chanceBlocks(one, edition),
    ...table(
      text.funnel,
      text.funnelColumns,
      one.funnel.map(({ title, people, ofServed, ofPrevious }) => [
        words(title[locale]),
        count(people),
        share(ofServed, edition),
        ofPrevious === null ? nothing : share(ofPrevious, edition),
      ]),
    ),
    ...table(
      text.people,
      text.peopleColumns,
      one.pairedPeople.flatMap((attribute) => attributeRows(attribute, edition)),
      { heads: 2 },
    ),
    ...note(
      "aside",
      one.notes.map(({ message }) => message[locale]),
    ),
  ];
}

function criterionRow(
  { title, movements, floor, ceiling, minimumStep }: CriterionMovements,
  { locale }: Edition,
): readonly DocumentCell[] {
  const { improved, unchanged, worsened, unpaired, notApplicable } = movements;
  return [
    words(title[locale]),
    ...[improved, unchanged, worsened, unpaired, notApplicable].map(count),
    ...[floor, ceiling].map((end) => (end === null ? nothing : count(end.people))),
    minimumStep === null ? nothing : figure(localNumber(String(minimumStep), locale), minimumStep),
  ];
}

/** Events, and beneath them the people they happened to. */
function adverseTable({ adverseEvents }: SocialChange, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const titles = adverseEvents[0]!.bySeverity.map(({ title }) => title[edition.locale]);
  const rows = adverseEvents.map(({ kind, any, bySeverity }) => [
    words(kind === null ? text.anyKind : edition.label(kind)),
    ...bySeverity.map(({ events }) => count(events)),
    count(any.events),
    count(any.people),
  ]);
  return table(text.adverse, [text.kind, ...titles, text.events, text.affected], rows);
}

/** Only criteria whose reliability is declared. */
function reliableTable(criteria: readonly CriterionMovements[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = criteria.flatMap(({ title, reliable }) => {
    if (reliable === null) return [];
    const { improved, noReliableChange, worsened, smallestDifference } = reliable;
    const counts = [improved, noReliableChange, worsened].map(count);
    return [[words(title[edition.locale]), ...counts, decimal(smallestDifference, edition)]];
  });
  return table(text.reliable, text.reliableColumns, rows);
}

/** A reading of a criterion that is recorded for nobody has no share; a note says why. */
function hasNoShare({ notes }: SocialChange, reading: string): boolean {
  return reading === "asked" && notes.some(({ code }) => code === "nobody-asked");
}

function readingsTable(one: SocialChange, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = one.readings.map((reading, at) => [
    words(at === 0 ? text.literal : reading.title[edition.locale]),
    ...(hasNoShare(one, reading.code)
      ? [nothing, nothing, nothing, nothing]
      : [
          share(reading.share, edition),
          limits(reading.interval, edition),
          share(reading.settled, edition),
          limits(reading.bounds, edition),
        ]),
  ]);
  return table(text.readings, text.readingColumns, rows);
}

function missingTable(one: SocialChange, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = one.missingPairs.map(({ code, title, unknown, notImproved, bounds }, at) => {
    const isWithout = hasNoShare(one, code);
    return [
      words(at === 0 ? text.literal : title[edition.locale]),
      ...[unknown, notImproved].flatMap((policy) => [
        isWithout ? nothing : share(policy.share, edition),
        count(policy.open),
      ]),
      isWithout ? nothing : limits(bounds, edition),
    ];
  });
  return table(text.missing, text.missingColumns, rows);
}

function chanceBlocks({ nothingChanged }: SocialChange, edition: Edition): readonly DocumentBlock[] {
  const { observed, byChance } = nothingChanged;
  const text = WORDS[edition.locale];
  const rows = [
    [words(text.observed), share(observed, edition)],
    ...byChance.map(({ method, percent: chance }) => [words(text[method]), percent(chance, edition)]),
  ];
  return [...table(text.chance, text.chanceColumns, rows), ...list(byChance.map(({ how }) => how[edition.locale]))];
}

function attributeRows(
  { title, values, cramerV }: PairedByAttribute,
  edition: Edition,
): readonly (readonly DocumentCell[])[] {
  return values.map(({ of, paired, unpaired }) => [
    words(title[edition.locale]),
    words(stratumText(of, edition)),
    share(paired, edition),
    share(unpaired, edition),
    decimal(cramerV, edition),
  ]);
}

const WORDS = {
  ru: {
    heading: "Социальные изменения",
    served: (code: string, service: string, people: number, pairing: string) =>
      `${code}. Получили услугу (${service}): ${people}. Как считается: ${pairing}.`,
    criteria: "Изменения по критериям, людей",
    criterionColumns: [
      "Критерий",
      "Лучше",
      "Так же",
      "Хуже",
      "Нет пары",
      "Не применимо",
      "Хуже быть не могло",
      "Лучше быть не могло",
      "Шаг",
    ],
    adverse: "Неблагоприятные события всех благополучателей, по тяжести",
    kind: "Вид",
    anyKind: "любого вида",
    events: "Событий",
    affected: "Людей",
    baseline: "Первая оценка в среднем: у кого есть пара оценок и у кого её нет",
    baselineColumns: ["Критерий", "С парой", "Людей с парой", "Без пары", "Людей без пары"],
    reliable: "Достоверные изменения: больше ошибки измерения, людей",
    reliableColumns: ["Критерий", "Лучше", "В пределах ошибки", "Хуже", "Больше чем на"],
    readings: "Прочтения показателя: буквальное и более строгие",
    readingColumns: ["Прочтение", "Доля", "95 % интервал", "Среди решённых", "Границы"],
    missing: "Что было бы при ином счёте тех, у кого нет пары оценок",
    missingColumns: [
      "Прочтение",
      "Нет пары — неизвестно",
      "Открыто, людей",
      "Нет пары — не лучше",
      "Ещё открыто, людей",
      "Границы",
    ],
    literal: "Буквально: хотя бы по одному критерию не хуже",
    chance: "Буквальное правило среди людей с парой оценок: что дал бы один случай",
    chanceColumns: ["Кто прошёл", "Доля"],
    observed: "Прошли",
    exchange: "Прошли бы, если бы ничего не изменилось (перестановка)",
    independence: "Прошли бы, если бы ничего не изменилось (независимые оценки)",
    funnel: "Путь к паре оценок",
    funnelColumns: ["Шаг", "Людей", "От получивших услугу", "От предыдущего шага"],
    people: "Кого удалось сравнить",
    peopleColumns: ["Признак", "Значение", "Среди тех, у кого есть пара", "Среди тех, у кого её нет", "V Крамера"],
  },
  en: {
    heading: "Social change",
    served: (code: string, service: string, people: number, pairing: string) =>
      `${code}. Served (${service}): ${people}. How it is counted: ${pairing}.`,
    criteria: "Change by criterion, people",
    criterionColumns: [
      "Criterion",
      "Better",
      "Same",
      "Worse",
      "No pair",
      "Not applicable",
      "Could not worsen",
      "Could not improve",
      "Step",
    ],
    adverse: "Adverse events of all beneficiaries, by severity",
    kind: "Kind",
    anyKind: "of any kind",
    events: "Events",
    affected: "People",
    baseline: "First score on average: people with a pair of scores and people without",
    baselineColumns: ["Criterion", "With a pair", "People with a pair", "Without one", "People without one"],
    reliable: "Reliable change: beyond error of measurement, people",
    reliableColumns: ["Criterion", "Better", "Within error", "Worse", "More than"],
    readings: "Readings of the indicator: literal and stricter",
    readingColumns: ["Reading", "Share", "95% interval", "Settled share", "Bounds"],
    missing: "If people without a pair of scores were taken otherwise",
    missingColumns: [
      "Reading",
      "No pair: unknown",
      "Open, people",
      "No pair: not improved",
      "Still open, people",
      "Bounds",
    ],
    literal: "Literal: not worse on at least one criterion",
    chance: "Literal rule among people with a pair of scores: what chance alone would give",
    chanceColumns: ["Who passed", "Share"],
    observed: "Passed",
    exchange: "Would pass if nothing had changed (exchange)",
    independence: "Would pass if nothing had changed (independent draws)",
    funnel: "Way to a pair of scores",
    funnelColumns: ["Stage", "People", "Of those served", "Of the stage before"],
    people: "Who could be compared",
    peopleColumns: ["Attribute", "Value", "Among those with a pair", "Among those without", "Cramér’s V"],
  },
} as const;
