/** What registrations say of people at a day: the latest up to it counts. */
import { describe, expect, it } from "vitest";
import { dateOf, dayOf, NO_DAY } from "../../../src/calendar";
import {
  ageBits,
  attributeValues,
  birthDay,
  firstAttributeValue,
  groupBits,
  latestRegistration,
  wantedCodes,
} from "../../../src/core/engine/attributes";
import { storeOfPeople, viewOf } from "./people";

const store = storeOfPeople(`
  A: registered 2018-01-01 group=care-leaver group=disability born:2000-03-15 home=city; exited 2018-06-30; registered 2019-01-01 group=other
  B: registered 2019-02-01 born:2000-02-29 home=village; exited 2019-02-02; registered 2019-03-01 home=city; exited 2019-03-02; registered 2019-04-01
  C: registered 2019-02-01 group=disability group=care-leaver home=village
`);
const number = (code: string) => store.log.codes.find(code);
const codes = (numbers: readonly number[]) => numbers.map((code) => store.log.codes.texts[code]);

describe("registrations", () => {
  it.each([
    ["2017-12-31", [-1, -1, -1]],
    ["2018-01-01", [0, -1, -1]],
    ["2018-12-31", [0, -1, -1]],
    ["2019-01-01", [1, -1, -1]],
    ["2019-02-01", [1, 2, 5]],
    ["2019-03-01", [1, 3, 5]],
    ["2019-12-31", [1, 4, 5]],
  ])("latestRegistration() on %s is %j", (day, rows) => {
    expect([0, 1, 2].map((person) => latestRegistration(store, person, dayOf(day)))).toEqual(rows);
  });

  it.each([
    ["targetGroup", "2018-12-31", [["care-leaver", "disability"], [], []]],
    ["targetGroup", "2019-12-31", [["other"], [], ["disability", "care-leaver"]]],
    ["home", "2018-12-31", [["city"], [], []]],
    ["home", "2019-02-28", [[], ["village"], ["village"]]],
    ["home", "2019-03-31", [[], ["city"], ["village"]]],
    ["home", "2019-12-31", [[], [], ["village"]]],
  ])("attributeValues() of %s on %s are %j", (attribute, day, expected) => {
    const people = [0, 1, 2];
    const values = people.map((person) => codes(attributeValues(store, person, dayOf(day), number(attribute))));
    expect(values).toEqual(expected);
    const firsts = people.map((person) => firstAttributeValue(store, person, dayOf(day), number(attribute)));
    expect(firsts).toEqual(expected.map(([first]) => (first === undefined ? -1 : number(first))));
  });

  it("an attribute that nobody ever had has no value", () => {
    expect(number("shoe-size")).toBe(-1);
    expect(firstAttributeValue(store, 0, dayOf("2019-12-31"), -1)).toBe(-1);
  });

  it("the attribute of the first name of all has its value", () => {
    const one = storeOfPeople("A: registered 2019-01-01 home=city");
    const numbers = [...one.log.codes.texts.keys()].filter((code) => attributeValues(one, 0, 50_000, code).length > 0);
    for (const code of numbers)
      expect(firstAttributeValue(one, 0, 50_000, code)).toBe(attributeValues(one, 0, 50_000, code)[0]);
    expect(numbers.length).toBeGreaterThan(0);
  });

  it("birthDay() is by the latest that gives one", () => {
    const text = (day: string) =>
      [0, 1, 2]
        .map((person) => birthDay(store, person, dayOf(day)))
        .map((birth) => (birth === NO_DAY ? "" : dateOf(birth)));
    expect(text("2017-12-31")).toEqual(["", "", ""]);
    expect(text("2019-01-31")).toEqual(["2000-03-15", "", ""]);
    expect(text("2019-02-01")).toEqual(["2000-03-15", "2000-02-29", ""]);
    expect(text("2019-12-31")).toEqual(["2000-03-15", "2000-02-29", ""]);
    const corrected = storeOfPeople(
      "A: registered 2018-01-01 born:2000-03-15; exited 2018-02-01; registered 2018-03-01 born:2001-03-15\nB: registered 2018-01-01 born:1999-01-01",
    );
    expect(dateOf(birthDay(corrected, 0, dayOf("2018-02-28")))).toBe("2000-03-15");
    expect(dateOf(birthDay(corrected, 0, dayOf("2018-03-01")))).toBe("2001-03-15");
  });
});

describe("wantedCodes()", () => {
  it("marks the codes there are, and none for one that never came", () => {
    const wanted = wantedCodes(store, ["disability", "nowhere", "city"]);
    expect(codes([...wanted.keys()].filter((code) => wanted[code] === 1)).sort()).toEqual(["city", "disability"]);
    expect(wanted).toHaveLength(store.log.codes.texts.length);
    expect([...wantedCodes(store, [store.log.codes.texts[0]!])].slice(0, 2)).toEqual([1, 0]);
  });
});

describe("groupBits()", () => {
  it.each([
    ["targetGroup", ["care-leaver"], "2018-12-31", [15, 12, 12]],
    ["targetGroup", ["disability"], "2018-12-31", [15, 12, 12]],
    ["targetGroup", ["other"], "2018-12-31", [0, 12, 12]],
    ["targetGroup", ["other"], "2019-12-31", [15, 12, 0]],
    ["targetGroup", ["disability"], "2019-12-31", [0, 12, 15]],
    ["targetGroup", ["care-leaver", "other"], "2019-12-31", [15, 12, 15]],
    ["targetGroup", ["nowhere"], "2019-12-31", [0, 12, 0]],
    ["home", ["city"], "2019-02-28", [12, 0, 0]],
    ["home", ["village"], "2019-02-28", [12, 15, 15]],
    ["home", ["city"], "2019-03-31", [12, 15, 0]],
    ["home", ["city"], "2019-12-31", [12, 12, 0]],
    ["shoe-size", ["city"], "2019-12-31", [12, 12, 12]],
  ])("of %s in %j on %s are %j", (attribute, wanted, day, expected) => {
    const bits = Uint8Array.of(77, 77, 77, 77);
    groupBits(viewOf(store, day), attribute, wantedCodes(store, wanted), bits);
    expect([...bits]).toEqual([...expected, 77]);
    groupBits(viewOf(store, day, [2, 0]), attribute, wantedCodes(store, wanted), bits);
    expect([...bits.subarray(0, 2)]).toEqual([expected[2], expected[0]]);
  });
});

/** A was born on 15 March 2000, B on 29 February 2000, of C it is not known. */
describe("ageBits()", () => {
  it.each([
    ["2018-03-14", { from: 18 }, [0, 15, 12]],
    ["2018-03-15", { from: 18 }, [15, 15, 12]],
    ["2018-02-27", { from: 18 }, [0, 0, 12]],
    ["2018-02-28", { from: 18 }, [0, 15, 12]],
    ["2018-03-14", { under: 18 }, [15, 0, 12]],
    ["2018-03-15", { under: 18 }, [0, 0, 12]],
    ["2018-03-14", { from: 17, under: 18 }, [15, 0, 12]],
    ["2018-03-14", {}, [15, 15, 12]],
  ])("on %s of ages %j are %j", (day, range, expected) => {
    const view = viewOf(store, "2019-12-31");
    const bits = Uint8Array.of(77, 77, 77, 77);
    ageBits(view, range, { isCommon: true, values: Int32Array.of(dayOf(day), 0, 0) }, bits);
    expect([...bits]).toEqual([...expected, 77]);
  });

  it("are of each person's own day, and false where it never came", () => {
    const days = Int32Array.of(dayOf("2018-03-15"), NO_DAY, NO_DAY, dayOf("2018-02-28"));
    const bits = Uint8Array.of(77, 77, 77, 77, 77);
    ageBits(viewOf(store, "2019-12-31", [0, 1, 2, 1]), { from: 18 }, { isCommon: false, values: days }, bits);
    expect([...bits]).toEqual([15, 0, 0, 15, 77]);
  });
});
