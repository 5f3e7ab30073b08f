import { type Duration, days, months } from "../../calendar";
import {
  clip,
  type Condition,
  type Countable,
  type Exclusion,
  every,
  followUps,
  happens,
  not,
  type SpellExpression,
  withoutLastDay,
} from "../../core/definition/language";
import { reportingPeriod } from "../../core/definition/windows";
import type { FollowUpStatus } from "../../core/events/vocabulary";
import { rewritten, withParts } from "./rewrite";

/** Another way to read a definition: what it is called, and what it makes of one. */
export interface ShippedReading {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly apply: (definition: Countable) => Countable;
}

/** Spells of the reporting period, cut to it or whole; days that windows are laid from stay as they are. */
function spellsOfPeriod(
  expression: SpellExpression,
  from: "clip" | "touching",
  to: "clip" | "touching",
): SpellExpression {
  const within = withParts(expression, (part) => spellsOfPeriod(part, from, to));
  return within.kind === from && within.window.kind === "reporting-period" ? { ...within, kind: to } : within;
}

/**
 * Only where a length is measured: whether there is a spell at all, and how many, does not depend on whether they are
 * cut.
 */
const measured = (from: "clip" | "touching", to: "clip" | "touching") => (definition: Countable) =>
  rewritten(definition, {
    condition: (condition) =>
      condition.kind === "lasts" || condition.kind === "totals"
        ? { ...condition, spells: spellsOfPeriod(condition.spells, from, to) }
        : condition,
  });

const joinedWith = (gap: Duration) => (definition: Countable) =>
  rewritten(definition, {
    spells: (expression, deeper) => {
      const within = deeper(expression);
      return within.kind === "joined" ? { ...within, gap } : within;
    },
  });

const joinedWithin = (within: "employer" | undefined) => (definition: Countable) =>
  rewritten(definition, {
    spells: (expression, deeper) => {
      const inside = deeper(expression);
      return inside.kind === "joined" ? { ...inside, within } : inside;
    },
  });

const limitsAs = (limitOf: (limit: Duration) => Duration) => (definition: Countable) =>
  rewritten(definition, {
    condition: (condition): Condition => {
      if (condition.kind !== "lasts" && condition.kind !== "totals") return condition;
      const { atLeast, under, ...rest } = condition;
      return { ...rest, ...(atLeast && { atLeast: limitOf(atLeast) }), ...(under && { under: limitOf(under) }) };
    },
  });

const HALF_YEAR = 6;
const isHalfYear = ({ unit, count }: Duration) => unit === "months" && count === HALF_YEAR;
/** The lengths in days by which half a year is counted. */
const HALF_YEARS_IN_DAYS = [180, 182, 183];
const DAYS_IN_MONTH = 30;

const LOST = "lost-to-follow-up";
const followedUp = (status: FollowUpStatus) => happens(clip(followUps({ status }), reportingPeriod));
/** A follow-up in the period reached nobody, and none of the period reached them. */
const isLost = every(followedUp("unreachable"), not(followedUp("employed")), not(followedUp("not-employed")));

/**
 * The definition with other exclusions for those lost; without any exclusion it has no list of them, as if it never
 * had.
 */
function withLost({ exclusions = [], ...definition }: Countable, lost: readonly Exclusion[]): Countable {
  const others = [...exclusions.filter(({ reason }) => reason !== LOST), ...lost];
  return others.length === 0 ? definition : { ...definition, exclusions: others };
}

function gapReading(count: number): ShippedReading {
  return {
    code: `gap-${count}`,
    title: {
      ru: `Перерывы до ${count} дней не прерывают период, их дни считаются`,
      en: `Breaks of up to ${count} days do not end a spell, and their days count`,
    },
    apply: joinedWith(days(count)),
  };
}

function halfYearReading(count: number, why: { readonly ru: string; readonly en: string }): ShippedReading {
  return {
    code: `days-${count}`,
    title: { ru: `6 месяцев — это ${count} дня (${why.ru})`, en: `6 months are ${count} days (${why.en})` },
    apply: limitsAs((limit) => (isHalfYear(limit) ? days(count) : limit)),
  };
}

/** The readings that can be tried on any definition, in the order in which they are shown. */
export const shippedReadings: readonly ShippedReading[] = [
  {
    code: "whole",
    title: {
      ru: "Длительность считается от собственного начала, а не с начала отчётного периода",
      en: "Length is measured from a spell's own start, not from that of the reporting period",
    },
    apply: measured("clip", "touching"),
  },
  {
    code: "clipped",
    title: {
      ru: "В длительность входят только дни отчётного периода",
      en: "Only days of the reporting period are part of a length",
    },
    apply: measured("touching", "clip"),
  },
  {
    code: "gap-0",
    title: {
      ru: "Даже один день перерыва прерывает период",
      en: "A break of even one day ends a spell",
    },
    apply: joinedWith(days(0)),
  },
  gapReading(14),
  gapReading(28),
  {
    code: "any-employer",
    title: { ru: "Соединяется работа у любых работодателей", en: "Work with any employers is joined" },
    apply: joinedWithin(undefined),
  },
  {
    code: "same-employer",
    title: {
      ru: "Соединяется только работа у одного и того же работодателя",
      en: "Only work with the same employer is joined",
    },
    apply: joinedWithin("employer"),
  },
  {
    code: "calendar-months",
    title: { ru: "6 месяцев — календарные", en: "6 months are calendar months" },
    apply: limitsAs((limit) =>
      limit.unit === "days" && HALF_YEARS_IN_DAYS.includes(limit.count) ? months(HALF_YEAR) : limit,
    ),
  },
  {
    code: "days-180",
    title: { ru: "Месяц — это 30 дней, 6 месяцев — 180", en: "A month is 30 days, and 6 months are 180" },
    apply: limitsAs((limit) => (limit.unit === "months" ? days(limit.count * DAYS_IN_MONTH) : limit)),
  },
  halfYearReading(182, { ru: "26 недель", en: "26 weeks" }),
  halfYearReading(183, { ru: "больше половины года", en: "more than half a year" }),
  {
    code: "last-day-in",
    title: {
      ru: "Последний день работы и сопровождения считается",
      en: "The last day of a placement and of support counts",
    },
    apply: (definition) =>
      rewritten(definition, {
        spells: (expression, deeper) => {
          const within = deeper(expression);
          return within.kind === "without-last-day" ? within.of : within;
        },
      }),
  },
  {
    code: "last-day-out",
    title: {
      ru: "Последний день работы и сопровождения не считается",
      en: "The last day of a placement and of support does not count",
    },
    apply: (definition) =>
      rewritten(definition, {
        spells: (expression, deeper) => {
          if (expression.kind === "without-last-day") return expression;
          const isRecorded = expression.kind === "placements" || expression.kind === "support";
          return isRecorded ? withoutLastDay(expression) : deeper(expression);
        },
      }),
  },
  {
    code: "losses-in",
    title: {
      ru: "Те, с кем потеряна связь, остаются в знаменателе",
      en: "People lost to follow-up stay in the denominator",
    },
    apply: (definition) => withLost(definition, []),
  },
  {
    code: "losses-out",
    title: {
      ru: "Исключены те, с кем потеряна связь: в отчётном периоде связаться с ними пробовали, но ни разу не удалось",
      en: "People lost to follow-up are left out: in the reporting period they were followed up and not once reached",
    },
    apply: (definition) => withLost(definition, [{ reason: LOST, when: isLost }]),
  },
];
