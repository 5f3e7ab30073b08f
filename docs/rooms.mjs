/** Groups the pages of typedoc by the headings of the doors, so that no export needs a tag. */
import { readFileSync } from "node:fs";
import { Comment, CommentTag, Converter } from "typedoc";

const { entryPoints } = JSON.parse(readFileSync("typedoc.json", "utf8"));
/** By public name, the heading that it stands under. */
const headingOf = new Map(
  entryPoints.flatMap((file) => {
    const [, ...parts] = readFileSync(file, "utf8").split(/^\/\/ (.+)$/m);
    const headings = parts.filter((_, at) => at % 2 === 0);
    return headings.flatMap((heading, at) =>
      [...parts[2 * at + 1].matchAll(/\{([^}]*)\}/g)]
        .flatMap(([, names]) => names.split(","))
        .map((name) => [
          name
            .trim()
            .replace(/^type /, "")
            .replace(/^.* as /, ""),
          heading,
        ]),
    );
  }),
);
const headings = [...new Set(headingOf.values())];

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.on("bootstrapEnd", () => app.options.setValue("categoryOrder", headings));
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // One module for each entry; the names of `xlsx` stand beside those of spreadsheets.
    for (const reflection of (project.children ?? []).flatMap(({ children = [] }) => children)) {
      const heading =
        headingOf.get(reflection.name) ?? (reflection.parent.name.endsWith("xlsx") ? "Spreadsheets" : undefined);
      if (heading === undefined)
        throw new Error(`Cannot group the pages: ${reflection.name} must stand under a heading`);
      reflection.comment ??= new Comment();
      reflection.comment.blockTags.push(new CommentTag("@category", [{ kind: "text", text: heading }]));
    }
  });
}
