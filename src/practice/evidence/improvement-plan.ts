import { DATE, type CalendarDate } from "../../calendar";
import { plain, type Wording } from "../../core/definition/language";
import { WORDING } from "../../core/definition/words";
import type { Title } from "../../core/events/vocabulary";
import { nearest, sentence } from "../../issue";
import { check, checkReturned, type OptionsOf } from "../../options";
import { EVIDENCE_GAPS } from "../../core/shapes";
import type { EvidenceFinding, Remedy } from "./finding";
import { type EvidenceGaps, evidenceCodes } from "./gaps";

/** Who does what about a finding, and until when. */
export interface Assignment {
  /** Code of the finding, such as `evidence.value-missing`. */
  readonly finding: string;
  /** Only about this indicator, node or type; about every subject of the finding when absent. */
  readonly subject?: string | undefined;
  /** In place of what the library proposes. */
  readonly action?: Wording | undefined;
  /** A role, never a person's name. */
  readonly responsible: Wording;
  readonly due: CalendarDate;
  /** In place of what the library proposes. */
  readonly doneWhen?: Wording | undefined;
  /** The day on which it was done. */
  readonly done?: CalendarDate | undefined;
}

/** A line of an improvement plan. */
export interface PlannedImprovement {
  readonly finding: string;
  readonly subject: string | null;
  readonly subCriterion: string;
  readonly message: Title;
  readonly figures: EvidenceFinding["figures"];
  readonly action: Wording;
  /** Null while nobody was named. */
  readonly responsible: Wording | null;
  /** Null while no day was named. */
  readonly due: CalendarDate | null;
  readonly doneWhen: Wording;
  /** Null while it is not done. */
  readonly done: CalendarDate | null;
  readonly suppliedBy: Pick<Remedy, "functions" | "document">;
}

/** «План повышения доказательности»: plain frozen JSON. */
export interface ImprovementPlan {
  /** Up to which day the findings stand; null without an evaluation. */
  readonly asOf: CalendarDate | null;
  readonly rows: readonly PlannedImprovement[];
  /** Assignments whose finding is not there, or no longer. */
  readonly withoutFinding: readonly Assignment[];
}

const CANNOT = "plan improvements";
const ASSIGNMENT: OptionsOf<Assignment> = {
  ...{ finding: "text", "subject?": "text", "action?": WORDING, responsible: WORDING },
  ...{ due: DATE, "doneWhen?": WORDING, "done?": DATE },
};

/**
 * The improvement plan («План повышения доказательности»): finding, action, responsible role, day, and by what it is
 * done.
 *
 * A line for every finding, in the order of the standard; what nobody was assigned to stays in the plan with the action
 * that the library proposes and without a role. An assignment to a subject goes before one to the whole finding.
 * Nothing is taken from a clock.
 *
 * @param gaps - from `evidenceGaps`
 * @param options - `assignments`: none by default; `asks`: whether open questions are lines too, `false` by default
 * @throws RangeError when an assignment names a finding that the library does not have, or a day is not one
 * @example
 * ```ts
 * const gaps = evidenceGaps({ dataset });
 * const assignments = [{ finding: "evidence.no-logic-model", responsible: "programme manager", due: "2021-06-30" }];
 * const { rows } = improvementPlan(gaps, { assignments });
 * expect(rows.find(({ finding }) => finding === "evidence.no-logic-model")?.due).toBe("2021-06-30");
 * ```
 */
export function improvementPlan(
  gaps: EvidenceGaps,
  options: { readonly assignments?: readonly Assignment[] | undefined; readonly asks?: boolean | undefined } = {},
): ImprovementPlan {
  checkReturned(CANNOT, gaps, EVIDENCE_GAPS, "gaps", "evidenceGaps");
  check(CANNOT, options, { "assignments?": [ASSIGNMENT], "asks?": "boolean" });
  const { assignments = [], asks = false } = options;
  assignments.forEach(checkAssignment);
  const findings = findingsOf(gaps, asks ? ["missing", "asks"] : ["missing"]);
  const isOf = (one: Assignment, { code, subject }: EvidenceFinding) =>
    one.finding === code && (one.subject === undefined || one.subject === subject);
  const rows = findings.map((finding): PlannedImprovement => {
    const own = assignments.filter((one) => isOf(one, finding));
    const assigned = own.find(({ subject }) => subject !== undefined) ?? own[0];
    const { action, doneWhen, functions, document } = finding.remedy!;
    return {
      finding: finding.code,
      subject: finding.subject,
      subCriterion: finding.subCriterion,
      message: finding.message,
      figures: finding.figures,
      action: assigned?.action ?? action,
      responsible: assigned?.responsible ?? null,
      due: assigned?.due ?? null,
      doneWhen: assigned?.doneWhen ?? doneWhen,
      done: assigned?.done ?? null,
      suppliedBy: { functions, document },
    };
  });
  const withoutFinding = assignments.filter((one) => !findings.some((finding) => isOf(one, finding)));
  return plain<ImprovementPlan>({ asOf: gaps.asOf, rows, withoutFinding });
}

function checkAssignment({ finding }: Assignment): void {
  if (!evidenceCodes.includes(finding)) {
    const near = nearest(finding, evidenceCodes);
    const because = "finding of an assignment must be one that the library has";
    const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
    throw new RangeError(sentence({ cannot: CANNOT, because, received: finding, ...hint }));
  }
}

/** A finding in two assessments. */
export interface FindingThenAndNow {
  readonly earlier: EvidenceFinding;
  readonly later: EvidenceFinding;
}

/** What changed between two assessments: plain frozen JSON. */
export interface ComparedAssessments {
  /** Missing or asked earlier; looked for and not found later. */
  readonly resolved: readonly EvidenceFinding[];
  readonly remaining: readonly FindingThenAndNow[];
  /** Missing or asked only later. */
  readonly added: readonly EvidenceFinding[];
  /** Missing earlier, and not looked at later: neither resolved nor remaining. */
  readonly notChecked: readonly EvidenceFinding[];
}

/**
 * Findings resolved, remaining and new between two assessments, by code and subject.
 *
 * A finding counts as resolved only when the later assessment looked and did not find it: what could not be looked for
 * again, and what was found of an indicator, node or type that is no longer there, stands in `notChecked`.
 *
 * @param earlier - from `evidenceGaps`
 * @param later - likewise
 * @example a results tree was made in between
 * ```ts
 * const later = evidenceGaps({ dataset, tree: vsePoluchitsyaTree });
 * const { resolved } = compareAssessments(evidenceGaps({ dataset }), later);
 * expect(resolved.map(({ code }) => code)).toEqual(["evidence.no-logic-model"]);
 * ```
 */
export function compareAssessments(earlier: EvidenceGaps, later: EvidenceGaps): ComparedAssessments {
  for (const [what, gaps] of Object.entries({ earlier, later })) {
    checkReturned("compare assessments", gaps, EVIDENCE_GAPS, what, "evidenceGaps");
  }
  const before = findingsOf(earlier, ["missing", "asks"]);
  const now = new Map(findingsOf(later, ["missing", "asks"]).map((one) => [keyOf(one), one]));
  const found = new Set(findingsOf(later, ["present"]).map(keyOf));
  const known = new Set(before.map(keyOf));
  const gone = before.filter((one) => !now.has(keyOf(one)));
  // A question that is no longer open was answered; anything else has to be seen as present.
  const isResolved = (one: EvidenceFinding) => one.kind === "ask" || found.has(keyOf(one));
  return plain<ComparedAssessments>({
    resolved: gone.filter(isResolved),
    remaining: before.flatMap((one) => {
      const later = now.get(keyOf(one));
      return later === undefined ? [] : [{ earlier: one, later }];
    }),
    added: [...now.values()].filter((one) => !known.has(keyOf(one))),
    notChecked: gone.filter((one) => !isResolved(one)),
  });
}

function keyOf({ code, subject }: EvidenceFinding): string {
  return JSON.stringify([code, subject]);
}

function findingsOf(
  gaps: EvidenceGaps,
  kinds: readonly ("present" | "missing" | "asks")[],
): readonly EvidenceFinding[] {
  return gaps.axes.flatMap(({ subCriteria }) => subCriteria.flatMap((one) => kinds.flatMap((kind) => one[kind])));
}
