import { addStep, type CalendarDate, dateOf, dayOf, type Period, stepBack, stepOf } from "../../calendar";
import { type Dataset, parseDataset } from "../../core/dataset/dataset";
import type { IndicatorDefinition } from "../../core/definition/language";
import { fieldsRead } from "../../core/definition/needs";
import type { EventType } from "../../core/events/vocabulary";
import { eventsOf, type Fact } from "./facts";
import { Vocabulary } from "./vocabulary";

/** What people are drawn for: all that a reader of the report knows of its figures. */
export interface DrawingPlan {
  readonly definitions: readonly IndicatorDefinition[];
  /** Periods and the days on which they are told of. */
  readonly moments: readonly { readonly period: Period; readonly asOf: CalendarDate }[];
  /** How many times as many are drawn as usually are. */
  readonly times: number;
  /** Whether some came to be known between two reports. */
  readonly arrivals: boolean;
  /** Codes of the criteria on which change is told; `notApplicable` when somebody is told to have none. */
  readonly criteria: readonly string[];
  readonly notApplicable: boolean;
  /** Kinds of adverse events that are told. */
  readonly adverseKinds: readonly string[];
  /** Codes that stand in rows, by attribute. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** People who could exist, each as a dataset reads them: families of people who differ from the first of them in one fact. */
export interface PossiblePeople {
  readonly dataset: Dataset;
  /** By person: the number of the family. */
  readonly family: Int32Array;
  /** By person: the day of the first registration. */
  readonly registeredOn: Int32Array;
  /** Whether they could have been registered on any other day and all else be the same. */
  readonly isAnyDay: boolean;
  /** Attributes that the definitions ask for, `ageBand` for the age. */
  readonly attributes: ReadonlySet<string>;
}

/** Families, and people in each: the first and those who differ from them in one fact. */
const FAMILIES = 560;
const FAMILY = 10;
/** More families for each figure told of a person. */
const FAMILIES_PER_FIGURE = 2;
const MOST_FAMILIES = 1000;
/** Most facts of the first of a family. */
const MOST_FACTS = 7;

/**
 * People drawn densely from the facts that definitions read: around the days that periods begin and end, of the lengths that conditions
 * ask for and a day to either side, with and without the facts that may be missing.
 *
 * The same plan gives the same people. Their ids are numbers in the order in which they were drawn.
 */
export function possiblePeople(plan: DrawingPlan): PossiblePeople {
  const drawer = new Drawer(plan);
  const figures = plan.definitions.length * plan.moments.length;
  const families = plan.times * Math.min(MOST_FAMILIES, FAMILIES + FAMILIES_PER_FIGURE * figures);
  const people: (readonly Fact[])[] = [];
  const family: number[] = [];
  for (let number = 0; number < families; number++) {
    const first = drawer.person(number);
    for (let place = 0; place < FAMILY; place++) {
      people.push(place === 0 ? first : drawer.changed(first));
      family.push(number);
    }
  }
  const criteria = plan.criteria.map((code) => ({
    code,
    title: { ru: code, en: code },
    min: 0,
    max: 6,
    better: "higher" as const,
    ...(plan.notApplicable && { notApplicable: [NOT_APPLICABLE] }),
  }));
  const dataset = parseDataset(eventsOf(people), criteria.length === 0 ? {} : { criteria });
  return {
    dataset,
    family: Int32Array.from(family),
    registeredOn: Int32Array.from(people, ([registration]) => registration!.from),
    isAnyDay: !drawer.isRegistrationRead,
    attributes: drawer.attributes,
  };
}

const NOT_APPLICABLE = "not-applicable";
/** Three scores, so that change has every direction; the middle one is where people begin who are scored on all criteria. */
const SCORES = [2, 3, 4];
/** How scores on all criteria may move from one day to the next. */
const WAYS_TO_CHANGE = [
  [1],
  [0],
  [-1],
  [0, 1],
  [0, 0, 1],
  [0, -1],
  [0, 0, -1],
  [1, -1],
  [1, 1, -1],
  [-1, 0, 1],
] as const;
const OTHER = "other";

const OF_WORK: readonly EventType[] = ["placement-started", "support-started", "service-delivered"];
const OF_CHANGE: readonly EventType[] = ["assessment-recorded", "service-delivered", "service-delivered"];
const OF_HARM: readonly EventType[] = ["adverse-event-recorded"];
/** What families tell of, in turn; all there is where nothing is named. */
const SUBJECTS: readonly (readonly EventType[])[] = [OF_WORK, OF_CHANGE, OF_WORK, OF_HARM, OF_WORK, OF_CHANGE, []];

const FIELD_OF: Readonly<Record<string, string>> = { targetGroup: "targetGroups" };
const OWN_FIELDS: readonly string[] = ["sex", "region", "organisation"];
/** Days before the first period in which people are registered who are there all along. */
const LONG_BEFORE = 600;

class Drawer {
  readonly #plan: DrawingPlan;
  readonly #words = new Vocabulary();
  /** Days on which a period begins, or on which facts no longer count. */
  readonly #cuts: readonly number[];
  readonly #kinds: readonly EventType[];
  readonly #settings: readonly (string | undefined)[];
  readonly #contracts: readonly (string | undefined)[];
  readonly #employers: readonly (string | undefined)[];
  readonly #services: readonly string[];
  readonly #criteriaNamed: readonly string[];
  /** Lengths in days that conditions ask for, rising. */
  readonly #lengths: readonly number[];
  /** Kinds of facts drawn for the family at hand. */
  #now: readonly EventType[] = [];
  #state = 2_463_534_242;

  constructor(plan: DrawingPlan) {
    this.#plan = plan;
    for (const { denominator, numerator, exclusions, readings } of plan.definitions) {
      this.#words.read([denominator, numerator, exclusions, (readings ?? []).map((one) => one.numerator)]);
    }
    const cuts = plan.moments.flatMap(({ period: { from, to }, asOf }) => [
      dayOf(from),
      Math.min(dayOf(to), dayOf(asOf)) + 1,
    ]);
    const sorted = [...new Set(cuts)].sort((a, b) => a - b);
    this.#cuts = [sorted[0]! - 420, sorted[0]! - 200, ...sorted];
    const reads = plan.definitions.flatMap(fieldsRead);
    const isRead = (type: EventType, field?: string) =>
      reads.some((one) => one.type === type && (field === undefined || one.field === field));
    const kinds: readonly EventType[] = [
      "placement-started",
      "support-started",
      "service-delivered",
      "follow-up-recorded",
      "assessment-recorded",
    ];
    this.#kinds = [
      ...kinds.filter((kind) => isRead(kind)),
      ...(isRead("beneficiary-exited") ? (["beneficiary-exited"] as const) : []),
      ...(plan.adverseKinds.length > 0 ? (["adverse-event-recorded"] as const) : []),
    ];
    this.#now = this.#kinds;
    const lengths = this.#words.durations.map((length) => addStep(0, stepOf(length)));
    this.#lengths = [...new Set([1, ...lengths])].sort((a, b) => a - b);
    this.#settings = isRead("placement-started", "setting")
      ? ["open-market", "open-market", "open-market", "sheltered", "sheltered", undefined]
      : [undefined];
    this.#contracts = isRead("placement-started", "contract")
      ? ["temporary", "temporary", "temporary", "permanent", "permanent", undefined]
      : [undefined];
    this.#employers = isRead("placement-started", "employer") ? ["e-1", "e-1", "e-2", undefined] : [undefined];
    this.#services = [...this.#words.services, OTHER];
    this.#criteriaNamed = plan.criteria.length === 0 ? [] : plan.criteria;
  }

  get isRegistrationRead(): boolean {
    return this.#words.isRegistrationRead || this.#plan.arrivals;
  }

  get attributes(): ReadonlySet<string> {
    return new Set(this.#words.attributes.keys());
  }

  /** The first of a family: the earliest families have no facts or one; of the others most tell of one subject alone. */
  person(number: number): readonly Fact[] {
    const facts: Fact[] = [this.#registration(number % 8 === 7 || this.isRegistrationRead)];
    if (this.#kinds.length === 0) return facts;
    const few = number < 2 ? 0 : number < 24 ? 1 : 1 + this.#below(MOST_FACTS);
    const subject = SUBJECTS[number % SUBJECTS.length]!.filter((kind) => this.#kinds.includes(kind));
    this.#now = number < 24 || subject.length === 0 ? this.#kinds : subject;
    while (facts.length <= few) this.#add(facts);
    if (number >= 24 && this.#now.includes("assessment-recorded")) this.#scoreAll(facts);
    return facts;
  }

  /** The same person but for one fact: one more, one less, or another in its place. */
  changed(facts: readonly Fact[]): readonly Fact[] {
    const next = [...facts];
    const way = this.#below(10);
    if (way === 0 && this.#words.attributes.size > 0) {
      next[0] = { ...next[0]!, fields: this.#registration(false).fields };
      return next;
    }
    if (next.length === 1 || way < 4) {
      if (this.#kinds.length > 0) this.#add(next);
      return next;
    }
    const place = 1 + this.#below(next.length - 1);
    const [removed] = next.splice(place, 1);
    if (way >= 7) {
      const other = this.#variant(removed!, next);
      next.splice(place, 0, other);
      // Support stays tied to the placement in its other form.
      return next.map((fact) => (fact.of === removed ? { ...fact, of: other } : fact));
    }
    return next;
  }

  #add(facts: Fact[]): void {
    const kind = this.#one(this.#now);
    if (kind === "beneficiary-exited" && facts.some((fact) => fact.kind === kind)) return;
    if (kind === "assessment-recorded") {
      const criterion = this.#criterion();
      facts.push(this.#score(criterion, this.#day()), this.#score(criterion, this.#day()));
    } else facts.push(this.#fact(kind, facts));
  }

  /** Every criterion, or most, scored on the same two or three days; often all move alike. */
  #scoreAll(facts: Fact[]): void {
    if (!this.#kinds.includes("assessment-recorded")) return;
    const days = Array.from({ length: 2 + this.#below(2) }, () => this.#day()).sort((a, b) => a - b);
    const steps = this.#one(WAYS_TO_CHANGE);
    const isWhole = this.#below(4) > 0;
    for (const criterion of this.#plan.criteria) {
      if (!isWhole && this.#below(4) === 0) continue;
      let score = SCORES[1]!;
      days.forEach((from, place) => {
        if (place > 0) score += this.#one(steps);
        const drawn = this.#score(criterion, from);
        const isApplicable = drawn.fields.score !== NOT_APPLICABLE;
        facts.push(isApplicable ? { ...drawn, fields: { ...drawn.fields, score } } : drawn);
      });
    }
  }

  #score(criterion: string, from: number): Fact {
    const isApplicable = !this.#plan.notApplicable || this.#below(8) > 0;
    const fields = {
      criterion,
      score: isApplicable ? this.#one(SCORES) : NOT_APPLICABLE,
      ...(this.#words.isRaterRead && { rater: this.#one(["r-1", "r-1", "r-2"]), instrument: "i-1" }),
    };
    return { kind: "assessment-recorded", from, fields };
  }

  #criterion(): string {
    return this.#criteriaNamed.length === 0 ? "any" : this.#one(this.#criteriaNamed);
  }

  /** Another fact of the same kind: on the same days, or with the same words. */
  #variant(fact: Fact, facts: readonly Fact[]): Fact {
    const drawn =
      fact.kind === "assessment-recorded"
        ? this.#score(fact.fields.criterion as string, this.#day())
        : this.#fact(fact.kind, facts);
    const way = this.#below(3);
    if (way === 0) return { ...drawn, fields: fact.fields };
    return way === 1 ? { ...drawn, from: fact.from, to: fact.to } : { ...fact, to: drawn.to && this.#end(fact.from) };
  }

  #fact(kind: EventType, facts: readonly Fact[]): Fact {
    switch (kind) {
      case "placement-started": {
        const from = this.#start();
        const fields = given({
          setting: this.#one(this.#settings),
          contract: this.#one(this.#contracts),
          employer: this.#one(this.#employers),
        });
        return { kind, from, to: this.#end(from), fields };
      }
      case "support-started": {
        const placed = facts.filter((fact) => fact.kind === "placement-started");
        const about = placed.length === 0 || this.#below(6) === 0 ? undefined : this.#one(placed);
        const from = about === undefined || this.#below(5) === 0 ? this.#start() : about.from;
        const to = about === undefined || this.#below(3) === 0 ? this.#end(from) : about.to;
        const isTied = about !== undefined && this.#below(2) === 0;
        return { kind, from, to: to !== undefined && to < from ? from : to, fields: {}, ...(isTied && { of: about }) };
      }
      case "service-delivered":
        return { kind, from: this.#day(), fields: { service: this.#one(this.#services) } };
      case "follow-up-recorded":
        return { kind, from: this.#day(), fields: { status: this.#one(["employed", "not-employed", "unreachable"]) } };
      case "adverse-event-recorded":
        return {
          kind,
          from: this.#day(),
          fields: { kind: this.#one(this.#plan.adverseKinds), severity: this.#one(["low", "medium", "high"]) },
        };
      case "beneficiary-exited": {
        const reason = this.#one([...this.#words.reasons, OTHER, undefined]);
        return { kind, from: Math.max(facts[0]!.from, this.#day()), fields: given({ reason }) };
      }
      default:
        return { kind: "assessment-recorded", from: this.#day(), fields: { criterion: this.#criterion(), score: 3 } };
    }
  }

  #registration(isAnyDay: boolean): Fact {
    const from = isAnyDay && this.#below(2) === 0 ? this.#day() : this.#cuts[0]! - LONG_BEFORE;
    const fields: Record<string, unknown> = { targetGroups: [] };
    const attributes: Record<string, string> = {};
    for (const [name, codes] of this.#words.attributes) {
      if (name === "ageBand") {
        const birth = this.#birth();
        if (birth !== undefined) fields.birthDate = dateOf(birth);
        continue;
      }
      const named = [...codes, ...(this.#plan.rows.get(name) ?? []), ...this.#plan.criteria, OTHER];
      const code = this.#below(8) === 0 ? undefined : this.#one(named);
      if (code === undefined) continue;
      if (name in FIELD_OF) fields[FIELD_OF[name]!] = [code];
      else if (OWN_FIELDS.includes(name)) fields[name] = code;
      else attributes[name] = code;
    }
    if (Object.keys(attributes).length > 0) fields.attributes = attributes;
    return { kind: "beneficiary-registered", from, fields };
  }

  #birth(): number | undefined {
    if (this.#below(8) === 0) return undefined;
    const ages = [...this.#words.ages, 10, 16, 20, 30];
    const years = this.#one(ages) + this.#below(3) - 1;
    return stepBack(this.#day(), stepOf({ unit: "years", count: Math.max(0, years) })) - this.#below(200);
  }

  /** A day: next to a border, or anywhere between two. */
  #day(): number {
    const place = this.#below(this.#cuts.length - 1);
    const [from, to] = [this.#cuts[place]!, this.#cuts[place + 1]!];
    const way = this.#below(4);
    if (way === 0) return from;
    return way === 1 ? to - 1 : from + this.#below(to - from);
  }

  /** A first day: any, or one from which a length that is asked for is just reached, or just not, at a border. */
  #start(): number {
    if (this.#words.durations.length === 0 || this.#below(3) > 0) return this.#day();
    const cut = this.#one(this.#cuts);
    if (this.#below(2) === 0) return cut - this.#below(40);
    return stepBack(cut, stepOf(this.#one(this.#words.durations))) + this.#below(3) - 1;
  }

  /** The last day of what begins on a day: of a length that is asked for, a day to either side, between two such, or open. */
  #end(from: number): number | undefined {
    const way = this.#below(10);
    if (way < 3) return undefined;
    if (way < 5 && this.#words.durations.length > 0) {
      const past = addStep(from, stepOf(this.#one(this.#words.durations)));
      return Math.max(from, past - 2 + this.#below(3));
    }
    const place = this.#below(this.#lengths.length);
    const shortest = this.#lengths[place]!;
    const longest = this.#lengths[place + 1] ?? shortest + 300;
    return from + shortest - 1 + this.#below(longest - shortest + 1);
  }

  #one<Value>(values: readonly Value[]): Value {
    return values[this.#below(values.length)]!;
  }

  /** A whole number from 0, looking random and always the same: a xorshift generator. */
  #below(limit: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return this.#state % limit;
  }
}

function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
