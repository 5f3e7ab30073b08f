import type { Title } from "../events/vocabulary";
import type { ResultIndicator, ResultNode } from "../results-tree/tree";
import {
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  workExperienceShare,
} from "./vse-poluchitsya";

/** A text in both languages. */
export const text = (ru: string, en: string): Title => ({ ru, en });

const YOUNG_PEOPLE = text(
  "Молодые люди, которые выходят из детских домов и коррекционных школ или живут с инвалидностью",
  "Young people leaving orphanages or correctional schools, or living with a disability",
);

/**
 * An indicator as the practice published it: without a baseline or a target, which is a gap. Who answers for it and how
 * it is verified is ours.
 */
const published = (indicator: { readonly code: string }, meansOfVerification: Title): readonly [ResultIndicator] => [
  {
    code: indicator.code,
    meansOfVerification,
    responsible: text("Координатор мониторинга и оценки", "Monitoring and evaluation coordinator"),
    frequency: text("Раз в год", "Once a year"),
  },
];
const CONTRACTS = text(
  "Договоры, подтверждения работодателей, записи о начале и конце трудоустройства",
  "Contracts, employers’ confirmations, records of the start and the end of placements",
);
const CONTRACTS_AND_SUPPORT = text(
  "Договоры, подтверждения работодателей, записи о трудоустройстве и о сопровождении",
  "Contracts, employers’ confirmations, records of placements and of support",
);

const inputsAndActivities: readonly ResultNode[] = [
  {
    code: "specialists",
    level: "input",
    title: text("Специалисты по социальной адаптации и сопровождению", "Specialists in social adaptation and support"),
  },
  {
    code: "workplaces",
    level: "input",
    title: text(
      "Работодатели-партнёры и рабочие места в защищённом формате",
      "Partner employers, and workplaces in a sheltered setting",
    ),
  },
  {
    code: "adaptation",
    level: "activity",
    title: text("Социальная адаптация", "Social adaptation"),
    beneficiaries: YOUNG_PEOPLE,
  },
  {
    code: "placement",
    level: "activity",
    title: text(
      "Подбор работы: в защищённом формате и на открытом рынке труда",
      "Finding work: in a sheltered setting and on the open market",
    ),
    beneficiaries: YOUNG_PEOPLE,
    risks: [
      {
        text: text(
          "Работа не подходит человеку или условия на ней плохие",
          "The work does not suit the person, or its conditions are bad",
        ),
        negativeEffect: text(
          "Неудача или обида на первой работе, отказ искать следующую",
          "Failure or hurt at the first work, and giving up the search",
        ),
        mitigation: text(
          "Пробный день, проверка условий до договора, запись неблагоприятных событий и разбор каждого",
          "A trial day, conditions checked before the contract, adverse events recorded and each looked into",
        ),
      },
    ],
  },
  {
    code: "support",
    level: "activity",
    title: text("Сопровождение на рабочем месте", "Support at work"),
    beneficiaries: YOUNG_PEOPLE,
    risks: [
      {
        text: text("Сопровождение длится дольше, чем нужно", "Support lasts longer than it is needed"),
        negativeEffect: text(
          "Человек привыкает, что решают за него, и не работает без сопровождения",
          "The person gets used to others deciding, and does not work without support",
        ),
        mitigation: text(
          "План постепенного уменьшения сопровождения и контакты после его окончания",
          "A plan by which support grows less, and follow-ups once it has ended",
        ),
      },
    ],
  },
];

const outputs: readonly ResultNode[] = [
  {
    code: "adapted",
    level: "output",
    title: text("Получили поддержку в социальной адаптации", "Received support in social adaptation"),
    beneficiaries: YOUNG_PEOPLE,
  },
  {
    code: "offered",
    level: "output",
    title: text("Получили предложение работы", "Were offered work"),
    beneficiaries: YOUNG_PEOPLE,
  },
  {
    code: "supported",
    level: "output",
    title: text("Получили сопровождение на рабочем месте", "Received support at work"),
    beneficiaries: YOUNG_PEOPLE,
  },
];

const outcomes: readonly ResultNode[] = [
  {
    code: "work-experience",
    level: "outcome-short",
    title: text("Есть опыт работы", "Have experience of work"),
    beneficiaries: YOUNG_PEOPLE,
    indicators: published(workExperienceShare, CONTRACTS),
    grounds: {
      practice: [
        text(
          "Опубликовано при верификации: 38,9% (180 из 463) за 2019 год и 20,6% (103 из 499) за 2020 год.",
          "Published with the verification: 38.9% (180 of 463) for 2019 and 20.6% (103 of 499) for 2020.",
        ),
      ],
    },
  },
  {
    code: "temporary-work",
    level: "outcome-medium",
    title: text(
      "Работают временно от 1 до 6 месяцев: в защищённом формате или с сопровождением",
      "Work temporarily for 1 to 6 months: in a sheltered setting or with support",
    ),
    beneficiaries: YOUNG_PEOPLE,
    indicators: published(supportedOneToSixMonthsShare, CONTRACTS_AND_SUPPORT),
    risks: [
      {
        text: text("Люди остаются в защищённом формате", "People stay in the sheltered setting"),
        negativeEffect: text("Обособление от открытого рынка труда", "Being kept apart from the open market"),
        mitigation: text(
          "Срок работы в защищённом формате оговорён заранее, переход на открытый рынок отслеживается",
          "The time in the sheltered setting is agreed beforehand, and moves to the open market are followed",
        ),
      },
    ],
    grounds: {
      practice: [
        text(
          "Опубликовано при верификации: 82,2% (148 из 180) за 2019 год и 87,4% (90 из 103) за 2020 год.",
          "Published with the verification: 82.2% (148 of 180) for 2019 and 87.4% (90 of 103) for 2020.",
        ),
      ],
    },
  },
  {
    code: "supported-work",
    level: "outcome-medium",
    title: text(
      "Работают от 6 месяцев на открытом рынке труда с сопровождением",
      "Work on the open market with support for 6 months or more",
    ),
    beneficiaries: YOUNG_PEOPLE,
    indicators: published(supportedSixMonthsShare, CONTRACTS_AND_SUPPORT),
    grounds: {
      practice: [
        text(
          "Опубликовано при верификации: 31,3% (73 из 233), одно значение за 2019 и 2020 годы.",
          "Published with the verification: 31.3% (73 of 233), one value for 2019 and 2020.",
        ),
      ],
    },
  },
  {
    code: "independent-work",
    level: "outcome-long",
    title: text(
      "Устойчиво работают на открытом рынке труда без сопровождения",
      "Keep working on the open market without support",
    ),
    beneficiaries: YOUNG_PEOPLE,
    indicators: published(unsupportedSixMonthsShare, CONTRACTS_AND_SUPPORT),
    risks: [
      {
        text: text(
          "После сопровождения связь с человеком теряется",
          "The person is lost from sight once support has ended",
        ),
        negativeEffect: text(
          "Потеря работы остаётся незамеченной, и помощь не приходит",
          "A lost job goes unnoticed, and no help comes",
        ),
        mitigation: text(
          "График контактов после сопровождения и возможность вернуться в программу",
          "A schedule of follow-ups after support, and a way back into the programme",
        ),
      },
    ],
    grounds: {
      practice: [
        text(
          "Опубликовано при верификации: 15% (35 из 233), одно значение за 2019 и 2020 годы. Дольше 6 месяцев после сопровождения практика не измеряла.",
          "Published with the verification: 15% (35 of 233), one value for 2019 and 2020. The practice measured nothing beyond 6 months after support.",
        ),
      ],
    },
  },
  {
    code: "life-situation",
    level: "outcome-long",
    title: text(
      "Жизненная ситуация улучшилась: социальная адаптация",
      "Their situation has improved: social adaptation",
    ),
    beneficiaries: YOUNG_PEOPLE,
    indicators: published(
      socialChangeShare,
      text("Оценки по критериям социальных изменений", "Assessments on the criteria of social change"),
    ),
    risks: [
      {
        text: text(
          "Ухудшение по одним критериям скрыто улучшением по другим",
          "Getting worse on some criteria is hidden by getting better on others",
        ),
        negativeEffect: text("Вред остаётся незамеченным", "Harm goes unnoticed"),
        mitigation: text(
          "Ухудшения и неблагоприятные события показываются рядом с показателем и не вычитаются из улучшений",
          "What got worse and adverse events stand beside the indicator, and are not set off against what got better",
        ),
      },
    ],
    grounds: {
      practice: [
        text(
          "Показатель объявлен, но ни его значения, ни критериев при верификации опубликовано не было.",
          "The indicator was declared, but neither its value nor the criteria were published with the verification.",
        ),
      ],
    },
  },
  {
    code: "independent-life",
    level: "impact",
    title: text("Живут самостоятельно и включены в общество", "Live independently and as part of society"),
    beneficiaries: YOUNG_PEOPLE,
  },
];

/**
 * The nodes of the practice's results tree, level by level; what of them is published stands in the tree's `source`.
 */
export const nodes: readonly ResultNode[] = [...inputsAndActivities, ...outputs, ...outcomes];
