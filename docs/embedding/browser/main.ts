import type { Locale } from "mio-indicators";
import type { TableMapping } from "mio-indicators/input";
import { type Answer, answer, type PlacedIssue } from "./report";
import { WORDS } from "./words";

const element = <Kind extends HTMLElement = HTMLInputElement>(id: string) => document.getElementById(id) as Kind;
const locale = () => element("locale").value as Locale;
const words = () => WORDS[locale()];
let dropped: readonly File[] = [];
let address = "";

function speak(): void {
  document.documentElement.lang = locale();
  document.title = words().title;
  for (const one of document.querySelectorAll<HTMLElement>("[data-word]")) {
    one.textContent = words()[one.dataset.word as keyof typeof WORDS.ru];
  }
  element("report").title = words().result;
}

/** Answers the form; what cannot be computed is said. */
async function compute(): Promise<void> {
  const files = [...(dropped.length > 0 ? dropped : (element("files").files ?? []))];
  if (files.length === 0) return say(words().noFiles);
  let mapping: TableMapping | undefined;
  try {
    const text = element("mapping").value.trim();
    mapping = text === "" ? undefined : JSON.parse(text);
  } catch {
    return say(words().badMapping);
  }
  const read = files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() }));
  try {
    const firstYear = element("first").valueAsNumber;
    const lastYear = element("last").valueAsNumber;
    const asked = { firstYear, lastYear, asOf: element("as-of").value, suppress: element("suppress").checked };
    show(answer({ files: await Promise.all(read), mapping, locale: locale(), ...asked }));
  } catch (error) {
    // A mapping that is not sound, or years in the wrong order: the library's message says what to mend.
    say(error instanceof Error ? error.message : String(error));
  }
}

/** Says one thing and shows nothing else. */
function say(text: string): void {
  element("issues").hidden = true;
  element("result").hidden = true;
  element("status").textContent = text;
}

function show({ html, issues }: Answer): void {
  say(`${html === undefined ? words().refused : words().ready} ${issues.length}.`);
  element("issues").hidden = issues.length === 0;
  element("issue-list").replaceChildren(...issues.map(item));
  URL.revokeObjectURL(address);
  if (html === undefined) {
    element("issues").focus();
    return;
  }
  address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  element<HTMLAnchorElement>("download").href = address;
  element<HTMLIFrameElement>("report").srcdoc = html;
  element("result").hidden = false;
  element("result").focus();
}

/** Text of the data only ever becomes text of the page. */
function item({ table, line, severity, code, message, hint }: PlacedIssue): HTMLElement {
  const place = [table, line === undefined ? undefined : `${words().line} ${line}`].filter(
    (part) => part !== undefined,
  );
  const one = document.createElement("li");
  const head = document.createElement("strong");
  head.textContent = [...place, words()[severity], code].join(" · ");
  one.append(head, document.createElement("br"), message, document.createElement("br"), `→ ${hint}`);
  return one;
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void compute();
});
element("locale").addEventListener("change", speak);
element("files").addEventListener("change", () => {
  dropped = [];
});
const drop = element("drop");
for (const name of ["dragover", "dragleave", "drop"] as const) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name !== "drop") return;
    dropped = [...(event.dataTransfer?.files ?? [])];
    say(dropped.map((file) => file.name).join(", "));
  });
}
const lastYear = new Date().getFullYear() - 1;
element("first").value = String(lastYear);
element("last").value = String(lastYear);
element("as-of").value = `${lastYear}-12-31`;
speak();
