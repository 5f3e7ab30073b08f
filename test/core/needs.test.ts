/** What indicators read, and what of it a dataset lacks. */
import { describe, expect, it } from "vitest";
import {
  after,
  withoutLastDay,
  starting,
  some,
  reportingPeriod,
  on,
  lastDay,
  joined,
  followUps,
  firstDay,
  falls,
  exits,
  earlier,
  aged,
  type Condition,
  change,
  clip,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  exit,
  firstPlacement,
  happens,
  inGroup,
  lastSupportEnd,
  not,
  overlap,
  placements,
  quarterAfter,
  registration,
  services,
  support,
} from "../../src/define/index";
import {
  days,
  catalogue,
  type DataNeeds,
  dataNeeds,
  defineIndicator,
  months,
  parseDataset,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  workExperienceShare,
} from "../../src/core/index";

const title = { ru: "Доля", en: "Share" };
const asIndicator = (numerator: Condition, code = "x") =>
  defineIndicator({ code, title, denominator: happens(enrolment()), numerator });

/** Every need as a line: type, field and absence. */
function lines({ events }: DataNeeds): readonly string[] {
  return events.flatMap(({ type, absence, fields }) => [
    `${type}: ${absence}`,
    ...fields.map((need) => `${type}.${need.field}: ${need.absence}`),
  ]);
}

const ENROLMENT = ["beneficiary-registered: refused", "beneficiary-registered.date: refused"];
const EXIT = ["beneficiary-exited: runs-on", "beneficiary-exited.date: refused"];
const STARTED = [
  "placement-started: not-happened",
  "placement-started.date: refused",
  "placement-started.placementId: refused",
];
const FOLLOWED = ["follow-up-recorded: not-happened", "follow-up-recorded.date: refused"];
const ENDED = ["placement-ended: runs-on", "placement-ended.date: refused", "placement-ended.placementId: refused"];

const rows: readonly (readonly [Condition, readonly string[]])[] = [
  [happens(placements()), [...ENROLMENT, ...EXIT, ...STARTED, ...ENDED]],
  [
    not(happens(placements({ setting: "sheltered", contract: "temporary" }))),
    [
      ...ENROLMENT,
      ...EXIT,
      ...STARTED,
      "placement-started.setting: unknown",
      "placement-started.contract: unknown",
      ...ENDED,
    ],
  ],
  [happens(services()), [...ENROLMENT, ...EXIT, "service-delivered: not-happened", "service-delivered.date: refused"]],
  [
    happens(employedAtFollowUp()),
    [
      ...ENROLMENT,
      ...EXIT,
      "follow-up-recorded: not-happened",
      "follow-up-recorded.date: refused",
      "follow-up-recorded.status: unknown",
    ],
  ],
  [
    change({ improved: { atLeast: 1 } }, { criterionFrom: "asked" }),
    [
      ...[...ENROLMENT, "beneficiary-registered.attributes.asked: unknown", ...EXIT, "assessment-recorded: unknown"],
      ...["date", "criterion", "score"].map((field) => `assessment-recorded.${field}: refused`),
    ],
  ],
  [
    change({ improved: { atLeast: 1 } }, { same: ["rater", "instrument"], baseline: { within: days(30) } }),
    [
      ...[...ENROLMENT, ...EXIT, "assessment-recorded: unknown"],
      ...["date", "criterion", "score"].map((field) => `assessment-recorded.${field}: refused`),
      ...["rater", "instrument"].map((field) => `assessment-recorded.${field}: unknown`),
    ],
  ],
  [
    change({ improved: { atLeast: 1 } }, { same: ["rater"], criterionFrom: "asked", missing: "not-improved" }),
    [
      ...[...ENROLMENT, "beneficiary-registered.attributes.asked: unknown", ...EXIT],
      "assessment-recorded: not-happened",
      ...["date", "criterion", "score"].map((field) => `assessment-recorded.${field}: refused`),
      "assessment-recorded.rater: not-happened",
    ],
  ],
  [
    some(
      change({ improved: { atLeast: 1 } }, { same: ["rater"], missing: "not-improved" }),
      change({ improved: { atLeast: 2 } }, { same: ["rater"] }),
    ),
    [
      ...[...ENROLMENT, ...EXIT, "assessment-recorded: unknown"],
      ...["date", "criterion", "score"].map((field) => `assessment-recorded.${field}: refused`),
      "assessment-recorded.rater: unknown",
    ],
  ],
  [falls(lastDay(exits()), reportingPeriod), [...ENROLMENT, ...EXIT]],
  [
    happens(clip(exits({ reason: "work" }), earlier(on(firstDay(services()), days(1)), months(1)))),
    [
      ...[...ENROLMENT, ...EXIT, "beneficiary-exited.reason: unknown"],
      ...["service-delivered: not-happened", "service-delivered.date: refused"],
    ],
  ],
  [
    happens(starting(withoutLastDay(joined(placements(), { gap: days(1), within: "employer" })), reportingPeriod)),
    [...ENROLMENT, ...EXIT, ...STARTED, "placement-started.employer: unknown", ...ENDED],
  ],
  [happens(followUps()), [...ENROLMENT, ...EXIT, ...FOLLOWED]],
  [
    happens(followUps({ status: "unreachable" })),
    [...ENROLMENT, ...EXIT, ...FOLLOWED, "follow-up-recorded.status: refused"],
  ],
  [
    some(happens(followUps({ status: "employed" })), happens(employedAtFollowUp())),
    [...ENROLMENT, ...EXIT, ...FOLLOWED, "follow-up-recorded.status: unknown"],
  ],
  [inGroup("targetGroup", ["a"]), [...ENROLMENT, "beneficiary-registered.targetGroups: unknown", ...EXIT]],
  [aged({ from: 18, at: exit }), [...ENROLMENT, "beneficiary-registered.birthDate: unknown", ...EXIT]],
  [
    every(
      happens(clip(services(), after(registration, months(0), months(1)))),
      happens(clip(services(), quarterAfter(lastSupportEnd, 1))),
      aged({ under: 30, at: firstPlacement }),
    ),
    [
      ...[...ENROLMENT, "beneficiary-registered.birthDate: unknown", ...EXIT],
      ...["service-delivered: not-happened", "service-delivered.date: refused"],
      ...["placement-started: not-happened", "placement-started.date: refused"],
      ...["support-started: not-happened", "support-started.supportId: refused"],
      ...["support-ended: runs-on", "support-ended.date: refused", "support-ended.supportId: refused"],
    ],
  ],
];

describe("dataNeeds()", () => {
  it.each(rows)("lists what is read when the numerator is %j", (numerator, expected) => {
    expect(lines(dataNeeds([asIndicator(numerator)]))).toEqual(expected);
  });

  it("asks to which placement support belongs only when support is laid over placements", () => {
    const alone = lines(dataNeeds([asIndicator(happens(support()))]));
    const over = lines(dataNeeds([asIndicator(happens(overlap(placements(), support())))]));
    expect(alone).not.toContain("support-started.placementId: goes-with-any");
    expect(over).toContain("support-started.placementId: goes-with-any");
  });

  it("names the indicators that read each field, those referred to included", () => {
    const { events, criteria } = dataNeeds(catalogue.vsePoluchitsya);
    const readBy = (type: string, field: string) =>
      events.find((need) => need.type === type)?.fields.find((need) => need.field === field)?.readBy;
    expect(readBy("placement-started", "setting")).toEqual(["1.2", "1.3", "1.4"]);
    expect(readBy("placement-started", "contract")).toEqual(["1.2"]);
    expect(readBy("placement-started", "date")).toEqual(["1.1", "1.2", "1.3", "1.4"]);
    expect(readBy("beneficiary-registered", "attributes.asked-help-with")).toEqual(["2.1"]);
    expect(criteria).toEqual({ readBy: ["2.1"] });
    expect(dataNeeds([asIndicator(countedIn(workExperienceShare))]).criteria).toBeNull();
  });

  it("counts what a dataset lacks when one is given", () => {
    const person = { beneficiaryId: "B-1", targetGroups: [] };
    const dataset = parseDataset([
      { id: "E-1", type: "beneficiary-registered", date: "2019-01-01", ...person },
      { id: "E-2", type: "placement-started", beneficiaryId: "B-1", date: "2019-02-01", placementId: "P-1" },
      {
        id: "E-3",
        type: "placement-started",
        beneficiaryId: "B-1",
        date: "2019-03-01",
        placementId: "P-2",
        setting: "sheltered",
      },
      { id: "E-4", type: "support-started", beneficiaryId: "B-1", date: "2019-03-01", supportId: "S-1" },
      {
        id: "E-5",
        type: "support-started",
        beneficiaryId: "B-1",
        date: "2019-03-01",
        supportId: "S-2",
        placementId: "P-2",
      },
      { id: "E-6", type: "follow-up-recorded", beneficiaryId: "B-1", date: "2019-05-01", status: "unreachable" },
      { id: "E-7", type: "follow-up-recorded", beneficiaryId: "B-1", date: "2019-06-01", status: "employed" },
      { id: "E-8", type: "placement-started", beneficiaryId: "B-1", date: "2019-03-01", placementId: "P-3" },
      { id: "E-9", type: "event-retracted", beneficiaryId: "B-1", date: "2019-03-02", retracts: "E-8" },
    ]);
    const groups = ["targetGroup", "sex", "education"].map((name) => inGroup(name, ["x"]));
    const looksEverywhere = asIndicator(
      every(...groups, happens(employedAtFollowUp()), aged({ from: 18, at: "period-start" })),
    );
    const { events, criteria } = dataNeeds([...catalogue.vsePoluchitsya, looksEverywhere], dataset);
    const recorded = Object.fromEntries(events.map(({ type, recorded }) => [type, recorded]));
    expect(recorded).toEqual({
      ...{ "beneficiary-registered": 1, "beneficiary-exited": 0, "service-delivered": 0 },
      ...{ "placement-started": 2, "placement-ended": 0, "support-started": 2, "support-ended": 0 },
      ...{ "assessment-recorded": 0, "follow-up-recorded": 2 },
    });
    const lacking = events.flatMap(({ type, fields }) =>
      fields.filter(({ lacking }) => lacking !== 0).map(({ field, lacking }) => [`${type}.${field}`, lacking]),
    );
    expect(Object.fromEntries(lacking)).toEqual({
      "beneficiary-registered.targetGroups": 1,
      "beneficiary-registered.sex": 1,
      "beneficiary-registered.attributes.education": 1,
      "beneficiary-registered.attributes.asked-help-with": 1,
      "beneficiary-registered.birthDate": 1,
      "placement-started.setting": 1,
      "placement-started.contract": 2,
      "support-started.placementId": 1,
      "follow-up-recorded.status": 1,
    });
    expect(criteria).toEqual({ readBy: ["2.1"], declared: false });
  });

  it("counts exits without a reason and placements without an employer, but no follow-up that is taken as recorded", () => {
    const common = { beneficiaryId: "B-1", date: "2019-03-01" };
    const dataset = parseDataset([
      { ...common, id: "E-1", type: "beneficiary-registered", targetGroups: [] },
      { ...common, id: "E-2", type: "placement-started", placementId: "P-1" },
      { ...common, id: "E-3", type: "placement-started", placementId: "P-2", employer: "shop" },
      { ...common, id: "E-4", type: "follow-up-recorded", status: "unreachable" },
      { ...common, id: "E-5", type: "beneficiary-exited" },
    ]);
    const numerator = every(
      happens(exits({ reason: "work" })),
      happens(joined(placements(), { gap: days(1), within: "employer" })),
      happens(followUps({ status: "employed" })),
    );
    const lacking = dataNeeds([asIndicator(numerator)], dataset).events.flatMap(({ fields }) =>
      fields.map(({ field, lacking }) => [field, lacking] as const),
    );
    expect(lacking.filter(([, count]) => count !== 0)).toEqual([
      ["reason", 1],
      ["employer", 1],
    ]);
    expect(lacking).toContainEqual(["status", 0]);
  });

  it("gives plain data that survives JSON", () => {
    const needs = dataNeeds([supportedOneToSixMonthsShare, supportedSixMonthsShare], parseDataset([]));
    expect(JSON.parse(JSON.stringify(needs))).toEqual(needs);
    expect(Object.isFrozen(needs.events[0]?.fields[0])).toBe(true);
  });

  it("throws a TypeError when given something else than indicators or a dataset", () => {
    expect(() => dataNeeds(["1.1"] as never)).toThrow(/^Cannot list the data needed: indicators\.0 must be made/);
    expect(() => dataNeeds([workExperienceShare], [] as never)).toThrow("it must come from parseDataset");
  });
});
