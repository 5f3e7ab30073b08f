import { chance } from "./chance";
import type { Layout, Person } from "./layout";
import { People } from "./people";

/** A few or some dozens of people of some layout, many of them alike. */
export function population({ words, editions }: Layout, seed: number): readonly Person[] {
  const draw = chance(seed);
  const periods = editions.flatMap((edition) => edition.periods);
  const people = new People(
    draw,
    words,
    periods,
    editions
      .map(({ asOf }) => asOf)
      .sort()
      .at(-1)!,
  );
  const size = 5 + draw.below(draw.pick([8, 25, 56]));
  const kinds = Array.from({ length: 1 + draw.below(9) }, () => people.facts());
  const homes = Array.from({ length: 1 + draw.below(5) }, () => people.registrations());
  const rarity = 2 + draw.below(8);
  return Array.from({ length: size }, () => ({
    facts: draw.once(rarity) ? people.facts() : draw.pick(kinds),
    registrations: draw.once(rarity) ? people.registrations() : draw.pick(homes),
  }));
}
