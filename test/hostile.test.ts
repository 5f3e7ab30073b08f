import { describe, expect, it } from "vitest";
import { safeParseDataset } from "../src/core/index";

const NAME = "Иван Иванов";
const registered = {
  id: "E-1",
  type: "beneficiary-registered",
  beneficiaryId: "B-1",
  date: "2019-01-10",
  targetGroups: ["care-leaver"],
};
const deep = () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  return value;
};
const cyclic: Record<string, unknown> = { ...registered };
cyclic.self = cyclic;

const hostile: readonly (readonly [string, unknown])[] = [
  [
    "__proto__ as a key",
    JSON.parse(
      `{"id":"E-1","type":"beneficiary-registered","beneficiaryId":"B-1","date":"2019-01-10","targetGroups":[],"__proto__":{"x":1}}`,
    ),
  ],
  ["__proto__ among the attributes", { ...registered, attributes: JSON.parse(`{"__proto__":"x"}`) }],
  ["a field's name among the attributes", { ...registered, attributes: { sex: "female" } }],
  ["ten million characters in an id", { ...registered, id: "x".repeat(10_000_000) }],
  ["ten million characters in a code", { ...registered, region: " ".repeat(10_000_000) }],
  ["ten million characters in a field's name", { ...registered, ["x".repeat(10_000_000)]: 1 }],
  ["a name in a field of its own", { ...registered, fullName: NAME }],
  ["a name in place of a date", { ...registered, date: NAME }],
  ["a hundred thousand levels", { ...registered, targetGroups: deep() }],
  [
    "NaN",
    {
      id: "E-1",
      type: "assessment-recorded",
      beneficiaryId: "B-1",
      date: "2019-01-10",
      criterion: "health",
      score: Number.NaN,
    },
  ],
  ["a lone surrogate", { ...registered, beneficiaryId: "B-\ud800" }],
  ["a bidi mark", { ...registered, beneficiaryId: "B-\u202e1" }],
  ["a list of 1e9 places as target groups", { ...registered, targetGroups: new Array(1e9) }],
  ["a circle", cyclic],
  [
    "a getter that throws",
    {
      ...registered,
      get region() {
        throw new RangeError(NAME);
      },
    },
  ],
  [
    "a proxy that throws",
    new Proxy(
      {},
      {
        get() {
          throw new Error(NAME);
        },
        ownKeys() {
          throw new Error(NAME);
        },
      },
    ),
  ],
  ["a symbol", Symbol("event")],
  ["a big number", 10n],
  ["a function", () => registered],
  ["nothing", undefined],
  [
    "a hundred thousand attributes",
    {
      ...registered,
      attributes: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`a${index}`, "b"])),
    },
  ],
];

describe("hostile input", () => {
  it.each(hostile)("safeParseDataset() gives short issues without the text when an event holds %s", (_, event) => {
    const parsed = safeParseDataset([event]);
    expect(parsed.ok).toBe(false);
    expect(parsed.issues.length).toBeGreaterThan(0);
    for (const { message, hint } of parsed.issues) {
      expect(message.length + hint.length).toBeLessThan(600);
      expect(message + hint).not.toContain(NAME);
    }
  });

  it("safeParseDataset() gives issues when a list declares 1e9 events and holds none", () => {
    const { ok, issues } = safeParseDataset(new Array(1e9));
    expect(ok).toBe(false);
    expect(issues[issues.length - 1]!.message).toContain("1000000000");
  });

  it("safeParseDataset() keeps apart ids that are made to collide in its dictionary", () => {
    const hash = (text: string) => {
      let state = 0x811c9dc5;
      for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
      return (state ^ (state >>> 13)) & 0x7ff;
    };
    const colliding: string[] = [];
    for (let number = 0; colliding.length < 400; number++) if (hash(`c${number}`) === 7) colliding.push(`c${number}`);
    const parsed = safeParseDataset(colliding.map((id) => ({ ...registered, id, beneficiaryId: `B-${id}` })));
    expect(parsed.ok && parsed.dataset.people).toBe(400);
  });
});
