/**
 * A second, deliberately plain implementation of the five indicators of `catalogue.vsePoluchitsya`.
 *
 * It shares nothing with the engine and follows no "certain" or "possible" reading. It lists the worlds that may turn
 * out to be the real one, asks in each of them whether the person belongs in the numerator, and says what the answers
 * amount to:
 *
 * - a world says on which day each spell still running at the horizon ends (each on its own), and what the missing
 *   settings, contracts and assessments turn out to be;
 * - `counted`: true when every running spell ends at the horizon, whatever the missing facts turn out to be, and also
 *   when they are never told (a placement without its setting is then neither sheltered nor on the open market);
 * - `pending`: not so, but whatever the missing facts turn out to be, and when they are never told, there is a way for
 *   the running spells to end that makes it true;
 * - `unknown`: not so either, but true in some world;
 * - `not-counted`: true in no world.
 *
 * Spells here keep both their days: `firstDay` and `lastDay` are worked (or supported). Day numbers count from
 * 1970-01-01.
 */

export type NaiveVerdict = "outside" | "excluded" | "counted" | "pending" | "unknown" | "not-counted";
export type NaiveCode = "1.1" | "1.2" | "1.3" | "1.4" | "2.1";
export type NaiveVerdicts = Record<NaiveCode, NaiveVerdict>;

/** An event as it was reported: the fields of every type side by side. */
export interface NaiveEvent {
  readonly id: string;
  readonly type: string;
  readonly beneficiaryId: string;
  readonly date: string;
  readonly [field: string]: unknown;
}

export interface NaiveCriterion {
  readonly code: string;
  readonly better: "higher" | "lower";
  readonly minimumStep?: number | undefined;
  readonly notApplicable?: readonly (string | number)[] | undefined;
}

export interface NaiveOptions {
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly criteria?: readonly NaiveCriterion[];
}

// ---------------------------------------------------------------------------------------------------------------- days

const MILLISECONDS_IN_A_DAY = 86_400_000;

export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / MILLISECONDS_IN_A_DAY;
}

export function dateText(day: number): string {
  return new Date(day * MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10);
}

/** The same day of the month `months` later, or that month's last day when it is shorter. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * MILLISECONDS_IN_A_DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDayOfThatMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDayOfThatMonth)) / MILLISECONDS_IN_A_DAY;
}

interface Run {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A spell lasts at least n months when its first day + n months is no later than the day after its last day. */
function lastsAtLeast(run: Run, months: number): boolean {
  return monthsLater(run.firstDay, months) <= run.lastDay + 1;
}

// ---------------------------------------------------------------------------------------- what is known about a person

type Setting = "open-market" | "sheltered";
type Contract = "temporary" | "permanent";

interface KnownPlacement {
  readonly placementId: string;
  readonly firstDay: number;
  readonly lastDay: number | "running";
  readonly setting: Setting | "missing";
  readonly contract: Contract | "missing";
}

interface KnownSupport {
  readonly firstDay: number;
  readonly lastDay: number | "running";
  readonly onlyFor: string | "whatever they work at";
}

interface Life {
  readonly services: readonly { readonly day: number; readonly service: string }[];
  readonly placements: readonly KnownPlacement[];
  readonly supports: readonly KnownSupport[];
  readonly assessments: readonly {
    readonly id: string;
    readonly day: number;
    readonly criterion: string;
    readonly score: unknown;
  }[];
}

/** The events that happened: those that no retraction that itself stands takes back. */
export function standing(events: readonly NaiveEvent[]): NaiveEvent[] {
  const stands = (event: NaiveEvent): boolean =>
    !events.some((other) => other.type === "event-retracted" && other.retracts === event.id && stands(other));
  return events.filter((event) => event.type !== "event-retracted" && stands(event));
}

function lifeOf(events: readonly NaiveEvent[]): Life {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const endOf = (type: string, field: string, id: unknown): number | "running" => {
    const end = events.find((event) => event.type === type && event[field] === id);
    return end === undefined ? "running" : dayNumber(end.date);
  };
  return {
    services: ofType("service-delivered").map((event) => ({
      day: dayNumber(event.date),
      service: String(event.service),
    })),
    placements: ofType("placement-started").map((event) => ({
      placementId: String(event.placementId),
      firstDay: dayNumber(event.date),
      lastDay: endOf("placement-ended", "placementId", event.placementId),
      setting: (event.setting as Setting | undefined) ?? "missing",
      contract: (event.contract as Contract | undefined) ?? "missing",
    })),
    supports: ofType("support-started").map((event) => ({
      firstDay: dayNumber(event.date),
      lastDay: endOf("support-ended", "supportId", event.supportId),
      onlyFor: (event.placementId as string | undefined) ?? "whatever they work at",
    })),
    assessments: ofType("assessment-recorded").map((event) => ({
      id: event.id,
      day: dayNumber(event.date),
      criterion: String(event.criterion),
      score: event.score,
    })),
  };
}

// -------------------------------------------------------------------------------------------------------------- worlds

interface Placement extends Run {
  readonly placementId: string;
  readonly setting: Setting | "missing";
  readonly contract: Contract | "missing";
}

interface Support extends Run {
  readonly onlyFor: string;
}

/** One way things may turn out: every spell has ended, every fact is known. */
interface World {
  readonly placements: readonly Placement[];
  readonly supports: readonly Support[];
}

/**
 * Every way to take one of each: `everyChoice([[1, 2], [3, 4]])` is 1 3, 1 4, 2 3, 2 4. The first takes the first of
 * each.
 */
export function everyChoice<Choice>(choices: readonly (readonly Choice[])[]): Choice[][] {
  return choices.reduce<Choice[][]>(
    (begun, next) => begun.flatMap((chosen) => next.map((choice) => [...chosen, choice])),
    [[]],
  );
}

/** Far enough after the horizon for anything that goes on to have lasted six months. */
const A_LONG_TIME = 400;

/**
 * The last days worth trying for a running spell, the horizon first: the horizon and the day after; for whatever may
 * begin a stretch (a spell's first day, the day after a spell's last), the day on which that stretch reaches one month;
 * and a day so late that it stands for "never". The month matters because 1.2 asks for one month and less than six: the
 * earliest day that is enough is the best chance of not being too much.
 */
function lastDaysToTry(life: Life, horizon: number): number[] {
  const beginnings = [...life.placements, ...life.supports].flatMap((spell) =>
    spell.lastDay === "running" ? [spell.firstDay] : [spell.firstDay, spell.lastDay + 1],
  );
  const monthReached = beginnings.map((day) => monthsLater(day, 1) - 1).filter((day) => day > horizon);
  return [...new Set([horizon, horizon + 1, ...monthReached, horizon + A_LONG_TIME])];
}

/**
 * Each timing is the last day of every spell: of the placements, then of the supports. The first stops all at the
 * horizon.
 */
function everyTiming(life: Life, horizon: number): number[][] {
  const daysToTry = lastDaysToTry(life, horizon);
  return everyChoice(
    [...life.placements, ...life.supports].map((spell) => (spell.lastDay === "running" ? daysToTry : [spell.lastDay])),
  );
}

/** The placements with their missing facts filled in, each way there is. */
type FilledIn = KnownPlacement & { readonly setting: Setting | "missing"; readonly contract: Contract | "missing" };

function everyWayToFillIn(life: Life): FilledIn[][] {
  return everyChoice(
    life.placements.map((placement) => {
      const settings: Setting[] = placement.setting === "missing" ? ["open-market", "sheltered"] : [placement.setting];
      const contracts: Contract[] =
        placement.contract === "missing" ? ["temporary", "permanent"] : [placement.contract];
      return settings.flatMap((setting) => contracts.map((contract) => ({ ...placement, setting, contract })));
    }),
  );
}

function worldOf(placements: readonly FilledIn[], supports: readonly KnownSupport[], timing: readonly number[]): World {
  const lastDays = [...timing];
  const ending = <Spell>(spell: Spell) => ({ ...spell, lastDay: lastDays.shift() as number });
  return { placements: placements.map(ending), supports: supports.map(ending) };
}

/** The verdict on someone in the denominator, from the answers in every world. */
function verdictAcrossWorlds(life: Life, horizon: number, holds: (world: World) => boolean): NaiveVerdict {
  const fillings = everyWayToFillIn(life);
  const neverTold: FilledIn[] = [...life.placements];
  const [allStopAtTheHorizon, ...later] = everyTiming(life, horizon);
  const holdsWith = (timing: number[] | undefined) => (filled: FilledIn[]) =>
    timing !== undefined && holds(worldOf(filled, life.supports, timing));
  const holdsByThen = holdsWith(allStopAtTheHorizon);
  const holdsSomeTime = (filled: FilledIn[]) =>
    holdsByThen(filled) || later.some((timing) => holdsWith(timing)(filled));

  if ([neverTold, ...fillings].every(holdsByThen)) return "counted";
  if ([neverTold, ...fillings].every(holdsSomeTime)) return "pending";
  if (fillings.some(holdsSomeTime)) return "unknown";
  return "not-counted";
}

// --------------------------------------------------------------------------------- what a day is, and stretches of
// them

function covers(spell: Run, day: number): boolean {
  return spell.firstDay <= day && day <= spell.lastDay;
}

function isSupportedAt(placement: Placement, day: number, world: World): boolean {
  return world.supports.some(
    (support) =>
      covers(support, day) &&
      (support.onlyFor === placement.placementId || support.onlyFor === "whatever they work at"),
  );
}

function placementsOn(day: number, world: World): Placement[] {
  return world.placements.filter((placement) => covers(placement, day));
}

function isSupportedOpenMarketDay(day: number, world: World): boolean {
  return placementsOn(day, world).some(
    (placement) => placement.setting === "open-market" && isSupportedAt(placement, day, world),
  );
}

function isUnsupportedOpenMarketDay(day: number, world: World): boolean {
  return placementsOn(day, world).some(
    (placement) => placement.setting === "open-market" && !isSupportedAt(placement, day, world),
  );
}

function isTemporarySupportedDay(day: number, world: World): boolean {
  return placementsOn(day, world).some(
    (placement) =>
      placement.contract === "temporary" &&
      (placement.setting === "sheltered" ||
        (placement.setting === "open-market" && isSupportedAt(placement, day, world))),
  );
}

/**
 * The longest stretches of days of a kind, with no other day between (adjoining and overlapping spells become one).
 * What a day is can only change where a spell begins or on the day after one ends, so only those days are looked at.
 */
function stretches(world: World, isOfTheKind: (day: number, world: World) => boolean): Run[] {
  const turns = [...world.placements, ...world.supports].flatMap((spell) => [spell.firstDay, spell.lastDay + 1]);
  const days = [...new Set(turns)].sort((a, b) => a - b);
  const runs: Run[] = [];
  let begun: number | undefined;
  for (const day of days) {
    if (isOfTheKind(day, world)) {
      begun ??= day;
    } else if (begun !== undefined) {
      runs.push({ firstDay: begun, lastDay: day - 1 });
      begun = undefined;
    }
  }
  return runs;
}

// --------------------------------------------------------------------------------------------------- social adaptation

type Movement = "improved" | "unchanged" | "worsened" | "does not apply" | "missing";

/** Where a person moved on one criterion: first numeric score against last, when they are from different days. */
function movementOn(criterion: NaiveCriterion, life: Life): Movement {
  const isNumeric = (score: unknown): score is number =>
    typeof score === "number" && !(criterion.notApplicable ?? []).includes(score);
  const records = life.assessments
    .filter((assessment) => assessment.criterion === criterion.code)
    .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const numeric = records.filter((assessment) => isNumeric(assessment.score));
  const first = numeric[0];
  const last = numeric[numeric.length - 1];
  if (first !== undefined && last !== undefined && first.day !== last.day) {
    const rise = Number(last.score) - Number(first.score);
    const gain = criterion.better === "higher" ? rise : -rise;
    const step = criterion.minimumStep ?? 0;
    if (gain > 0 && gain >= step) return "improved";
    if (gain < 0 && -gain >= step) return "worsened";
    return "unchanged";
  }
  return numeric.length < records.length ? "does not apply" : "missing";
}

/** Improved or not worse on at least one criterion, for every and for some way the missing criteria may fall. */
function verdictOnChange(movements: readonly Movement[]): NaiveVerdict {
  const worlds = everyChoice(
    movements.map((movement): Movement[] =>
      movement === "missing" ? ["worsened", "unchanged", "improved"] : [movement],
    ),
  );
  const holds = (world: Movement[]) => world.some((movement) => movement === "improved" || movement === "unchanged");
  if (worlds.every(holds)) return "counted";
  return worlds.some(holds) ? "unknown" : "not-counted";
}

// ------------------------------------------------------------------------------------------------------ the indicators

/** The verdict on every registered person for each of the five indicators; an empty map when nobody is registered. */
export function naiveVerdicts(
  events: readonly NaiveEvent[],
  { period, asOf, criteria }: NaiveOptions,
): Map<string, NaiveVerdicts> {
  const happened = standing(events);
  const people = new Set(
    happened.filter((event) => event.type === "beneficiary-registered").map((event) => event.beneficiaryId),
  );

  const from = dayNumber(period.from);
  const to = dayNumber(period.to);
  const horizon = Math.min(to, dayNumber(asOf));
  const knownByThen = happened.filter((event) => dayNumber(event.date) <= horizon);

  const declared = criteria ?? [];
  const seen = new Set(
    knownByThen.filter((event) => event.type === "assessment-recorded").map((event) => String(event.criterion)),
  );
  const undeclared: NaiveCriterion[] = [...seen].map((code) => ({ code, better: "higher" }));
  const criteriaInUse = declared.length > 0 ? declared : undeclared;

  const verdicts = new Map<string, NaiveVerdicts>();
  for (const person of people) {
    const life = lifeOf(knownByThen.filter((event) => event.beneficiaryId === person));
    verdicts.set(person, verdictsOn(life, { from, to, horizon }, criteriaInUse));
  }
  return verdicts;
}

function verdictsOn(
  life: Life,
  { from, to, horizon }: { from: number; to: number; horizon: number },
  criteria: readonly NaiveCriterion[],
): NaiveVerdicts {
  // A running spell is known to reach the horizon and no further: nobody enters a denominator by what may come.
  const meetsPeriodByNow = (spell: KnownPlacement | KnownSupport) =>
    spell.firstDay <= horizon && (spell.lastDay === "running" ? horizon : spell.lastDay) >= from;
  const isInPeriod = (day: number) => from <= day && day <= horizon;

  const isServed = life.services.some(({ day }) => isInPeriod(day)) || life.supports.some(meetsPeriodByNow);
  const hasWorked = life.placements.some(meetsPeriodByNow);
  const hasWorkExperience = isServed && hasWorked;
  const isInSocialAdaptation = life.services.some(
    ({ day, service }) => isInPeriod(day) && service === "social-adaptation",
  );

  // In each world the whole period is looked at: a world that goes on after the horizon has days there.
  const meetsPeriod = (run: Run) => run.firstDay <= to && run.lastDay >= from;
  const among = (isOfTheKind: (day: number, world: World) => boolean, isLongEnough: (run: Run) => boolean) =>
    hasWorkExperience
      ? verdictAcrossWorlds(life, horizon, (world) =>
          stretches(world, isOfTheKind).some((run) => meetsPeriod(run) && isLongEnough(run)),
        )
      : "outside";

  return {
    "1.1": !isServed ? "outside" : hasWorked ? "counted" : "not-counted",
    "1.2": among(isTemporarySupportedDay, (run) => lastsAtLeast(run, 1) && !lastsAtLeast(run, 6)),
    "1.3": among(isSupportedOpenMarketDay, (run) => lastsAtLeast(run, 6)),
    "1.4": among(isUnsupportedOpenMarketDay, (run) => lastsAtLeast(run, 6)),
    "2.1": !isInSocialAdaptation
      ? "outside"
      : // With no criterion anywhere there is still one that was never recorded.
        verdictOnChange(criteria.length > 0 ? criteria.map((criterion) => movementOn(criterion, life)) : ["missing"]),
  };
}
