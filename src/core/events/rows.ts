/** The closed vocabularies of fields, without their labels: what reading events needs. */
export const closedCodes = {
  source: ["self-report", "worker-note", "employer-confirmation", "contract", "official-record"],
  setting: ["open-market", "sheltered"],
  contract: ["temporary", "permanent"],
  status: ["employed", "not-employed", "unreachable"],
  severity: ["low", "medium", "high"],
} as const;

/** What a field of an event holds. */
export interface Field {
  /**
   * `id`: opaque, of what `of` says. `code`: one of the organisation's own. `codes`: several, a set. `enum`: one of
   * `codes`. `number`.
   * `date`. `score`: a number on the scale of the criterion that stands in the field `on`, or one of its not-applicable
   * codes.
   * `attributes`: code by code, those of the fields with an `attribute` among them.
   */
  readonly kind: "id" | "code" | "codes" | "enum" | "number" | "date" | "score" | "attributes";
  readonly optional?: true;
  /** Of an id: what it names. Of a code: the dictionary it is kept in, where that is one of its own. */
  readonly of?: string;
  readonly codes?: readonly string[];
  readonly on?: string;
  /** A number is more than `above`, at least `least` and at most `most`. */
  readonly above?: number;
  readonly least?: number;
  readonly most?: number;
  /** Kept among the attributes of its event, and asked for, under this name. */
  readonly attribute?: string;
  /** False where no verdict looks at it. */
  readonly decides?: false;
}

/** What a type of event is. */
export interface EventRow {
  /** The field whose id begins with it; what has neither `starts` nor `ends` is a fact of one day. */
  readonly starts?: string;
  /** The field whose id ends with it. */
  readonly ends?: string;
  /** Code of the error that an event names what none of this type starts; wherever events of other types name it. */
  readonly unknown?: string;
  /** The monitoring table whose rows tell it. An end stands in the table of its start. */
  readonly table?: string;
  /** What a practice says of its own register, and not of the world: it stays whatever evidence is asked for. */
  readonly ofTheRegister?: true;
  /** False where no verdict looks at it. */
  readonly decides?: false;
  /** Beyond {@link commonFields}, in the order of the schemas. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Fields in the order of the log and of the digest, where that is another. */
  readonly order?: readonly string[];
}

/** Types of events by name. */
export type EventRows = Readonly<Record<string, EventRow>>;

const id = <const Of extends string>(of: Of) => ({ kind: "id", of }) as const;
const oneOf = <const Codes extends readonly string[]>(codes: Codes) => ({ kind: "enum", codes }) as const;
const maybe = <const One extends Field>(field: One) => ({ ...field, optional: true }) as const;
const aside = <const One extends Field>(field: One) => ({ ...field, decides: false }) as const;
const code = { kind: "code" } as const;
const codes = { kind: "codes" } as const;
const date = { kind: "date" } as const;
const number = { kind: "number" } as const;

/** What every event carries beside its type. */
export const commonFields = {
  id: id("event"),
  beneficiaryId: id("beneficiary"),
  date,
  source: maybe(oneOf(closedCodes.source)),
  recordedOn: maybe(date),
} as const satisfies EventRow["fields"];

/**
 * What an event can tell, one row for each type: schemas, columns, digest and monitoring tables follow from it.
 *
 * Its label stands in `vocabularies`, which reading events does without. A new type comes last, for the place of a row
 * is its number in digests.
 */
export const eventRows = {
  "beneficiary-registered": {
    starts: "beneficiaryId",
    table: "beneficiaries",
    ofTheRegister: true,
    fields: {
      targetGroups: { ...codes, attribute: "targetGroup" },
      birthDate: maybe(date),
      sex: maybe({ ...code, attribute: "sex" }),
      region: maybe({ ...code, attribute: "region" }),
      organisation: maybe({ ...code, attribute: "organisation" }),
      attributes: maybe({ kind: "attributes" }),
    },
  },
  "beneficiary-exited": {
    ends: "beneficiaryId",
    ofTheRegister: true,
    fields: { reason: maybe(aside(code)) },
  },
  "service-delivered": {
    table: "services",
    fields: { service: code },
  },
  "placement-started": {
    starts: "placementId",
    unknown: "dataset.unknown-placement",
    table: "placements",
    fields: {
      placementId: id("placement"),
      setting: maybe(oneOf(closedCodes.setting)),
      contract: maybe(oneOf(closedCodes.contract)),
      employer: maybe(aside(code)),
      hoursPerWeek: maybe(aside({ ...number, above: 0, most: 168 })),
    },
  },
  "placement-ended": {
    ends: "placementId",
    fields: { placementId: id("placement"), reason: maybe(aside(code)) },
  },
  "support-started": {
    starts: "supportId",
    table: "support",
    fields: { supportId: id("support"), placementId: maybe(id("placement")) },
  },
  "support-ended": {
    ends: "supportId",
    fields: { supportId: id("support") },
  },
  "assessment-recorded": {
    table: "assessments",
    fields: {
      criterion: { ...code, of: "criterion" },
      score: { kind: "score", on: "criterion" },
      rater: maybe(code),
      instrument: maybe(code),
    },
    order: ["criterion", "rater", "instrument", "score"],
  },
  "follow-up-recorded": {
    table: "followUps",
    fields: { status: oneOf(closedCodes.status) },
  },
  "feedback-recorded": {
    table: "feedback",
    decides: false,
    fields: {
      instrument: code,
      item: code,
      score: maybe(number),
      themes: maybe(codes),
      coder: maybe(code),
    },
    order: ["item", "instrument", "coder", "score", "themes"],
  },
  "adverse-event-recorded": {
    table: "adverseEvents",
    decides: false,
    fields: { kind: code, severity: oneOf(closedCodes.severity) },
  },
  "event-retracted": {
    ofTheRegister: true,
    decides: false,
    fields: { retracts: id("event") },
  },
} as const satisfies EventRows;

/** Names under which fields of an event are asked for as its attributes. */
export function attributeNames({ fields }: EventRow): readonly string[] {
  return Object.values(fields).flatMap(({ attribute = [] }) => attribute);
}

/** What begins and may end. */
export interface Spell {
  /** What its id names. */
  readonly of: string;
  /** The field of its id. */
  readonly field: string;
  /** The type of event that starts it. */
  readonly start: string;
  /** The type of event that ends it; none where nothing does. */
  readonly end: string | undefined;
  /** Code of the error that it is named and does not start. */
  readonly unknown: string | undefined;
}

/**
 * What the ids of these rows name that events start, in the order of the rows: a stay with the practice, a placement.
 */
export function spellsOf(rows: EventRows): readonly Spell[] {
  return Object.entries(rows).flatMap(([start, { starts, unknown, fields }]) => {
    if (starts === undefined) return [];
    const { of = "" }: Field = fields[starts] ?? commonFields.beneficiaryId;
    const end = Object.keys(rows).find((type) => rows[type]!.ends === starts);
    return [{ of, field: starts, start, end, unknown }];
  });
}
