import type { Picture } from "../../document/picture";
import { pictureText } from "../../document/drawing/picture-text";
import { toSvg } from "../../document/drawing/svg";
import type { Locale } from "../../share";
import { paragraphText } from "./sheet";
import { type Piece, shown } from "./shown";

/** A picture that shows itself drawn, or told in words where nothing can be drawn. */
export function shownPicture(picture: Picture, locale: Locale): Picture {
  const text = () => pictureText(picture, { locale }).split("\n").map(paragraphText).join("\n");
  return shown(picture, { text, pieces: () => [svgPiece(picture, locale)] });
}

/** Pictures, together and one by one; in words, what there is. */
export function shownPictures(pictures: readonly Picture[], locale: Locale): readonly Picture[] {
  const text = () => pictures.map(({ id, title }) => paragraphText(`${id}: ${title[locale]}`)).join("\n");
  const pieces = () => pictures.map((picture) => svgPiece(picture, locale));
  const each = pictures.map((picture) => shownPicture(picture, locale));
  return shown(each, { text, pieces });
}

export function svgPiece(picture: Picture, locale: Locale): Piece {
  return { kind: "svg", text: toSvg(picture, { locale }) };
}
