import type { Store } from "../../core/dataset/store";
import { type Instrument, pointsOf, referenceOf } from "./instrument";
import type { Note } from "../../core/verdicts/result";

/** An instrument as the columns of a dataset know it. */
export interface Form {
  readonly instrument: Instrument;
  /** What the events call it; and the number of that, -1 when none does. */
  readonly reference: string;
  readonly code: number;
  /** By code: place of the item in the instrument, -1 when it is not one. */
  readonly itemOf: Int32Array;
  /** By item: the scores it can have, each with its place; none for an open question. */
  readonly points: readonly ReadonlyMap<number, number>[];
  /** Codes of the themes; by code the place of the theme among them, -1 when it is not one. */
  readonly themes: readonly string[];
  readonly themeOf: Int32Array;
}

/** Days whose answers are looked at. */
export interface Days {
  readonly from: number;
  /** The last one. */
  readonly horizon: number;
}

/** Answers of a period that count, one of a person to an item; person by person. */
export interface Answers {
  readonly persons: readonly number[];
  /** Places of their items in the instrument. */
  readonly items: readonly number[];
  /** NaN where there is none that can be used. */
  readonly scores: readonly number[];
  /** Codings of answer `a` stand from `codings[a]` up to `codings[a + 1]`. */
  readonly codings: readonly number[];
  /** By coding: the code of the coder, -1 when not named. */
  readonly coders: readonly number[];
  /** By coding and theme: 1 when the coding names it. */
  readonly named: readonly number[];
}

/** Answers that the figures leave out, wholly or in part. */
export interface SetAside extends Note {
  /**
   * `other-instrument`: of another instrument or version; `unknown-item`: to an item the instrument does not have;
   * `empty`: neither score nor theme nor coder; `superseded`: there is a later one to the same item; `scores-differ`:
   * codings of one answer give different scores, so none is used; `off-scale`: the score is not one of the item's;
   * `unknown-theme`: the theme is not one of the instrument's.
   */
  readonly code: (typeof setAsideCodes)[number];
  /** Code of the instrument, the item or the theme. */
  readonly of: string;
  /** Answers: what a person says to an item on a day, however often it was coded. */
  readonly answers: number;
  readonly beneficiaries: number;
}

const setAsideCodes = [
  "other-instrument",
  "unknown-item",
  "empty",
  "superseded",
  "scores-differ",
  "off-scale",
  "unknown-theme",
] as const;

/**
 * Finds the codes of an instrument among those of a dataset.
 *
 * @param spans - themes that the instrument does not declare are those of its answers on these days
 */
export function formIn(store: Store, instrument: Instrument, spans: readonly Days[]): Form {
  const { codes } = store.log;
  const reference = referenceOf(instrument);
  const code = codes.find(reference);
  const points = instrument.items.map((item) => {
    const scale = pointsOf(instrument, item);
    const scores = scale && Array.from({ length: scale.max - scale.min + 1 }, (_, place) => scale.min + place);
    return new Map((scores ?? item.choices?.map(({ score }) => score) ?? []).map((score, place) => [score, place]));
  });
  const themes = instrument.themes?.map((theme) => theme.code) ?? themesSeen(store, code, spans);
  const places = (texts: readonly string[]) => {
    const placeOf = new Int32Array(codes.texts.length).fill(-1);
    texts.forEach((text, place) => {
      const found = codes.find(text);
      if (found >= 0) placeOf[found] = place;
    });
    return placeOf;
  };
  const itemOf = places(instrument.items.map((item) => item.code));
  return { instrument, reference, code, itemOf, points, themes, themeOf: places(themes) };
}

function themesSeen({ feedback, log }: Store, instrument: number, spans: readonly Days[]): readonly string[] {
  const { days, instruments, themeRanges } = feedback;
  const themes = log.themes.view();
  const seen = new Set<number>();
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (instruments[row] !== instrument || !spans.some(({ from, horizon }) => day >= from && day <= horizon)) continue;
    for (let at = themeRanges[row * 2]!; at < themeRanges[row * 2 + 1]!; at++) seen.add(themes[at]!);
  }
  return [...seen].map((theme) => log.codes.texts[theme]!).sort();
}

/** Answers by what keeps them out. */
class Aside {
  readonly #found = new Map<string, { answers: number; beneficiaries: number; latest: number }>();

  /** Adds answers of the last person or of a later one. */
  add(code: SetAside["code"], of: string, person: number, answers = 1): void {
    if (answers === 0) return;
    const key = `${setAsideCodes.indexOf(code)} ${of}`;
    const held = this.#found.get(key) ?? { answers: 0, beneficiaries: 0, latest: -1 };
    this.#found.set(key, held);
    held.answers += answers;
    if (held.latest !== person) held.beneficiaries++;
    held.latest = person;
  }

  sorted(): readonly SetAside[] {
    const keys = [...this.#found.keys()].sort();
    return keys.map((key) => {
      const { answers, beneficiaries } = this.#found.get(key)!;
      const code = setAsideCodes[Number(key[0])]!;
      const of = key.slice(2);
      const message = Object.freeze({
        ru: `${MESSAGES[code].ru} («${of}»): ответов — ${answers}, людей — ${beneficiaries}.`,
        en: `${MESSAGES[code].en} (“${of}”): answers ${answers}, people ${beneficiaries}.`,
      });
      return Object.freeze({ code, of, answers, beneficiaries, message });
    });
  }
}

const MESSAGES: Readonly<Record<SetAside["code"], Note["message"]>> = {
  "other-instrument": {
    ru: "Другая анкета или другая её версия, с этой не смешивается",
    en: "Another instrument or version, not mixed with this one",
  },
  "unknown-item": { ru: "Такого вопроса в анкете нет, не учтено", en: "Not an item of the instrument, left out" },
  empty: { ru: "Нет ни балла, ни тем, ни кодировщика, не учтено", en: "Neither score nor theme nor coder, left out" },
  superseded: {
    ru: "На тот же вопрос человек позже ответил ещё раз, учтён последний ответ",
    en: "The person answered the same item again later, and the last answer counts",
  },
  "scores-differ": {
    ru: "Балл одного и того же ответа записан по-разному, балл не учтён",
    en: "One answer is recorded with different scores, and the score is left out",
  },
  "off-scale": { ru: "Такого балла на шкале вопроса нет, балл не учтён", en: "Not a score of the item, left out" },
  "unknown-theme": { ru: "Такой темы в анкете нет, тема не учтена", en: "Not a theme of the instrument, left out" },
};

/**
 * The answers of some days that count, and those that do not.
 *
 * An answer is what a person says to an item on a day: events of one day that differ in their coder are one answer. Of
 * a person's answers to an item the last one counts, whole.
 */
export function readAnswers(
  store: Store,
  form: Form,
  { from, horizon }: Days,
): { readonly answers: Answers; readonly setAside: readonly SetAside[] } {
  const { offsets, days } = store.feedback;
  const reader = new Reader(store, form);
  for (let person = 0; person < store.people; person++) {
    let [first, past] = [offsets[person]!, offsets[person + 1]!];
    while (first < past && days[first]! < from) first++;
    while (first < past && days[past - 1]! > horizon) past--;
    if (first < past) reader.person(person, first, past);
  }
  return { answers: reader, setAside: Object.freeze(reader.aside.sorted()) };
}

class Reader implements Answers {
  readonly persons: number[] = [];
  readonly items: number[] = [];
  readonly scores: number[] = [];
  readonly codings: number[] = [0];
  readonly coders: number[] = [];
  readonly named: number[] = [];
  readonly aside = new Aside();
  readonly #store: Store;
  readonly #form: Form;
  readonly #themes: Int32Array;
  /** What the person at hand answered: instrument and item, the last day, and on how many days. */
  readonly #instruments: number[] = [];
  readonly #codes: number[] = [];
  readonly #lastDays: number[] = [];
  readonly #times: number[] = [];
  /** Themes of the answer at hand that are not the instrument's. */
  readonly #strange = new Set<number>();

  constructor(store: Store, form: Form) {
    this.#store = store;
    this.#form = form;
    this.#themes = store.log.themes.view();
  }

  /** Reads the rows of a person, in order of their days. */
  person(person: number, first: number, past: number): void {
    const { texts } = this.#store.log.codes;
    const { code, itemOf } = this.#form;
    this.#instruments.length = this.#codes.length = this.#lastDays.length = this.#times.length = 0;
    for (let row = first; row < past; row++) this.#note(person, row);
    for (let slot = 0; slot < this.#codes.length; slot++) {
      const [instrument, asked, times] = [this.#instruments[slot]!, this.#codes[slot]!, this.#times[slot]!];
      const item = itemOf[asked]!;
      if (instrument !== code) this.aside.add("other-instrument", texts[instrument]!, person, times);
      else if (item < 0) this.aside.add("unknown-item", texts[asked]!, person, times);
      else {
        this.aside.add("superseded", texts[asked]!, person, times - 1);
        this.#answer(person, item, asked, this.#lastDays[slot]!, first, past);
      }
    }
  }

  /** Notes that the person answered an item on the day of a row. */
  #note(person: number, row: number): void {
    const { codes, days, instruments } = this.#store.feedback;
    if (this.#isEmpty(row)) {
      this.aside.add("empty", this.#store.log.codes.texts[codes[row]!]!, person);
      return;
    }
    let slot = 0;
    while (slot < this.#codes.length) {
      if (this.#codes[slot] === codes[row] && this.#instruments[slot] === instruments[row]) break;
      slot++;
    }
    if (slot === this.#codes.length) {
      this.#instruments.push(instruments[row]!);
      this.#codes.push(codes[row]!);
      this.#lastDays.push(-1);
      this.#times.push(0);
    }
    if (this.#lastDays[slot] === days[row]) return;
    this.#lastDays[slot] = days[row]!;
    this.#times[slot]!++;
  }

  /** Whether a row of this instrument tells nothing; that of an open question tells that it was answered. */
  #isEmpty(row: number): boolean {
    const { codes, instruments, scores, coders, themeRanges } = this.#store.feedback;
    const item = this.#form.itemOf[codes[row]!]!;
    if (instruments[row] !== this.#form.code || item < 0 || this.#form.points[item]!.size === 0) return false;
    return Number.isNaN(scores[row]!) && coders[row] === -1 && themeRanges[row * 2] === themeRanges[row * 2 + 1];
  }

  /** Puts together the rows of one answer. */
  #answer(person: number, item: number, asked: number, day: number, first: number, past: number): void {
    const { codes, days, instruments, scores } = this.#store.feedback;
    const { texts } = this.#store.log.codes;
    let [score, isDiffering] = [Number.NaN, false];
    this.#strange.clear();
    for (let row = first; row < past; row++) {
      if (codes[row] !== asked || days[row] !== day || instruments[row] !== this.#form.code) continue;
      if (this.#isEmpty(row)) continue;
      if (Number.isNaN(score)) score = scores[row]!;
      else if (!Number.isNaN(scores[row]!) && scores[row] !== score) isDiffering = true;
      this.#coding(row);
    }
    for (const theme of this.#strange) this.aside.add("unknown-theme", texts[theme]!, person);
    if (isDiffering) this.aside.add("scores-differ", texts[asked]!, person);
    else if (!Number.isNaN(score) && !this.#form.points[item]!.has(score))
      this.aside.add("off-scale", texts[asked]!, person);
    this.persons.push(person);
    this.items.push(item);
    this.scores.push(isDiffering || !this.#form.points[item]!.has(score) ? Number.NaN : score);
    this.codings.push(this.coders.length);
  }

  /**
   * Adds the themes of a row to its coder's coding of the answer at hand; a row without coder and themes was not coded.
   */
  #coding(row: number): void {
    const { coders, themeRanges } = this.#store.feedback;
    const { themes, themeOf } = this.#form;
    const [begin, end] = [themeRanges[row * 2]!, themeRanges[row * 2 + 1]!];
    if (coders[row] === -1 && begin === end) return;
    let coding = this.codings.at(-1)!;
    while (coding < this.coders.length && this.coders[coding] !== coders[row]) coding++;
    if (coding === this.coders.length) {
      this.coders.push(coders[row]!);
      for (let theme = 0; theme < themes.length; theme++) this.named.push(0);
    }
    for (let at = begin; at < end; at++) {
      const theme = themeOf[this.#themes[at]!]!;
      if (theme < 0) this.#strange.add(this.#themes[at]!);
      else this.named[coding * themes.length + theme] = 1;
    }
  }
}
