/**
 * The words of the definition language, one table a word: people as tiny lists of events, verdicts worked out by hand.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  after,
  aged,
  type Condition,
  clip,
  earlier,
  employedAtFollowUp,
  enrolment,
  every,
  except,
  exit,
  exits,
  falls,
  firstDay,
  firstPlacement,
  followUps,
  happens,
  joined,
  lastDay,
  lasts,
  not,
  on,
  overlap,
  placements,
  quarterAfter,
  registration,
  reportingPeriod,
  services,
  starting,
  support,
  times,
  totals,
  touching,
  union,
  untilHorizon,
  withoutLastDay,
} from "../../src/define/index";
import {
  days,
  defineIndicator,
  evaluate,
  explain,
  members,
  months,
  parseDataset,
  toText,
  type Verdict,
  weeks,
  year,
} from "../../src/core/index";

/**
 * Events of one person, a line each: `worked 2019-01-01..2019-03-31 open-market @shop`, a date left out after the dots
 * while it runs.
 *
 * Somebody whose lines do not begin with a registration is registered on 2018-01-01.
 */
function eventsOf(text: string): readonly unknown[] {
  const lines = text.split(";").map((line) => line.trim());
  const all = lines[0]!.startsWith("registered") ? lines : ["registered 2018-01-01", ...lines];
  return all
    .filter((line) => line !== "")
    .flatMap((line, index) => {
      const [verb, dates = "", ...rest] = line.split(" ");
      const [date, last] = dates.split("..") as [string, string | undefined];
      const common = (type: string, day = date, end = "") => ({
        id: `${verb}-${index}${end}`,
        type,
        beneficiaryId: "B",
        date: day,
      });
      const word = (start: string) => rest.find((each) => each.startsWith(start))?.slice(start.length);
      const oneOf = (...codes: string[]) => rest.find((each) => codes.includes(each));
      const given = (fields: object) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
      switch (verb) {
        case "registered":
          return [{ ...common("beneficiary-registered"), targetGroups: [], ...given({ birthDate: word("born:") }) }];
        case "exited":
          return [{ ...common("beneficiary-exited"), ...given({ reason: rest[0] }) }];
        case "served":
          return [{ ...common("service-delivered"), service: rest[0] ?? "advice" }];
        case "followed":
          return [{ ...common("follow-up-recorded"), status: rest[0] }];
        case "worked": {
          const placementId = word("#") ?? `P-${index}`;
          const start = {
            ...common("placement-started"),
            placementId,
            ...given({
              setting: oneOf("open-market", "sheltered"),
              contract: oneOf("temporary", "permanent"),
              employer: word("@"),
            }),
          };
          return last === "" ? [start] : [start, { ...common("placement-ended", last, "-end"), placementId }];
        }
        case "supported": {
          const supportId = `S-${index}`;
          const start = { ...common("support-started"), supportId, ...given({ placementId: word("#") }) };
          return last === "" ? [start] : [start, { ...common("support-ended", last, "-end"), supportId }];
        }
        default:
          throw new Error(`Cannot read the line: its verb must be known, received ${verb}`);
      }
    });
}

const PERIOD = year(2019);
const AS_OF = "2019-12-31";

function judged(numerator: Condition, events: readonly unknown[], asOf = AS_OF) {
  const indicator = defineIndicator({
    code: "x",
    title: { ru: "п", en: "i" },
    denominator: happens(enrolment()),
    numerator,
  });
  return evaluate(parseDataset(events), { indicators: [indicator], periods: [PERIOD], asOf });
}

const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];

function verdictOf(numerator: Condition, events: readonly unknown[], asOf = AS_OF): Verdict | undefined {
  const evaluation = judged(numerator, events, asOf);
  return VERDICTS.find((verdict) => members(evaluation, { indicator: "x", period: PERIOD, verdict }).length === 1);
}

type Row = readonly [why: string, people: string, condition: Condition, expected: Verdict, asOf?: string];

const work = placements();
const openMarket = placements({ setting: "open-market" });
const gap = (count: number) => ({ gap: days(count) });
const employer = (count: number) => ({ gap: days(count), within: "employer" as const });

/** Every count of days beside a row was made on a calendar: February 2019 has 28 days, 2020 has 29. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  overlap: [
    [
      "1 to 30 April are 30 shared days",
      "worked 2019-02-01..2019-04-30; supported 2019-04-01..2019-05-31",
      lasts(overlap(work, support()), { atLeast: days(30) }),
      "counted",
    ],
    [
      "and not 31",
      "worked 2019-02-01..2019-04-30; supported 2019-04-01..2019-05-31",
      lasts(overlap(work, support()), { atLeast: days(31) }),
      "not-counted",
    ],
    [
      "the day after the last is not shared",
      "worked 2019-02-01..2019-03-31; supported 2019-04-01..2019-05-31",
      happens(overlap(work, support())),
      "not-counted",
    ],
    [
      "support of one placement is not of another",
      "worked 2019-02-01..2019-03-31 #one; worked 2019-05-01..2019-06-30 #two; supported 2019-02-01..2019-06-30 #one",
      lasts(overlap(work, support()), { atLeast: days(60) }),
      "not-counted",
    ],
    [
      "28 + 31 days of the one that is supported",
      "worked 2019-02-01..2019-03-31 #one; worked 2019-05-01..2019-06-30 #two; supported 2019-02-01..2019-06-30 #one",
      lasts(overlap(work, support()), { atLeast: days(59) }),
      "counted",
    ],
  ],
  union: [
    ["either will do", "served 2019-05-01", happens(union(work, services())), "counted"],
    ["none of them", "supported 2019-05-01..2019-05-02", happens(union(work, services())), "not-counted"],
    [
      "adjoining spells stay two",
      "worked 2019-01-01..2019-01-31; supported 2019-02-01..2019-02-28",
      lasts(union(work, support()), { atLeast: days(32) }),
      "not-counted",
    ],
    [
      "the same spell twice is one",
      "worked 2019-01-01..2019-01-31 open-market",
      times(union(work, openMarket), { atMost: 1 }),
      "counted",
    ],
  ],
  except: [
    [
      "April is left, 30 days",
      "worked 2019-02-01..2019-04-30; supported 2019-03-01..2019-03-31",
      lasts(except(work, support()), { atLeast: days(30) }),
      "counted",
    ],
    [
      "February and April are two pieces",
      "worked 2019-02-01..2019-04-30; supported 2019-03-01..2019-03-31",
      lasts(except(work, support()), { atLeast: days(31) }),
      "not-counted",
    ],
    [
      "nothing is left",
      "worked 2019-03-05..2019-03-20; supported 2019-03-01..2019-03-31",
      happens(except(work, support())),
      "not-counted",
    ],
  ],
  joined: [
    [
      "three free days are bridged by three",
      "worked 2019-03-01..2019-03-10; worked 2019-03-14..2019-03-20",
      lasts(joined(work, gap(3)), { atLeast: days(20) }),
      "counted",
    ],
    [
      "four are not",
      "worked 2019-03-01..2019-03-10; worked 2019-03-15..2019-03-20",
      lasts(joined(work, gap(3)), { atLeast: days(11) }),
      "not-counted",
    ],
    [
      "the days of the break count: 5 + 3 + 5",
      "worked 2019-03-01..2019-03-05; worked 2019-03-09..2019-03-13",
      lasts(joined(work, gap(3)), { atLeast: days(13), under: days(14) }),
      "counted",
    ],
    [
      "a spell inside another adds nothing",
      "worked 2019-03-01..2019-03-31; worked 2019-03-05..2019-03-10",
      lasts(joined(work, gap(0)), { atLeast: days(31), under: days(32) }),
      "counted",
    ],
  ],
  clip: [
    [
      "31 + 28 days lie in the year",
      "worked 2018-12-01..2019-02-28",
      lasts(clip(work, reportingPeriod), { atLeast: days(59) }),
      "counted",
    ],
    [
      "and not 60",
      "worked 2018-12-01..2019-02-28",
      lasts(clip(work, reportingPeriod), { atLeast: days(60) }),
      "not-counted",
    ],
    [
      "the last day of the year before",
      "worked 2018-12-01..2018-12-31",
      happens(clip(work, reportingPeriod)),
      "not-counted",
    ],
  ],
  touching: [
    [
      "31 + 31 + 28 days of the whole spell",
      "worked 2018-12-01..2019-02-28",
      lasts(touching(work, reportingPeriod), { atLeast: days(90) }),
      "counted",
    ],
    ["no day in the year", "worked 2018-12-01..2018-12-31", happens(touching(work, reportingPeriod)), "not-counted"],
    ["one day in the year", "worked 2018-12-01..2019-01-01", happens(touching(work, reportingPeriod)), "counted"],
  ],
  after: [
    [
      "29 days after the registration are before 30",
      "registered 2019-01-01; served 2019-01-30",
      happens(clip(services(), after(registration, days(0), days(30)))),
      "counted",
    ],
    [
      "30 are not",
      "registered 2019-01-01; served 2019-01-31",
      happens(clip(services(), after(registration, days(0), days(30)))),
      "not-counted",
    ],
    [
      "a month after 31 January is 28 February",
      "registered 2019-01-31; served 2019-02-28",
      happens(clip(services(), after(registration, months(1), months(2)))),
      "counted",
    ],
    [
      "27 February is before it",
      "registered 2019-01-31; served 2019-02-27",
      happens(clip(services(), after(registration, months(1), months(2)))),
      "not-counted",
    ],
    [
      "31 March is two months after",
      "registered 2019-01-31; served 2019-03-31",
      happens(clip(services(), after(registration, months(1), months(2)))),
      "not-counted",
    ],
    [
      "without an exit there is no window",
      "served 2019-03-31",
      happens(clip(services(), after(exit, days(0), days(900)))),
      "not-counted",
    ],
  ],
  quarterAfter: [
    [
      "the first day of the quarter after",
      "exited 2019-03-31; worked 2019-04-01..2019-04-01",
      happens(clip(work, quarterAfter(exit, 1))),
      "counted",
    ],
    [
      "the day after its last",
      "exited 2019-03-31; worked 2019-07-01..2019-07-01",
      happens(clip(work, quarterAfter(exit, 1))),
      "not-counted",
    ],
    [
      "an exit a day later is of the next quarter",
      "exited 2019-04-01; worked 2019-04-02..2019-06-30",
      happens(clip(work, quarterAfter(exit, 1))),
      "not-counted",
    ],
    [
      "the anchor's own quarter",
      "exited 2019-04-01; worked 2019-06-30..2019-06-30",
      happens(clip(work, quarterAfter(exit, 0))),
      "counted",
    ],
  ],
  aged: [
    ["18 on the birthday", "registered 2019-06-15 born:2001-06-15", aged({ from: 18, at: registration }), "counted"],
    ["17 the day before", "registered 2019-06-14 born:2001-06-15", aged({ from: 18, at: registration }), "not-counted"],
    [
      "not under 18 on the birthday",
      "registered 2019-06-15 born:2001-06-15",
      aged({ under: 18, at: registration }),
      "not-counted",
    ],
    [
      "17 when the year begins",
      "registered 2018-01-01 born:2001-06-15",
      aged({ under: 18, at: "period-start" }),
      "counted",
    ],
    [
      "born on 29 February, 15 on 28 February",
      "registered 2019-02-28 born:2004-02-29",
      aged({ from: 15, at: registration }),
      "counted",
    ],
    ["no birth date", "registered 2019-06-15", aged({ from: 18, at: registration }), "unknown"],
    ["never placed", "registered 2019-06-15 born:2001-06-15", aged({ from: 1, at: firstPlacement }), "not-counted"],
    [
      "18 on the first open-market day, 17 on the first sheltered one",
      "registered 2019-01-01 born:2001-06-15; worked 2019-06-01..2019-06-10 sheltered; worked 2019-07-01..2019-07-10 open-market",
      aged({ from: 18, at: firstDay(openMarket) }),
      "counted",
    ],
    [
      "an unknown setting could move that day",
      "registered 2019-01-01 born:2001-06-15; worked 2019-06-01..2019-06-10; worked 2019-07-01..2019-07-10 open-market",
      aged({ from: 18, at: firstDay(openMarket) }),
      "unknown",
    ],
  ],
  times: [
    [
      "two placements",
      "worked 2019-01-01..2019-01-02; worked 2019-01-02..2019-01-03",
      times(work, { atLeast: 2 }),
      "counted",
    ],
    ["one placement", "worked 2019-01-01..2019-01-02", times(work, { atLeast: 2 }), "not-counted"],
    [
      "three are more than two",
      "served 2019-01-01; served 2019-01-02; served 2019-01-03",
      times(services(), { atMost: 2 }),
      "not-counted",
    ],
    ["none is at most none", "served 2019-01-01", times(work, { atMost: 0 }), "counted"],
    [
      "adjoining ones joined are one",
      "worked 2019-01-01..2019-01-31; worked 2019-02-01..2019-02-28",
      times(joined(work, gap(0)), { atLeast: 2 }),
      "not-counted",
    ],
  ],
  totals: [
    [
      "each day once: 1 to 20 January",
      "worked 2019-01-01..2019-01-15; worked 2019-01-10..2019-01-20",
      totals(work, { atLeast: days(20), under: days(21) }),
      "counted",
    ],
    [
      "a break does not count: 10 + 10 days",
      "worked 2019-01-01..2019-01-10; worked 2019-02-01..2019-02-10",
      totals(work, { atLeast: days(21) }),
      "not-counted",
    ],
    [
      "a month from 1 February is 28 days, 14 + 14",
      "worked 2019-02-01..2019-02-14; worked 2019-05-01..2019-05-14",
      totals(work, { atLeast: months(1) }),
      "counted",
    ],
    [
      "a month from 1 January is 31 days",
      "worked 2019-01-01..2019-01-14; worked 2019-05-01..2019-05-14",
      totals(work, { atLeast: months(1) }),
      "not-counted",
    ],
  ],
  exits: [
    ["any exit", "exited 2019-05-01", happens(exits()), "counted"],
    ["no exit", "served 2019-05-01", happens(exits()), "not-counted"],
    ["the reason", "exited 2019-05-01 work", happens(exits({ reason: "work" })), "counted"],
    ["one of two reasons", "exited 2019-05-01 moved", happens(exits({ reason: ["work", "moved"] })), "counted"],
    ["another reason", "exited 2019-05-01 moved", happens(exits({ reason: "work" })), "not-counted"],
    ["no reason is no silent no", "exited 2019-05-01", happens(exits({ reason: "work" })), "unknown"],
    ["nor a silent yes", "exited 2019-05-01", not(happens(exits({ reason: "work" }))), "unknown"],
    [
      "an exit each time",
      "registered 2018-01-01; exited 2018-05-01 moved; registered 2018-06-01; exited 2019-05-01 work",
      happens(clip(exits({ reason: "work" }), reportingPeriod)),
      "counted",
    ],
    ["an exit after the horizon", "exited 2019-05-01 work", happens(exits()), "not-counted", "2019-04-30"],
    [
      "a missing reason outside the window does not matter",
      "registered 2018-01-01; exited 2018-05-01; registered 2018-06-01; exited 2019-05-01 moved",
      happens(clip(exits({ reason: "work" }), reportingPeriod)),
      "not-counted",
    ],
    ["no reason, none at most", "exited 2019-05-01", times(exits({ reason: "work" }), { atMost: 0 }), "unknown"],
    [
      "a known reason, none at most",
      "exited 2019-05-01 moved",
      times(exits({ reason: "work" }), { atMost: 0 }),
      "counted",
    ],
    [
      "already two too many, whatever the third was for",
      "registered 2018-01-01; exited 2018-02-01 work; registered 2018-03-01; exited 2018-04-01 work; registered 2018-05-01; exited 2019-05-01",
      times(exits({ reason: "work" }), { atLeast: 2 }),
      "counted",
    ],
    [
      "for the one reason and not the other, as it may be",
      "exited 2019-05-01",
      happens(except(exits({ reason: "work" }), exits({ reason: "moved" }))),
      "unknown",
    ],
  ],
  followUps: [
    ["found employed", "followed 2019-05-01 employed", happens(followUps({ status: "employed" })), "counted"],
    [
      "found out of work",
      "followed 2019-05-01 not-employed",
      happens(followUps({ status: "employed" })),
      "not-counted",
    ],
    [
      "not reached is not employed here",
      "followed 2019-05-01 unreachable",
      happens(followUps({ status: "employed" })),
      "not-counted",
    ],
    ["and unknown there", "followed 2019-05-01 unreachable", happens(employedAtFollowUp()), "unknown"],
    [
      "not reached, as asked",
      "followed 2019-05-01 unreachable",
      happens(followUps({ status: "unreachable" })),
      "counted",
    ],
    [
      "any of them",
      "followed 2019-05-01 unreachable; followed 2019-06-01 employed",
      times(followUps(), { atLeast: 2 }),
      "counted",
    ],
  ],
  starting: [
    ["on the first day", "worked 2019-01-01..2019-01-02", happens(starting(work, reportingPeriod)), "counted"],
    ["the day before", "worked 2018-12-31..2019-03-01", happens(starting(work, reportingPeriod)), "not-counted"],
    ["on the last day", "worked 2019-12-31..", happens(starting(work, reportingPeriod)), "counted"],
    [
      "the whole spell, past the window",
      "worked 2018-12-31..2019-02-28",
      lasts(starting(work, earlier(reportingPeriod, months(12))), { atLeast: days(60) }),
      "counted",
    ],
    [
      "what it joins to starts earlier",
      "worked 2018-12-01..2018-12-31; worked 2019-01-01..2019-01-31",
      happens(starting(joined(work, gap(0)), reportingPeriod)),
      "not-counted",
    ],
    [
      "what it may join to starts earlier",
      "worked 2018-12-01..2018-12-31; worked 2019-01-01..2019-01-31 open-market",
      happens(starting(joined(openMarket, gap(0)), reportingPeriod)),
      "unknown",
    ],
    [
      "what it may join to has no employer",
      "worked 2018-12-01..2018-12-31; worked 2019-01-01..2019-01-31 @shop",
      happens(starting(joined(work, employer(0)), reportingPeriod)),
      "unknown",
    ],
  ],
  withoutLastDay: [
    ["30 of 31 days", "worked 2019-01-01..2019-01-31", lasts(withoutLastDay(work), { atLeast: days(30) }), "counted"],
    ["and not 31", "worked 2019-01-01..2019-01-31", lasts(withoutLastDay(work), { atLeast: days(31) }), "not-counted"],
    ["a single day vanishes", "worked 2019-01-01..2019-01-01", happens(withoutLastDay(work)), "not-counted"],
    [
      "15 January to 14 July is six months with its last day only",
      "worked 2019-01-15..2019-07-14",
      lasts(withoutLastDay(work), { atLeast: months(6) }),
      "not-counted",
    ],
    [
      "a day more is enough",
      "worked 2019-01-15..2019-07-15",
      lasts(withoutLastDay(work), { atLeast: months(6) }),
      "counted",
    ],
    [
      "31 days so far, still running",
      "worked 2019-12-01..",
      lasts(withoutLastDay(work), { atLeast: days(31) }),
      "counted",
    ],
    [
      "31 days that ended on the horizon",
      "worked 2019-12-01..2019-12-31",
      lasts(withoutLastDay(work), { atLeast: days(31) }),
      "not-counted",
    ],
    [
      "31 days that end after it run on it",
      "worked 2019-12-01..2020-01-05",
      lasts(withoutLastDay(work), { atLeast: days(31) }),
      "counted",
    ],
    ["30 days and running", "worked 2019-12-02..", lasts(withoutLastDay(work), { atLeast: days(31) }), "pending"],
    [
      "another placement that runs does not keep its day",
      "worked 2019-11-01..; worked 2019-12-01..2019-12-31",
      lasts(withoutLastDay(work), { atLeast: days(31), under: days(60) }),
      "not-counted",
    ],
  ],
  "joined within an employer": [
    [
      "one employer, six months",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-06-30 @a",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "counted",
    ],
    [
      "two employers",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-06-30 @b",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "not-counted",
    ],
    [
      "back to the first one",
      "worked 2019-01-01..2019-01-31 @a; worked 2019-02-01..2019-02-28 @b; worked 2019-03-01..2019-03-31 @a",
      lasts(joined(work, employer(28)), { atLeast: days(90) }),
      "counted",
    ],
    [
      "a break of 28 days",
      "worked 2019-01-01..2019-01-31 @a; worked 2019-03-01..2019-03-31 @a",
      lasts(joined(work, employer(28)), { atLeast: days(90) }),
      "counted",
    ],
    [
      "a break of 29 days",
      "worked 2019-01-01..2019-01-31 @a; worked 2019-03-02..2019-03-31 @a",
      lasts(joined(work, employer(28)), { atLeast: days(32) }),
      "not-counted",
    ],
    [
      "one employer not known",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-06-30",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "unknown",
    ],
    [
      "neither known",
      "worked 2019-01-01..2019-03-31; worked 2019-04-01..2019-06-30",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "unknown",
    ],
    [
      "long enough by itself",
      "worked 2019-01-01..2019-06-30; worked 2019-07-01..2019-07-31",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "counted",
    ],
    [
      "two months between three of a and three of b are five at most",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-05-31; worked 2019-06-01..2019-08-31 @b",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "not-counted",
    ],
    [
      "and five if they were one of them's",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-05-31; worked 2019-06-01..2019-08-31 @b",
      lasts(joined(work, employer(0)), { atLeast: months(5) }),
      "unknown",
    ],
    [
      "an upper limit stays open",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-06-30",
      lasts(joined(work, employer(0)), { atLeast: months(2), under: months(4) }),
      "unknown",
    ],
    [
      "unless nothing is near",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-05-01..2019-05-31",
      lasts(joined(work, employer(0)), { atLeast: months(2), under: months(4) }),
      "counted",
    ],
    [
      "two spells that may be one",
      "worked 2019-01-01..2019-03-31 @a; worked 2019-04-01..2019-06-30",
      times(joined(work, employer(0)), { atLeast: 2 }),
      "unknown",
    ],
    [
      "pieces of one placement have one employer, known or not",
      "worked 2019-01-01..2019-06-30; supported 2019-03-01..2019-03-10",
      lasts(joined(except(work, support()), employer(10)), { atLeast: months(6) }),
      "counted",
    ],
    [
      "setting and employer both missing",
      "worked 2019-01-01..2019-03-31 open-market @a; worked 2019-04-01..2019-06-30",
      lasts(joined(openMarket, employer(0)), { atLeast: months(6) }),
      "unknown",
    ],
    [
      "running on with one employer",
      "worked 2019-10-01..2019-11-30 @a; worked 2019-12-01.. @a",
      lasts(joined(work, employer(0)), { atLeast: months(6) }),
      "pending",
    ],
  ],
  earlier: [
    [
      "1 July of the year before",
      "worked 2018-07-01..2018-07-01",
      happens(clip(work, earlier(reportingPeriod, months(6)))),
      "counted",
    ],
    [
      "30 June of the year before",
      "worked 2018-06-30..2018-06-30",
      happens(clip(work, earlier(reportingPeriod, months(6)))),
      "not-counted",
    ],
    [
      "30 June of the year",
      "worked 2019-06-30..2019-06-30",
      happens(clip(work, earlier(reportingPeriod, months(6)))),
      "counted",
    ],
    [
      "1 July of the year",
      "worked 2019-07-01..2019-07-01",
      happens(clip(work, earlier(reportingPeriod, months(6)))),
      "not-counted",
    ],
    [
      "180 days before 31 December is 4 July",
      "worked 2019-07-04..2019-07-04",
      happens(clip(work, earlier(reportingPeriod, days(180)))),
      "counted",
    ],
    [
      "and not 5 July",
      "worked 2019-07-05..2019-07-05",
      happens(clip(work, earlier(reportingPeriod, days(180)))),
      "not-counted",
    ],
    [
      "twice three months",
      "worked 2018-07-01..2018-07-01",
      happens(clip(work, earlier(earlier(reportingPeriod, months(3)), months(3)))),
      "counted",
    ],
    [
      "a quarter before the quarter of the exit",
      "exited 2019-05-10; worked 2019-03-31..2019-03-31",
      happens(clip(work, earlier(quarterAfter(exit, 0), months(3)))),
      "counted",
    ],
    [
      "before the calendar begins",
      "worked 2019-05-01..2019-05-01",
      happens(clip(work, earlier(reportingPeriod, months(900_000)))),
      "not-counted",
    ],
  ],
  on: [
    [
      "the same day of the month",
      "registered 2019-01-15; served 2019-07-15",
      happens(clip(services(), on(registration, months(6)))),
      "counted",
    ],
    [
      "the day before",
      "registered 2019-01-15; served 2019-07-14",
      happens(clip(services(), on(registration, months(6)))),
      "not-counted",
    ],
    [
      "the day after",
      "registered 2019-01-15; served 2019-07-16",
      happens(clip(services(), on(registration, months(6)))),
      "not-counted",
    ],
    [
      "a month after 31 January",
      "registered 2019-01-31; served 2019-02-28",
      happens(clip(services(), on(registration, months(1)))),
      "counted",
    ],
    [
      "a year after 29 February",
      "registered 2016-02-29; served 2017-02-28",
      happens(clip(services(), on(registration, months(12)))),
      "counted",
    ],
    [
      "the day itself",
      "registered 2019-01-15; served 2019-01-15",
      happens(clip(services(), on(registration, days(0)))),
      "counted",
    ],
    [
      "two weeks",
      "registered 2019-01-15; served 2019-01-29",
      happens(clip(services(), on(registration, weeks(2)))),
      "counted",
    ],
    [
      "a running placement reaches it in time",
      "worked 2019-07-15..",
      happens(clip(work, on(firstPlacement, months(6)))),
      "pending",
    ],
  ],
  "firstDay and lastDay": [
    [
      "the first of two starts",
      "worked 2019-03-01..2019-03-10; worked 2019-05-01..2019-05-10; served 2019-03-01",
      happens(clip(services(), on(firstDay(work), days(0)))),
      "counted",
    ],
    [
      "the last of two ends",
      "worked 2019-03-01..2019-08-10; worked 2019-05-01..2019-05-10; served 2019-08-10",
      happens(clip(services(), on(lastDay(work), days(0)))),
      "counted",
    ],
    [
      "of those in a window",
      "worked 2018-03-01..2018-03-10; worked 2019-05-01..2019-05-10; served 2019-05-01",
      happens(clip(services(), on(firstDay(starting(work, reportingPeriod)), days(0)))),
      "counted",
    ],
    [
      "no such spell, no such day",
      "served 2019-05-01",
      happens(clip(services(), after(firstDay(work), days(0), days(900)))),
      "not-counted",
    ],
    [
      "a day of a day",
      "worked 2019-03-01..2019-03-10; served 2019-04-01; followed 2019-04-08 employed",
      happens(clip(followUps(), on(firstDay(clip(services(), after(lastDay(work), days(1), months(1)))), weeks(1)))),
      "counted",
    ],
    [
      "a missing setting could be the first",
      "worked 2019-03-01..2019-03-10; worked 2019-05-01..2019-05-10 open-market; served 2019-05-01",
      happens(clip(services(), on(firstDay(openMarket), days(0)))),
      "unknown",
    ],
    [
      "a missing setting after the first moves nothing",
      "worked 2019-03-01..2019-03-10 open-market; worked 2019-05-01..2019-05-10; served 2019-03-01",
      happens(clip(services(), on(firstDay(openMarket), days(0)))),
      "counted",
    ],
    [
      "a missing reason could be the first",
      "registered 2018-01-01; exited 2018-05-01; registered 2018-06-01; exited 2019-05-01 work; served 2019-05-01",
      happens(clip(services(), on(firstDay(exits({ reason: "work" })), days(0)))),
      "unknown",
    ],
  ],
  falls: [
    ["the registration in the year", "registered 2019-01-01", falls(registration, reportingPeriod), "counted"],
    ["the registration before it", "registered 2018-12-31", falls(registration, reportingPeriod), "not-counted"],
    ["no exit falls anywhere", "registered 2018-12-31", falls(exit, untilHorizon), "not-counted"],
    [
      "the exit in the quarter after the first placement",
      "worked 2019-02-01..2019-02-05; exited 2019-06-30",
      falls(exit, quarterAfter(firstPlacement, 1)),
      "counted",
    ],
    [
      "the exit a day too late",
      "worked 2019-02-01..2019-02-05; exited 2019-07-01",
      falls(exit, quarterAfter(firstPlacement, 1)),
      "not-counted",
    ],
    [
      "the last day of what still runs is the horizon",
      "worked 2018-02-01..",
      falls(lastDay(work), reportingPeriod),
      "counted",
      "2019-06-30",
    ],
    [
      "the first open-market day may be earlier",
      "worked 2018-03-01..2018-03-10; worked 2019-05-01..2019-05-10 open-market",
      falls(firstDay(openMarket), reportingPeriod),
      "unknown",
    ],
    [
      "a missing reason may be the exit asked for",
      "exited 2019-05-01",
      falls(firstDay(exits({ reason: "work" })), reportingPeriod),
      "unknown",
    ],
  ],
};

describe.each(Object.entries(tables))("%s", (_, rows) => {
  for (const [why, people, condition, expected, asOf] of rows) {
    it(`evaluate() says ${expected} when ${why}`, () => {
      expect(verdictOf(condition, eventsOf(people), asOf)).toBe(expected);
    });
  }
});

const inSpring = after(registration, months(14), months(17));
const soonAfter = after(registration, days(60), days(140));

describe("a missing reason or employer", () => {
  const dates = fc.integer({ min: 0, max: 5 }).map((month) => `2019-0${month + 1}-01`);
  const placed = fc.record({
    from: dates,
    length: fc.integer({ min: 0, max: 2 }),
    employer: fc.constantFrom<string>("", "@a", "@b"),
    isRunning: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 0),
  });
  const reasons = fc.array(fc.constantFrom<string>("", "work", "moved"), { maxLength: 3 });
  const lives = fc.record({ placed: fc.array(placed, { maxLength: 3 }), reasons });
  const within = joined(work, employer(28));
  const conditions: readonly (readonly [string, Condition])[] = [
    ["at least", lasts(within, { atLeast: days(60) })],
    ["at least and under", lasts(within, { atLeast: days(30), under: days(80) })],
    ["totals", totals(within, { atLeast: days(70), under: days(120) })],
    ["times", times(within, { atLeast: 2 })],
    ["times at most", times(within, { atMost: 2 })],
    ["starting", happens(starting(within, inSpring))],
    ["not starting", not(happens(starting(within, inSpring)))],
    ["without the last day", lasts(withoutLastDay(within), { atLeast: days(59) })],
    ["laid from a day of them", happens(clip(work, on(lastDay(exits({ reason: "work" })), months(12))))],
    ["a day falls", falls(firstDay(exits({ reason: ["work"] })), soonAfter)],
    ["one reason without the other", happens(except(exits({ reason: "work" }), exits({ reason: "moved" })))],
    ["number of exits", times(exits({ reason: "work" }), { atLeast: 1, atMost: 1 })],
    ["not an exit", not(happens(exits({ reason: "work" })))],
  ];

  type Life = typeof lives extends fc.Arbitrary<infer Drawn> ? Drawn : never;
  /** A life in lines; exits follow one another in 2018, each with a registration before it. */
  const linesOf = ({ placed, reasons }: Life): string =>
    [
      "registered 2018-01-01",
      ...reasons.flatMap((reason, index) => [
        `exited 2018-0${index + 2}-10 ${reason}`.trim(),
        `registered 2018-0${index + 2}-20`,
      ]),
      ...placed.map(({ from, length, employer, isRunning }) => {
        const last = `2019-${String(Number(from.slice(5, 7)) + length).padStart(2, "0")}-20`;
        return `worked ${from}..${isRunning ? "" : last} ${employer}`;
      }),
    ].join("; ");

  /** Every way a life's missing facts could be told, with one code that no definition names. */
  function told(life: Life): readonly Life[] {
    const ways = [life];
    const fill = (
      places: number,
      isMissing: (life: Life, at: number) => boolean,
      codes: readonly string[],
      put: (life: Life, at: number, code: string) => Life,
    ) => {
      for (let at = 0; at < places; at++) {
        if (!isMissing(life, at)) continue;
        ways.splice(0, ways.length, ...ways.flatMap((way) => codes.map((code) => put(way, at, code))));
      }
    };
    fill(
      life.placed.length,
      ({ placed }, at) => placed[at]!.employer === "",
      ["@a", "@b", "@c"],
      (way, at, code) => ({
        ...way,
        placed: way.placed.map((one, index) => (index === at ? { ...one, employer: code } : one)),
      }),
    );
    fill(
      life.reasons.length,
      ({ reasons }, at) => reasons[at] === "",
      ["work", "moved", "other"],
      (way, at, code) => ({
        ...way,
        reasons: way.reasons.map((one, index) => (index === at ? code : one)),
      }),
    );
    return ways;
  }

  it.each(conditions)("leaves a settled verdict as it is, however it is told: %s", (_, condition) => {
    let settled = 0;
    let open = 0;
    fc.assert(
      fc.property(lives, (life) => {
        const verdict = verdictOf(condition, eventsOf(linesOf(life)));
        const possible = new Set(told(life).map((way) => verdictOf(condition, eventsOf(linesOf(way)))));
        expect(possible).not.toContain("unknown");
        if (verdict === "unknown") open++;
        else {
          settled++;
          expect([...possible]).toEqual([verdict]);
        }
      }),
      { numRuns: 80, seed: 20_190_101 },
    );
    expect(Math.min(settled, open)).toBeGreaterThan(0);
  });
});

describe("definitions of no sense", () => {
  const title = { ru: "п", en: "i" };
  const refused: readonly (readonly [string, Condition, string, string])[] = [
    [
      "spells joined within an employer that have none",
      lasts(joined(union(work, support()), employer(28)), { atLeast: months(6) }),
      "definition.no-employer",
      "numerator.spells.of must be made of placements, for only they have an employer",
    ],
    [
      "joined twice within an employer",
      lasts(joined(joined(work, employer(0)), employer(28)), { atLeast: months(6) }),
      "definition.no-employer",
      "numerator.spells.of must be made of placements, for only they have an employer",
    ],
    [
      "single days without their last",
      happens(clip(withoutLastDay(touching(exits(), reportingPeriod)), reportingPeriod)),
      "definition.contradictory",
      "numerator.spells.of.of must have spells of more than one day, and each of these is a single day",
    ],
    [
      "a window moved back by nothing",
      happens(clip(work, earlier(reportingPeriod, days(0)))),
      "definition.always-true",
      "numerator.spells.window.by must be longer than nothing",
    ],
    [
      "a window laid from its own anchor",
      falls(lastDay(work), earlier(quarterAfter(lastDay(work), 1), days(1))),
      "definition.contradictory",
      "numerator.window must not be laid from the anchor that is to fall into it",
    ],
    [
      "nonsense inside an anchor",
      falls(firstDay(except(work, work)), reportingPeriod),
      "definition.contradictory",
      "numerator.anchor.of must take away something else than it starts from",
    ],
    [
      "nonsense inside the anchor of a window",
      happens(clip(work, earlier(on(lastDay(except(work, work)), days(1)), days(1)))),
      "definition.contradictory",
      "numerator.spells.window.of.anchor.of must take away something else than it starts from",
    ],
    [
      "nonsense inside the anchor of an age",
      aged({ from: 18, at: firstDay(except(work, work)) }),
      "definition.contradictory",
      "numerator.at.of must take away something else than it starts from",
    ],
    [
      "no reasons to choose from",
      { kind: "happens", spells: { kind: "exits", reason: [] } },
      "definition.wrong-shape",
      "numerator.spells.reason must be at least 1 long, received an array of 0",
    ],
    [
      "a status there is not",
      { kind: "happens", spells: { kind: "follow-ups", status: "busy" as "employed" } },
      "definition.wrong-shape",
      'numerator.spells.status must be one of employed, not-employed, unreachable, received "busy"',
    ],
  ];
  it.each(refused)("defineIndicator() refuses %s", (_, numerator, code, because) => {
    const define = () => defineIndicator({ code: "x", title, denominator: happens(enrolment()), numerator });
    const message = `Cannot define the indicator: ${because}`;
    expect(define).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ code, message })] }));
  });

  it("defineIndicator() gives the same fingerprint when a definition has been through JSON, and whatever its limitations", () => {
    const numerator = every(...Object.values(tables).flatMap((rows) => rows.slice(0, 1).map((row) => row[2])));
    const one = defineIndicator({ code: "x", title, denominator: happens(enrolment()), numerator });
    const other = { ...JSON.parse(JSON.stringify(one.definition)), limitations: [{ ru: "о", en: "l" }] };
    expect(defineIndicator(other).fingerprint).toBe(one.fingerprint);
    expect(defineIndicator(other).definition.limitations).toEqual([{ ru: "о", en: "l" }]);
  });
});

describe("explain()", () => {
  /** The text of the numerator, from its first line to its last. */
  function numeratorText(condition: Condition, people: string, locale: "ru" | "en"): string {
    const evaluation = judged(condition, eventsOf(people));
    const explanation = explain(evaluation, { indicator: "x", period: PERIOD, beneficiaryId: "B" });
    return toText(explanation, { locale }).split(/^(?:Numerator|Числитель): .*\n/m)[1]!;
  }

  it("shows spells, windows and anchors down to the events", () => {
    const stayed = touching(
      joined(work, employer(28)),
      on(firstDay(starting(work, earlier(reportingPeriod, months(6)))), months(6)),
    );
    const people =
      "worked 2018-09-01..2018-12-31 @a; worked 2019-01-15..2019-04-30 @a; worked 2019-01-15..2019-02-01 @b";
    expect(numeratorText(happens(stayed), people, "en")).toBe(
      [
        "  at least one day — true",
        "    including the day 6 months after the start of the first spell of work that starts in the reporting period (moved back by 6 months) (2019-03-01):",
        "      2018-09-01 – 2019-04-30, 242 days [worked-1, worked-1-end, worked-2, worked-2-end]",
        "      laid from:",
        "        starting in the reporting period (moved back by 6 months) ← work:",
        "          2018-09-01 – 2018-12-31, 122 days [worked-1, worked-1-end]",
        "          2019-01-15 – 2019-02-01, 18 days [worked-3, worked-3-end]",
        "          2019-01-15 – 2019-04-30, 106 days [worked-2, worked-2-end]",
        "      joined within one employer when at most 28 days apart:",
        "        2018-09-01 – 2019-04-30, 242 days [worked-1, worked-1-end, worked-2, worked-2-end]",
        "        2019-01-15 – 2019-02-01, 18 days [worked-3, worked-3-end]",
        "        work:",
        "          2018-09-01 – 2018-12-31, 122 days [worked-1, worked-1-end]",
        "          2019-01-15 – 2019-02-01, 18 days [worked-3, worked-3-end]",
        "          2019-01-15 – 2019-04-30, 106 days [worked-2, worked-2-end]",
      ].join("\n"),
    );
    expect(numeratorText(happens(stayed), people, "ru").split("\n").slice(0, 2)).toEqual([
      "  есть хотя бы один день — да",
      "    включают день ровно через 6 месяцев после начала первого периода работы, начавшегося в отчётном периоде со сдвигом на 6 месяцев назад (2019-03-01):",
    ]);
  });

  it("shows the day that falls, its window, and the reason that is missing", () => {
    const left = falls(firstDay(exits({ reason: ["work", "study"] })), after(registration, weeks(1), months(2)));
    const people = "registered 2019-01-01; exited 2019-01-20; registered 2019-02-01; exited 2019-02-28 work";
    expect(numeratorText(left, people, "en")).toBe(
      [
        '  first exit for the reason "work" or "study" falls in the time from 1 week to 2 months after registration — unknown',
        "    2019-02-28; window: 2019-01-08 – 2019-02-28",
        '    exit for the reason "work" or "study":',
        "      2019-02-28, 1 day [exited-3]",
        "    reason is missing in exited-1",
      ].join("\n"),
    );
    expect(numeratorText(left, people, "ru")).toBe(
      [
        "  день первого выбытия по причине «work» или «study» приходится на срок от 1 недели до 2 месяцев после регистрации — неизвестно",
        "    2019-02-28; окно: 2019-01-08 – 2019-02-28",
        "    выбытие по причине «work» или «study»:",
        "      2019-02-28, 1 день [exited-3]",
        "    нет поля reason в exited-1",
      ].join("\n"),
    );
  });

  it("says that there is no such day", () => {
    const after90 = happens(clip(followUps({ status: "employed" }), on(exit, days(90))));
    expect(numeratorText(after90, "served 2019-05-01", "en")).toBe(
      [
        "  at least one day — false",
        '    on the day 90 days after exit (no such day) ← follow-up with the result "employed": none',
      ].join("\n"),
    );
    expect(numeratorText(falls(exit, reportingPeriod), "served 2019-05-01", "ru")).toBe(
      ["  выбытие приходится на отчётный период — нет", "    такого дня нет; окно: 2019-01-01 – 2019-12-31"].join("\n"),
    );
  });

  it("names the employer that is missing, and the last day left out", () => {
    const stayed = lasts(withoutLastDay(joined(openMarket, employer(0))), { atLeast: months(6) });
    const people =
      "worked 2019-01-01..2019-03-31 open-market @a; worked 2019-04-01..2019-07-01 open-market; worked 2019-04-01..2019-07-01 sheltered";
    expect(numeratorText(stayed, people, "en")).toBe(
      [
        "  in one spell at least 6 months — unknown",
        "    nearest 2019-01-01 – 2019-03-30, 89 days; 6 months needs until 2019-06-30, 92 days short",
        "    employer is missing in worked-2",
        "    without the last day:",
        "      2019-01-01 – 2019-03-30, 89 days [worked-1, worked-1-end]",
        "      2019-04-01 – 2019-06-30, 91 days [worked-2, worked-2-end]",
        "      adjoining ones within one employer joined ← work on the open market:",
        "        2019-01-01 – 2019-03-31, 90 days [worked-1, worked-1-end]",
        "        2019-04-01 – 2019-07-01, 92 days [worked-2, worked-2-end]",
      ].join("\n"),
    );
  });
});
