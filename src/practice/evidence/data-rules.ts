import { dateOf } from "../../calendar";
import { eventTypes } from "../../core/dataset/numbers";
import { type EventType, vocabularies } from "../../core/events/vocabulary";
import { formatShare } from "../../share";
import { sourceAgreement } from "../../tables/quality/agreement";
import { evidenceKinds } from "../../tables/quality/evidence-kind";
import { attributeValues } from "../../core/engine/attributes";
import { type Seen, text } from "./finding";
import type { KnownFacts, Rule } from "./rule";

/** What is known about how the data came about. */
export const dataRules: readonly Rule[] = [
  {
    code: "evidence.target-group-missing",
    subCriterion: "1.2",
    needs: "dataset",
    remedy: {
      action: text("Указать целевую группу каждого благополучателя", "Enter the target group of every beneficiary"),
      doneWhen: text("У всех зарегистрированных указана группа", "Every registration names a group"),
      functions: ["dataQuality"],
      document: text(
        "Описание целевых групп и критериев отбора",
        "Description of target groups and how people are selected",
      ),
    },
    look: targetGroups,
  },
  {
    code: "evidence.one-source",
    subCriterion: "4.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Собирать сведения о результате хотя бы из двух видов источников",
        "Collect facts about the result from at least two kinds of evidence",
      ),
      doneWhen: text(
        "Хотя бы двадцатая часть таких событий основана на другом виде источников, чем остальные",
        "At least one in twenty of such events rests on another kind of evidence than the rest",
      ),
      functions: ["triangulate", "sourceAgreement"],
      document: null,
    },
    look: oneSource,
  },
  {
    code: "evidence.told-once",
    subCriterion: "4.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Хотя бы для части людей узнавать один и тот же факт из двух источников",
        "For some of the people at least, ask two sources about the same fact",
      ),
      doneWhen: text(
        "Двумя источниками подтверждена хотя бы двадцатая часть контактов и оценок",
        "At least one in twenty follow-ups and scores is told by two sources",
      ),
      functions: ["sourceAgreement"],
      document: null,
    },
    look: toldOnce,
  },
  {
    code: "evidence.pairs-missing",
    subCriterion: "4.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Оценивать каждого до начала поддержки и после неё",
        "Assess everybody before support begins and after it",
      ),
      doneWhen: text(
        "Две оценки есть хотя бы у половины получивших услуги",
        "At least half of those served have two scores",
      ),
      functions: ["dataQuality", "socialChange"],
      document: text(
        "Порядок оценки: когда, кто и каким инструментом",
        "Order of assessment: when, by whom, with which instrument",
      ),
    },
    look: pairs,
  },
  {
    code: "evidence.instrument-missing",
    subCriterion: "4.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Указывать инструмент и его версию у каждой оценки и у каждого критерия",
        "State the instrument and its version with every score and every criterion",
      ),
      doneWhen: text(
        "Оценок и критериев без инструмента и версии нет",
        "No score and no criterion lacks an instrument and its version",
      ),
      functions: ["parseDataset"],
      document: text("Описание инструментов с номерами версий", "Description of the instruments, with version numbers"),
    },
    look: instruments,
  },
];

function targetGroups({ store, horizon }: KnownFacts): readonly Seen[] {
  const attribute = store.log.codes.find("targetGroup");
  let without = 0;
  for (let person = 0; person < store.people; person++) {
    if (attributeValues(store, person, horizon, attribute).length === 0) without++;
  }
  const figures = { people: store.people, without };
  return [
    {
      isMissing: without > 0,
      figures,
      message:
        without > 0
          ? text(
              `Целевая группа не указана у ${without} из ${store.people} человек.`,
              `No target group is entered for ${without} of ${store.people} people.`,
            )
          : text("Целевая группа указана у всех.", "Everybody has a target group."),
    },
  ];
}

/** Part of what is told that should be told twice, or by another kind of evidence: one in twenty. */
const ONE_IN = 20;

/** Types of events that tell of a result. */
const OUTCOMES: readonly EventType[] = ["placement-started", "assessment-recorded", "follow-up-recorded"];

function oneSource({ store }: KnownFacts): readonly Seen[] {
  const { log, live } = store;
  const [types, sources] = [log.type.view(), log.source.view()];
  const kinds = evidenceKinds.length;
  const counts = new Int32Array((eventTypes.length + 1) * kinds);
  for (let event = 0; event < live.length; event++) {
    if (live[event] === 1) counts[types[event]! * kinds + (sources[event] ?? 0)]!++;
  }
  return OUTCOMES.flatMap((type): readonly Seen[] => {
    const row = counts.subarray((eventTypes.indexOf(type) + 1) * kinds).subarray(0, kinds);
    const events = row.reduce((sum, count) => sum + count, 0);
    if (events === 0) return [];
    const stated = row.subarray(1);
    const kindsStated = stated.filter((count) => count > 0).length;
    const otherKinds = stated.reduce((sum, count) => sum + count, 0) - Math.max(...stated);
    const { ru, en } = vocabularies.type[type];
    return [
      {
        isMissing: otherKinds * ONE_IN < events,
        subject: type,
        figures: { events, kinds: kindsStated, otherKinds, notStated: row[0]! },
        message: text(
          `«${ru}»: событий ${events}, видов источников ${kindsStated}, не самого частого вида ${otherKinds}, источник не указан у ${row[0]}.`,
          `${en}: ${events} events, ${kindsStated} kinds of evidence, ${otherKinds} not of the commonest kind, not stated in ${row[0]}.`,
        ),
      },
    ];
  });
}

function toldOnce({ dataset, store, horizon }: KnownFacts): readonly Seen[] {
  const statements = store.followUps.days.length + store.assessments.days.length;
  if (statements === 0) return [];
  const to = dateOf(horizon);
  const { agreements } = sourceAgreement(dataset, { period: { from: dateOf(0), to }, asOf: to });
  const told = agreements.filter(({ fact }) => fact !== "employment");
  const pairs = told.reduce((sum, { agreed }) => sum + agreed.denominator, 0);
  const agreed = told.reduce((sum, one) => sum + one.agreed.numerator, 0);
  return [
    {
      isMissing: pairs * ONE_IN < statements,
      figures: { statements, pairs, agreed },
      message: text(
        `Контактов и оценок ${statements}; об одном и том же факте сказали два вида источников: ${pairs}, из них согласны ${agreed}.`,
        `Of ${statements} follow-ups and scores, two kinds of evidence tell the same fact ${pairs} times and agree ${agreed} times.`,
      ),
    },
  ];
}

/** People with a service, with a score, and with scores of one criterion on two days. */
function pairs({ store }: KnownFacts): readonly Seen[] {
  const { services, assessments, log } = store;
  const first = new Int32Array(log.criteria.size);
  let [served, assessed, paired] = [0, 0, 0];
  for (let person = 0; person < store.people; person++) {
    if (services.offsets[person] === services.offsets[person + 1]) continue;
    served++;
    first.fill(-1);
    let [isAssessed, isPaired] = [0, 0];
    for (let row = assessments.offsets[person]!; row < assessments.offsets[person + 1]!; row++) {
      const criterion = assessments.codes[row]!;
      if (Number.isNaN(assessments.scores[row]!)) continue;
      isAssessed = 1;
      if (first[criterion] === -1) first[criterion] = assessments.days[row]!;
      else if (assessments.days[row]! > first[criterion]!) isPaired = 1;
    }
    assessed += isAssessed;
    paired += isPaired;
  }
  if (served === 0) return [];
  const share = { numerator: paired, denominator: served };
  return [
    {
      isMissing: paired * 2 < served,
      figures: { served, assessed, paired },
      message: text(
        `Две оценки хотя бы по одному критерию есть у ${formatShare(share, { locale: "ru" })} получивших услуги; хотя бы одна — у ${assessed}.`,
        `Two scores on at least one criterion: ${formatShare(share, { locale: "en" })} of those served; at least one score: ${assessed}.`,
      ),
    },
  ];
}

function instruments({ store }: KnownFacts): readonly Seen[] {
  const { assessments, feedback, declared = [] } = store;
  const scores = assessments.instruments.length;
  if (scores + feedback.instruments.length === 0) return [];
  const without = assessments.instruments.filter((code) => code < 0).length;
  const used = [...assessments.instruments, ...feedback.instruments].filter((code) => code >= 0);
  const names = new Set([...new Set(used)].map((code) => store.log.codes.texts[code]!));
  for (const { instrument } of declared) if (instrument !== undefined) names.add(instrument);
  const unversioned = [...names].filter((name) => !hasVersion(name)).length;
  const criteriaWithout = declared.filter(({ instrument }) => instrument === undefined).length;
  return [
    {
      isMissing: without + unversioned + criteriaWithout > 0,
      figures: { scores, without, unversioned, criteria: declared.length, criteriaWithout },
      message: text(
        `Без инструмента: оценок ${without} из ${scores}, критериев ${criteriaWithout} из ${declared.length}; инструментов без номера версии: ${unversioned}.`,
        `Without an instrument: ${without} of ${scores} scores, ${criteriaWithout} of ${declared.length} criteria; instruments without a version number: ${unversioned}.`,
      ),
    },
  ];
}

/** A version stands at the end of a code, after `v`, `-` or `.`: `life-v1`, `life-2019`, `life.2`. */
function hasVersion(name: string): boolean {
  return /[v.-]\d+$/i.test(name);
}
