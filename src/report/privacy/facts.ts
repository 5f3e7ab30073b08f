import { dateOf } from "../../calendar";
import type { EventType } from "../../core/events/vocabulary";

/** Something that is told of a possible person. */
export interface Fact {
  readonly kind: EventType;
  readonly from: number;
  readonly to?: number | undefined;
  /** The placement that support is tied to. */
  readonly of?: Fact | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The number of digits of an id, so that ids sort as they were drawn. */
const DIGITS = 6;

/** Facts of people as events, each with an id of its own; people are numbered as they come. */
export function* eventsOf(people: readonly (readonly Fact[])[]): Generator<unknown> {
  let number = 0;
  for (let person = 0; person < people.length; person++) {
    const beneficiaryId = String(person).padStart(DIGITS, "0");
    const facts = people[person]!;
    const idOf = (fact: Fact) => `${beneficiaryId}-${facts.indexOf(fact)}`;
    const event = (type: string, day: number, fields: object) => ({
      id: String(number++),
      type,
      beneficiaryId,
      date: dateOf(day),
      ...fields,
    });
    for (const fact of facts) {
      const { kind, from, to, of, fields } = fact;
      if (kind === "placement-started") {
        yield event(kind, from, { ...fields, placementId: idOf(fact) });
        if (to !== undefined) yield event("placement-ended", to, { placementId: idOf(fact) });
      } else if (kind === "support-started") {
        const tie = of !== undefined && facts.includes(of) ? { placementId: idOf(of) } : {};
        yield event(kind, from, { ...fields, ...tie, supportId: idOf(fact) });
        if (to !== undefined) yield event("support-ended", to, { supportId: idOf(fact) });
      } else yield event(kind, from, fields);
    }
  }
}
