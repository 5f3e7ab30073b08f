import type { Picture } from "../../document/picture";
import { pictures as plainPictures } from "../pictures/pictures";
import { suppress as plainSuppress } from "../privacy/suppress";
import { buildReport as plainBuildReport, type ReadableReport, type Report } from "../report";
import type { Locale } from "../../share";
import { shownPictures } from "./picture-look";
import { shownReport } from "./report-look";
import { isShown } from "./shown";

// The functions of the inner rooms, documented there, each with values that show themselves. A bundler leaves out those
// that nobody calls.

/** @function */
export const buildReport = /* @__PURE__ */ showing(plainBuildReport, shownInItsLanguage) as typeof plainBuildReport;

/** @function */
export const suppress = /* @__PURE__ */ showing(plainSuppress<Report>, shownInItsLanguage) as typeof plainSuppress;

/** @function */
export const pictures: typeof plainPictures = /* @__PURE__ */ showing(plainPictures, shownInTheirLanguage);

/**
 * The same function, whose value shows itself.
 *
 * @param show - given the value, the language of who says nothing, and what the function was called with
 */
function showing<Given extends readonly unknown[], Value extends object>(
  door: (...given: Given) => Value,
  show: (value: Value, locale: Locale, ...given: Given) => Value,
): (...given: Given) => Value {
  const showingDoor = (...given: Given) => {
    const value = door(...given);
    return isShown(value) ? value : show(value, "ru", ...given);
  };
  return Object.defineProperties(showingDoor, { name: { value: door.name }, length: { value: door.length } });
}

function shownInItsLanguage<Readable extends ReadableReport>(report: Readable): Readable {
  return shownReport(report, report.manifest.locale);
}

function shownInTheirLanguage(all: readonly Picture[], _: Locale, { manifest }: ReadableReport): readonly Picture[] {
  return shownPictures(all, manifest.locale);
}
