import { xmlText } from "../../document/drawing/drawing";

/** An element of XML: attributes that are undefined are left out; a text is its whole content. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly XmlElement[];
}

/** An element with elements or a text in it; empty by default. */
export function element(
  name: string,
  attributes: XmlElement["attributes"] = {},
  content: XmlElement["content"] = [],
): XmlElement {
  return { name, attributes, content };
}

/**
 * A document of XML, one element per line, indented.
 *
 * Any text a person wrote is escaped; signs of control, marks of direction and halves of characters, which XML may not
 * or should not hold, go.
 */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, "").join("\n")}\n`;
}

function linesOf({ name, attributes, content }: XmlElement, indent: string): readonly string[] {
  const given = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : [` ${attribute}="${xmlText(value)}"`],
  );
  const opening = `${indent}<${name}${given.join("")}`;
  if (typeof content === "string") return [`${opening}>${xmlText(content)}</${name}>`];
  if (content.length === 0) return [`${opening}/>`];
  return [`${opening}>`, ...content.flatMap((one) => linesOf(one, `${indent}  `)), `${indent}</${name}>`];
}
