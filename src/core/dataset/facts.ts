import type { EventType } from "../events/vocabulary";
import type { Ints } from "./column";
import type { SpellColumns, Store } from "./store";

/** One live event of a person that can decide a verdict, in a form that can be compared between datasets. */
export interface Fact {
  /** Position of the event in its own dataset. */
  readonly event: number;
  readonly id: string;
  readonly day: number;
  /** What another event must share with it to be its correction: type, and placement, support or, without one, the day. */
  readonly subject: string;
  /** Everything in it that can decide a verdict. */
  readonly content: string;
}

/**
 * The live events of one person that can decide a verdict.
 *
 * Left out is what no definition looks at: feedback, adverse events, sources, reasons, employers, hours, dates of recording.
 *
 * @param store - the columns of a dataset
 * @param person - a number in them
 */
export function factsOf(store: Store, person: number): readonly Fact[] {
  const { log, registrations, enrolments, placements, support, services, followUps, assessments } = store;
  const facts: Fact[] = [];
  const days = log.day.view();
  const add = (event: number, type: EventType, subject: string, content: string) => {
    const day = days[event]!;
    facts.push({ event, id: log.ids.texts[event]!, day, subject: `${type} ${subject}`, content: `${day} ${content}` });
  };
  const each = ({ offsets }: { readonly offsets: Int32Array }, visit: (row: number) => void) => {
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) visit(row);
  };
  const spells = (columns: SpellColumns, kind: "placement" | "support", nameOf: (event: number) => string) =>
    each(columns, (row) => {
      const name = nameOf(columns.startEvents[row]!);
      const end = columns.endEvents[row]!;
      add(columns.startEvents[row]!, `${kind}-started`, name, `${name} ${detailsOf(store, kind, row)}`);
      if (end >= 0) add(end, `${kind}-ended`, name, name);
    });

  each(registrations, (row) =>
    add(registrations.events[row]!, "beneficiary-registered", "", registrationContent(store, row)),
  );
  each(enrolments, (row) => {
    if (enrolments.endEvents[row]! >= 0) add(enrolments.endEvents[row]!, "beneficiary-exited", "", "");
  });
  spells(placements, "placement", (event) => log.placementIds.texts[codeAt(log.placementStarts, 4, event)]!);
  spells(support, "support", (event) => log.supportIds.texts[codeAt(log.supportStarts, 3, event)]!);
  each(services, (row) => {
    add(services.events[row]!, "service-delivered", `${services.days[row]}`, log.codes.texts[services.codes[row]!]!);
  });
  each(followUps, (row) => {
    add(followUps.events[row]!, "follow-up-recorded", `${followUps.days[row]}`, `${followUps.codes[row]}`);
  });
  each(assessments, (row) => {
    const [rater, instrument] = [assessments.raters[row]!, assessments.instruments[row]!].map(
      (code) => log.codes.texts[code] ?? "",
    );
    const content = `${log.criteria.texts[assessments.codes[row]!]} ${assessments.scores[row]} ${rater} ${instrument}`;
    add(assessments.events[row]!, "assessment-recorded", `${assessments.days[row]}`, content);
  });
  return facts;
}

/** Setting and contract of a placement; the placement a support is of. */
function detailsOf({ placements, support, log }: Store, kind: "placement" | "support", row: number): string {
  if (kind === "placement") return `${placements.settings[row]} ${placements.contracts[row]}`;
  const placement = support.placements[row]!;
  if (placement < 0) return "";
  return log.placementIds.texts[codeAt(log.placementStarts, 4, placements.startEvents[placement]!)]!;
}

function registrationContent({ log, registrations }: Store, row: number): string {
  const pairs = log.attributes.view();
  const texts: string[] = [];
  const past = registrations.attributeRanges[row * 2 + 1]!;
  for (let at = registrations.attributeRanges[row * 2]!; at < past; at += 2) {
    texts.push(JSON.stringify([log.codes.texts[pairs[at]!], log.codes.texts[pairs[at + 1]!]]));
  }
  return `${registrations.births[row]} ${texts.sort().join(" ")}`;
}

/** The second column of the row of a table whose first column, in rising order, is the event. */
function codeAt(ints: Ints, width: number, event: number): number {
  const table = ints.view();
  let [low, past] = [0, table.length / width];
  while (past - low > 1) {
    const middle = (low + past) >> 1;
    if (table[middle * width]! <= event) low = middle;
    else past = middle;
  }
  return table[low * width + 1]!;
}

/** How one person's facts differ between two datasets; of each kind, the events of the earlier and of the later one. */
export interface FactDifference {
  readonly new: readonly Fact[];
  readonly retracted: readonly Fact[];
  readonly corrected: readonly (readonly [earlier: Fact, later: Fact])[];
}

/**
 * What was added, taken back and corrected between two lists of one person's facts.
 *
 * An event is corrected when it stands under the same id with another content, or when it is gone and another of the same subject has
 * come, one for one in the order of the day.
 *
 * @param earlier - from {@link factsOf}
 * @param later - from {@link factsOf}
 * @param horizon - differences of facts dated after it are left out
 */
export function factDifference(earlier: readonly Fact[], later: readonly Fact[], horizon: number): FactDifference {
  const held = new Map(earlier.map((fact) => [fact.id, fact]));
  const corrected: (readonly [Fact, Fact])[] = [];
  const come: Fact[] = [];
  for (const fact of [...later].sort(byDay)) {
    const former = held.get(fact.id);
    held.delete(fact.id);
    if (former === undefined) come.push(fact);
    else if (former.content !== fact.content || former.subject !== fact.subject) corrected.push([former, fact]);
  }
  const retracted: Fact[] = [];
  for (const fact of [...held.values()].sort(byDay)) {
    const at = come.findIndex(({ subject }) => subject === fact.subject);
    if (at === -1) retracted.push(fact);
    else corrected.push([fact, ...come.splice(at, 1)] as [Fact, Fact]);
  }
  const exists = ({ day }: Fact) => day <= horizon;
  return {
    new: come.filter(exists),
    retracted: retracted.filter(exists),
    corrected: corrected.filter((pair) => pair.some(exists)),
  };
}

function byDay(a: Fact, b: Fact): number {
  return a.day - b.day || (a.id < b.id ? -1 : 1);
}

/** Whether two stores hold the same facts for certain: the same events of one log. */
export function areSameFacts(a: Store, b: Store): boolean {
  if (a.log !== b.log) return false;
  return a === b || a.live.every((isLive, event) => isLive === b.live[event]);
}
