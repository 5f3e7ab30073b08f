import { safeParseDataset } from "../../../src/core/index";
import { chance } from "./chance";
import { peopleOf } from "./crowd";
import type { Layout } from "./layout";
import { eventsOf, type Person } from "./people";

/** A few or some dozens of people of some layout, many of them alike. */
export function population(layout: Layout, seed: number): readonly Person[] {
  const draw = chance(seed);
  const people = peopleOf(layout, draw);
  const size = 5 + draw.below(draw.pick([8, 25, 56]));
  const kinds = Array.from({ length: 1 + draw.below(9) }, () => ({ facts: people.facts(), traits: people.traits() }));
  const harms = Array.from({ length: 1 + draw.below(4) }, () => people.harms());
  const homes = Array.from({ length: 1 + draw.below(5) }, () => people.registrations());
  const rarity = 2 + draw.below(8);
  const isPossible = (person: Person) =>
    safeParseDataset(eventsOf("B", person), { criteria: layout.words.criteria }).ok;
  const drawn = Array.from({ length: 3 * size }, () => ({
    ...(draw.once(rarity) ? { facts: people.facts(), traits: people.traits() } : draw.pick(kinds)),
    harms: draw.once(rarity) ? people.harms() : draw.pick(harms),
    registrations: draw.once(rarity) ? people.registrations() : draw.pick(homes),
  }));
  return drawn.filter(isPossible).slice(0, size);
}
