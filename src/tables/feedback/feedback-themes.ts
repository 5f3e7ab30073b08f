import type { Title } from "../../core/events/vocabulary";
import type { Answers, Form } from "./feedback-answers";
import { type PairAgreement, pairAgreement } from "../quality/pair-agreement";
import type { Membership } from "../strata/strata";

/**
 * Who names a theme: `byAny` of an answer's coders found it, or `byAll` of them did. With one coder both are the same.
 */
export interface NamedBy {
  readonly byAny: number;
  readonly byAll: number;
}

/** How often a theme is named. */
export interface ThemeCounts {
  readonly code: string;
  /** Null when the instrument does not declare its themes. */
  readonly title: Title | null;
  readonly answers: NamedBy;
  /** Each person once. */
  readonly people: NamedBy;
}

/** How far two coders agree on one theme: rows what the first found, columns the second, named before not named. */
export interface ThemeAgreement extends PairAgreement {
  readonly theme: string;
}

/** Two coders and the answers that both coded. */
export interface CoderAgreement {
  /** Codes of the coders, in the order of their characters. */
  readonly coders: readonly [first: string, second: string];
  readonly answers: number;
  readonly beneficiaries: number;
  readonly themes: readonly ThemeAgreement[];
}

/** Themes of answers, and how they were coded. */
export interface FeedbackThemes {
  /** Answers that were coded: with a theme, or with a coder who found none. */
  readonly coded: number;
  /** Of them, those coded by two or more coders, named ones. */
  readonly codedTwice: number;
  /** In the order of the instrument, or of their characters when it declares none. */
  readonly counts: readonly ThemeCounts[];
  /** Every two coders who coded the same answers; with more than two coders of an answer, each two of them. */
  readonly agreement: readonly CoderAgreement[];
  /** Why `agreement` is empty. */
  readonly reason: "nobody-coded-twice" | null;
}

/** Counts of a period: of strata, then of themes. */
interface Tally {
  readonly coded: Int32Array;
  readonly codedTwice: Int32Array;
  /** By stratum and theme: answers by any, by all, people by any, by all. */
  readonly named: Int32Array;
}

/** Answers that two coders coded, by stratum. */
interface PairTally {
  readonly coders: readonly [string, string];
  readonly answers: Int32Array;
  readonly beneficiaries: Int32Array;
  /** By stratum and theme: named by both, by the first only, by the second only, by neither. */
  readonly tables: Int32Array;
  latest: number;
}

/**
 * Themes of answers, by stratum.
 *
 * @param membership - who belongs to which of the strata
 * @param texts - of the codes of coders
 */
export function feedbackThemes(
  form: Form,
  answers: Answers,
  membership: Membership,
  strata: number,
  texts: readonly string[],
): readonly FeedbackThemes[] {
  const tally = tallied(form, answers, membership, strata);
  const pairs = paired(form, answers, membership, strata, texts);
  return Array.from({ length: strata }, (_, stratum) => {
    const agreement = pairs
      .filter((pair) => pair.answers[stratum]! > 0)
      .map((pair) => agreementOf(form.themes, pair, stratum));
    return Object.freeze({
      coded: tally.coded[stratum]!,
      codedTwice: tally.codedTwice[stratum]!,
      counts: Object.freeze(form.themes.map((_, theme) => countsOf(form, tally, stratum, theme))),
      agreement: Object.freeze(agreement),
      reason: agreement.length === 0 ? "nobody-coded-twice" : null,
    });
  });
}

const BY_ANY = 1;
const BY_ALL = 2;

function tallied(form: Form, answers: Answers, membership: Membership, strata: number): Tally {
  const { profileOf, offsets, codes } = membership;
  const { persons, codings, coders, named } = answers;
  const width = form.themes.length;
  const tally = {
    coded: new Int32Array(strata),
    codedTwice: new Int32Array(strata),
    named: new Int32Array(strata * width * 4),
  };
  /** By theme: whether the person at hand named it in an answer before, in the eyes of any coder and of all. */
  const before = new Uint8Array(width);
  for (let answer = 0; answer < persons.length; answer++) {
    if (persons[answer] !== persons[answer - 1]) before.fill(0);
    const [first, past] = [codings[answer]!, codings[answer + 1]!];
    if (first === past) continue;
    let namedCoders = 0;
    for (let coding = first; coding < past; coding++) if (coders[coding] !== -1) namedCoders++;
    const profile = profileOf[persons[answer]!]!;
    for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) {
      tally.coded[codes[at]!]!++;
      if (namedCoders > 1) tally.codedTwice[codes[at]!]!++;
    }
    for (let theme = 0; theme < width; theme++) {
      let found = 0;
      for (let coding = first; coding < past; coding++) found += named[coding * width + theme]!;
      if (found === 0) continue;
      const [isByAll, isNew, isNewByAll] = [
        found === past - first ? 1 : 0,
        (before[theme]! & BY_ANY) === 0 ? 1 : 0,
        found === past - first && (before[theme]! & BY_ALL) === 0 ? 1 : 0,
      ];
      before[theme]! |= isByAll ? BY_ANY | BY_ALL : BY_ANY;
      for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) {
        const cell = (codes[at]! * width + theme) * 4;
        tally.named[cell]!++;
        tally.named[cell + 1]! += isByAll;
        tally.named[cell + 2]! += isNew;
        tally.named[cell + 3]! += isNewByAll;
      }
    }
  }
  return tally;
}

/** Every two named coders of one answer, in the order of their codes. */
function paired(
  form: Form,
  answers: Answers,
  { profileOf, offsets, codes }: Membership,
  strata: number,
  texts: readonly string[],
): readonly PairTally[] {
  const { persons, codings, coders, named } = answers;
  const width = form.themes.length;
  const pairs = new Map<string, PairTally>();
  for (let answer = 0; answer < persons.length; answer++) {
    for (let one = codings[answer]!; one < codings[answer + 1]!; one++) {
      for (let other = codings[answer]!; other < codings[answer + 1]!; other++) {
        if (coders[one] === -1 || coders[other] === -1 || texts[coders[one]!]! >= texts[coders[other]!]!) continue;
        const key = `${coders[one]} ${coders[other]}`;
        const pair: PairTally = pairs.get(key) ?? {
          coders: [texts[coders[one]!]!, texts[coders[other]!]!],
          answers: new Int32Array(strata),
          beneficiaries: new Int32Array(strata),
          tables: new Int32Array(strata * width * 4),
          latest: -1,
        };
        pairs.set(key, pair);
        const person = persons[answer]!;
        for (let at = offsets[profileOf[person]!]!; at < offsets[profileOf[person]! + 1]!; at++) {
          const stratum = codes[at]!;
          pair.answers[stratum]!++;
          if (pair.latest !== person) pair.beneficiaries[stratum]!++;
          for (let theme = 0; theme < width; theme++) {
            const cell = 3 - 2 * named[one * width + theme]! - named[other * width + theme]!;
            pair.tables[(stratum * width + theme) * 4 + cell]!++;
          }
        }
        pair.latest = person;
      }
    }
  }
  return [...pairs.values()].sort((a, b) => {
    const place = a.coders[0] === b.coders[0] ? 1 : 0;
    return a.coders[place] < b.coders[place] ? -1 : 1;
  });
}

function countsOf({ instrument, themes }: Form, { named }: Tally, stratum: number, theme: number): ThemeCounts {
  const at = (stratum * themes.length + theme) * 4;
  return Object.freeze({
    code: themes[theme]!,
    title: instrument.themes?.[theme]?.title ?? null,
    answers: Object.freeze({ byAny: named[at]!, byAll: named[at + 1]! }),
    people: Object.freeze({ byAny: named[at + 2]!, byAll: named[at + 3]! }),
  });
}

function agreementOf(themes: readonly string[], pair: PairTally, stratum: number): CoderAgreement {
  const ofThemes = themes.map((theme, place): ThemeAgreement => {
    const at = (stratum * themes.length + place) * 4;
    const [both, onlyFirst, onlySecond, neither] = [0, 1, 2, 3].map((cell) => pair.tables[at + cell]!);
    const table = [
      [both!, onlyFirst!],
      [onlySecond!, neither!],
    ];
    return Object.freeze({ theme, ...pairAgreement(table) });
  });
  return Object.freeze({
    coders: Object.freeze([...pair.coders] as const),
    answers: pair.answers[stratum]!,
    beneficiaries: pair.beneficiaries[stratum]!,
    themes: Object.freeze(ofThemes),
  });
}
