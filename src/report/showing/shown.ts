/** How a value looks to a person; each is made when somebody looks. */
export interface Look {
  /** For a terminal: lines of at most 100 characters. */
  readonly text: () => string;
  /** For a notebook: one beneath the other. */
  readonly pieces: () => readonly Piece[];
}

/** A piece of a page, or a drawing that stands by itself. */
export interface Piece {
  readonly kind: "html" | "svg";
  readonly text: string;
}

export function htmlPiece(text: string): Piece {
  return { kind: "html", text };
}

/** What Node, and whatever follows it, asks of a value that is to be printed. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");
/** What the notebooks of Deno ask of the last value of a cell. */
const NOTEBOOK = Symbol.for("Jupyter.display");

/**
 * The same frozen value that shows itself where people look at values: in a REPL, on the console, in a notebook.
 *
 * What shows it are two properties that are not enumerable and whose keys are symbols: they are no part of the data.
 * JSON, copies,
 * comparisons and loops neither see them nor keep them.
 *
 * @param value - a plain list or object; not changed
 */
export function shown<Value extends object>(value: Value, look: Look): Value {
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Value;
  Object.defineProperties(copy, {
    [INSPECT]: {
      value: (depth: unknown, options: { readonly depth?: unknown } | undefined) =>
        inspected(look, depth === options?.depth),
    },
    [NOTEBOOK]: { value: () => ({ "text/plain": look.text(), "text/html": htmlOf(look) }) },
  });
  return Object.freeze(copy);
}

/** Whether a value shows itself already. */
export function isShown(value: object): boolean {
  return Object.hasOwn(value, INSPECT);
}

function htmlOf({ pieces }: Look): string {
  return pieces()
    .map(({ text }) => text)
    .join("\n");
}

/** @param isWhole - whether the value is printed by itself, rather than inside another */
function inspected(look: Look, isWhole: boolean): string {
  const display = isWhole ? tslabDisplay() : undefined;
  if (display === undefined) return look.text();
  for (const { kind, text } of look.pieces()) display[kind](text);
  return "";
}

/** What tslab gives cells to show things with. */
interface TslabDisplay {
  readonly html: (html: string) => void;
  readonly svg: (svg: string) => void;
}

/** The display of tslab when this runs in one of its cells. */
function tslabDisplay(): TslabDisplay | undefined {
  const { __tslab__: tslab } = globalThis as {
    readonly __tslab__?: { readonly require: (name: string) => { readonly display: TslabDisplay } };
  };
  return tslab?.require("tslab").display;
}
