import { type Duration, days, lengthRangeInDays } from "../calendar";
import type {
  ChangeRule,
  Condition,
  Countable,
  CountRange,
  LengthRange,
  SpellExpression,
  WindowExpression,
} from "../definition/language";
import { toSentence } from "../render/sentence";
import { durationText, genitiveText } from "../render/words";
import type { Locale } from "../share";

/** A change to a definition, in words. */
export interface Told {
  readonly ru: string;
  readonly en: string;
}

/** A part of a definition with one small change somewhere inside it. */
export interface Change<Part> {
  /** Place of the change inside the part. */
  readonly path: readonly (string | number)[];
  readonly told: Told;
  readonly part: Part;
}

function change<Part>(part: Part, ru: string, en: string): Change<Part> {
  return { path: [], told: { ru, en }, part };
}

/** Changes inside a part as changes of the whole. */
function inside<Part, Whole>(
  path: readonly (string | number)[],
  changes: readonly Change<Part>[],
  whole: (part: Part) => Whole,
): readonly Change<Whole>[] {
  return changes.map(({ path: inner, told, part }) => ({ path: [...path, ...inner], told, part: whole(part) }));
}

/** Every small change to what decides who is counted. An indicator referred to is changed as a whole: it has test people of its own. */
export function countableChanges<Whole extends Countable>(definition: Whole): readonly Change<Whole>[] {
  const { denominator, numerator, exclusions = [] } = definition;
  return [
    ...inside(["denominator"], conditionChanges(denominator), (part) => ({ ...definition, denominator: part })),
    ...exclusions.flatMap((exclusion, index) => [
      ...inside(
        ["exclusions", index],
        [change(undefined, `без исключения «${exclusion.reason}»`, `without the exclusion "${exclusion.reason}"`)],
        () => ({ ...definition, exclusions: leftOut(exclusions, index) }),
      ),
      ...inside(["exclusions", index, "when"], conditionChanges(exclusion.when), (when) => ({
        ...definition,
        exclusions: replaced(exclusions, index, { ...exclusion, when }),
      })),
    ]),
    ...inside(["numerator"], conditionChanges(numerator), (part) => ({ ...definition, numerator: part })),
  ];
}

function conditionChanges(condition: Condition): readonly Change<Condition>[] {
  switch (condition.kind) {
    case "happens": {
      const twoDays: Condition = { kind: "totals", spells: condition.spells, atLeast: days(2) };
      return [
        change(twoDays, "не менее 2 дней вместо одного", "at least 2 days instead of one"),
        ...inside(["spells"], spellChanges(condition.spells), (spells) => ({ ...condition, spells })),
      ];
    }
    case "lasts":
    case "totals": {
      const isOne = condition.kind === "lasts";
      const other: Condition = { ...condition, kind: isOne ? "totals" : "lasts" };
      return [
        ...lengthChanges(condition).map((each) => ({ ...each, part: { ...condition, ...each.part } })),
        isOne
          ? change(other, "в сумме вместо одного периода", "in all instead of in one spell")
          : change(other, "одним периодом вместо суммы", "in one spell instead of in all"),
        ...inside(["spells"], spellChanges(condition.spells), (spells) => ({ ...condition, spells })),
      ];
    }
    case "times":
      return [
        ...countChanges(condition).map((each) => ({ ...each, part: { ...condition, ...each.part } })),
        ...inside(["spells"], spellChanges(condition.spells), (spells) => ({ ...condition, spells })),
      ];
    case "change":
      return changeChanges(condition);
    case "in-group":
      return dropped(
        condition.codes,
        (codes) => ({ ...condition, codes }),
        (code) => [`без «${code}»`, `without "${code}"`],
      );
    case "aged": {
      const { from, under, at } = condition;
      const limits = Object.entries({ from, under }).flatMap(([name, age]) =>
        age === undefined
          ? []
          : [age + 1, age - 1].map((near) => inField({ ...condition, [name]: near }, name, instead(near, age))),
      );
      const day: Condition = { ...condition, at: at === "period-start" ? "registration" : "period-start" };
      return [
        ...limits,
        inField(
          day,
          "at",
          at === "period-start"
            ? ["возраст на день регистрации", "age on the day of registration"]
            : ["возраст на первый день отчётного периода", "age on the first day of the reporting period"],
        ),
      ];
    }
    case "counted-in": {
      const { code, definition } = condition;
      if (definition === undefined) return [];
      return [
        change(
          definition.denominator,
          `достаточно быть в знаменателе показателя ${code}`,
          `enough to be in the denominator of indicator ${code}`,
        ),
      ];
    }
    case "every":
    case "some": {
      const isAll = condition.kind === "every";
      const swapped: Condition = { ...condition, kind: isAll ? "some" : "every" };
      return [
        ...(condition.of.length < 2
          ? []
          : [
              isAll
                ? change(swapped, "хотя бы одно вместо всего", "any instead of all")
                : change(swapped, "всё вместо хотя бы одного", "all instead of any"),
            ]),
        ...dropped(condition.of, (of) => ({ ...condition, of }), without),
        ...condition.of.flatMap((part, index) =>
          inside(
            ["of", index],
            conditionChanges(part),
            (changed): Condition => ({ ...condition, of: replaced(condition.of, index, changed) }),
          ),
        ),
      ];
    }
    case "not":
      return [
        change(condition.of, "без отрицания", "without the denial"),
        ...inside(["of"], conditionChanges(condition.of), (of): Condition => ({ ...condition, of })),
      ];
  }
}

function spellChanges(spells: SpellExpression): readonly Change<SpellExpression>[] {
  switch (spells.kind) {
    case "placements": {
      const { setting, contract, ...rest } = spells;
      return [
        ...(setting === undefined
          ? []
          : [inField({ ...rest, contract }, "setting", ["при любом формате", "of any setting"])]),
        ...(contract === undefined
          ? []
          : [inField({ ...rest, setting }, "contract", ["по любому договору", "under any contract"])]),
      ];
    }
    case "support":
    case "enrolment":
    case "employed-at-follow-up":
      return [];
    case "services":
      return spells.service === undefined
        ? []
        : [inField({ kind: "services" }, "service", ["любая услуга", "any service"])];
    case "overlap":
    case "except": {
      const isWith = spells.kind === "overlap";
      const [first, second] = spells.of;
      const swapped: SpellExpression = { ...spells, kind: isWith ? "except" : "overlap" };
      return [
        isWith
          ? change(swapped, "«без» вместо «с»", "without instead of with")
          : change(swapped, "«с» вместо «без»", "with instead of without"),
        ...inside(["of", 1], [change(first, ...without(second))], (part) => part),
        ...inside(["of", 0], spellChanges(first), (part): SpellExpression => ({ ...spells, of: [part, second] })),
        ...inside(["of", 1], spellChanges(second), (part): SpellExpression => ({ ...spells, of: [first, part] })),
      ];
    }
    case "union":
      return [
        ...dropped(spells.of, (of) => ({ ...spells, of }), without),
        ...spells.of.flatMap((part, index) =>
          inside(
            ["of", index],
            spellChanges(part),
            (changed): SpellExpression => ({ ...spells, of: replaced(spells.of, index, changed) }),
          ),
        ),
      ];
    case "joined": {
      const gap = { ...spells.gap, count: spells.gap.count + 1 };
      return [
        inField({ ...spells, gap }, "gap", [
          `перерыв до ${genitiveText(gap, "ru")}`,
          `breaks of up to ${durationText(gap, "en")}`,
        ]),
        change(spells.of, "периоды не соединяются", "spells are not joined"),
        ...inside(["of"], spellChanges(spells.of), (of): SpellExpression => ({ ...spells, of })),
      ];
    }
    case "clip":
    case "touching": {
      const isCut = spells.kind === "clip";
      const swapped: SpellExpression = { ...spells, kind: isCut ? "touching" : "clip" };
      return [
        isCut
          ? change(
              swapped,
              "периоды целиком вместо их частей в окне",
              "whole spells instead of their parts in the window",
            )
          : change(
              swapped,
              "части периодов в окне вместо целых",
              "parts of spells in the window instead of whole ones",
            ),
        change(spells.of, "без окна", "without the window"),
        ...inside(["window"], windowChanges(spells.window), (window): SpellExpression => ({ ...spells, window })),
        ...inside(["of"], spellChanges(spells.of), (of): SpellExpression => ({ ...spells, of })),
      ];
    }
  }
}

function windowChanges(window: WindowExpression): readonly Change<WindowExpression>[] {
  switch (window.kind) {
    case "reporting-period":
      return [change({ kind: "until-horizon" }, "всё время до горизонта", "all time up to the horizon")];
    case "until-horizon":
      return [change({ kind: "reporting-period" }, "отчётный период", "the reporting period")];
    case "after":
      return (["from", "to"] as const).flatMap((name) =>
        near(window[name]).map((length) =>
          inField({ ...window, [name]: length }, name, insteadOfLength(length, window[name])),
        ),
      );
    case "quarter-after":
      return [1, -1].map((step) =>
        inField({ ...window, count: window.count + step }, "count", instead(window.count + step, window.count)),
      );
  }
}

/** A threshold that is a day too high for every month, the month of 30 days, and one more or less of the unit. */
function near(length: Duration): readonly Duration[] {
  const { unit, count } = length;
  const steps = [count + 1, count - 1].map((near) => ({ unit, count: near }));
  if (unit === "days") return steps;
  const even = unit === "months" ? [days(30 * count)] : unit === "years" ? [days(365 * count)] : [];
  return [...steps, days(lengthRangeInDays(length)[1] + 1), ...even];
}

function lengthChanges(range: LengthRange): readonly Change<LengthRange>[] {
  const { atLeast, under } = range;
  return (["atLeast", "under"] as const).flatMap((name) => {
    const limit = range[name];
    if (limit === undefined) return [];
    const nearby = near(limit).map((length) =>
      inField({ ...range, [name]: length }, name, insteadOfLength(length, limit)),
    );
    const open = inField({ atLeast, under, [name]: undefined }, name, ["без границы", "without the limit"]);
    return atLeast === undefined || under === undefined ? nearby : [...nearby, open];
  });
}

function countChanges(range: CountRange): readonly Change<CountRange>[] {
  const { atLeast, atMost } = range;
  return (["atLeast", "atMost"] as const).flatMap((name) => {
    const limit = range[name];
    if (limit === undefined) return [];
    const nearby = [limit + 1, limit - 1].map((near) =>
      inField({ ...range, [name]: near }, name, instead(near, limit)),
    );
    const open = inField({ atLeast, atMost, [name]: undefined }, name, ["без границы", "without the limit"]);
    return atLeast === undefined || atMost === undefined ? nearby : [...nearby, open];
  });
}

function changeChanges(condition: Extract<Condition, { kind: "change" }>): readonly Change<Condition>[] {
  const { rule, pairing } = condition;
  const asked = (Object.entries(rule) as [keyof ChangeRule, CountRange | undefined][]).flatMap(([name, range]) =>
    range === undefined ? [] : [{ name, range }],
  );
  const rebuilt = (changed: ChangeRule): Condition => ({ ...condition, rule: changed });
  const asWell = { improved: "notWorsened", notWorsened: "improved" } as const;
  return [
    ...asked.flatMap(({ name, range }) =>
      inside(["rule", name], countChanges(range), (counts) => rebuilt({ ...rule, [name]: counts })),
    ),
    ...asked.flatMap(({ name, range }) => {
      const { [name]: _, ...others } = rule;
      const drop =
        asked.length < 2
          ? []
          : [inField(rebuilt(others), name, ["без этого требования", "without this demand"], "rule")];
      if (name !== "improved" && name !== "notWorsened") return drop;
      const words =
        name === "improved"
          ? (["не хуже вместо лучше", "not worse instead of better"] as const)
          : (["лучше вместо не хуже", "better instead of not worse"] as const);
      return [...drop, inField(rebuilt({ ...others, [asWell[name]]: range }), name, words, "rule")];
    }),
    ...(pairing.criterionFrom === undefined
      ? []
      : [
          inField(
            { ...condition, pairing: { rule: pairing.rule } },
            "criterionFrom",
            ["по любому критерию", "on any criterion"],
            "pairing",
          ),
        ]),
  ];
}

type Words = readonly [ru: string, en: string];

function inField<Part>(part: Part, field: string, [ru, en]: Words, ...outer: readonly string[]): Change<Part> {
  return { ...change(part, ru, en), path: [...outer, field] };
}

/** Each of several parts left out in turn. */
function dropped<Part, Whole>(
  of: readonly Part[],
  whole: (rest: readonly Part[]) => Whole,
  words: (part: Part) => Words,
): readonly Change<Whole>[] {
  if (of.length < 2) return [];
  return of.map((part, index) => ({ ...change(whole(leftOut(of, index)), ...words(part)), path: ["of", index] }));
}

function without(part: Condition | SpellExpression): Words {
  const said = (locale: Locale) => toSentence(part, { locale }).replace(/\.$/, "");
  return [`без части «${said("ru")}»`, `without “${said("en")}”`];
}

function instead(near: number, number: number): Words {
  return [`${near} вместо ${number}`, `${near} instead of ${number}`];
}

function insteadOfLength(near: Duration, length: Duration): Words {
  return [
    `${durationText(near, "ru")} вместо ${genitiveText(length, "ru")}`,
    `${durationText(near, "en")} instead of ${durationText(length, "en")}`,
  ];
}

function replaced<Part>(of: readonly Part[], index: number, by: Part): readonly Part[] {
  return of.map((part, at) => (at === index ? by : part));
}

function leftOut<Part>(of: readonly Part[], index: number): readonly Part[] {
  return of.filter((_, at) => at !== index);
}
