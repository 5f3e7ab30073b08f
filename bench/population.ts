import type { BeneficiaryEvent, Criterion } from "../src/core/index";

/**
 * A made-up population of any size, the same for the same seed: what the benchmark reads and counts.
 *
 * About five events a person on average, in the order in which their file would tell them: a registration, 0 to 3 placements, 0 to 2
 * support spells, services, and 0 to 2 rounds of assessments on five criteria. Some settings, contracts, groups and regions are
 * missing, some spells are still running, many lie over New Year, some adjoin, some last whole months to the day.
 *
 * Nobody lacks more than one setting or contract: the library tries every way in which two of them can be, the SQL and the plain objects
 * only all or nothing. Support never names its placement: it supports whatever they work at. That keeps the SQL beside it simple, in its favour.
 */
export function* population(people: number, seed = 20_192_020): Generator<BeneficiaryEvent> {
  const teller = new Teller(seed);
  for (let number = 1; number <= people; number++) yield* teller.life(`B-${number}`);
}

/** The five criteria of the assessments. */
export const criteria: readonly Criterion[] = ["housing", "documents", "health", "relations", "money"].map((code) => ({
  code,
  title: { ru: code, en: code },
  min: 1,
  max: 5,
  better: "higher",
}));

const TARGET_GROUPS = ["care-leaver", "correctional-school", "disability"];
const SEXES = ["female", "male"];
const REGIONS = ["center", "north", "south", "east", "west", "north-east", "south-west", "island"];
const SERVICES = ["social-adaptation", "social-adaptation", "social-adaptation", "legal-advice", "job-search"];

const MILLISECONDS_IN_A_DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2018, 0, 1) / MILLISECONDS_IN_A_DAY;
/** Nothing is told after this day: a little past the day up to which the data are taken for complete. */
const LAST_DAY = Date.UTC(2021, 2, 31) / MILLISECONDS_IN_A_DAY;
const dates = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, day) => dateText(FIRST_DAY + day));

function dateText(day: number): string {
  return new Date(day * MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10);
}

/** Tells lives event by event; days are counted from the first that is told of. */
class Teller {
  readonly #draw: Draw;
  #events = 0;
  #placements = 0;
  #support = 0;

  constructor(seed: number) {
    this.#draw = new Draw(seed);
  }

  *life(beneficiaryId: string): Generator<BeneficiaryEvent> {
    const draw = this.#draw;
    const registered = draw.whole(0, 1060);
    yield {
      ...this.#on("beneficiary-registered", beneficiaryId, registered),
      targetGroups: draw.happens(0.03) ? [] : [draw.one(TARGET_GROUPS)],
      sex: draw.one(SEXES),
      ...(draw.happens(0.04) ? {} : { region: draw.one(REGIONS) }),
    };
    for (let services = draw.weighted(0.25, 0.37, 0.26, 0.12); services > 0; services--) {
      const day = registered + draw.whole(0, 420);
      if (day >= dates.length) continue;
      yield { ...this.#on("service-delivered", beneficiaryId, day), service: draw.one(SERVICES) };
    }
    yield* this.#work(beneficiaryId, registered);
    yield* this.#assessments(beneficiaryId, registered);
  }

  *#work(beneficiaryId: string, registered: number): Generator<BeneficiaryEvent> {
    const draw = this.#draw;
    let start = registered + draw.whole(0, 240);
    let supportStart = start + draw.whole(-10, 20);
    let lacks = false;
    const placements = draw.weighted(0.56, 0.3, 0.11, 0.03);
    for (let left = placements; left > 0 && start < dates.length; left--) {
      const end = start + this.#length();
      const placementId = `P-${++this.#placements}`;
      const lacksSetting: boolean = !lacks && draw.happens(0.04);
      const lacksContract: boolean = !lacks && !lacksSetting && draw.happens(0.04);
      lacks ||= lacksSetting || lacksContract;
      yield {
        ...this.#on("placement-started", beneficiaryId, start),
        placementId,
        ...(lacksSetting ? {} : { setting: draw.happens(0.62) ? "open-market" : "sheltered" }),
        ...(lacksContract ? {} : { contract: draw.happens(0.58) ? "temporary" : "permanent" }),
        hoursPerWeek: draw.one([10, 20, 30, 40]),
      };
      if (end > dates.length || draw.happens(0.05)) break;
      yield { ...this.#on("placement-ended", beneficiaryId, end - 1), placementId };
      start = end + draw.one([0, 0, 1, 14, 60]);
    }
    if (placements === 0) return;
    for (let left = draw.weighted(0.25, 0.5, 0.25); left > 0; left--) {
      if (supportStart < registered || supportStart >= dates.length) return;
      const end = supportStart + this.#length();
      const supportId = `S-${++this.#support}`;
      yield { ...this.#on("support-started", beneficiaryId, supportStart), supportId };
      if (end > dates.length || draw.happens(0.04)) return;
      yield { ...this.#on("support-ended", beneficiaryId, end - 1), supportId };
      supportStart = end + draw.one([0, 1, 10, 45]);
    }
  }

  *#assessments(beneficiaryId: string, registered: number): Generator<BeneficiaryEvent> {
    const draw = this.#draw;
    let day = registered + draw.whole(0, 30);
    for (let rounds = draw.weighted(0.84, 0.07, 0.09); rounds > 0; rounds--) {
      if (day >= dates.length) return;
      for (const { code } of criteria) {
        if (draw.happens(0.05)) continue;
        yield { ...this.#on("assessment-recorded", beneficiaryId, day), criterion: code, score: draw.whole(1, 5) };
      }
      day += draw.whole(60, 360);
    }
  }

  #on<Type extends BeneficiaryEvent["type"]>(type: Type, beneficiaryId: string, day: number) {
    return { id: `E-${++this.#events}`, type, beneficiaryId, date: dates[day]! };
  }

  /** Days of a spell: one in four lasts whole months by the mean length of a month, so that some hit an anniversary. */
  #length(): number {
    const draw = this.#draw;
    return draw.happens(0.25) ? Math.round(draw.whole(1, 12) * 30.4375) : draw.whole(1, 400);
  }
}

/** Random draws by the 32-bit generator mulberry32. */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number, both limits included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)]!;
  }

  /** A place in the list of weights, which add up to 1. */
  weighted(...weights: readonly number[]): number {
    let left = this.#next();
    const place = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return place < 0 ? weights.length - 1 : place;
  }
}
