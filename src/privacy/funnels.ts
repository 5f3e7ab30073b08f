import type { Funnel, FunnelStep, StepName } from "../tables/funnel";
import type { CellBook, Path } from "./cells";
import { blockKey, EVERYBODY, PEOPLE } from "./figures";

/** Steps of a funnel: who enters a step reached the one before, and who reaches it is part of who is counted there. */
export function describeFunnel(book: CellBook, path: Path, { steps, nesting, period }: Funnel): void {
  const nameOf = ({ indicator, part }: StepName) => `${indicator} ${part}`;
  const blockOf = ({ indicator }: StepName) => ({ where: EVERYBODY, code: indicator, period });
  const reachedBy = (step: StepName) => blockKey(blockOf(step), step.part === "numerator" ? "counted" : "denominator");
  const within = (step: FunnelStep, count: "pending" | "unknown") => blockKey(blockOf(step), count);
  const prefix = `funnel ${period.from}/${period.to}`;
  let way = prefix;
  let before = PEOPLE;
  let start: string | undefined;
  steps.forEach((step, place) => {
    const at = [...path, "steps", place];
    way = `${way} > ${nameOf(step)}`;
    const keyOf = (count: string) => `${way} | ${count}`;
    const entered = book.shown([...at, "entered"], before, step.entered);
    const reached = book.shown([...at, "reached"], keyOf("reached"), step.reached, { of: entered });
    const parts = (["pending", "unknown", "not"] as const).map((count) =>
      book.shown([...at, count], keyOf(count), step[count], { of: entered }),
    );
    const besides = book.shown([...at, "besides"], keyOf("besides"), step.besides, { of: reachedBy(step) });
    book.equal(entered, [reached, ...parts]);
    book.equal(reachedBy(step), [reached, besides]);
    if (step.part === "numerator") {
      for (const count of ["pending", "unknown"] as const) {
        if (place === 0) book.equal(within(step, count), [keyOf(count)]);
        else book.atMost([keyOf(count)], [[within(step, count), 1]]);
      }
    }
    start ??= reached;
    const conversions = { fromPrevious: step.fromPrevious === null ? undefined : entered, fromStart: start };
    for (const [name, denominator] of Object.entries(conversions)) {
      if (denominator === undefined) continue;
      const on = [...at, name];
      const share = step[name as keyof typeof conversions]!.share;
      book.shown([...on, "share", "numerator"], reached, share.numerator);
      book.shown([...on, "share", "denominator"], denominator, share.denominator);
      book.place({ path: [...on, "percent"], cells: [reached, denominator], as: "percent" });
      book.place({ path: [...on, "reason"], cells: [denominator], as: "derived" });
    }
    before = reached;
  });
  way = prefix;
  const skipped = nesting.map(({ later, earlier, people }, place) => {
    const key = `${prefix} | ${nameOf(later)} without ${nameOf(earlier)}`;
    const whole = reachedBy(later);
    book.shown([...path, "nesting", place, "people"], key, people, { of: whole });
    // Whoever reached both is among those who reached the earlier.
    book.atMost(
      [whole],
      [
        [reachedBy(earlier), 1],
        [key, 1],
      ],
    );
    book.atMost([key], [[whole, 1]]);
    return { key, later: nameOf(later) };
  });
  steps.forEach((step) => {
    way = `${way} > ${nameOf(step)}`;
    const besides = `${way} | besides`;
    const jumps = skipped.filter(({ later }) => later === nameOf(step)).map(({ key }) => key);
    for (const jump of jumps) book.atMost([jump], [[besides, 1]]);
    book.atMost(
      [besides],
      jumps.map((jump) => [jump, 1] as const),
    );
  });
  book.place({ path: [...path, "isNested"], cells: skipped.map(({ key }) => key), as: "derived" });
}
