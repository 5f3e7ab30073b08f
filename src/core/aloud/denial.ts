import type { ChangeRule, Condition, CountRange, LengthRange } from "../definition/language";

/**
 * The same condition with every `not` taken as far inward as it goes, and parts of one kind in one list.
 *
 * What is counted or measured has an opposite of its own («менее 6 месяцев» for "not 6 months or more"), so in the
 * outcome `not`
 * stands only before conditions that have none. Where everything is settled it decides the same people; it is how a
 * condition is read
 * aloud, not how it is run.
 *
 * @param condition - any condition
 * @param isDenied - whether its opposite is wanted
 */
export function inward(condition: Condition, isDenied = false): Condition {
  switch (condition.kind) {
    case "not":
      return inward(condition.of, !isDenied);
    case "every":
    case "some":
      return joint((condition.kind === "every") === isDenied ? "some" : "every", condition.of, isDenied);
    case "totals": {
      if (!isDenied) return condition;
      const { kind, spells } = condition;
      return either(lengthsOutside(condition).map((range) => ({ kind, spells, ...range })));
    }
    case "times": {
      if (!isDenied) return condition;
      const { kind, spells } = condition;
      return either(countsOutside(condition).map((range) => ({ kind, spells, ...range })));
    }
    case "change":
      return isDenied ? either(rulesOutside(condition.rule).map((rule) => ({ ...condition, rule }))) : condition;
    case "happens":
    case "lasts":
    case "falls":
    case "in-group":
    case "aged":
    case "counted-in":
      return isDenied ? { kind: "not", of: condition } : condition;
  }
}

function joint(kind: "every" | "some", of: readonly Condition[], isDenied: boolean): Condition {
  const parts = of.map((part) => inward(part, isDenied)).flatMap((part) => (part.kind === kind ? part.of : [part]));
  return parts.length === 1 ? parts[0]! : { kind, of: parts };
}

function either(of: readonly Condition[]): Condition {
  return joint("some", of, false);
}

function lengthsOutside({ atLeast, under }: LengthRange): readonly LengthRange[] {
  return [...(atLeast === undefined ? [] : [{ under: atLeast }]), ...(under === undefined ? [] : [{ atLeast: under }])];
}

function countsOutside({ atLeast, atMost }: CountRange, mayBeNegative = false): readonly CountRange[] {
  const isLowest = atLeast === undefined || (atLeast <= 0 && !mayBeNegative);
  return [...(isLowest ? [] : [{ atMost: atLeast - 1 }]), ...(atMost === undefined ? [] : [{ atLeast: atMost + 1 }])];
}

function rulesOutside(rule: ChangeRule): readonly ChangeRule[] {
  const given = Object.entries(rule) as [keyof ChangeRule, CountRange | undefined][];
  return given.flatMap(([name, range]) =>
    countsOutside(range ?? {}, name === "net").map((outside) => ({ [name]: outside })),
  );
}
