import type { Picture } from "../../document/picture";
import { pictureText } from "../../document/drawing/picture-text";
import type { Locale } from "../../share";
import { plainBlocks } from "../../document/plain";
import { paragraph } from "../../document/document";
import { svgPiece } from "./looks";
import { shown } from "./shown";

/** A picture that shows itself drawn, or told in words where nothing can be drawn. */
export function shownPicture(picture: Picture, locale: Locale): Picture {
  const text = () => lined(pictureText(picture, { locale }).split("\n"));
  return shown(picture, { text, pieces: () => [svgPiece(picture, locale)] });
}

/** Pictures, together and one by one; in words, what there is. */
export function shownPictures(pictures: readonly Picture[], locale: Locale): readonly Picture[] {
  const text = () => lined(pictures.map(({ id, title }) => `${id}: ${title[locale]}`));
  const pieces = () => pictures.map((picture) => svgPiece(picture, locale));
  const each = pictures.map((picture) => shownPicture(picture, locale));
  return shown(each, { text, pieces });
}

/** Texts one beneath the other, each in lines that a console holds. */
function lined(texts: readonly string[]): string {
  return texts.map((text) => plainBlocks([paragraph(text)])).join("\n");
}
