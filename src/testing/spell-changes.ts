import type { Duration } from "../calendar";
import type { Anchor, SpellExpression, WindowExpression } from "../core/definition/language";
import { durationText, genitiveText, quotedText } from "../core/aloud/words";
import {
  type Change,
  change,
  dropped,
  inField,
  inside,
  insteadOfLength,
  instead,
  near,
  replaced,
  without,
} from "./change";

export function spellChanges(spells: SpellExpression): readonly Change<SpellExpression>[] {
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
    case "exits": {
      const { reason } = spells;
      if (reason === undefined) return [];
      const fewer = dropped(
        reason,
        (rest): SpellExpression => ({ ...spells, reason: rest }),
        (code) => [`без ${quotedText(code, "ru")}`, `without ${quotedText(code, "en")}`],
      );
      return [
        inField({ kind: "exits" }, "reason", ["по любой причине", "for any reason"]),
        ...fewer.map((each) => ({ ...each, path: ["reason", ...each.path.slice(1)] })),
      ];
    }
    case "follow-ups":
      return spells.status === undefined
        ? []
        : [inField({ kind: "follow-ups" }, "status", ["с любым итогом", "with any result"])];
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
        ...(spells.within === undefined
          ? []
          : [inField({ ...spells, within: undefined }, "within", ["у любых работодателей", "with any employers"])]),
        change(spells.of, "периоды не соединяются", "spells are not joined"),
        ...inside(["of"], spellChanges(spells.of), (of): SpellExpression => ({ ...spells, of })),
      ];
    }
    case "without-last-day":
      return [
        change(spells.of, "последний день считается", "the last day counts"),
        ...inside(["of"], spellChanges(spells.of), (of): SpellExpression => ({ ...spells, of })),
      ];
    case "clip":
    case "touching":
    case "starting":
      return [
        ...INSTEAD[spells.kind].map(({ kind, ru, en }) => change<SpellExpression>({ ...spells, kind }, ru, en)),
        change(spells.of, "без окна", "without the window"),
        ...inside(["window"], windowChanges(spells.window), (window): SpellExpression => ({ ...spells, window })),
        ...inside(["of"], spellChanges(spells.of), (of): SpellExpression => ({ ...spells, of })),
      ];
  }
}

/** Anchors with a name are not changed. */
export function anchorChanges(anchor: Anchor): readonly Change<Anchor>[] {
  if (typeof anchor === "string") return [];
  const isFirst = anchor.kind === "first-day";
  const other: Anchor = { ...anchor, kind: isFirst ? "last-day" : "first-day" };
  return [
    isFirst
      ? change(other, "последний день вместо первого", "the last day instead of the first")
      : change(other, "первый день вместо последнего", "the first day instead of the last"),
    ...inside(["of"], spellChanges(anchor.of), (of): Anchor => ({ ...anchor, of })),
  ];
}

type Windowing = Windowed["kind"];

/** What stands for each way of taking spells in a window. */
const INSTEAD: Readonly<
  Record<Windowing, readonly { readonly kind: Windowing; readonly ru: string; readonly en: string }[]>
> = {
  clip: [
    {
      kind: "touching",
      ru: "периоды целиком вместо их частей в окне",
      en: "whole spells instead of their parts in the window",
    },
  ],
  touching: [
    {
      kind: "clip",
      ru: "части периодов в окне вместо целых",
      en: "parts of spells in the window instead of whole ones",
    },
    {
      kind: "starting",
      ru: "начавшиеся в окне вместо затрагивающих его",
      en: "spells that start in the window instead of those that touch it",
    },
  ],
  starting: [
    {
      kind: "touching",
      ru: "затрагивающие окно вместо начавшихся в нём",
      en: "spells that touch the window instead of those that start in it",
    },
  ],
};

export function windowChanges(window: WindowExpression): readonly Change<WindowExpression>[] {
  switch (window.kind) {
    case "reporting-period":
      return [change({ kind: "until-horizon" }, "всё время до горизонта", "all time up to the horizon")];
    case "until-horizon":
      return [change({ kind: "reporting-period" }, "отчётный период", "the reporting period")];
    case "earlier":
      return [
        ...nearIn(window, "by"),
        change(window.of, "без сдвига назад", "not moved back"),
        ...inside(["of"], windowChanges(window.of), (of): WindowExpression => ({ ...window, of })),
      ];
    case "on":
      return [...nearIn(window, "after"), ...movedAnchors(window)];
    case "after":
      return [...nearIn(window, "from"), ...nearIn(window, "to"), ...movedAnchors(window)];
    case "quarter-after": {
      const counts = [1, -1].map((step) =>
        inField<WindowExpression>(
          { ...window, count: window.count + step },
          "count",
          instead(window.count + step, window.count),
        ),
      );
      return [...counts, ...movedAnchors(window)];
    }
  }
}

/** A window with one of its lengths a little longer or shorter. */
function nearIn<Window extends WindowExpression, Name extends string & keyof Window>(
  window: Window & Readonly<Record<Name, Duration>>,
  name: Name,
): readonly Change<WindowExpression>[] {
  return near(window[name]).map((length) =>
    inField<WindowExpression>({ ...window, [name]: length }, name, insteadOfLength(length, window[name])),
  );
}

function movedAnchors(
  window: Extract<WindowExpression, { readonly anchor: Anchor }>,
): readonly Change<WindowExpression>[] {
  return inside(["anchor"], anchorChanges(window.anchor), (anchor): WindowExpression => ({ ...window, anchor }));
}

/** Spells taken in a window. */
export type Windowed = Extract<SpellExpression, { readonly window: WindowExpression }>;
