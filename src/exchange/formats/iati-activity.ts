import { type CalendarDate, DATE } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import { type OptionsOf, some, TITLE } from "../../options";
import type { Locale } from "../../share";
import { fitting } from "./checks";
import { element, type XmlElement } from "./xml";

/** An organisation of an IATI activity. */
export interface IatiOrganisation {
  /** Identifier with its registration agency, such as `RU-ИНН-…`; without the signs / & | ?. */
  readonly ref: string;
  /** Code of the list OrganisationType, such as `22`, a national NGO. */
  readonly type: string;
  readonly name: Title;
}

/** Which activity the results are of: what IATI asks of every activity, none of which a report knows. */
export interface IatiActivity {
  /** Unique in the world: the reporting organisation's identifier and one of yours. */
  readonly identifier: string;
  readonly reportingOrganisation: IatiOrganisation;
  readonly title: Title;
  readonly description: Title;
  /** At least one, such as the same organisation as `implementing`. */
  readonly participatingOrganisations: readonly (IatiOrganisation & {
    readonly role: "funding" | "accountable" | "extending" | "implementing";
  })[];
  readonly status: "pipeline" | "implementation" | "finalisation" | "closed" | "cancelled" | "suspended";
  /** The planned or the actual start at least. */
  readonly dates: {
    readonly plannedStart?: CalendarDate | undefined;
    readonly actualStart?: CalendarDate | undefined;
    readonly plannedEnd?: CalendarDate | undefined;
    readonly actualEnd?: CalendarDate | undefined;
  };
  /** Two letters each, such as `RU`; with several, percentages that add up to 100. */
  readonly recipientCountries?:
    | readonly { readonly code: string; readonly percentage?: number | undefined }[]
    | undefined;
  /**
   * At least one; `vocabulary` is 1, five-digit codes of OECD-DAC, by default. With several, percentages that add up
   * to 100.
   */
  readonly sectors: readonly {
    readonly code: string;
    readonly vocabulary?: string | undefined;
    readonly percentage?: number | undefined;
  }[];
}

const ROLES = ["funding", "accountable", "extending", "implementing"];
const STATUSES = ["pipeline", "implementation", "finalisation", "closed", "cancelled", "suspended"];
const DATES = ["plannedStart", "actualStart", "plannedEnd", "actualEnd"] as const;
const IDENTIFIER = /^[^/&|?\s]+$/;
const IDENTIFIER_RULE = "an identifier without spaces and the signs / & | ?";

const ORGANISATION = {
  ref: fitting(IDENTIFIER, IDENTIFIER_RULE),
  type: fitting(/^\d{2}$/, "two digits of the list OrganisationType"),
  name: TITLE,
} satisfies OptionsOf<IatiOrganisation>;

/** What the schema of IATI and its rules take. */
export const ACTIVITY: OptionsOf<IatiActivity> = {
  identifier: fitting(IDENTIFIER, IDENTIFIER_RULE),
  reportingOrganisation: ORGANISATION,
  title: TITLE,
  description: TITLE,
  participatingOrganisations: some({ ...ORGANISATION, role: `=${ROLES.join("|")}` }),
  status: `=${STATUSES.join("|")}`,
  dates: (value) => {
    const { plannedStart, actualStart } = Object(value) as IatiActivity["dates"];
    const isStarted = Object(value) !== value || (actualStart ?? plannedStart) !== undefined;
    return isStarted
      ? Object.fromEntries(DATES.map((name) => [`${name}?`, DATE]))
      : "!have actualStart or plannedStart";
  },
  "recipientCountries?": [{ code: fitting(/^[A-Z]{2}$/, "a country's two letters"), "percentage?": "number" }],
  sectors: some({ code: "text", "vocabulary?": "text", "percentage?": "number" }),
};

/** The elements that stand before the results, in the order of the schema. */
export function activityElements(activity: IatiActivity): readonly XmlElement[] {
  const { reportingOrganisation, participatingOrganisations, dates, recipientCountries = [], sectors } = activity;
  return [
    element("iati-identifier", {}, activity.identifier),
    organisationElement("reporting-org", reportingOrganisation),
    element("title", {}, narratives(activity.title)),
    element("description", {}, narratives(activity.description)),
    ...participatingOrganisations.map((one) =>
      organisationElement("participating-org", one, { role: codeOf(one.role, ROLES) }),
    ),
    element("activity-status", { code: codeOf(activity.status, STATUSES) }),
    ...DATES.flatMap((name) => {
      const date = dates[name];
      return date === undefined ? [] : [element("activity-date", { type: codeOf(name, DATES), "iso-date": date })];
    }),
    ...recipientCountries.map(({ code, percentage }) =>
      element("recipient-country", { code, percentage: numberText(percentage) }),
    ),
    ...sectors.map(({ code, vocabulary, percentage }) =>
      element("sector", { vocabulary, code, percentage: numberText(percentage) }),
    ),
  ];
}

function organisationElement(name: string, { ref, type, name: title }: IatiOrganisation, attributes = {}): XmlElement {
  return element(name, { ...attributes, ref, type }, narratives(title));
}

/** A text in both languages. */
export function narratives({ ru, en }: Title): readonly XmlElement[] {
  return [element("narrative", { "xml:lang": "ru" }, ru), element("narrative", { "xml:lang": "en" }, en)];
}

/** What is said in each language, said by one function. */
export function inBoth(say: (locale: Locale) => string): Title {
  return { ru: say("ru"), en: say("en") };
}

/** Codes of these lists are places in them, from 1. */
function codeOf(word: string, list: readonly string[]): string {
  return String(list.indexOf(word) + 1);
}

function numberText(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
