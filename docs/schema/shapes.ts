import { type JsonSchema, schemasOf } from "./report-schema";

/** What the library returns and takes back beside reports: plain values that are put into words by themselves. */
const TYPES = [
  ...["EvidenceGaps", "ImprovementPlan", "Explanation", "Picture", "Pooling", "SocialChange"],
  ...["ResultsTree", "EvaluatedTree"],
  ...["Comparison", "DataQuality", "MilestoneEstimates", "Sensitivity", "SourceAgreement", "Triangulation"],
];

/** Types whose kinds stand elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{ Anchor: "anchor", Condition: "condition", IndicatorDefinition: "DEFINITION", SpellExpression: "spells" },
  ...{ Duration: "DURATION" },
};

/** A schema as far as it is read here. */
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly type?: string;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
}

/**
 * The file `src/core/shapes.ts`: the types of what the library returns, as kinds by which it looks at what comes back to it.
 *
 * What is written several times becomes a constant, called by the field it first stands in; what holds itself becomes a function.
 */
export function shapesFile(): string {
  const { types, definitions } = schemasOf(TYPES);
  return new ShapeWriter(definitions as Readonly<Record<string, Schema>>).file(types as Readonly<Record<string, Schema>>);
}

/** A kind as it is written in full, and as it is written in the file. */
interface Written {
  readonly full: string;
  readonly text: string;
}

const same = (text: string): Written => ({ full: text, text });

class ShapeWriter {
  readonly #definitions: Readonly<Record<string, Schema>>;
  /** How often each kind is written. */
  readonly #counts = new Map<string, number>();
  readonly #constants = new Map<string, string>();
  readonly #lines: string[] = [];
  readonly #names = new Set<string>(Object.values(ELSEWHERE));
  /** Definitions being written, and those of them that hold themselves. */
  readonly #open: string[] = [];
  readonly #endless = new Set<string>();
  #isCounting = true;

  constructor(definitions: Readonly<Record<string, Schema>>) {
    this.#definitions = definitions;
  }

  file(types: Readonly<Record<string, Schema>>): string {
    for (const schema of Object.values(types)) this.#kind(schema, "");
    this.#isCounting = false;
    const shown = Object.entries(types).map(([name, schema]) => {
      const { text } = this.#kind(schema, name);
      return `export const ${shoutedName(name)}: ${text.startsWith("[") ? "Kind" : "Fields"} = ${text};`;
    });
    return `${HEADING}${[...this.#lines, ...shown].join("\n")}\n`;
  }

  #kind(schema: Schema, field: string): Written {
    if (schema.$ref !== undefined) return this.#defined(schema.$ref.replace("#/$defs/", ""));
    if (schema.anyOf !== undefined) return this.#oneOf(schema.anyOf, field);
    if (schema.enum !== undefined) return this.#noted(same(JSON.stringify(`=${schema.enum.join("|")}`)), field);
    if (schema.const !== undefined) {
      return same(typeof schema.const === "string" ? JSON.stringify(`=${schema.const}`) : `"${typeof schema.const}"`);
    }
    if (schema.type === "object") return this.#noted(this.#fields(schema), field);
    const items = schema.prefixItems === undefined ? (schema.items as Schema) : { anyOf: schema.prefixItems };
    return schema.type === "array" ? inside("[", [this.#kind(items, field)], "]") : same(`"${schema.type}"`);
  }

  #oneOf(schemas: readonly Schema[], field: string): Written {
    const kinds = new Map(schemas.map((one) => this.#kind(one, field)).map((kind) => [kind.full, kind]));
    const [first] = kinds.values();
    return kinds.size === 1 ? first! : this.#noted(inside("[", [...kinds.values()], "]"), field);
  }

  #fields({ properties = {}, required = [], additionalProperties }: Schema): Written {
    const fields = Object.entries(properties).map(([name, schema]) => {
      // What a suppressed report has beside another may be left out.
      const key = required.includes(name) && name !== "suppression" ? name : `${name}?`;
      return inside(`${/^\w+$/.test(key) ? key : JSON.stringify(key)}: `, [this.#kind(schema, name)], "");
    });
    const others = additionalProperties ? [inside(`"*": `, [this.#kind(additionalProperties, "")], "")] : [];
    return inside("{ ", [...fields, ...others], " }");
  }

  #defined(name: string): Written {
    if (ELSEWHERE[name] !== undefined) return same(ELSEWHERE[name]);
    if (this.#open.includes(name)) {
      this.#endless.add(name);
      return same(endlessName(name));
    }
    if (this.#constants.has(name)) return same(endlessName(name));
    this.#open.push(name);
    const kind = this.#kind(this.#definitions[name]!, name);
    this.#open.pop();
    if (!this.#endless.has(name)) return kind;
    if (!this.#isCounting) {
      this.#constants.set(name, name);
      this.#lines.push(`function ${endlessName(name)}(): Kind {`, `  return ${kind.text};`, "}");
    }
    return same(endlessName(name));
  }

  /** A kind that is written more than once and is not short is called by a name. */
  #noted({ full, text }: Written, field: string): Written {
    if (this.#isCounting) this.#counts.set(full, (this.#counts.get(full) ?? 0) + 1);
    if (this.#isCounting || this.#counts.get(full)! < 2 || full.length < SHORT) return { full, text };
    const known = this.#constants.get(full);
    if (known !== undefined) return { full, text: known };
    const plain = field.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replace(/\W/g, "") || "kind";
    let name = plain;
    for (let number = 2; this.#names.has(name); number++) name = `${plain}${number}`;
    this.#names.add(name);
    this.#constants.set(full, name);
    this.#lines.push(`const ${name}: ${text.startsWith("{") ? "Fields" : "Kind"} = ${text};`);
    return { full, text: name };
  }
}

const SHORT = 25;

function inside(before: string, parts: readonly Written[], after: string): Written {
  const joined = (of: keyof Written) => `${before}${parts.map((part) => part[of]).join(", ")}${after}`;
  return { full: joined("full"), text: joined("text") };
}

const endlessName = (name: string) => `of${name}`;
const shoutedName = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();

const HEADING = `import { anchor, condition, DEFINITION, spells } from "./definition/words";
import { DURATION } from "../calendar";
import type { Fields, Kind } from "../options";

// Written by docs/schema/shapes.ts from the types; a test holds it to them: npx vitest run test/schema.test.ts --update

`;
