import { storeOf } from "../../core/dataset/dataset";
import { type Pooling, pooling } from "../../tables/pooling/pooling";
import { funnel } from "../../tables/funnel/funnel";
import { type Evaluation, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import { COUNTED, verdictNames } from "../../core/engine/verdict";
import { type Seen, text } from "./finding";
import type { Evaluated, Rule } from "./rule";
import { periodText } from "../../calendar";

/** Whether groups may be read together, and whether people can be followed from step to step. */
export const groupRules: readonly Rule[] = [
  {
    code: "evidence.funnel-unclear",
    subCriterion: "3.1",
    needs: "evaluation",
    remedy: {
      action: text(
        "Описать путь по шагам и вести учёт так, чтобы каждого трудоустроенного было видно на каждом шаге",
        "Describe the way step by step, and keep records so that everybody placed is seen at every step",
      ),
      doneWhen: text(
        "Нет работавших вне первого шага и достигших шага без предыдущих",
        "Nobody worked outside the first step or reached a step without those before",
      ),
      functions: ["funnel", "reconcile"],
      document: text("Схема пути благополучателя", "Chart of the way of a beneficiary"),
    },
    look: steps,
  },
  {
    code: "evidence.pooling-untested",
    subCriterion: "4.3",
    needs: "evaluation",
    remedy: {
      action: text(
        "Проверить, можно ли читать целевые группы вместе, и показать проверку рядом со значением",
        "Test whether target groups may be read together, and show the test beside the value",
      ),
      doneWhen: text("Проверка есть по каждому показателю", "Every indicator has its test"),
      functions: ["pooling", "disaggregate"],
      document: null,
    },
    look: untested,
  },
  {
    code: "evidence.pooling-doubtful",
    subCriterion: "4.3",
    needs: "evaluation",
    remedy: {
      action: text(
        "Показывать показатель по целевым группам, а не только вместе, и объяснить различия",
        "Show the indicator by target group, not only pooled, and explain the differences",
      ),
      doneWhen: text(
        "Проверка не видит различий между группами, и людей в них достаточно, чтобы судить",
        "The test sees no difference between groups, and there are people enough to tell",
      ),
      functions: ["disaggregate", "pooling"],
      document: null,
    },
    look: doubtful,
  },
];

/** A test of target groups for every indicator: the one shown, or else one run here. */
export function testedGroups(
  evaluation: Evaluation,
  judged: readonly Judged[],
  shown: readonly Pooling[],
): readonly Pooling[] {
  return [...new Set(judged.map(({ definition }) => definition.code))].map(
    (code) =>
      shown.find((one) => one.code === code && one.by === BY) ??
      pooling(evaluation, {
        indicator: code,
        by: BY,
        periods: apart(judged.filter((one) => one.definition.code === code)),
      }),
  );
}

const BY = "targetGroup";

/** The most periods none of which overlaps another. */
function apart(judged: readonly Judged[]): readonly Judged["period"][] {
  let free = 0;
  return [...judged]
    .sort((a, b) => a.days.to - b.days.to || b.days.from - a.days.from)
    .filter(({ days }) => {
      if (days.from < free) return false;
      free = days.to;
      return true;
    })
    .map(({ period }) => period);
}

/** How many groups somebody is in. */
function groupsOf({ inPeriods }: Pooling): number {
  const named = inPeriods.flatMap(({ groups }) =>
    groups.flatMap(({ of, share }) => (of.kind === "value" && share.denominator > 0 ? [of.code] : [])),
  );
  return new Set(named).size;
}

function untested({ tested, shown }: Evaluated): readonly Seen[] {
  const isShown = new Set(shown.filter(({ by }) => by === BY).map(({ code }) => code));
  const pooled = tested.filter((one) => groupsOf(one) > 1);
  const without = pooled.filter(({ code }) => !isShown.has(code));
  if (pooled.length === 0) return [];
  const groups = Math.max(...pooled.map(groupsOf));
  const codes = without.map(({ code }) => code).join(", ");
  return [
    {
      isMissing: without.length > 0,
      figures: { groups, indicators: pooled.length, untested: without.length },
      message:
        without.length > 0
          ? text(
              `Целевых групп в данных: ${groups}; показателей, где они сложены вместе без проверки: ${without.length} (${codes}).`,
              `Target groups in the data: ${groups}; indicators that pool them without a test: ${without.length} (${codes}).`,
            )
          : text(
              `Целевых групп в данных: ${groups}; проверка есть по всем показателям (${pooled.length}).`,
              `Target groups in the data: ${groups}; every indicator has a test (${pooled.length}).`,
            ),
    },
  ];
}

function doubtful({ tested }: Evaluated): readonly Seen[] {
  return tested
    .filter((one) => groupsOf(one) > 1)
    .map((one) => {
      const { code, verdict, significance } = one;
      return {
        isMissing: verdict.code !== "no-difference-seen",
        subject: code,
        figures: { groups: groupsOf(one), verdict: verdict.code, couldHide: verdict.couldHide, significance },
        message: text(`Показатель ${code}. ${verdict.message.ru}`, `Indicator ${code}. ${verdict.message.en}`),
      };
    });
}

function steps(given: Evaluated): readonly Seen[] {
  const { evaluation, judged, milestones } = given;
  const codes = new Set(judged.map(({ definition }) => definition.code));
  const known = milestones.filter(({ indicator }) => codes.has(indicator));
  if (known.length < 2) {
    return [
      {
        isMissing: true,
        figures: { steps: known.length },
        message: text(
          `Воронки нет: рассчитано шагов ${known.length}, нужно хотя бы два.`,
          `There is no funnel: ${known.length} steps are evaluated, and at least two are needed.`,
        ),
      },
    ];
  }
  const first = widest(judged.filter(({ definition }) => definition.code === known[0]!.indicator));
  const found = funnel(evaluation, known, { period: first.period });
  const { placed, outside } = placedOutside(given, first, known[0]!.part);
  const besides = found.steps.filter((step) => step.besides > 0);
  if (placed === 0 && found.isNested) return [];
  const listed = besides.map(({ indicator, besides: people }) => `${indicator} — ${people}`).join(", ");
  return [
    {
      isMissing: outside > 0 || !found.isNested,
      figures: {
        steps: known.length,
        placed,
        placedOutside: outside,
        ...Object.fromEntries(besides.map((step) => [`besides ${step.indicator} ${step.part}`, step.besides])),
      },
      message: text(
        `За ${periodText(first.period)} работали ${placed}, из них вне первого шага воронки ${outside}; достигли шага без предыдущих: ${listed || "никто"}.`,
        `For ${periodText(first.period)} ${placed} worked, ${outside} of them outside the first step of the funnel; reached a step without those before: ${listed || "nobody"}.`,
      ),
    },
  ];
}

/** The longest period; of equally long ones the latest. */
function widest(judged: readonly Judged[]): Judged {
  const length = ({ days }: Judged) => days.to - days.from;
  return judged.reduce((best, one) => {
    const longer = length(one) - length(best);
    return longer > 0 || (longer === 0 && one.days.from > best.days.from) ? one : best;
  });
}

const BELOW = verdictNames.map((name) => name !== "outside" && name !== "excluded");

/** People with a day of work in the period, and how many of them are not in the first step. */
function placedOutside(
  { evaluation }: Evaluated,
  { verdicts, days, horizon }: Judged,
  part: "denominator" | "numerator",
): { readonly placed: number; readonly outside: number } {
  // The people of the verdicts, not those known by the horizon: their numbers differ.
  const { placements, people } = storeOf(verdictsOf(evaluation).dataset);
  const { offsets, starts, ends } = placements;
  let [placed, outside] = [0, 0];
  for (let person = 0; person < people; person++) {
    let works = false;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      works ||= starts[row]! <= horizon && ends[row]! > days.from;
    }
    if (!works) continue;
    placed++;
    if (part === "denominator" ? !BELOW[verdicts[person]!] : verdicts[person] !== COUNTED) outside++;
  }
  return { placed, outside };
}
