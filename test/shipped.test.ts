/** What is shipped is not checked at every start of a program, but here: it is what its own definition makes of it. */
import { describe, expect, test } from "vitest";
import * as library from "./library";

const isIndicator = (value: unknown): value is library.Indicator =>
  typeof value === "function" && "definition" in value;

const exported = Object.values(library).flatMap((value) => (Array.isArray(value) ? value : [value]));
const shipped = new Set([...exported, ...Object.values(library.catalogue).flat()].filter(isIndicator));

describe("the shipped indicators", () => {
  test("are all found when the front door is searched", () => {
    const inCatalogue = Object.values(library.catalogue).flat();
    expect([...shipped].map(({ code }) => code).sort()).toEqual(
      [...inCatalogue.map(({ code }) => code), "worked-one-month"].sort(),
    );
  });

  test.each([...shipped].map((indicator) => [indicator.code, indicator] as const))(
    "defineIndicator() makes the same of the definition when it is that of %s",
    (_, { code, title, definition, fingerprint }) => {
      const again = library.defineIndicator(JSON.parse(JSON.stringify(definition)));
      expect({ ...again }).toEqual({ code, title, definition, fingerprint });
    },
  );
});

test("defineResultsTree() makes the same of it when the tree is the shipped one", () => {
  expect(library.defineResultsTree(library.vsePoluchitsyaTree)).toEqual(library.vsePoluchitsyaTree);
});

test("defineInstrument() makes the same of it when the instrument is the shipped one", () => {
  expect(library.defineInstrument(library.workplaceAdaptation)).toEqual(library.workplaceAdaptation);
});
