import { type Funnel, type FunnelStep, funnelCounts, type StepName } from "../../tables/funnel/funnel";
import { type Book, cellKey, EVERYBODY, type Path, PEOPLE } from "./cells";
import type { EditionFeatures } from "./features";

/** In the order in which {@link funnelCounts} counts standings. */
const STANDINGS = ["not", "reached", "pending", "unknown"] as const;

/** Names of what a funnel counts of a person. */
function namesIn({ period, steps, nesting }: Pick<Funnel, "period" | "steps" | "nesting">) {
  const nameOf = ({ indicator, part }: StepName) => `${indicator} ${part}`;
  const prefix = `funnel ${period.from}/${period.to}`;
  const ways = steps.map((_, place) => [prefix, ...steps.slice(0, place + 1).map(nameOf)].join(" > "));
  return {
    ofStep: (step: number, count: (typeof STANDINGS)[number] | "besides") => `${ways[step]} | ${count}`,
    ofNesting: (place: number) => {
      const { later, earlier } = nesting[place]!;
      return `${prefix} | ${nameOf(later)} without ${nameOf(earlier)}`;
    },
  };
}

/** Steps of a funnel: who enters a step reached the one before. */
export function describeFunnel(book: Book, path: Path, table: Funnel): void {
  const { steps, nesting } = table;
  const names = namesIn(table);
  const whole = (feature: string) => ({ row: EVERYBODY, feature });
  const reachedBy = (step: FunnelStep) => step.reached + step.besides;
  let before = PEOPLE;
  const start = cellKey(whole(names.ofStep(0, "reached")));
  steps.forEach((step, place) => {
    const at = [...path, "steps", place];
    const of = step.entered;
    const entered = book.shown([...at, "entered"], whole(before), of);
    const reached = whole(names.ofStep(place, "reached"));
    for (const count of STANDINGS) {
      book.shown([...at, count], whole(names.ofStep(place, count)), step[count], { of });
    }
    book.shown([...at, "besides"], whole(names.ofStep(place, "besides")), step.besides, { of: reachedBy(step) });
    const conversions = { fromPrevious: place === 0 ? undefined : entered, fromStart: start };
    for (const [name, denominator] of Object.entries(conversions)) {
      if (denominator === undefined) continue;
      const on = [...at, name];
      const { share } = step[name as keyof typeof conversions]!;
      book.shown([...on, "share", "numerator"], reached, share.numerator);
      const below = name === "fromStart" ? names.ofStep(0, "reached") : before;
      book.shown([...on, "share", "denominator"], whole(below), share.denominator);
      book.place({ path: [...on, "percent"], cells: [cellKey(reached), denominator], as: "percent" });
      book.place({ path: [...on, "reason"], cells: [denominator], as: "derived" });
    }
    before = reached.feature;
  });
  const skipped = nesting.map(({ later, people }, place) => {
    const step = steps.find(({ indicator, part }) => indicator === later.indicator && part === later.part)!;
    return book.shown([...path, "nesting", place, "people"], whole(names.ofNesting(place)), people, {
      of: reachedBy(step),
    });
  });
  book.place({ path: [...path, "isNested"], cells: skipped, as: "derived" });
}

/** What a funnel counts of each possible person. */
export function funnelFeatures(book: EditionFeatures, table: Funnel): void {
  const { steps, nesting, period } = table;
  const columns = steps.map(({ indicator }) => book.verdicts(indicator, period));
  if (columns.some((column) => column === undefined)) return;
  const names = namesIn(table);
  const placeOf = ({ indicator, part }: StepName) =>
    steps.findIndex((step) => step.indicator === indicator && step.part === part);
  const ofSteps = steps.flatMap((_, step) =>
    ([...STANDINGS, "besides"] as const).map((count) => names.ofStep(step, count)),
  );
  const ofNesting = nesting.map((_, place) => names.ofNesting(place));
  const pairs = nesting.map(({ later, earlier }) => placeOf(earlier) * steps.length + placeOf(later));
  book.count(
    steps.map(({ indicator }) => indicator),
    [...ofSteps, ...ofNesting],
    (person, put) => {
      const { standings, besides, without } = funnelCounts(steps, columns as readonly Uint8Array[], person, person + 1);
      let place = 0;
      for (let step = 0; step < steps.length; step++) {
        for (let at = 0; at < STANDINGS.length; at++) put(place++, standings[step * STANDINGS.length + at]!);
        put(place++, besides[step]!);
      }
      for (const pair of pairs) put(place++, without[pair]!);
    },
  );
}
