import { closedCodes } from "../../core/events/rows";
import { type Source, type Title, vocabularies } from "../../core/events/vocabulary";

/** A kind of evidence, or `not-stated` for events without a `source`, which rank below every kind. */
export type EvidenceKind = "not-stated" | Source;

/** Kinds of evidence from the weakest to the strongest, each in the place of its number. */
export const evidenceKinds: readonly EvidenceKind[] = Object.freeze(["not-stated", ...closedCodes.source]);

/** What a kind of evidence is called. */
export const evidenceTitles: Readonly<Record<EvidenceKind, Title>> = Object.freeze({
  "not-stated": Object.freeze({ ru: "источник не указан", en: "not stated" }),
  ...vocabularies.source,
});
