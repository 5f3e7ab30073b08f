import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A JSON Schema, as far as types of plain data need one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const root = join(__dirname, "../..");

/**
 * The JSON Schema of what `buildReport` returns, suppressed or not, read off the types that TypeScript sees.
 *
 * Every type with a name of its own is a definition under `$defs`, with its doc comments as descriptions.
 */
export function reportSchema(): JsonSchema {
  const { checker, names } = publicNames();
  const writer = new SchemaWriter(checker);
  const [suppressed, whole] = reportsOf(checker, names);
  const anyOf = [writer.schemaOf(whole!), writer.schemaOf(suppressed!)];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Report",
    description: "What buildReport of mio-indicators returns: a report, or a suppressed one.",
    anyOf,
    $defs: writer.definitions(),
  };
}

/** The schemas of a suppressed report and of public types, by their names, and of the types that they are made of. */
export function schemasOf(types: readonly string[]): {
  readonly types: Readonly<Record<string, JsonSchema>>;
  readonly definitions: JsonSchema;
} {
  const { checker, names } = publicNames();
  const writer = new SchemaWriter(checker);
  const typeOf = (type: string) =>
    checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(names.find(({ name }) => name === type)!));
  const Report = writer.schemaOf(reportsOf(checker, names)[0]!);
  const schemas = Object.fromEntries(types.map((type) => [type, writer.schemaOf(typeOf(type))]));
  return { types: { Report, ...schemas }, definitions: writer.definitions() };
}

/** A suppressed report, by whichever rule, and one that is not; before them stands one whose small counts are suppressed. */
function reportsOf(checker: ts.TypeChecker, names: readonly ts.Symbol[]): readonly ts.Type[] {
  const buildReport = names.find(({ name }) => name === "buildReport")!;
  return checker
    .getTypeOfSymbol(checker.getAliasedSymbol(buildReport))
    .getCallSignatures()
    .slice(1)
    .map((signature) => signature.getReturnType());
}

function publicNames(): { readonly checker: ts.TypeChecker; readonly names: readonly ts.Symbol[] } {
  const wings = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = wings.map(({ name }) => join(root, "src", name, "index.ts")).filter((file) => existsSync(file));
  const program = ts.createProgram(files, { ...compilerOptions(), noEmit: true });
  const checker = program.getTypeChecker();
  const names = files.flatMap((file) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!),
  );
  return { checker, names };
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, files: [], include: undefined }, ts.sys, root).options;
}

/** Writes types as schemas. Types of plain data only: anything else is an error. */
class SchemaWriter {
  readonly #checker: ts.TypeChecker;
  readonly #names = new Map<ts.Type, string>();
  readonly #schemas = new Map<string, JsonSchema>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  definitions(): JsonSchema {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  schemaOf(type: ts.Type): JsonSchema {
    if (type.isUnion()) return this.#nameOf(type)[0] === undefined ? this.#union(type) : this.#named(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.String || type.flags & ts.TypeFlags.TemplateLiteral) return { type: "string" };
    if (type.flags & ts.TypeFlags.Number) return { type: "number" };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (this.#checker.isTupleType(type)) {
      const items = this.#checker.getTypeArguments(type as ts.TypeReference).map((item) => this.schemaOf(item));
      return { type: "array", prefixItems: items, items: false, minItems: items.length };
    }
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
      return { type: "array", items: this.schemaOf(item!) };
    }
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return this.#named(type);
    throw new Error(`Cannot write a schema of ${this.#checker.typeToString(type)}: it is no plain data`);
  }

  #union(type: ts.UnionType): JsonSchema {
    const members = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const isBoolean = members.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2;
    const texts = members.filter((member) => member.isStringLiteral());
    const others = members.filter(
      (member) => !texts.includes(member as ts.StringLiteralType) && !(isBoolean && member.flags & ts.TypeFlags.BooleanLiteral),
    );
    const schemas = [
      ...(isBoolean ? [{ type: "boolean" }] : []),
      ...(texts.length === 0 ? [] : [{ enum: texts.map(({ value }) => value) }]),
      ...others.map((member) => this.schemaOf(member)),
    ];
    return schemas.length === 1 ? schemas[0]! : { anyOf: schemas };
  }

  /** A type with a name is written once, under `$defs`; one without is written where it stands. */
  #named(type: ts.Type): JsonSchema {
    const known = this.#names.get(type);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const [name, symbol] = this.#nameOf(type);
    if (name === undefined) return this.#object(type, undefined);
    if (this.#schemas.has(name)) throw new Error(`Cannot write a schema of ${name}: two types have this name`);
    this.#names.set(type, name);
    this.#schemas.set(name, {});
    const isUnion = type.isUnion();
    this.#schemas.set(name, isUnion ? { ...this.#description(symbol), ...this.#union(type) } : this.#object(type, symbol));
    return { $ref: `#/$defs/${name}` };
  }

  /** `Share`; `SuppressedReport` for one of `Report`. */
  #nameOf(type: ts.Type): readonly [string | undefined, ts.Symbol | undefined] {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    if (symbol === undefined || symbol.name.startsWith("__")) return [undefined, undefined];
    if (type.aliasTypeArguments === undefined) return [symbol.name, symbol];
    const [of] = type.aliasTypeArguments;
    const inner = of && (of.aliasTypeArguments === undefined ? (of.aliasSymbol ?? of.getSymbol()) : undefined);
    const isNamed = inner !== undefined && !inner.name.startsWith("__") && type.aliasTypeArguments.length === 1;
    return [isNamed ? symbol.name.replace(inner.name, "") + inner.name : undefined, undefined];
  }

  #object(type: ts.Type, symbol: ts.Symbol | undefined): JsonSchema {
    const properties = type.getProperties().filter(({ name }) => !name.startsWith("__@"));
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      ...this.#description(symbol),
      type: "object",
      properties: Object.fromEntries(properties.map((property) => [property.name, this.#property(property)])),
      ...(required.length > 0 && { required }),
      additionalProperties: index === undefined ? false : this.schemaOf(index.type),
    };
  }

  #property(property: ts.Symbol): JsonSchema {
    return { ...this.#description(property), ...this.schemaOf(this.#checker.getTypeOfSymbol(property)) };
  }

  #description(symbol: ts.Symbol | undefined): JsonSchema {
    const text = ts.displayPartsToString(symbol?.getDocumentationComment(this.#checker)).replaceAll(/\s+/g, " ").trim();
    return text === "" ? {} : { description: text };
  }
}
