import { readFileSync } from "node:fs";
import {
  type Criterion,
  catalogue,
  type Period,
  unionOf,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "../../../src/core/index";
import type { SuppressOptions } from "../../../src/report/index";
import { type AttackOptions, attack, type Recovered } from "./attack";
import { readAll } from "./counts";
import { Crowd } from "./crowd";
import { type Edition, type Layout, publishedReports } from "./layout";
import { type Fact, type Person, plainWords } from "./people";

type Event = Fact & { readonly id: string; readonly beneficiaryId: string };

const folder = `${__dirname}/../../../fixtures/vse-poluchitsya-2019-2020`;
const years: readonly Period[] = [year(2019), year(2020)];
const ASKED = "asked-help-with";
/** What the practice's definitions do not read. */
const UNREAD = ["beneficiary-exited", "follow-up-recorded", "feedback-recorded", "event-retracted"];

/**
 * The people of the shipped practice, each apart; what was retracted never happened, and what no definition reads is
 * left out.
 */
function peopleOfPractice(): readonly Person[] {
  const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
  const events: readonly Event[] = lines.map((line) => JSON.parse(line));
  const retracted = new Set(events.map(({ retracts }) => retracts));
  const byPerson = new Map<string, Event[]>();
  for (const event of events) {
    if (UNREAD.includes(event.type) || retracted.has(event.id)) continue;
    byPerson.set(event.beneficiaryId, [...(byPerson.get(event.beneficiaryId) ?? []), event]);
  }
  return [...byPerson.values()].map((own) => {
    const facts = own.map(({ id: _, beneficiaryId: __, recordedOn: ___, source: ____, ...fact }): Fact => fact);
    const registrations = facts.filter(({ type }) => type === "beneficiary-registered");
    const { [ASKED]: asked } = (registrations.at(-1)!.attributes ?? {}) as Record<string, string>;
    return {
      registrations: registrations.map(({ attributes: _, ...registration }): Fact => registration),
      traits: asked === undefined ? {} : { [ASKED]: asked },
      harms: facts.filter(({ type }) => type === "adverse-event-recorded"),
      facts: facts.filter(({ type }) => type !== "beneficiary-registered" && type !== "adverse-event-recorded"),
    };
  });
}

/** A report of the practice: its indicators in both years and their union, with some tables. */
function practiceLayout(tables: Edition["tables"], indicators: Edition["indicators"] = all): Layout {
  const criteria: readonly Criterion[] = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
  const edition = { indicators, periods: [...years, unionOf(years)], asOf: "2021-01-31", tables };
  const read = JSON.stringify(tables.disaggregate ?? []);
  const only = <Word>(attribute: string, words: readonly Word[]) => (read.includes(`"${attribute}"`) ? words : []);
  const hasChange = indicators.some(({ code }) => code === "2.1");
  return {
    name: `practice ${read}`,
    editions: [edition],
    draws: 1500,
    words: {
      ...plainWords,
      services: ["social-adaptation", "job-search", "legal-aid"],
      criteria: hasChange ? criteria : [],
      harms: ["unpaid-wages", "conflict-at-workplace", "dismissal-without-notice", "injury-at-work"],
      targetGroups: only("targetGroup", ["care-leaver", "disability", "correctional-school-graduate"]),
      sexes: only("sex", ["female", "male"]),
      regions: only("region", ["RU-SPE", "RU-LEN", "RU-PSK"]),
      birthYears: only("ageBand", [1994, 1996, 1998, 2000, 2002, 2004]),
      traits: { [ASKED]: criteria.map(({ code }) => code) },
    },
  };
}

const all = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const by = (...tables: readonly (readonly string[])[]) => ({ disaggregate: tables.map((one) => ({ by: one })) });

/** Layouts in which the practice's suppressed report is attacked. */
export const practiceLayouts: readonly Layout[] = [
  practiceLayout({ ...by(["sex"]), funnel: vsePoluchitsyaFunnel, reconcile: [{ periods: years }] }),
  practiceLayout(by(["targetGroup"])),
  practiceLayout(by(["ageBand"]), all.slice(0, 4)),
  practiceLayout(by(["sex", "region"])),
  practiceLayout(by(["targetGroup", "sex"]), all.slice(0, 4)),
  practiceLayout(by(["targetGroup", "sex", "region"]), all.slice(0, 2)),
  practiceLayout({ ...by(["targetGroup"], ["sex", "region"], ["ageBand"]), reconcile: [{ periods: years }] }),
];

/** What can be worked out of a suppressed report of the practice. */
export async function attackPractice(
  layout: Layout,
  rules: SuppressOptions = {},
  options: AttackOptions = {},
): Promise<Recovered> {
  // Where no indicator looks at change, no criterion is declared, and scores of none could be read.
  const isScored = (layout.words.criteria ?? []).length > 0;
  const people = peopleOfPractice().map((person) =>
    isScored ? person : { ...person, facts: person.facts.filter(({ type }) => type !== "assessment-recorded") },
  );
  const reading = readAll(publishedReports(layout, people, rules));
  return attack(new Crowd(layout, 1), reading, people, {
    most: 4000,
    doublings: 1,
    seconds: 60,
    isRelaxed: true,
    ...options,
  });
}
