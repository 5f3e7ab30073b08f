import type { CalendarDate } from "../../calendar";
import type { Contract, EventType, FollowUpStatus, Setting, Severity, Source } from "./vocabulary";

/** What every event carries. */
export interface CommonFields<Type extends EventType> {
  /** Opaque and unique in the dataset. */
  readonly id: string;
  readonly type: Type;
  /** Opaque; never a name. */
  readonly beneficiaryId: string;
  /** The day it happened; for the end of a placement or of support, the last day. */
  readonly date: CalendarDate;
  /** The evidence it rests on. */
  readonly source?: Source | undefined;
  /** The day it was entered. */
  readonly recordedOn?: CalendarDate | undefined;
}

/** Somebody becomes a beneficiary. Needed before any other event of theirs is understood. */
export interface BeneficiaryRegistered extends CommonFields<"beneficiary-registered"> {
  /** Codes of the groups they belong to; empty when not known. */
  readonly targetGroups: readonly string[];
  readonly birthDate?: CalendarDate | undefined;
  readonly sex?: string | undefined;
  readonly region?: string | undefined;
  readonly organisation?: string | undefined;
  /** Any further attributes, code by code. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** A beneficiary leaves the practice. */
export interface BeneficiaryExited extends CommonFields<"beneficiary-exited"> {
  readonly reason?: string | undefined;
}

/** A service was delivered on a day. */
export interface ServiceDelivered extends CommonFields<"service-delivered"> {
  /** Code of the service, such as `social-adaptation`. */
  readonly service: string;
}

/** First day of a placement. */
export interface PlacementStarted extends CommonFields<"placement-started"> {
  readonly placementId: string;
  readonly setting?: Setting | undefined;
  readonly contract?: Contract | undefined;
  readonly employer?: string | undefined;
  /** More than 0, at most 168. */
  readonly hoursPerWeek?: number | undefined;
}

/** Last day worked of a placement. */
export interface PlacementEnded extends CommonFields<"placement-ended"> {
  readonly placementId: string;
  readonly reason?: string | undefined;
}

/** First day of support at work. */
export interface SupportStarted extends CommonFields<"support-started"> {
  readonly supportId: string;
  /** The placement supported; without one, whatever they work at. */
  readonly placementId?: string | undefined;
}

/** Last supported day. */
export interface SupportEnded extends CommonFields<"support-ended"> {
  readonly supportId: string;
}

/** A score on one criterion of social change. */
export interface AssessmentRecorded extends CommonFields<"assessment-recorded"> {
  readonly criterion: string;
  /** A number on the criterion's scale, or one of its not-applicable codes. */
  readonly score: number | string;
  /** Code of who assessed. */
  readonly rater?: string | undefined;
  /** Code of the instrument and its version, such as `life-situation-v1`. */
  readonly instrument?: string | undefined;
}

/** A contact after support, and what it found. */
export interface FollowUpRecorded extends CommonFields<"follow-up-recorded"> {
  readonly status: FollowUpStatus;
}

/** One answer to one item of a feedback instrument: codes only, never free text. */
export interface FeedbackRecorded extends CommonFields<"feedback-recorded"> {
  /** Code of the instrument and its version, such as `feedback-form-v1`. */
  readonly instrument: string;
  readonly item: string;
  readonly score?: number | undefined;
  /** Codes of what the answer speaks of, as the coder read it. */
  readonly themes?: readonly string[] | undefined;
  /** Code of who found the themes: an answer coded by two people comes as two events that differ in it. */
  readonly coder?: string | undefined;
}

/** Something that harmed or could have harmed a beneficiary. */
export interface AdverseEventRecorded extends CommonFields<"adverse-event-recorded"> {
  readonly kind: string;
  readonly severity: Severity;
}

/** The named event never happened. A retraction can itself be retracted. */
export interface EventRetracted extends CommonFields<"event-retracted"> {
  /** Id of the event that never happened. */
  readonly retracts: string;
}

/** Anything that can be told about a beneficiary. */
export type BeneficiaryEvent =
  | BeneficiaryRegistered
  | BeneficiaryExited
  | ServiceDelivered
  | PlacementStarted
  | PlacementEnded
  | SupportStarted
  | SupportEnded
  | AssessmentRecorded
  | FollowUpRecorded
  | FeedbackRecorded
  | AdverseEventRecorded
  | EventRetracted;

/** A criterion of social change: what its scores can be and which way is better. */
export interface Criterion {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** Lowest score of the scale. */
  readonly min: number;
  /** Highest score of the scale. */
  readonly max: number;
  readonly better: "higher" | "lower";
  /** Smallest difference that counts as a change; any difference when absent. */
  readonly minimumStep?: number | undefined;
  /** Scores that mean "does not apply": codes, never compared as numbers. */
  readonly notApplicable?: readonly (string | number)[] | undefined;
  /** Code of the instrument and its version whose scale this is, such as `life-situation-v1`. */
  readonly instrument?: string | undefined;
  /** How exactly the instrument measures; with it a change can be told from error of measurement. */
  readonly reliability?:
    | {
        /** Test–retest or internal consistency, from 0 up to, not including, 1. */
        readonly coefficient: number;
        /** Standard deviation of the scores that the coefficient was found on. */
        readonly standardDeviation: number;
        /** Where both come from. */
        readonly source?: string | undefined;
      }
    | undefined;
}
