import { dayOf, NO_DAY } from "../../calendar";
import type { EventRow, Field } from "../events/rows";
import { Bytes, Floats, Ints, Lists } from "./column";
import type { Dictionary } from "./dictionary";

/** What a field is kept in. */
export type Column = Ints | Bytes | Floats | Lists;

/**
 * The column of a field: numbers of ids and codes, -1 where not given; days, `NO_DAY` where not given; places in a
 * closed vocabulary, 0 where
 * not given; numbers and scores, NaN where not given or not applicable; codes; pairs of name and value of attributes.
 */
type ColumnOf<One extends Field> = One["kind"] extends "number" | "score"
  ? Floats
  : One["kind"] extends "enum"
    ? Bytes
    : One["kind"] extends "codes" | "attributes"
      ? Lists
      : Ints;

/** The columns of an event's fields, by name; those kept among attributes have none of their own. */
export type ColumnsOf<Fields extends EventRow["fields"]> = {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly attribute: string } ? never : Name]: ColumnOf<
    Fields[Name]
  >;
};

/** A field, and where its values go. */
export interface StoredField {
  readonly name: string;
  readonly field: Field;
  /** Of the field; here because reading it from rows of many forms is slow. */
  readonly kind: Field["kind"];
  readonly codes: readonly string[];
  readonly column: Column;
  /** Texts of its numbers; none where these are no texts. */
  readonly texts: Dictionary | undefined;
}

/** What tables of events share. */
export interface Words {
  /** Every open code. */
  readonly codes: Dictionary;
  /** The dictionary of an id or a code. */
  textsOf(field: Field): Dictionary;
  /** A score as a number, NaN where it does not apply. */
  scoreOf(event: Readonly<Record<string, unknown>>, row: number, name: string, field: Field): number;
}

/** A field kept among the attributes of its event, and the code of its name there. */
interface OwnAttribute {
  readonly name: string;
  readonly code: number;
}

/** Attributes of an event that room is made for. */
const LIKELY_ATTRIBUTES = 4;

/** The events of one type as columns, in the order of the input. */
export class EventTable {
  readonly type: string;
  readonly row: EventRow;
  /** Position of each in the input. */
  readonly events: Ints;
  /** In the order of the digest. */
  readonly fields: readonly StoredField[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly #own: readonly OwnAttribute[];
  readonly #words: Words;

  /** @param expected - how many events are likely to come; any number may */
  constructor(type: string, row: EventRow, expected: number, words: Words) {
    this.type = type;
    this.row = row;
    this.events = new Ints(expected);
    this.#words = words;
    const { fields, order = Object.keys(fields) } = row;
    this.fields = order
      .filter((name) => fields[name]!.attribute === undefined)
      .map((name) => storedField(name, fields[name]!, expected, words));
    this.columns = Object.fromEntries(this.fields.map(({ name, column }) => [name, column]));
    this.#own = Object.entries(fields).flatMap(([name, { attribute }]) =>
      attribute === undefined ? [] : [{ name, code: words.codes.add(attribute) }],
    );
  }

  /** Writes a sound event into the columns. */
  write(event: Readonly<Record<string, unknown>>, row: number): void {
    this.events.push(row);
    const { fields } = this;
    for (let at = 0; at < fields.length; at++) {
      const { name, field, kind, codes, column, texts } = fields[at]!;
      const value = event[name];
      switch (kind) {
        case "id":
        case "code":
          (column as Ints).push(value === undefined ? -1 : texts!.add(value as string));
          break;
        case "enum":
          (column as Bytes).push(value === undefined ? 0 : codes.indexOf(value as string) + 1);
          break;
        case "date":
          (column as Ints).push(value === undefined ? NO_DAY : dayOf(value as string));
          break;
        case "number":
          (column as Floats).push(value === undefined ? Number.NaN : (value as number));
          break;
        case "score":
          (column as Floats).push(this.#words.scoreOf(event, row, name, field));
          break;
        case "codes":
          this.#writeCodes(column as Lists, value as readonly string[] | undefined);
          break;
        case "attributes":
          this.#writeAttributes(column as Lists, event, value as Readonly<Record<string, string>> | undefined);
          break;
      }
    }
  }

  #writeCodes(column: Lists, codes: readonly string[] | undefined): void {
    if (codes !== undefined) for (const code of codes) column.values.push(this.#words.codes.add(code));
    column.end();
  }

  #writeAttributes(
    column: Lists,
    event: Readonly<Record<string, unknown>>,
    others: Readonly<Record<string, string>> | undefined,
  ): void {
    for (const { name, code } of this.#own) {
      const value = event[name] as string | readonly string[] | undefined;
      if (typeof value === "string") this.#writeAttribute(column, code, value);
      else if (value !== undefined) for (const one of value) this.#writeAttribute(column, code, one);
    }
    for (const name of others === undefined ? [] : Object.keys(others)) {
      const value = others![name];
      if (value !== undefined) this.#writeAttribute(column, this.#words.codes.add(name), value);
    }
    column.end();
  }

  #writeAttribute({ values }: Lists, name: number, value: string): void {
    values.push(name);
    values.push(this.#words.codes.add(value));
  }
}

function storedField(name: string, field: Field, expected: number, words: Words): StoredField {
  const { kind, codes = [] } = field;
  return { name, field, kind, codes, column: columnFor(field, expected), texts: words.textsOf(field) };
}

function columnFor({ kind }: Field, expected: number): Column {
  switch (kind) {
    case "number":
    case "score":
      return new Floats(expected);
    case "enum":
      return new Bytes(expected);
    case "codes":
      return new Lists(expected);
    case "attributes":
      return new Lists(expected, LIKELY_ATTRIBUTES * 2);
    default:
      return new Ints(expected);
  }
}
