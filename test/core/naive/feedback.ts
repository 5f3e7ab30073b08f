/** Feedback counted the slow way: lists and filters, person by person, straight from the events. */

/** An answer as the events tell it. */
export interface NaiveAnswer {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly date: string;
  readonly instrument: string;
  readonly item: string;
  readonly score?: number | undefined;
  readonly themes?: readonly string[] | undefined;
  readonly coder?: string | undefined;
}

/** The questionnaire, as far as counting needs it. */
export interface NaiveForm {
  readonly reference: string;
  /** Points by item; none for an open question. */
  readonly points: Readonly<Record<string, readonly number[]>>;
  readonly reversed: readonly string[];
  readonly scale: readonly string[];
  readonly themes: readonly string[];
}

interface Coding {
  readonly coder: string | undefined;
  readonly themes: readonly string[];
}

interface Counted {
  readonly person: string;
  readonly item: string;
  readonly score: number | undefined;
  readonly codings: readonly Coding[];
}

const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

function countedAnswers(form: NaiveForm, answers: readonly NaiveAnswer[]): readonly Counted[] {
  const own = answers.filter(({ instrument, item, score, themes = [], coder }) => {
    const points = form.points[item];
    if (instrument !== form.reference || points === undefined) return false;
    return points.length === 0 || score !== undefined || themes.length > 0 || coder !== undefined;
  });
  return distinct(own.map(({ beneficiaryId, item }) => `${beneficiaryId} ${item}`)).map((key) => {
    const [person = "", item = ""] = key.split(" ");
    const ofItem = own.filter((one) => one.beneficiaryId === person && one.item === item);
    const lastDay = ofItem
      .map(({ date }) => date)
      .sort()
      .at(-1);
    const rows = ofItem.filter(({ date }) => date === lastDay);
    const scores = distinct(rows.flatMap(({ score }) => (score === undefined ? [] : [score])));
    const isUsable = scores.length === 1 && form.points[item]!.includes(scores[0]!);
    const coded = rows.filter(({ coder, themes = [] }) => coder !== undefined || themes.length > 0);
    const codings = distinct(coded.map(({ coder }) => coder)).map((coder) => ({
      coder,
      themes: distinct(coded.filter((row) => row.coder === coder).flatMap(({ themes = [] }) => themes)),
    }));
    return { person, item, score: isUsable ? scores[0] : undefined, codings };
  });
}

/** What `feedback` has to say of some people, without means of nothing and in one order. */
export function naiveFeedback(form: NaiveForm, answers: readonly NaiveAnswer[]) {
  const counted = countedAnswers(form, answers);
  const respondents = distinct(counted.map(({ person }) => person));
  const scored = (person: string, item: string) =>
    counted.find((one) => one.person === person && one.item === item)?.score;
  const scaleScores = respondents.flatMap((person) => {
    const scores = form.scale.flatMap((item) => {
      const score = scored(person, item);
      if (score === undefined) return [];
      const points = form.points[item]!;
      return [form.reversed.includes(item) ? points[0]! + points.at(-1)! - score : score];
    });
    return scores.length >= form.scale.length / 2 ? [scores.reduce((sum, one) => sum + one, 0) / scores.length] : [];
  });
  const sorted = [...scaleScores].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const naming = (theme: string, isByAll: boolean) =>
    counted.filter(({ codings }) => {
      const names = codings.filter(({ themes }) => themes.includes(theme)).length;
      return names > 0 && (!isByAll || names === codings.length);
    });
  const coders = distinct(counted.flatMap(({ codings }) => codings.flatMap(({ coder }) => coder ?? [])))
    .slice()
    .sort();
  const pairs = coders.flatMap((first, at) => coders.slice(at + 1).map((second) => [first, second] as const));
  return {
    respondents: respondents.length,
    distributions: Object.entries(form.points).map(([item, points]) =>
      points.map((point) => counted.filter((one) => one.item === item && one.score === point).length),
    ),
    answered: Object.keys(form.points).map((item) => counted.filter((one) => one.item === item).length),
    scale: {
      people: scaleScores.length,
      mean: scaleScores.reduce((sum, one) => sum + one, 0) / scaleScores.length,
      median: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    },
    themes: form.themes.map((theme) => {
      const [any, all] = [naming(theme, false), naming(theme, true)];
      const people = (of: readonly Counted[]) => distinct(of.map(({ person }) => person)).length;
      return [any.length, all.length, people(any), people(all)];
    }),
    agreement: pairs.flatMap(([first, second]) => {
      const both = counted.flatMap(({ person, codings }) => {
        const [one, other] = [first, second].map((coder) => codings.find((coding) => coding.coder === coder)?.themes);
        return one && other ? [{ person, one, other }] : [];
      });
      if (both.length === 0) return [];
      const cell = (theme: string, inOne: boolean, inOther: boolean) =>
        both.filter(({ one, other }) => one.includes(theme) === inOne && other.includes(theme) === inOther).length;
      return {
        coders: [first, second],
        answers: both.length,
        beneficiaries: distinct(both.map(({ person }) => person)).length,
        tables: form.themes.map((theme) => [
          [cell(theme, true, true), cell(theme, true, false)],
          [cell(theme, false, true), cell(theme, false, false)],
        ]),
      };
    }),
  };
}
