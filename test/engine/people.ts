/**
 * Small stores told in words: a line a person,
 * `A: worked 2019-01-01..2019-03-31 open-market @Cafe; exited 2019-12-31 moved`.
 */
import { dayOf } from "../../src/calendar";
import { storeOf, parseDataset } from "../../src/core/dataset/dataset";
import type { Store } from "../../src/core/dataset/store";
import type { Criterion } from "../../src/core/events/event";
import { People, type View } from "../../src/core/engine/view";

const SETTINGS = ["open-market", "sheltered"];
const CONTRACTS = ["temporary", "permanent"];

/**
 * The events of one person; `..` with nothing after it leaves an end open, and a registration on 2018-01-01 is added
 * where none is told.
 */
function eventsOf(beneficiaryId: string, lines: readonly string[]): object[] {
  const all = lines.some((line) => line.startsWith("registered")) ? lines : ["registered 2018-01-01", ...lines];
  return all.flatMap((line, index) => {
    const [verb = "", dates = "", ...words] = line.split(" ");
    const [date = "", last] = dates.split("..");
    const word = (start: string) => words.find((each) => each.startsWith(start))?.slice(start.length);
    const given = (fields: object) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
    const event = (type: string, fields: object, day = date) => ({
      ...{ id: `${beneficiaryId}-${index}-${type}`, type, beneficiaryId, date: day },
      ...given(fields),
    });
    const spell = (kind: string, idField: string, fields: object) => {
      const id = { [idField]: word("#") ?? `${beneficiaryId}-${index}` };
      const start = event(`${kind}-started`, { ...id, ...fields });
      return last ? [start, event(`${kind}-ended`, id, last)] : [start];
    };
    switch (verb) {
      case "registered": {
        const pairs = words.filter((each) => each.includes("=")).map((each) => each.split("="));
        const groups = pairs.filter(([name]) => name === "group").map(([, group]) => group);
        const attributes = Object.fromEntries(pairs.filter(([name]) => name !== "group"));
        return [{ ...event("beneficiary-registered", { birthDate: word("born:") }), targetGroups: groups, attributes }];
      }
      case "exited":
        return [event("beneficiary-exited", { reason: words[0] })];
      case "served":
        return [event("service-delivered", { service: words[0] ?? "advice" })];
      case "followed":
        return [event("follow-up-recorded", { status: words[0] })];
      case "scored":
        return [
          {
            ...event("assessment-recorded", { criterion: words[0], rater: word("by:"), instrument: word("with:") }),
            score: Number.isNaN(Number(words[1])) ? words[1] : Number(words[1]),
          },
        ];
      case "worked":
        return spell("placement", "placementId", {
          setting: words.find((each) => SETTINGS.includes(each)),
          contract: words.find((each) => CONTRACTS.includes(each)),
          employer: word("@"),
        });
      case "supported":
        return spell("support", "supportId", { placementId: word("at:") });
      default:
        throw new Error(`Cannot read the line "${line}": its verb must be known`);
    }
  });
}

/** The store of some people, a line each, in the order of their lines. */
export function storeOfPeople(text: string, criteria?: readonly Criterion[]): Store {
  const lines = text.split("\n").map((line) => line.trim());
  const people = lines
    .filter((line) => line !== "")
    .map((line) => line.split(":", 1).concat(line.slice(line.indexOf(":") + 1)));
  const events = people.flatMap(([id = "", told = ""]) =>
    eventsOf(
      id,
      told
        .split(";")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    ),
  );
  return storeOf(parseDataset(events, criteria && { criteria }));
}

/**
 * Some people of a store as they are looked at on a day; running spells go on until the day after the calendar's last.
 */
export function viewOf(store: Store, horizon: string, who: readonly number[] = [...Array(store.people).keys()]): View {
  // Room for one more, who is not looked at: the first again.
  const numbers = Int32Array.of(...who, 0);
  return { store, people: new People(store).look(numbers, who.length), horizon: dayOf(horizon), goesOnUntil: 109_573 };
}
