import type { Title } from "../../core/events/vocabulary";
import type { Picture } from "../../document/picture";
import { pictures } from "../pictures/pictures";
import type { ReadableReport } from "../report";
import type { DocumentBlock } from "../../document/document";
import type { Edition } from "./edition";

/** The pictures of a part of a report, to be asked for by what they are drawn from. */
export type PictureBook = (of: Partial<Picture["of"]>) => readonly DocumentBlock[];

/** Every picture of a report, with words for codes, found by its table, place or indicator. */
export function pictureBook(report: ReadableReport, edition: Edition): PictureBook {
  const all = pictures(report).map((picture) => labelled(picture, edition));
  return (of) =>
    all
      .filter((picture) =>
        Object.entries(of).every(([name, value]) => picture.of[name as keyof Picture["of"]] === value),
      )
      .map((picture) => ({ kind: "picture", picture }));
}

/** Where a picture names strata by their codes, words in their place. */
function labelled(picture: Picture, edition: Edition): Picture {
  switch (picture.kind) {
    case "strata":
      return {
        ...picture,
        groups: picture.groups.map((group) => ({
          ...group,
          rows: group.rows.map((row) => ({ ...row, label: worded(row.label, edition) })),
        })),
      };
    case "retention":
      return { ...picture, curves: picture.curves.map((curve) => ({ ...curve, label: worded(curve.label, edition) })) };
    default:
      return picture;
  }
}

/** Parts of a name that are codes are the same in both languages. */
function worded({ ru, en }: Title, { locale, label }: Edition): Title {
  const text = (locale === "ru" ? ru : en).split(" × ").map(label).join(" × ");
  return { ru: text, en: text };
}
