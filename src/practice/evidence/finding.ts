import type { Title } from "../../core/events/vocabulary";

/** What to do about a finding. */
export interface Remedy {
  readonly action: Title;
  /** By what it can be seen that it is done. */
  readonly doneWhen: Title;
  /** Functions of the library that would supply it, or show that it is there. */
  readonly functions: readonly string[];
  /** The document that would supply it; null where none is needed. */
  readonly document: Title | null;
}

/** One thing that a sub-criterion rests on or lacks. */
export interface EvidenceFinding {
  /** Stable, such as `evidence.value-missing`. */
  readonly code: string;
  /**
   * `present`; `missing`; `ask`: only people can say; `not-checked`: what it would be read from was not given, or holds
   * nothing of the kind.
   */
  readonly kind: "present" | "missing" | "ask" | "not-checked";
  /** Code of the sub-criterion, such as `3.1`. */
  readonly subCriterion: string;
  /**
   * What it is about: code of an indicator, a node, a type of event or a document; null where it is about the practice
   * as a whole.
   */
  readonly subject: string | null;
  readonly message: Title;
  /** The figures it rests on, by name: counts of people, events or periods, percentages as text. */
  readonly figures: Readonly<Record<string, number | string | null>>;
  /** Null where nothing is missing. */
  readonly remedy: Remedy | null;
}

/** What a rule saw: one line of a sub-criterion before it is filed there. */
export interface Seen {
  readonly isMissing: boolean;
  readonly subject?: string;
  readonly message: Title;
  readonly figures: EvidenceFinding["figures"];
  /** What to do about just this, where that is not what the rule says. */
  readonly action?: Title;
}

/** A text in both languages. */
export const text = (ru: string, en: string): Title => ({ ru, en });

/** Why a rule could not look. */
const GIVEN = {
  tree: text("дерево результатов не передано", "no results tree was given"),
  dataset: text("данные не переданы", "no data were given"),
  evaluation: text("показатели не рассчитаны", "no evaluation was given"),
  "nothing-recorded": text("смотреть не на что", "no such thing to look at"),
};

/** What a rule lacks: what it reads, or anything in it to look at. */
export type Need = keyof typeof GIVEN;

/** What is said of a rule that could not look. */
export function notCheckedText(need: Need): Title {
  return text(`Не проверено: ${GIVEN[need].ru}.`, `Not checked: ${GIVEN[need].en}.`);
}
