import { days } from "../calendar";
import type {
  ChangeRule,
  Condition,
  Countable,
  CountRange,
  LengthRange,
  SpellExpression,
} from "../core/definition/language";
import {
  type Change,
  change,
  dropped,
  inField,
  inside,
  instead,
  insteadOfLength,
  leftOut,
  near,
  replaced,
  without,
} from "./change";
import { pairingChanges } from "./pairing-changes";
import { anchorChanges, spellChanges, type Windowed, windowChanges } from "./spell-changes";

/**
 * Every small change to what decides who is counted. An indicator referred to is changed as a whole: it has test people
 * of its own.
 */
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
        ...(condition.spells.kind === "starting" ? [onlyFirst(condition.spells)] : []),
        ...inside(["spells"], spellChanges(condition.spells), (spells): Condition => ({ ...condition, spells })),
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
    case "falls":
      return [
        change(anyInstead(condition), "любой такой день вместо одного этого", "any such day instead of this one"),
        ...inside(["anchor"], anchorChanges(condition.anchor), (anchor): Condition => ({ ...condition, anchor })),
        ...inside(["window"], windowChanges(condition.window), (window): Condition => ({ ...condition, window })),
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
        ...(at === "period-start"
          ? []
          : inside(["at"], anchorChanges(at), (anchor): Condition => ({ ...condition, at: anchor }))),
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

type Falls = Extract<Condition, { readonly kind: "falls" }>;

/** The same day asked of any of the spells instead of the first or the last. */
function anyInstead({ anchor, window }: Falls): Condition {
  const within = (kind: "clip" | "touching" | "starting", of: SpellExpression): Condition => ({
    ...{ kind: "happens", spells: { kind, of, window } },
  });
  if (typeof anchor !== "string") return within(anchor.kind === "first-day" ? "starting" : "touching", anchor.of);
  switch (anchor) {
    case "registration":
      return within("starting", { kind: "enrolment" });
    case "exit":
      return within("clip", { kind: "exits" });
    case "first-placement":
      return within("starting", { kind: "placements" });
    case "last-support-end":
      return within("touching", { kind: "support" });
  }
}

function onlyFirst({ of, window }: Windowed): Change<Condition> {
  const first: Condition = { kind: "falls", anchor: { kind: "first-day", of }, window };
  return change(first, "только самый первый вместо любого", "only the very first instead of any");
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
    ...inside(["pairing"], pairingChanges(pairing), (changed): Condition => ({ ...condition, pairing: changed })),
  ];
}
