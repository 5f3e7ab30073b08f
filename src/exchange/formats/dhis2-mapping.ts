import { DefinitionError, type Issue, named, nearest, sentence } from "../../issue";
import { lineText } from "../../core/aloud/line";
import type { StratumValue } from "../../tables/strata/dimension";
import type { ReadableReport } from "./exchanged";

/** What of an indicator can be sent: counts of people, and the percentage with one decimal. */
export type Dhis2Part = "numerator" | "denominator" | "percent" | "pending" | "unknown" | "excluded";

/** Data elements of an indicator by part; null leaves the indicator out. */
export type Dhis2Elements = Readonly<Partial<Record<Dhis2Part, string>>> | null;

/** A table of the report whose strata are sent, by data elements that have the category combination of the table. */
export interface Dhis2Disaggregation {
  /** As the report was asked for it: `["sex", "region"]`. */
  readonly by: readonly string[];
  /** As `dataElements`; indicators that are not named are not sent by stratum. */
  readonly dataElements: Readonly<Record<string, Dhis2Elements>>;
  /**
   * Strata and their category option combinations; null leaves a stratum out. `of` is as in the rows of the report,
   * where a code may stand for `{ kind: "value", code }`.
   */
  readonly categoryOptionCombos: readonly {
    readonly of: readonly (string | StratumValue)[];
    readonly uid: string | null;
  }[];
}

/** Where figures go in DHIS2. */
export interface Dhis2Mapping {
  readonly dataSet: string;
  readonly orgUnit: string;
  readonly attributeOptionCombo?: string | undefined;
  /** By code of the indicator, or of a reading such as `2.1:improved`; every indicator of the report must be named. */
  readonly dataElements: Readonly<Record<string, Dhis2Elements>>;
  readonly disaggregations?: readonly Dhis2Disaggregation[] | undefined;
}

/** The parts, verdicts after the share. */
export const dhis2Parts: readonly Dhis2Part[] = [
  "numerator",
  "denominator",
  "percent",
  "pending",
  "unknown",
  "excluded",
];

/** The parts that a report holds of a reading. */
const READING_PARTS = dhis2Parts.slice(0, 3);

type Path = readonly (string | number)[];

const CANNOT = "write DHIS2";
const UID = /^[A-Za-z][A-Za-z0-9]{10}$/;

/**
 * Holds a mapping against a report.
 *
 * @throws DefinitionError with every issue: no mapping for something of the report, a name that is not in the report,
 *   an identifier that is none
 */
export function checkMapping(mapping: Dhis2Mapping, report: ReadableReport): void {
  const check = new MappingCheck();
  for (const name of ["dataSet", "orgUnit", "attributeOptionCombo"] as const) {
    if (name !== "attributeOptionCombo" || mapping[name] !== undefined) check.uid(mapping[name], [name]);
  }
  const codes = report.definitions.map(({ code }) => code);
  const readings = report.results.flatMap((result) => result.readings.map(({ code }) => code));
  const known = [...codes, ...new Set(readings)];
  check.elements(mapping.dataElements, known, ["dataElements"], (code) =>
    codes.includes(code) ? dhis2Parts : READING_PARTS,
  );
  const given = Object.keys(mapping.dataElements);
  for (const code of codes.filter((one) => !given.includes(one))) {
    const near = nearest(
      code,
      given.filter((one) => !known.includes(one)),
    );
    check.notMapped(named("indicator", code), ["dataElements"], near);
  }
  const tables = report.disaggregations.map(({ dimensions }) => dimensions.map(({ name }) => name).join("×"));
  mapping.disaggregations?.forEach((one, at) => {
    const path = ["disaggregations", at];
    check.elements(one.dataElements, codes, [...path, "dataElements"], () => dhis2Parts);
    const place = tables.indexOf(one.by.join("×"));
    if (place === -1) check.unknown("table of the report", one.by.join("×"), tables, [...path, "by"]);
    else check.strata(one, report.disaggregations[place]!.rows as readonly Row[], [...path, "categoryOptionCombos"]);
  });
  check.once(
    [mapping, ...(mapping.disaggregations ?? [])].flatMap(({ dataElements }, at) =>
      placesIn(dataElements, at === 0 ? ["dataElements"] : ["disaggregations", at - 1, "dataElements"]),
    ),
    "a data element",
  );
  check.end();
}

function placesIn(dataElements: Readonly<Record<string, Dhis2Elements>>, path: Path) {
  return Object.entries(dataElements).flatMap(([code, parts]) =>
    Object.entries(parts ?? {}).map(([part, uid]) => [uid, [...path, code, part]] as const),
  );
}

interface Row {
  readonly of: readonly StratumValue[];
}

/** What a stratum is found by. */
export function stratumKey(of: readonly (string | StratumValue)[]): string {
  return JSON.stringify(
    of.map((value) => {
      if (typeof value === "string") return ["value", value];
      return value.kind === "value" ? ["value", value.code] : value.kind === "missing" ? ["missing", value.reason] : [];
    }),
  );
}

/** Collects what is wrong, and throws it at once. */
class MappingCheck {
  readonly #issues: Issue[] = [];

  end(): void {
    if (this.#issues.length > 0) throw new DefinitionError(Object.freeze(this.#issues), CANNOT);
  }

  uid(value: unknown, path: Path): void {
    if (typeof value === "string" && UID.test(value)) return;
    const because = `${path.join(".")} must be an identifier of DHIS2`;
    const hint = "write eleven letters and digits that begin with a letter, as DHIS2 gives them";
    this.#add("exchange.not-a-uid", path, because, value, hint);
  }

  unknown(what: string, value: string, known: readonly string[], path: Path): void {
    const near = nearest(value, known);
    const because = `${what} must be one of ${known.length === 0 ? "none" : known.map(lineText).join(", ")}`;
    const hint = near === undefined ? "leave it out, or put it into the report" : `did you mean "${near}"?`;
    this.#add("exchange.unknown-code", path, because, value, hint);
  }

  notMapped(what: string, path: Path, near: string | undefined): void {
    const hint = near === undefined ? "map it, or write null to leave it out" : `was it meant by "${near}"?`;
    this.#add("exchange.not-mapped", path, `${what} of the report must be mapped`, undefined, hint);
  }

  elements(
    elements: Readonly<Record<string, Dhis2Elements>>,
    codes: readonly string[],
    path: Path,
    partsOf: (code: string) => readonly Dhis2Part[],
  ): void {
    for (const [code, parts] of Object.entries(elements)) {
      if (!codes.includes(code)) this.unknown("indicator of the report", code, codes, [...path, code]);
      for (const [part, uid] of Object.entries(parts ?? {})) {
        const where = [...path, code, part];
        const known = partsOf(code);
        if (!known.includes(part as Dhis2Part)) this.unknown("part", part, known, where);
        else this.uid(uid, where);
      }
    }
  }

  /** Two figures in one place: the one that comes later would stand alone. */
  once(places: readonly (readonly [uid: string, path: Path])[], what: string): void {
    const first = new Map<string, Path>();
    for (const [uid, path] of places) {
      const earlier = first.get(uid);
      if (earlier === undefined) first.set(uid, path);
      else {
        const because = `${what} must be used once, and ${lineText(earlier.join("."))} uses it already`;
        this.#add("exchange.mapped-twice", path, because, uid, "give each figure a place of its own");
      }
    }
  }

  /** Rows that leave a dimension open are totals, and may be mapped or not. */
  strata({ categoryOptionCombos }: Dhis2Disaggregation, rows: readonly Row[], path: Path): void {
    const inTable = new Map(rows.map(({ of }) => [stratumKey(of), of]));
    const mapped = new Set(categoryOptionCombos.map(({ of }) => stratumKey(of)));
    const known = [...inTable.values()].map(stratumText);
    categoryOptionCombos.forEach(({ of, uid }, at) => {
      if (!inTable.has(stratumKey(of)))
        this.unknown("stratum of the report", stratumText(of), known, [...path, at, "of"]);
      if (uid !== null) this.uid(uid, [...path, at, "uid"]);
    });
    this.once(
      categoryOptionCombos.flatMap(({ uid }, at) => (uid === null ? [] : [[uid, [...path, at, "uid"]] as const])),
      "a category option combination",
    );
    const others = categoryOptionCombos
      .filter(({ of }) => !inTable.has(stratumKey(of)))
      .map(({ of }) => stratumText(of));
    for (const [key, of] of inTable) {
      if (mapped.has(key) || of.some(({ kind }) => kind === "total")) continue;
      this.notMapped(named("stratum", stratumText(of)), path, nearest(stratumText(of), others));
    }
  }

  #add(code: string, path: Path, because: string, received: unknown, hint: string): void {
    const parts = { cannot: CANNOT, because, ...(received !== undefined && { received }) };
    this.#issues.push(
      Object.freeze({ code, severity: "error", path: Object.freeze([...path]), message: sentence(parts), hint }),
    );
  }
}

function stratumText(of: readonly (string | StratumValue)[]): string {
  return of
    .map((value) => {
      if (typeof value === "string") return value;
      return value.kind === "value" ? value.code : value.kind === "missing" ? `(${value.reason})` : "(total)";
    })
    .join("×");
}
