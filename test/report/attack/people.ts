import type { Criterion, Period } from "../../../src/core/index";
import type { Chance } from "./chance";

/**
 * Something that happened to a person: an event without its id and theirs. Placements and support are numbered within
 * the person.
 */
export type Fact = Readonly<Record<string, unknown>> & { readonly type: string; readonly date: string };

/** Words that people are drawn with. */
export interface Vocabulary {
  /** Codes of services, those that definitions name among them. */
  readonly services: readonly string[];
  /** None: nobody is assessed. */
  readonly criteria: readonly Criterion[];
  /** Kinds of adverse events; none: none is recorded. */
  readonly harms: readonly string[];
  /** Reasons of exit; none: nobody exits. */
  readonly exits: readonly string[];
  readonly hasFollowUps: boolean;
  /**
   * Whether people register at any time, though then some exits cannot be; most register before everything else does.
   */
  readonly registersAnyTime: boolean;
  readonly employers: readonly string[];
  readonly targetGroups: readonly string[];
  readonly sexes: readonly string[];
  readonly regions: readonly string[];
  readonly birthYears: readonly number[];
  /** Attributes of registrations that tables read; everybody has them. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Attributes of registrations that definitions read; some people have them. */
  readonly traits: Readonly<Record<string, readonly string[]>>;
}

export interface Person {
  readonly facts: readonly Fact[];
  /** Attributes that definitions read, the same in every registration. */
  readonly traits: Readonly<Record<string, string>>;
  /** Adverse events. */
  readonly harms: readonly Fact[];
  readonly registrations: readonly Fact[];
}

export const plainWords: Vocabulary = {
  services: ["advice", "social-adaptation"],
  criteria: [],
  harms: [],
  exits: [],
  hasFollowUps: false,
  registersAnyTime: false,
  employers: [],
  targetGroups: ["care-leaver", "disability", "school"],
  sexes: ["female", "male"],
  regions: ["north", "south"],
  birthYears: [],
  attributes: {},
  traits: {},
};

const DAY = 86_400_000;

/** A day some days and months later; the day of the month is kept, or is the month's last. */
function later(date: string, months: number, days = 0): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = Date.UTC(year, month - 1 + months, Math.min(day, last)) + days * DAY;
  return new Date(moved).toISOString().slice(0, 10);
}

/** Draws what happens to people around the borders of some periods, and lengths around the usual thresholds. */
export class People {
  readonly #chance: Chance;
  readonly #words: Vocabulary;
  readonly #periods: readonly Period[];
  readonly #borders: readonly string[];
  readonly #first: string;
  readonly #days: number;
  /** A day before all periods, and one in each stretch of time that periods tell apart. */
  readonly #stretches: readonly string[];

  constructor(chance: Chance, words: Vocabulary, periods: readonly Period[], asOf: string) {
    this.#chance = chance;
    this.#words = words;
    this.#periods = periods;
    this.#borders = periods.flatMap(({ from, to }) => [later(from, 0, -1), from, to, later(to, 0, 1)]);
    const starts = periods.map(({ from }) => from).sort();
    this.#first = later(starts[0]!, -12);
    const borders = [...new Set(periods.flatMap(({ from, to }) => [from, later(to, 0, 1)]))].sort();
    this.#stretches = [later(starts[0]!, -1), ...borders.slice(0, -1).map((day) => later(day, 0, 9))];
    this.#days = Math.round((Date.parse(asOf) - Date.parse(this.#first)) / DAY);
  }

  /** Everything but registrations and adverse events. */
  facts(): readonly Fact[] {
    const { below, once } = this.#chance;
    const facts: Fact[] = [];
    if (once(25)) return facts;
    for (const period of this.#periods) if (!once(3)) facts.push(...this.#served(period));
    const placements = [0, 1, 1, 1, 2, 2, 3][below(7)]!;
    for (let place = 1; place <= placements; place++) facts.push(...this.#worked(`P${place}`));
    if (once(8)) facts.push(...this.#supported("F", this.#day(), this.#length(), undefined));
    for (const { code } of this.#words.criteria) facts.push(...this.#scored(code));
    if (this.#words.exits.length > 0 && !once(4)) facts.push(...this.#left());
    return facts;
  }

  get hasTraits(): boolean {
    return Object.keys(this.#words.traits).length > 0;
  }

  traits(): Person["traits"] {
    const { once, pick } = this.#chance;
    const had = Object.entries(this.#words.traits).filter(() => !once(4));
    return Object.fromEntries(had.map(([name, codes]) => [name, pick(codes)]));
  }

  /** Adverse events, of most people none; some have the same twice. */
  harms(): readonly Fact[] {
    const { once, pick } = this.#chance;
    if (this.#words.harms.length === 0 || once(2)) return [];
    const sorts = Array.from({ length: pick([1, 1, 1, 2, 2, 3]) }, () => ({
      type: "adverse-event-recorded",
      date: pick(this.#stretches),
      kind: pick(this.#words.harms),
      severity: pick(["low", "medium", "high"]),
    }));
    return sorts.flatMap((one) => Array.from({ length: pick([1, 1, 1, 2, 3]) }, () => one));
  }

  /** One registration, or a second one with which a person moves. */
  registrations(): readonly Fact[] {
    const { once, pick } = this.#chance;
    const { exits, registersAnyTime } = this.#words;
    const isLate = registersAnyTime ? once(2) : exits.length === 0 && once(6);
    const first = this.#registered(isLate ? later(this.#first, this.#chance.below(24)) : later(this.#first, -6));
    if (!once(5)) return [first];
    const moved = this.#registered(later(pick(this.#periods).from, once(2) ? 0 : 3));
    const kept = once(2) ? {} : { sex: first.sex };
    return moved.date > first.date ? [first, { ...moved, ...kept }] : [first];
  }

  /**
   * The same with something else: a fact that is missing or another, a spell that goes on, ends sooner or is not there.
   */
  changed(facts: readonly Fact[]): readonly Fact[] {
    const { once, pick } = this.#chance;
    if (facts.length === 0 || once(8)) return this.facts();
    if (once(5)) return [...facts, ...this.#served(pick(this.#periods))];
    if (once(5)) return [...facts, ...this.#worked(`N${this.#chance.below(1000)}`)];
    const starts = facts.filter(({ type }) => type.endsWith("-started"));
    const isSpell = starts.length > 0 && !once(3);
    const one = pick(isSpell ? starts : facts);
    const idOf = ({ supportId, placementId }: Fact) => supportId ?? placementId;
    const isOf = (fact: Fact) => fact !== one && fact.type.endsWith("-ended") && idOf(fact) === idOf(one);
    const tied = facts.filter(
      ({ placementId, supportId }) => placementId === one.placementId && supportId !== undefined,
    );
    const without = (gone: readonly Fact[]) => facts.filter((fact) => !gone.includes(fact));
    if (!isSpell) return one.type.includes("-started") || one.type.includes("-ended") ? facts : without([one]);
    const end = facts.find(isOf);
    const length = this.#length();
    const changes: readonly (() => readonly Fact[])[] = [
      () => [...without([one]), { ...one, [pick(["setting", "contract"])]: undefined }],
      () => [...without([one]), { ...one, setting: pick(["open-market", "sheltered"]) }],
      () => (end === undefined ? facts : without([end])),
      () =>
        end === undefined || length === undefined
          ? facts
          : [...without([end]), { ...end, date: later(one.date, ...length) }],
      () =>
        without([
          one,
          ...(end ? [end] : []),
          ...(one.supportId === undefined
            ? tied.flatMap((fact) => [fact, ...facts.filter((other) => other.supportId === fact.supportId)])
            : []),
        ]),
      () => [...facts, ...this.#supported(`N${this.#chance.below(1000)}`, one.date, length)],
    ];
    const isWork = one.type === "placement-started";
    return isWork ? pick(changes)() : pick(changes.slice(2, 5))();
  }

  #day(): string {
    const { below, once, pick } = this.#chance;
    return once(3) ? later(pick(this.#borders), 0) : later(this.#first, 0, below(this.#days + 30));
  }

  /** Months and days; undefined: does not end. */
  #length(): readonly [number, number] | undefined {
    return this.#chance.pick(LENGTHS);
  }

  #served({ from, to }: Period): readonly Fact[] {
    const { below, once, pick } = this.#chance;
    const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY);
    return Array.from({ length: once(3) ? 2 : 1 }, () => ({
      type: "service-delivered",
      date: once(5) ? pick([from, to]) : later(from, 0, below(length)),
      service: pick(this.#words.services),
    }));
  }

  #worked(placementId: string): readonly Fact[] {
    const { below, once, pick } = this.#chance;
    const [date, length] = [this.#day(), this.#length()];
    const setting = [{ setting: "open-market" }, { setting: "open-market" }, { setting: "sheltered" }, {}][below(4)]!;
    const contract = [{ contract: "temporary" }, { contract: "permanent" }, { contract: "temporary" }, {}][below(4)]!;
    const employer = this.#words.employers.length > 0 && !once(6) ? { employer: pick(this.#words.employers) } : {};
    const started = { type: "placement-started", date, placementId, ...setting, ...contract, ...employer };
    const ended = length && [{ type: "placement-ended", date: later(date, ...length), placementId }];
    const tied = once(2) ? placementId : undefined;
    const supportId = `S${placementId}`;
    const supported = [
      () => [],
      () => this.#supported(supportId, date, length, tied),
      () => this.#supported(supportId, date, this.#length(), tied),
      () => this.#supported(supportId, later(date, 1), length, tied),
      () => this.#supported(supportId, later(date, -1), undefined, tied),
    ];
    return [started, ...(ended ?? []), ...pick(supported)()];
  }

  #supported(supportId: string, date: string, length: readonly [number, number] | undefined, placementId?: string) {
    const started = { type: "support-started", date, supportId, ...(placementId && { placementId }) };
    return [started, ...(length ? [{ type: "support-ended", date: later(date, ...length), supportId }] : [])];
  }

  #scored(criterion: string): readonly Fact[] {
    const { once, pick } = this.#chance;
    const { min, max, notApplicable } = this.#words.criteria.find(({ code }) => code === criterion)!;
    const code = notApplicable?.[0];
    const isOut = code !== undefined && once(6);
    const scoreOf = () => (code !== undefined && (isOut || once(12)) ? code : pick([min, min, min + 1, max]));
    const days = this.#stretches.filter(() => !once(3));
    return days.map((date) => ({ type: "assessment-recorded", date, criterion, score: scoreOf() }));
  }

  #left(): readonly Fact[] {
    const { once, pick } = this.#chance;
    const date = this.#day();
    const reason = once(6) ? {} : { reason: pick(this.#words.exits) };
    const found = ["employed", "not-employed", "unreachable"];
    return [
      { type: "beneficiary-exited", date, ...reason },
      ...(this.#words.hasFollowUps
        ? [3, 6, 9, 12]
            .filter(() => once(3))
            .map((months) => ({ type: "follow-up-recorded", date: later(date, months), status: pick(found) }))
        : []),
    ];
  }

  #registered(date: string): Fact {
    const { once, pick } = this.#chance;
    const { targetGroups, sexes, regions, birthYears, attributes } = this.#words;
    const codes = Object.entries(attributes).map(([name, of]) => [name, pick(of)]);
    return {
      type: "beneficiary-registered",
      date,
      targetGroups: targetGroups.filter(() => once(3)),
      ...(sexes.length > 0 && !once(8) && { sex: pick(sexes) }),
      ...(regions.length > 0 && !once(8) && { region: pick(regions) }),
      ...(birthYears.length > 0 && !once(8) && { birthDate: `${pick(birthYears)}-0${1 + this.#chance.below(9)}-15` }),
      ...(codes.length > 0 && { attributes: Object.fromEntries(codes) }),
    };
  }
}

const LENGTHS: readonly (readonly [number, number] | undefined)[] = [
  [0, 0],
  [0, 13],
  [1, -2],
  [1, -1],
  [3, -1],
  [3, 5],
  [5, 0],
  [6, -2],
  [6, -1],
  [7, 0],
  [9, 0],
  [12, -1],
  [13, 0],
  [20, 0],
  undefined,
  undefined,
];

/** A person as the library reads one. */
export function eventsOf(beneficiaryId: string, { facts, traits, harms, registrations }: Person): readonly Fact[] {
  const registered = registrations.map(
    (fact): Fact => ({
      ...fact,
      attributes: { ...(fact.attributes as object), ...traits },
    }),
  );
  return [...registered, ...facts, ...harms].map((fact, place) => {
    const own = ["placementId", "supportId"].filter((name) => fact[name] !== undefined);
    return {
      ...fact,
      ...Object.fromEntries(own.map((name) => [name, `${beneficiaryId}-${fact[name]}`])),
      id: `${beneficiaryId}/${place}`,
      beneficiaryId,
    };
  });
}
