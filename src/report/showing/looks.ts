import { type DocumentBlock, flattened } from "../../document/document";
import { htmlPiece as piece } from "../../document/html";
import type { Picture } from "../../document/picture";
import { plainBlocks } from "../../document/plain";
import { toSvg } from "../../document/drawing/svg";
import type { Locale } from "../../share";
import type { ReadableReport } from "../report";
import { type Edition, leastDenominatorOf, bareEdition } from "../sections/edition";
import { feedbackSection } from "../sections/feedback-section";
import { harmBlocks } from "../sections/harm-section";
import { resultBlocks, resultsBlocks } from "../sections/indicator-sections";
import { funnelBlocks, reconciliationBlocks, strataBlocks } from "../sections/people-sections";
import { retentionSection } from "../sections/retention-section";
import { socialChangeBlocks } from "../sections/social-change-section";
import type { Feedback } from "../../tables/feedback/feedback";
import type { Retention } from "../../tables/retention/retention";
import type { SocialChange } from "../../tables/change/social-change";
import { htmlPiece, type Look, type Piece, shown } from "./shown";

type Part<Name extends "results" | "disaggregations" | "funnels" | "reconciliations" | "harm"> =
  ReadableReport[Name][number];

/** Blocks as a look: plain text where there is a console, and pieces of a page or drawings in a notebook. */
export function blocksLook(blocks: () => readonly DocumentBlock[], locale: Locale): Look {
  return {
    text: () => plainBlocks(blocks()),
    pieces: () => blocks().map((block) => pieceOf(block, locale)),
  };
}

function pieceOf(block: DocumentBlock, locale: Locale): Piece {
  return block.kind === "picture" ? svgPiece(block.picture, locale) : htmlPiece(piece(block, locale));
}

export function svgPiece(picture: Picture, locale: Locale): Piece {
  return { kind: "svg", text: toSvg(picture, { locale }) };
}

/** Makes each kind of value show itself. */
export class Looks {
  readonly #edition: Edition;

  /** @param report - that the values are of, when it is known: then no percentage of few people is told */
  constructor(locale: Locale, report: Pick<ReadableReport, "suppression"> = {}) {
    this.#edition = bareEdition(locale, leastDenominatorOf(report));
  }

  /** Results, together and one by one. */
  results<Result extends Part<"results">>(results: readonly Result[]): readonly Result[] {
    const each = results.map((result) => this.result(result));
    return this.#shown(each, () => resultsBlocks(results, this.#edition));
  }

  result<Result extends Part<"results">>(result: Result): Result {
    return this.#shown(result, () => resultBlocks(result, this.#edition));
  }

  disaggregation<Table extends Part<"disaggregations">>(table: Table): Table {
    return this.#shown(table, () => strataBlocks(table, this.#edition));
  }

  funnel<Table extends Part<"funnels">>(table: Table): Table {
    return this.#shown(table, () => funnelBlocks(table, this.#edition));
  }

  reconciliation<Table extends Part<"reconciliations">>(table: Table): Table {
    return this.#shown(table, () => reconciliationBlocks(table, this.#edition));
  }

  /** Harm in several periods, together and one by one. */
  harms<Table extends Part<"harm">>(tables: readonly Table[]): readonly Table[] {
    const each = tables.map((table) => this.harm(table));
    return this.#shown(each, () => harmBlocks(tables, this.#edition));
  }

  harm<Table extends Part<"harm">>(table: Table): Table {
    return this.#shown(table, () => harmBlocks([table], this.#edition));
  }

  retention<Table extends Retention>(table: Table): Table {
    return this.#shown(table, () => flattened(retentionSection(table, this.#edition, "retention")));
  }

  socialChange<Table extends SocialChange>(table: Table): Table {
    return this.#shown(table, () => socialChangeBlocks(table, this.#edition));
  }

  feedback<Table extends Feedback>(table: Table): Table {
    return this.#shown(table, () => flattened(feedbackSection(table, this.#edition, "feedback")));
  }

  #shown<Value extends object>(value: Value, blocks: () => readonly DocumentBlock[]): Value {
    return shown(value, blocksLook(blocks, this.#edition.locale));
  }
}
