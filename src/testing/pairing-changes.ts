import type { Pairing } from "../core/definition/pairing";
import { type Change, inField, insteadOfLength, leftOut, near, type Words } from "./change";

const WITHOUT: Readonly<Record<keyof Omit<Pairing, "rule" | "same">, Words>> = {
  criterionFrom: ["по любому критерию", "on any criterion"],
  baseline: ["первая оценка из всех", "the first score of all"],
  followUp: [
    "последняя оценка вместо ближайшей к назначенному дню",
    "the last score instead of the one nearest to the scheduled day",
  ],
  spacing: ["без наименьшего промежутка", "without the least spacing"],
  missing: ["без пары — неизвестно", "unknown without a pair"],
};

const AGREEING = {
  rater: ["оценивать могли разные люди", "by any two raters"],
  instrument: ["любыми двумя инструментами", "by any two instruments"],
} as const;

/** Every small change to which scores are compared. */
export function pairingChanges(pairing: Pairing): readonly Change<Pairing>[] {
  const { baseline, followUp, same = [], spacing } = pairing;
  const without = (field: keyof typeof WITHOUT) =>
    pairing[field] === undefined ? [] : [inField({ ...pairing, [field]: undefined }, field, WITHOUT[field])];
  return [
    ...without("criterionFrom"),
    ...(baseline === undefined
      ? []
      : near(baseline.within).map((within) => {
          const words = insteadOfLength(within, baseline.within);
          return inField({ ...pairing, baseline: { within } }, "within", words, "baseline");
        })),
    ...without("baseline"),
    ...(followUp === undefined ? [] : followUpChanges(followUp, (changed) => ({ ...pairing, followUp: changed }))),
    ...without("followUp"),
    ...same.map((fact, index) => {
      const rest = leftOut(same, index);
      return inField({ ...pairing, same: rest.length === 0 ? undefined : rest }, `${index}`, AGREEING[fact], "same");
    }),
    ...(spacing === undefined
      ? []
      : near(spacing).map((length) =>
          inField({ ...pairing, spacing: length }, "spacing", insteadOfLength(length, spacing)),
        )),
    ...without("spacing"),
    ...without("missing"),
  ];
}

type FollowUp = NonNullable<Pairing["followUp"]>;

function followUpChanges(followUp: FollowUp, whole: (followUp: FollowUp) => Pairing): readonly Change<Pairing>[] {
  const lengths = (["after", "tolerance"] as const).flatMap((name) =>
    near(followUp[name]).map((length) =>
      inField(whole({ ...followUp, [name]: length }), name, insteadOfLength(length, followUp[name]), "followUp"),
    ),
  );
  const isRegistration = followUp.from === "registration";
  const from = isRegistration ? "baseline" : "registration";
  const words: Words = isRegistration
    ? ["назначенный день — от первой оценки", "scheduled from the baseline"]
    : ["назначенный день — от регистрации", "scheduled from registration"];
  return [...lengths, inField(whole({ ...followUp, from }), "from", words, "followUp")];
}
