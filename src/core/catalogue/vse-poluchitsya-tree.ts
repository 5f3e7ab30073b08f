import { plain } from "../definition/language";
import type { Title } from "../events/vocabulary";
import { resultLevels } from "../results-tree/levels";
import type { ResultEdge, ResultsTree } from "../results-tree/tree";
import { nodes, text } from "./vse-poluchitsya-nodes";

/** One node leads to another: why, and what must hold besides. */
const leads = (from: string, to: string, why: Title, assumption: Title): ResultEdge => ({
  from,
  to,
  why,
  assumptions: [{ text: assumption }],
});

const STAY = text("Специалисты работают в практике достаточно долго", "Specialists stay with the practice long enough");
const COME = text(
  "Молодые люди хотят участвовать и могут приходить",
  "Young people want to take part and are able to come",
);

const edges: readonly ResultEdge[] = [
  leads("specialists", "adaptation", text("Адаптацию проводят специалисты", "Specialists carry it out"), STAY),
  leads(
    "specialists",
    "placement",
    text("Специалисты подбирают работу под человека", "Specialists match work to the person"),
    STAY,
  ),
  leads("specialists", "support", text("Сопровождают специалисты", "Specialists give the support"), STAY),
  leads(
    "workplaces",
    "placement",
    text("Рабочие места дают партнёры", "Partners provide the workplaces"),
    text(
      "Работодатели готовы принимать благополучателей и держат слово",
      "Employers are ready to take beneficiaries, and keep their word",
    ),
  ),
  leads("adaptation", "adapted", text("Услуга оказана", "The service is delivered"), COME),
  leads(
    "placement",
    "offered",
    text("Подбор заканчивается предложением работы", "The search ends with an offer"),
    text("Подходящие вакансии есть", "There are vacancies that suit"),
  ),
  leads(
    "support",
    "supported",
    text("Услуга оказана", "The service is delivered"),
    text("Работодатель пускает сопровождающего на рабочее место", "The employer lets the supporter into the workplace"),
  ),
  leads(
    "adapted",
    "work-experience",
    text(
      "Кто освоил повседневные дела и документы, готов выйти на работу",
      "Whoever copes with daily life and papers is ready to start work",
    ),
    COME,
  ),
  leads(
    "offered",
    "work-experience",
    text("Предложение становится первым рабочим днём", "The offer becomes a first day of work"),
    text(
      "Человек принимает предложение, и здоровье позволяет работать",
      "The person accepts, and their health allows it",
    ),
  ),
  leads(
    "supported",
    "work-experience",
    text("С сопровождением выйти на работу легче", "With support it is easier to start"),
    text("Сопровождение приходит вовремя", "Support comes in time"),
  ),
  leads(
    "work-experience",
    "temporary-work",
    text("Первый опыт продолжается временной работой", "The first experience goes on as temporary work"),
    text("Временная работа не обрывается раньше срока", "Temporary work is not cut short"),
  ),
  leads(
    "work-experience",
    "supported-work",
    text("Первый опыт показывает, какая работа подходит", "The first experience shows what work suits"),
    text("На открытом рынке есть работа, где можно остаться", "The open market has work in which one can stay"),
  ),
  leads(
    "temporary-work",
    "supported-work",
    text("Во временной работе складываются рабочие привычки", "Temporary work builds habits of work"),
    text(
      "Защищённый формат не заменяет открытый рынок навсегда",
      "The sheltered setting does not replace the open market for good",
    ),
  ),
  leads(
    "supported-work",
    "independent-work",
    text("Сопровождение уменьшается, а работа остаётся", "Support grows less, and the work stays"),
    text(
      "Без сопровождения работают те же люди, что и с ним; опубликованные значения этого не показывают",
      "Those who work without support are those who worked with it; the published figures do not show that",
    ),
  ),
  leads(
    "adapted",
    "life-situation",
    text("Социальная адаптация меняет жизненную ситуацию", "Social adaptation changes the situation"),
    text(
      "Жильё, здоровье и окружение не рушат достигнутого",
      "Housing, health and company do not undo what was gained",
    ),
  ),
  leads(
    "supported-work",
    "life-situation",
    text(
      "Заработок и отношения на работе меняют жизненную ситуацию",
      "Earnings and relations at work change the situation",
    ),
    text(
      "Заработка хватает на жизнь, и льготы из-за него не теряются",
      "Earnings are enough to live on, and benefits are not lost through them",
    ),
  ),
  leads(
    "independent-work",
    "independent-life",
    text("Своя работа — опора самостоятельной жизни", "Work of one’s own carries an independent life"),
    text("Рынок труда не закрывается для этих людей", "The labour market does not close to these people"),
  ),
  leads(
    "life-situation",
    "independent-life",
    text("Устроенная жизнь позволяет обходиться без постоянной помощи", "A settled life can do without constant help"),
    text("Изменения держатся и после того, как помощь закончилась", "What has changed lasts once the help is over"),
  ),
];

/**
 * Results tree of the practice «Всё получится!», from its services to sustained independent work and social adaptation.
 *
 * Published are the services, the five indicators and the figures that the grounds repeat. Nodes between them, their
 * levels, links, assumptions, risks,
 * and who answers for a figure are our reading, for the practice to replace: no logic model was published, and the
 * verifiers asked for one.
 * What they found missing is left missing, so that `checkResultsTree` says it: no baselines or targets, nothing
 * measured beyond six
 * months (1.4 and 2.1 stand where what lasts should be measured), and no result named between social adaptation and a
 * changed situation.
 *
 * @source the practice's published table of indicators and the findings of its verification; all else is ours
 * @example
 * ```ts
 * const gaps = checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya).map((issue) => issue.code);
 * expect([...new Set(gaps)]).toEqual([
 *   "results-tree.level-skipped",
 *   "results-tree.indicator-without-target",
 *   "results-tree.indicator-cannot-measure-level",
 * ]);
 * ```
 */
export const vsePoluchitsyaTree: ResultsTree = plain({
  code: "vse-poluchitsya",
  title: text(
    "Дерево результатов практики «Всё получится!»",
    "Results tree of the practice “Everything will work out”",
  ),
  source: text(
    "Услуги, показатели и значения в основаниях — из таблицы, опубликованной при верификации практики «Всё получится!» (благотворительная организация «Рауль», Санкт-Петербург). Уровни, связи, допущения, риски, меры и роли — наше прочтение: логическая модель опубликована не была. Базовых и целевых значений не публиковалось, поэтому их здесь нет.",
    "Services, indicators and the figures in the grounds come from the table published with the verification of the practice “Everything will work out” (charity Raoul, St Petersburg). Levels, links, assumptions, risks, measures against them and roles are our reading: no logic model was published. No baselines or targets were published, so there are none here.",
  ),
  nodes,
  edges,
  levels: resultLevels,
});
