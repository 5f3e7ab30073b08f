import { dayOf, NO_DAY } from "../../calendar";
import { eventIssues, eventName, isEvent, unknownCode } from "../events/check";
import type {
  AssessmentRecorded,
  BeneficiaryEvent,
  BeneficiaryRegistered,
  Criterion,
  FeedbackRecorded,
} from "../events/event";
import { type EventType, registrationFields } from "../events/vocabulary";
import { describe, type Issue, named, sentence } from "../../issue";
import { Bytes, Floats, Ints } from "./column";
import { Dictionary } from "./dictionary";
import { contractNumber, settingNumber, severityNumber, sourceNumber, statusNumber, typeNumber } from "./numbers";

/** Attributes of a registration that room is made for: a target group, sex, region and organisation. */
const LIKELY_ATTRIBUTES = 4;

/** An issue with the id of its event, so that a retraction can withdraw both. */
export interface FoundIssue {
  readonly eventId: string | undefined;
  readonly issue: Issue;
}

/** How many events of each type are likely to come, and how many in all; any number may. */
export interface Expected {
  readonly events: number;
  readonly of: Readonly<Record<EventType, number>>;
}

/**
 * Events as columns, in the order of the input, before any rule that needs two of them.
 *
 * Row `i` is the event at position `i` of the input. Tables of one type name their event first.
 */
export class EventLog {
  readonly ids: Dictionary;
  readonly people: Dictionary;
  readonly placementIds: Dictionary;
  readonly supportIds: Dictionary;
  /** Services, reasons, groups, employers, attribute names … : every open code. */
  readonly codes = new Dictionary();
  readonly criteria = new Dictionary();

  readonly type: Bytes;
  readonly person: Ints;
  readonly day: Ints;
  /** Day of entry, `NO_DAY` where not given; ends with the last event that gives one. */
  readonly recorded: Ints;
  /** Number of the evidence, 0 where not given; ends with the last event that gives one. */
  readonly source: Bytes;

  /** event, birth day, first and past-the-last entry of `attributes`. */
  readonly registrations: Ints;
  /** name, value: pairs of codes. */
  readonly attributes: Ints;
  /** event */
  readonly exits: Ints;
  /** Code of each exit's reason, -1 where not given. */
  readonly exitReasons: Ints;
  /** event, service */
  readonly services: Ints;
  /** event, placement, setting, contract */
  readonly placementStarts: Ints;
  readonly hoursPerWeek: Floats;
  /** Code of each placement's employer, -1 where not given. */
  readonly employers: Ints;
  /** event, placement */
  readonly placementEnds: Ints;
  /** By row of `placementEnds`: code of the reason, or -1. */
  readonly placementEndReasons: Ints;
  /** event, support, placement or -1 */
  readonly supportStarts: Ints;
  /** event, support */
  readonly supportEnds: Ints;
  /** event, criterion, code of the rater and of the instrument, -1 where not given */
  readonly assessments: Ints;
  /** NaN where the criterion does not apply. */
  readonly scores: Floats;
  /** event, status */
  readonly followUps: Ints;
  /** event, item, instrument, code of the coder or -1, first and past-the-last entry of `themes`. */
  readonly feedback: Ints;
  /** NaN where not given. */
  readonly feedbackScores: Floats;
  /** Codes of themes. */
  readonly themes: Ints;
  /** event, kind, severity */
  readonly adverseEvents: Ints;
  /** event */
  readonly retractions: Ints;
  readonly retracted: string[] = [];

  readonly found: FoundIssue[] = [];
  /** Ids that events which could not be read would have started, so that one bad row is one issue. */
  readonly unread = {
    "beneficiary-registered": new Set<unknown>(),
    "placement-started": new Set<unknown>(),
    "support-started": new Set<unknown>(),
  };
  readonly declared: ReadonlyMap<string, Criterion> | undefined;

  readonly #fieldCodes = registrationFields.map((name) => this.codes.add(name));

  /** @param expected - what columns make room for beforehand, so that few have to grow */
  constructor(criteria: readonly Criterion[] | undefined, { events, of }: Expected) {
    this.ids = new Dictionary(events);
    this.people = new Dictionary(of["beneficiary-registered"]);
    this.placementIds = new Dictionary(of["placement-started"]);
    this.supportIds = new Dictionary(of["support-started"]);
    this.type = new Bytes(events);
    this.person = new Ints(events);
    this.day = new Ints(events);
    this.recorded = new Ints(events);
    this.source = new Bytes(events);
    this.registrations = new Ints(of["beneficiary-registered"] * 4);
    this.attributes = new Ints(of["beneficiary-registered"] * LIKELY_ATTRIBUTES * 2);
    this.exits = new Ints(of["beneficiary-exited"]);
    this.exitReasons = new Ints(of["beneficiary-exited"]);
    this.services = new Ints(of["service-delivered"] * 2);
    this.placementStarts = new Ints(of["placement-started"] * 4);
    this.hoursPerWeek = new Floats(of["placement-started"]);
    this.employers = new Ints(of["placement-started"]);
    this.placementEnds = new Ints(of["placement-ended"] * 2);
    this.placementEndReasons = new Ints(of["placement-ended"]);
    this.supportStarts = new Ints(of["support-started"] * 3);
    this.supportEnds = new Ints(of["support-ended"] * 2);
    this.assessments = new Ints(of["assessment-recorded"] * 4);
    this.scores = new Floats(of["assessment-recorded"]);
    this.followUps = new Ints(of["follow-up-recorded"] * 2);
    this.feedback = new Ints(of["feedback-recorded"] * 6);
    this.feedbackScores = new Floats(of["feedback-recorded"]);
    this.themes = new Ints(of["feedback-recorded"]);
    this.adverseEvents = new Ints(of["adverse-event-recorded"] * 3);
    this.retractions = new Ints(of["event-retracted"]);
    if (criteria === undefined) return;
    this.declared = new Map(criteria.map((criterion) => [criterion.code, criterion]));
    for (const criterion of criteria) this.criteria.add(criterion.code);
  }

  /** How many events were read, good or bad. */
  get length(): number {
    return this.type.length;
  }

  /** Reads one value as the next event; what is wrong with it goes to `found`. */
  read(value: unknown): void {
    const row = this.length;
    let issues: readonly Issue[];
    let eventId: string | undefined;
    try {
      if (isEvent(value)) {
        const known = this.ids.size;
        if (this.ids.add(value.id) === known) {
          this.#write(value, row);
          return;
        }
        issues = [this.#duplicate(value, row)];
      } else {
        issues = eventIssues(value, row);
      }
      eventId = idOf(value);
      this.#noteUnread(value);
    } catch {
      issues = [unreadable(row)];
    }
    if (this.ids.size === row) this.ids.skip();
    if (this.length === row) this.#writeCommon(0, -1, NO_DAY);
    for (const issue of issues) this.found.push({ eventId, issue });
  }

  #noteUnread(value: unknown): void {
    const { type, beneficiaryId, placementId, supportId } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (type === "beneficiary-registered") this.unread[type].add(beneficiaryId);
    if (type === "placement-started") this.unread[type].add(placementId);
    if (type === "support-started") this.unread[type].add(supportId);
  }

  /** Refuses the rest of an array from its first empty place on, in one issue. */
  refuseHoles(index: number, length: number): void {
    const because = `every place of the list must hold an event, and place ${index} of ${length} is empty`;
    const issue = issueAt(
      index,
      {},
      [],
      "dataset.not-an-event",
      because,
      "leave empty places out; what follows the first of them was not read",
    );
    this.found.push({ eventId: undefined, issue });
  }

  /** Gives back what was made room for and did not come, once everything is read. */
  close(): void {
    for (const dictionary of [this.ids, this.people, this.placementIds, this.supportIds]) dictionary.close();
  }

  #writeCommon(type: number, person: number, day: number): void {
    this.type.push(type);
    this.person.push(person);
    this.day.push(day);
  }

  #write(event: BeneficiaryEvent, row: number): void {
    const recorded = event.recordedOn === undefined ? NO_DAY : dayOf(event.recordedOn);
    const person = this.people.add(event.beneficiaryId);
    const source = sourceNumber(event.source);
    this.#writeCommon(typeNumber(event.type), person, dayOf(event.date));
    if (recorded !== NO_DAY) pushAt(this.recorded, row, recorded, NO_DAY);
    if (source !== 0) pushAt(this.source, row, source, 0);
    switch (event.type) {
      case "beneficiary-registered":
        this.#writeRegistration(event, row);
        break;
      case "beneficiary-exited":
        this.exits.push(row);
        this.exitReasons.push(this.#codeOf(event.reason));
        break;
      case "service-delivered":
        this.services.push(row);
        this.services.push(this.codes.add(event.service));
        break;
      case "placement-started":
        this.placementStarts.push(row);
        this.placementStarts.push(this.placementIds.add(event.placementId));
        this.placementStarts.push(settingNumber(event.setting));
        this.placementStarts.push(contractNumber(event.contract));
        this.hoursPerWeek.push(event.hoursPerWeek ?? Number.NaN);
        this.employers.push(this.#codeOf(event.employer));
        break;
      case "placement-ended":
        this.placementEnds.push(row);
        this.placementEnds.push(this.placementIds.add(event.placementId));
        this.placementEndReasons.push(this.#codeOf(event.reason));
        break;
      case "support-started":
        this.supportStarts.push(row);
        this.supportStarts.push(this.supportIds.add(event.supportId));
        this.supportStarts.push(event.placementId === undefined ? -1 : this.placementIds.add(event.placementId));
        break;
      case "support-ended":
        this.supportEnds.push(row);
        this.supportEnds.push(this.supportIds.add(event.supportId));
        break;
      case "assessment-recorded":
        this.#writeAssessment(event, row);
        break;
      case "follow-up-recorded":
        this.followUps.push(row);
        this.followUps.push(statusNumber(event.status));
        break;
      case "feedback-recorded":
        this.#writeFeedback(event, row);
        break;
      case "adverse-event-recorded":
        this.adverseEvents.push(row);
        this.adverseEvents.push(this.codes.add(event.kind));
        this.adverseEvents.push(severityNumber(event.severity));
        break;
      case "event-retracted":
        this.retractions.push(row);
        this.retracted.push(event.retracts);
        break;
    }
  }

  #writeRegistration(event: BeneficiaryRegistered, row: number): void {
    const birth = event.birthDate === undefined ? NO_DAY : dayOf(event.birthDate);
    const first = this.attributes.length;
    const [targetGroup, sex, region, organisation] = this.#fieldCodes as [number, number, number, number];
    for (const group of event.targetGroups) this.#writeAttribute(targetGroup, group);
    this.#writeAttribute(sex, event.sex);
    this.#writeAttribute(region, event.region);
    this.#writeAttribute(organisation, event.organisation);
    for (const name of Object.keys(event.attributes ?? {})) {
      this.#writeAttribute(this.codes.add(name), event.attributes?.[name]);
    }
    this.registrations.push(row);
    this.registrations.push(birth);
    this.registrations.push(first);
    this.registrations.push(this.attributes.length);
  }

  #writeAttribute(name: number, value: string | undefined): void {
    if (value === undefined) return;
    this.attributes.push(name);
    this.attributes.push(this.codes.add(value));
  }

  #writeAssessment(event: AssessmentRecorded, row: number): void {
    const { score } = event;
    let value = typeof score === "number" ? score : Number.NaN;
    const criterion = this.declared?.get(event.criterion);
    if (this.declared !== undefined && criterion === undefined) {
      this.#refuse(event, unknownCode(row, { ...event }, ["criterion"], event.criterion, [...this.declared.keys()]));
    } else if (criterion?.notApplicable?.includes(score)) {
      value = Number.NaN;
    } else if (typeof score === "string") {
      const allowed = (criterion?.notApplicable ?? []).map(String);
      this.#refuse(event, undeclaredScore(row, event, allowed));
    } else if (criterion !== undefined && (score < criterion.min || score > criterion.max)) {
      this.#refuse(event, offScale(row, event, criterion));
    }
    this.assessments.push(row);
    this.assessments.push(this.criteria.add(event.criterion));
    this.assessments.push(this.#codeOf(event.rater));
    this.assessments.push(this.#codeOf(event.instrument));
    this.scores.push(value);
  }

  #writeFeedback(event: FeedbackRecorded, row: number): void {
    const first = this.themes.length;
    for (const theme of event.themes ?? []) this.themes.push(this.codes.add(theme));
    this.feedback.push(row);
    this.feedback.push(this.codes.add(event.item));
    this.feedback.push(this.codes.add(event.instrument));
    this.feedback.push(this.#codeOf(event.coder));
    this.feedback.push(first);
    this.feedback.push(this.themes.length);
    this.feedbackScores.push(event.score ?? Number.NaN);
  }

  /** Number of an open code; -1 where it was not given. */
  #codeOf(code: string | undefined): number {
    return code === undefined ? -1 : this.codes.add(code);
  }

  #refuse(event: BeneficiaryEvent, issue: Issue): void {
    this.found.push({ eventId: event.id, issue });
  }

  #duplicate(event: BeneficiaryEvent, row: number): Issue {
    const first = this.ids.find(event.id);
    const because = `id must be unique, and event ${first} has ${describe(event.id)} already`;
    const hint = "give every event an id of its own, or leave out the copy";
    return issueAt(row, event, ["id"], "dataset.duplicate-event-id", because, hint);
  }
}

/** Writes a number at a row not reached yet, and the blank in the rows before it that have none. */
function pushAt(column: Ints | Bytes, row: number, value: number, blank: number): void {
  while (column.length < row) column.push(blank);
  column.push(value);
}

function idOf(value: unknown): string | undefined {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : undefined;
}

function undeclaredScore(row: number, event: AssessmentRecorded, allowed: readonly string[]): Issue {
  if (allowed.length > 0) return unknownCode(row, { ...event }, ["score"], event.score, allowed);
  const because = `score must be a number, for ${named("criterion", event.criterion)} has no not-applicable codes`;
  const hint = "declare the code in the criterion's notApplicable, or write a number";
  return issueAt(row, event, ["score"], "dataset.unknown-code", because, hint);
}

function offScale(row: number, event: AssessmentRecorded, criterion: Criterion): Issue {
  const because = `score must be from ${criterion.min} to ${criterion.max}, the scale of ${named("criterion", event.criterion)}, received ${event.score}`;
  const hint = "correct the score, or declare it in the criterion's notApplicable";
  return issueAt(row, event, ["score"], "dataset.out-of-range", because, hint);
}

/** An error about an event that could be read by itself. */
export function issueAt(
  row: number,
  event: { readonly type?: unknown; readonly beneficiaryId?: unknown },
  path: readonly (string | number)[],
  code: string,
  because: string,
  hint: string,
  severity: Issue["severity"] = "error",
): Issue {
  const cannot = severity === "error" ? `read ${eventName(row, event)}` : `vouch for ${eventName(row, event)}`;
  return Object.freeze({
    code,
    severity,
    path: Object.freeze([row, ...path]),
    message: sentence({ cannot, because }),
    hint,
  });
}

/** An object whose own fields refuse to be read. */
function unreadable(row: number): Issue {
  const because = "each event must be a plain object, and this one cannot be read";
  return issueAt(row, {}, [], "dataset.not-an-event", because, "give plain objects, such as those JSON.parse returns");
}
