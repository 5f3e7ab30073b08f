import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Options } from "tsup";
import ts from "typescript";

/** Whether making a value does nothing that a bundler could take for work: no call, no reading of a field, no spreading, no text put together. */
function isInert(value: ts.Node): boolean {
  if (ts.isFunctionLike(value) || ts.isTypeNode(value)) return true;
  const isWork = ts.isCallExpression(value) || ts.isNewExpression(value) || ts.isPropertyAccessExpression(value);
  const isHidden =
    ts.isElementAccessExpression(value) ||
    ts.isSpreadElement(value) ||
    ts.isSpreadAssignment(value) ||
    ts.isTemplateExpression(value);
  return !isWork && !isHidden && !ts.forEachChild(value, (part) => !isInert(part));
}

/** Whether a value is made by one call, whose arguments are made without any. */
const isOneCall = (value: ts.Expression) =>
  (ts.isCallExpression(value) || ts.isNewExpression(value)) && (value.arguments ?? []).every(isInert);

/** A source file in which the value of every constant is made by a call that bundlers may leave out when nobody uses the constant. */
function withoutSideEffects(path: string): string {
  let text = readFileSync(path, "utf8");
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const values = statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer === undefined || isInert(initializer) ? [] : [initializer]));
  for (const value of values.reverse()) {
    const made = isOneCall(value) ? value.getText() : `(() => (${value.getText()}))()`;
    text = `${text.slice(0, value.getStart())}/* @__PURE__ */ ${made}${text.slice(value.end)}`;
  }
  return text;
}

/** Every module of the library only declares: so a bundle holds no constant that its importer does not reach. */
const onlyWhatIsUsed: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "only-what-is-used",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) =>
      path.startsWith(join(__dirname, "src")) ? { contents: withoutSideEffects(path), loader: "ts" } : undefined,
    );
  },
};

/** The wings that are entries of the package, by the names of their files; `index` is the first door. */
const doors = {
  index: "src/core/index.ts",
  xlsx: "src/report/xlsx.ts",
  ...Object.fromEntries(
    ["define", "exchange", "input", "practice", "report", "statistics", "tables", "testing"].map((wing) => [
      wing,
      `src/${wing}/index.ts`,
    ]),
  ),
};

/** Packages of which the parts that are used are built into ours. */
const bundled = ["commander", "hucre", "papaparse", "write-excel-file", "zod"];

/** What their licences ask for: name, version and text of each. */
function licences(): string {
  const texts = bundled.map((name) => {
    const folder = join(__dirname, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`Cannot build: ${name} has no text of its licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `Parts of these packages are built into mio-indicators.\n\n${texts.join("\n---\n\n")}`;
}

/** What both builds share. */
const shared: Options = {
  target: ["es2022", "node20"],
  esbuildPlugins: [onlyWhatIsUsed],
  // What is used of other packages comes with ours: nothing else is installed, and importing it costs less than importing zod.
  noExternal: [...bundled],
  esbuildOptions: (options, { format }) => {
    // CommonJS is read whole by the machine, and quicker when it is short; in modules bundlers need to see what is unused.
    options.minify = format === "cjs";
    // Cyrillic as it is written: six bytes a letter otherwise.
    options.charset = "utf8";
    // Regular expressions as they are written: as calls they would be made anew each time, and kept by bundlers.
    options.supported = { ...options.supported, "regexp-unicode-property-escapes": true };
  },
  // With splitting alone the CommonJS output is wrong; without splitting each entry has its own classes and `instanceof` fails between them.
  splitting: true,
  treeshake: true,
  // Two builds write into one folder: whoever calls them empties it.
  clean: false,
};

export default defineConfig([
  {
    ...shared,
    entry: doors,
    format: ["cjs", "esm"],
    // TypeScript 6 calls an option that tsup sets itself deprecated.
    dts: { entry: doors, compilerOptions: { ignoreDeprecations: "6.0" } },
    onSuccess: async () => writeFileSync("dist/LICENSES.txt", licences()),
  },
  { ...shared, entry: { cli: "src/cli/main.ts" }, format: ["cjs"] },
]);
