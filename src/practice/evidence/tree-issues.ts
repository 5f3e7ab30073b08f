import type { Title } from "../../core/events/vocabulary";
import type { Issue } from "../../issue";
import { type Seen, text } from "./finding";
import type { CheckedTree, Rule } from "./rule";

type IssueWording = readonly [subCriterion: string, ru: string, en: string, toDoRu: string, toDoEn: string];

/** Each issue of a results tree: to which sub-criterion it belongs, what it says of how many places, and what to do. */
const ISSUES: Readonly<Record<string, IssueWording>> = {
  cycle: ["1.3", "связи идут по кругу", "edges run in a circle", "разомкните круг", "break the circle"],
  "unreachable-node": [
    "1.3",
    "узел ни с чем не связан",
    "a node that nothing leads to",
    "свяжите узел или уберите его",
    "connect the node, or take it out",
  ],
  "level-skipped": [
    "1.3",
    "связь пропускает уровень",
    "an edge skips a level",
    "добавьте промежуточный результат",
    "add the result between",
  ],
  "level-reversed": [
    "1.3",
    "связь идёт в обратную сторону",
    "an edge runs backwards",
    "исправьте направление связи или уровень",
    "turn the edge round, or mend the level",
  ],
  "edge-without-assumption": [
    "1.3",
    "связь без допущения",
    "an edge without an assumption",
    "назовите, что должно выполняться",
    "say what must hold",
  ],
  "edge-without-reason": [
    "1.3",
    "связь без объяснения",
    "an edge without a reason",
    "объясните, почему одно ведёт к другому",
    "say why the one leads to the other",
  ],
  "outcome-without-indicator": [
    "3.1",
    "результат без показателя",
    "an outcome without an indicator",
    "добавьте показатель",
    "add an indicator",
  ],
  "only-outputs-measured": [
    "3.1",
    "измеряются только непосредственные результаты",
    "only outputs are measured",
    "измерьте изменения у людей",
    "measure changes in people",
  ],
  "indicator-without-target": [
    "3.1",
    "показатель без планового значения",
    "an indicator without a target",
    "укажите плановое значение",
    "set the target",
  ],
  "target-without-baseline": [
    "3.1",
    "плановое значение без исходного",
    "a target without a baseline",
    "укажите исходное значение",
    "state the baseline",
  ],
  "target-without-period": [
    "3.1",
    "значение без периода",
    "a value without a period",
    "укажите период",
    "state the period",
  ],
  "no-long-term-node": [
    "3.2",
    "нет долгосрочного результата",
    "no long-term result",
    "опишите долгосрочный результат и его показатель",
    "describe the long-term result and its indicator",
  ],
  "risk-without-mitigation": [
    "3.2",
    "риск без мер",
    "a risk without mitigation",
    "опишите, что делается",
    "say what is done about it",
  ],
  "indicator-without-result": [
    "4.1",
    "показатель ни к какому результату не относится",
    "an indicator of no result",
    "отнесите показатель к результату или откажитесь от него",
    "give the indicator a result, or drop it",
  ],
  "unknown-indicator": [
    "4.1",
    "показателя нет в каталоге",
    "an indicator unknown to the catalogue",
    "определите показатель",
    "define the indicator",
  ],
  "indicator-cannot-measure-level": [
    "4.2",
    "показатель не может измерить этот уровень",
    "an indicator cannot measure the level",
    "возьмите показатель, который измеряет, что стало с людьми, а для долгосрочного результата — дольше шести месяцев",
    "take an indicator of what became of people and, for a long-term result, one that looks beyond six months",
  ],
  "indicator-serves-two-results": [
    "4.3",
    "один показатель служит двум результатам",
    "one indicator serves two results",
    "разделите показатели",
    "tell the indicators apart",
  ],
};

const OTHER: IssueWording = [
  ...(["1.3", "прочие замечания", "other issues"] as const),
  ...(["устраните замечания проверки", "mend what the check finds"] as const),
];

/** What the check of the tree found, a rule for each kind of issue; one more for kinds that are not in the table. */
export const treeIssueRules: readonly Rule[] = [
  ...Object.entries(ISSUES).map(([issue, wording]) =>
    ruleOf(issue, wording, ({ code }) => code === `results-tree.${issue}`),
  ),
  ruleOf("other-issue", OTHER, ({ code }) => ISSUES[code.replace("results-tree.", "")] === undefined),
];

/** What a rule of the tree looks for, by its code; undefined for any other rule. */
export function treeIssueName(code: string): Title | undefined {
  if (!code.startsWith("evidence.tree-")) return undefined;
  const wording = ISSUES[code.replace("evidence.tree-", "")] ?? OTHER;
  return text(wording[1], wording[2]);
}

function ruleOf(
  issue: string,
  [subCriterion, ru, en, toDoRu, toDoEn]: IssueWording,
  isOfKind: (issue: Issue) => boolean,
): Rule {
  return {
    code: `evidence.tree-${issue}`,
    subCriterion,
    needs: "tree",
    remedy: {
      action: text(`В дереве результатов: ${toDoRu}`, `In the results tree: ${toDoEn}`),
      doneWhen: text(`Проверка дерева не находит «${ru}»`, `The check of the tree no longer finds “${en}”`),
      functions: ["checkResultsTree"],
      document: null,
    },
    look: ({ issues }: CheckedTree): readonly Seen[] => {
      const found = issues.filter(isOfKind).length;
      return [
        {
          isMissing: found > 0,
          figures: { issues: found },
          message:
            found === 0
              ? text(`Проверка дерева не нашла «${ru}».`, `The check of the tree found no “${en}”.`)
              : text(`В дереве результатов «${ru}»: ${found}.`, `In the results tree, “${en}”: ${found}.`),
        },
      ];
    },
  };
}
