import type { Title } from "../../core/events/vocabulary";
import { levelOf } from "../../core/results-tree/links";
import type { Grounds, ResultNode, ResultsTree } from "../../core/results-tree/tree";
import { type Need, type Seen, text } from "./finding";
import { hasNoValue } from "./result-rules";
import type { CheckedTree, Given, Rule } from "./rule";
import { treeIssueRules } from "./tree-issues";

const GROUNDS: Readonly<Record<keyof Grounds, { readonly subCriterion: string; readonly name: Title }>> = {
  value: { subCriterion: "2.1", name: text("ценности", "values") },
  need: { subCriterion: "2.2", name: text("потребности", "needs") },
  practice: { subCriterion: "2.3", name: text("опыт практики", "experience in practice") },
  research: { subCriterion: "2.4", name: text("исследования", "research") },
};

/** What the results tree says, and what it leaves out. */
export const treeRules: readonly Rule[] = [
  {
    code: "evidence.no-logic-model",
    subCriterion: "1.3",
    needs: "nothing",
    remedy: {
      action: text(
        "Описать дерево результатов: от услуги до долгосрочного результата",
        "Write the results tree down, from the service to the long-term result",
      ),
      doneWhen: text("Дерево есть и передано в проверку", "The tree exists and is part of the check"),
      functions: ["defineResultsTree", "checkResultsTree"],
      document: text("Дерево результатов (логическая модель)", "Results tree (logic model)"),
    },
    look: logicModel,
  },
  ...treeIssueRules,
  ...(["value", "need", "practice", "research"] as const).map(groundRule),
  {
    code: "evidence.result-without-value",
    subCriterion: "3.1",
    needs: "tree",
    remedy: {
      action: text("Рассчитать показатели этого результата", "Evaluate the indicators of this result"),
      doneWhen: text("У результата есть хотя бы одно значение", "The result has at least one value"),
      functions: ["evaluate", "evaluateResultsTree"],
      document: null,
    },
    look: resultValues,
  },
  {
    code: "evidence.negative-effects-not-foreseen",
    subCriterion: "3.2",
    needs: "tree",
    remedy: {
      action: text(
        "Назвать возможные негативные эффекты и что делается против них",
        "Name possible negative effects, and what is done about them",
      ),
      doneWhen: text("В дереве есть риски с негативным эффектом", "The tree has risks with a negative effect"),
      functions: ["defineResultsTree"],
      document: text("Перечень рисков и негативных эффектов", "List of risks and negative effects"),
    },
    look: negativeEffects,
  },
  {
    code: "evidence.monitoring-not-assigned",
    subCriterion: "4.1",
    needs: "tree",
    remedy: {
      action: text(
        "Указать у каждого показателя дерева средство проверки, ответственного и частоту",
        "Give every indicator of the tree its means of verification, responsible role and frequency",
      ),
      doneWhen: text("Все три поля есть у каждого показателя", "Every indicator has all three"),
      functions: ["defineResultsTree"],
      document: text("Регламент мониторинга и оценки (МиО)", "Regulations of monitoring and evaluation"),
    },
    look: assigned,
  },
];

function logicModel({ tree }: Given): readonly Seen[] {
  const { nodes = [], edges = [] } = tree?.tree ?? {};
  return [
    {
      isMissing: tree === undefined,
      figures: { nodes: nodes.length, edges: edges.length },
      message:
        tree === undefined
          ? text("Дерева результатов (логической модели) нет.", "There is no results tree (logic model).")
          : text(
              `Дерево результатов есть: узлов ${nodes.length}, связей ${edges.length}.`,
              `There is a results tree: ${nodes.length} nodes, ${edges.length} edges.`,
            ),
    },
  ];
}

function groundRule(ground: keyof Grounds): Rule {
  const { subCriterion, name } = GROUNDS[ground];
  return {
    code: `evidence.grounds-${ground}-missing`,
    subCriterion,
    needs: "tree",
    remedy: {
      action: text(
        `Указать основания связей и результатов в дереве: ${name.ru}`,
        `State the grounds of edges and results in the tree: ${name.en}`,
      ),
      doneWhen: text(
        "Основание названо хотя бы у одной связи или результата",
        "At least one edge or result states such a ground",
      ),
      functions: ["defineResultsTree"],
      document: null,
    },
    look: ({ tree }) => {
      const all = [...tree.nodes.filter((node) => isResult(tree, node)), ...tree.edges];
      const stated = all.filter(({ grounds }) => (grounds?.[ground]?.length ?? 0) > 0).length;
      return [
        {
          isMissing: stated === 0,
          figures: { of: all.length, stated },
          message: text(
            `Основания «${name.ru}» названы у ${stated} из ${all.length} результатов и связей дерева.`,
            `Grounds (${name.en}) are stated for ${stated} of ${all.length} results and edges of the tree.`,
          ),
        },
      ];
    },
  };
}

function isResult(tree: ResultsTree, node: ResultNode): boolean {
  const { kind } = levelOf(tree, node);
  return kind === "outcome" || kind === "impact";
}

function resultValues({ tree }: CheckedTree, { evaluation }: Given): readonly Seen[] | Need {
  if (evaluation === undefined) return "evaluation";
  const { judged, results } = evaluation;
  const valued = new Set(results.filter((result) => !hasNoValue(result)).map(({ code }) => code));
  const evaluated = new Set(judged.map(({ definition }) => definition.code));
  return tree.nodes
    .filter((node) => isResult(tree, node))
    .map((node) => {
      const codes = (node.indicators ?? []).map(({ code }) => code);
      // A reading stands beside its indicator: where that has no value, it has none worth the name either.
      const withValue = codes.filter((code) => evaluated.has(code) && valued.has(code.split(":")[0]!));
      return {
        isMissing: withValue.length === 0,
        subject: node.code,
        figures: { indicators: codes.length, withValue: withValue.length },
        ...(codes.length === 0
          ? {
              action: text("Добавить показатель этого результата", "Add an indicator of this result"),
              message: text(
                `У результата «${node.title.ru}» нет показателя.`,
                `Result “${node.title.en}” has no indicator.`,
              ),
            }
          : {
              message: text(
                `Результат «${node.title.ru}»: показателей ${codes.length}, со значением ${withValue.length}.`,
                `Result “${node.title.en}”: indicators ${codes.length}, with a value ${withValue.length}.`,
              ),
            }),
      };
    });
}

function negativeEffects({ tree }: CheckedTree): readonly Seen[] {
  const risks = tree.nodes.flatMap((node) => node.risks ?? []);
  const harmful = risks.filter(({ negativeEffect }) => negativeEffect !== undefined).length;
  return [
    {
      isMissing: harmful === 0,
      figures: { risks: risks.length, harmful },
      message: text(
        `Рисков в дереве ${risks.length}, из них с негативным эффектом ${harmful}.`,
        `The tree names ${risks.length} risks, ${harmful} of them with a negative effect.`,
      ),
    },
  ];
}

function assigned({ tree }: CheckedTree): readonly Seen[] {
  const all = tree.nodes.flatMap((node) => node.indicators ?? []);
  const complete = all.filter(
    ({ meansOfVerification, responsible, frequency }) =>
      meansOfVerification !== undefined && responsible !== undefined && frequency !== undefined,
  ).length;
  return [
    {
      isMissing: all.length === 0 || complete < all.length,
      figures: { indicators: all.length, complete },
      message: text(
        `Средство проверки, ответственный и частота указаны у ${complete} из ${all.length} показателей дерева.`,
        `${complete} of ${all.length} indicators of the tree have a means of verification, a responsible role and a frequency.`,
      ),
    },
  ];
}
