/** The data within a Vega-Lite specification. */

export type VegaRow = Readonly<Record<string, unknown>>;

/** Every row of data that is in a specification, in the order in which it stands there. */
export function rowsOf(spec: unknown): readonly VegaRow[] {
  if (Array.isArray(spec)) return spec.flatMap(rowsOf);
  if (typeof spec !== "object" || spec === null) return [];
  return Object.entries(spec).flatMap(([name, field]) => {
    if (name === "datasets") return Object.values(field as Record<string, VegaRow[]>).flat();
    if (name === "data") return (field as { readonly values?: readonly VegaRow[] }).values ?? [];
    return rowsOf(field);
  });
}
