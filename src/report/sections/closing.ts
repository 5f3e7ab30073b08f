import { countText } from "../privacy/suppress";
import { toSentence } from "../../core/aloud/sentence";
import type { ReadableReport } from "../report";

import { type DocumentSection, table, words } from "../../document/document";
import { wordingText } from "./edition";
import type { Edition } from "./edition";

/** The counting rule of every indicator, read aloud, with where it comes from. */
export function definitionsSection(report: ReadableReport, edition: Edition): DocumentSection {
  const text = WORDS[edition.locale];
  const entries = report.definitions.map(({ code, definition }) => {
    const source =
      definition.source === undefined ? [] : [`${text.source}: ${wordingText(definition.source, edition)}`];
    return { term: code, text: [toSentence(definition, { locale: edition.locale }), ...source].join(" ") };
  });
  return { id: "definitions", title: text.definitions, blocks: [{ kind: "terms", entries }], sections: [] };
}

/** The words of the report and what they mean. */
export function glossarySection({ glossary }: ReadableReport, { locale }: Edition): DocumentSection {
  const entries = glossary.map(({ term, meaning }) => ({ term: term[locale], text: meaning[locale] }));
  return { id: "glossary", title: WORDS[locale].glossary, blocks: [{ kind: "terms", entries }], sections: [] };
}

/** What the report was made of and how. */
export function manifestSection({ manifest }: ReadableReport, { locale }: Edition): DocumentSection {
  const text = WORDS[locale];
  const { library, dataset, people, events, indicators, options } = manifest;
  const entries = [
    { term: text.library, text: `${library.name} ${library.version}` },
    {
      term: text.dataset,
      text: `${dataset} (${text.people}: ${countText(people)}, ${text.events}: ${countText(events)})`,
    },
  ];
  return {
    id: "manifest",
    title: text.manifest,
    blocks: [
      { kind: "terms", entries },
      ...table(
        text.fingerprints,
        text.fingerprintColumns,
        indicators.map(({ code, fingerprint }) => [words(code), words(fingerprint)]),
      ),
      ...table(
        text.options,
        text.optionColumns,
        options.map(({ name, value }) => [words(name), words(value)]),
      ),
    ],
    sections: [],
  };
}

const WORDS = {
  ru: {
    definitions: "Как считаются показатели",
    source: "Источник",
    glossary: "Словарь",
    manifest: "Как сделан отчёт",
    library: "Библиотека",
    dataset: "Отпечаток данных",
    people: "людей",
    events: "событий",
    fingerprints: "Отпечатки определений: другой отпечаток — другое правило счёта",
    fingerprintColumns: ["Показатель", "Отпечаток"],
    options: "Что было запрошено",
    optionColumns: ["Параметр", "Значение"],
  },
  en: {
    definitions: "How the indicators are counted",
    source: "Source",
    glossary: "Glossary",
    manifest: "How this report was made",
    library: "Library",
    dataset: "Digest of the data",
    people: "people",
    events: "events",
    fingerprints: "Fingerprints of the definitions: another fingerprint is another counting rule",
    fingerprintColumns: ["Indicator", "Fingerprint"],
    options: "What was asked for",
    optionColumns: ["Option", "Value"],
  },
} as const;
