import type { Title } from "../../core/events/vocabulary";

/** What an item can be answered with: whole points from `min` to `max`. */
export interface AnswerScale {
  readonly min: number;
  readonly max: number;
  /** What points are called, by point: `{ "1": { ru: "совсем нет", en: "not at all" } }`. */
  readonly labels?: Readonly<Record<string, Title>> | undefined;
}

/** One of several answers without an order: a number that is a code, and what it stands for. */
export interface AnswerChoice {
  readonly score: number;
  readonly title: Title;
}

/** One question of an instrument. */
export interface InstrumentItem {
  /** What the `item` field of its answers holds. */
  readonly code: string;
  readonly title: Title;
  /**
   * Points of this item; those of the instrument when absent; `null` for an open question, whose answers have themes
   * only.
   */
  readonly scale?: AnswerScale | null | undefined;
  /** Agreement is the unfavourable answer: in the scores of scales the points are turned, `min + max − x`. */
  readonly reversed?: true | undefined;
  /** Answers to choose from instead of points; they are counted, and have no mean. */
  readonly choices?: readonly AnswerChoice[] | undefined;
}

/** Items that together measure one thing. An item may be in none. */
export interface InstrumentScale {
  readonly code: string;
  readonly title: Title;
  /** Codes of its items. */
  readonly items: readonly string[];
}

/** A questionnaire as plain data. */
export interface Instrument {
  readonly code: string;
  readonly title: Title;
  /** Version of its wording, such as `v1`: answers to different versions are never put together. */
  readonly version?: string | undefined;
  /** Points of every item that has none of its own. */
  readonly scale?: AnswerScale | undefined;
  readonly items: readonly InstrumentItem[];
  readonly scales?: readonly InstrumentScale[] | undefined;
  /** What answers can speak of; whatever the coders wrote when absent. */
  readonly themes?: readonly { readonly code: string; readonly title: Title }[] | undefined;
}

/** What the `instrument` field of its answers holds: code and version joined by a hyphen, or the code alone. */
export function referenceOf({ code, version }: Pick<Instrument, "code" | "version">): string {
  return version === undefined ? code : `${code}-${version}`;
}

/** The points an item is answered on; undefined when it is an open question or has choices. */
export function pointsOf(instrument: Pick<Instrument, "scale">, item: InstrumentItem): AnswerScale | undefined {
  if (item.choices !== undefined || item.scale === null) return undefined;
  return item.scale ?? instrument.scale;
}
