import { lifeSituationCriteria, vsePoluchitsyaTree } from "../core/index";
import type { TableMapping } from "../input/index";

/** The files of the example project by name: tables as a Russian spreadsheet writes them, and what reads them. */
export function exampleFiles(): Readonly<Record<string, string>> {
  return {
    "people.csv": table(PEOPLE),
    "services.csv": table(SERVICES),
    "work.csv": table(WORK),
    "support.csv": table(SUPPORT),
    "scores.csv": table(SCORES),
    "mapping.json": json(MAPPING),
    "criteria.json": json(lifeSituationCriteria),
    "tree.json": json(vsePoluchitsyaTree),
    "README.md": README,
  };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const table = (rows: string) => `\uFEFF${rows.trim().replaceAll("\n", "\r\n")}\r\n`;

const PEOPLE = `
Код;ФИО;Дата обращения;Дата выбытия;Группа;Пол;Дата рождения;Запрос
B-01;Вымышленный Алексей;14.01.2019;;сирота;м;03.05.2000;жильё
B-02;Вымышленная Мария;21.01.2019;;сирота, инвалидность;ж;17.09.1999;работа
B-03;Вымышленный Пётр;04.02.2019;30.06.2020;коррекционная школа;м;28.02.2001;документы
B-04;Вымышленная Анна;11.03.2019;;сирота;ж;09.12.1998;работа
B-05;Вымышленный Илья;01.04.2019;;инвалидность;м;30.07.2000;работа
B-06;Вымышленная Ольга;13.05.2019;;коррекционная школа;ж;11.11.2001;жильё
B-07;Вымышленный Денис;02.09.2019;;сирота;м;;работа
B-08;Вымышленная Вера;13.01.2020;;инвалидность;ж;25.04.1997;документы
B-09;Вымышленный Роман;10.02.2020;;сирота;м;02.08.2001;работа
B-10;Вымышленная Нина;02.03.2020;;;ж;19.06.2000;жильё`;

const SERVICES = `
Код;Дата;Услуга
B-01;15.01.2019;социальная адаптация
B-02;22.01.2019;социальная адаптация
B-03;05.02.2019;социальная адаптация
B-04;12.03.2019;поиск работы
B-05;02.04.2019;социальная адаптация
B-06;14.05.2019;социальная адаптация
B-07;03.09.2019;поиск работы
B-01;20.01.2020;поиск работы
B-02;21.01.2020;социальная адаптация
B-08;14.01.2020;социальная адаптация
B-09;11.02.2020;социальная адаптация
B-10;03.03.2020;поиск работы`;

const WORK = `
№;Код;Начало;Последний день;Где;Договор;Часов в неделю
P-01;B-01;04.02.2019;29.03.2019;мастерская;временный;20
P-02;B-01;01.04.2019;30.11.2019;открытый рынок;постоянный;40
P-03;B-02;04.03.2019;03.05.2019;мастерская;временный;20
P-04;B-02;03.06.2019;;открытый рынок;постоянный;37,5
P-05;B-03;18.03.2019;17.05.2019;мастерская;временный;20
P-06;B-04;01.07.2019;31.12.2020;открытый рынок;постоянный;40
P-07;B-05;07.10.2019;06.03.2020;открытый рынок;временный;30
P-08;B-07;16.09.2019;20.09.2019;;временный;40
P-09;B-08;03.02.2020;31.07.2020;мастерская;временный;20
P-10;B-09;07.09.2020;;открытый рынок;постоянный;40`;

const SUPPORT = `
№;Код;Трудоустройство;Начало;Последний день
S-01;B-01;P-02;01.04.2019;31.10.2019
S-02;B-02;P-04;03.06.2019;29.02.2020
S-03;B-05;P-07;07.10.2019;06.03.2020
S-04;B-09;P-10;07.09.2020;`;

const SCORES = `
Код;Дата;Жильё;Документы;Здоровье;Отношения;Деньги;Кто оценил
B-01;16.01.2019;2;3;4;2;2;R-1
B-01;10.12.2019;4;4;4;3;2;R-1
B-02;23.01.2019;3;2;3;3;2;R-1
B-02;20.01.2020;3;3;4;4;3;R-1
B-03;06.02.2019;4;2;3;3;3;R-2
B-03;15.06.2020;3;2;3;2;2;R-2
B-05;03.04.2019;3;3;2;3;;R-2
B-05;03.03.2020;3;4;3;3;;R-2
B-08;15.01.2020;4;3;3;2;3;R-1`;

const SCORED = [
  ["housing", "Жильё"],
  ["documents-and-rights", "Документы"],
  ["health", "Здоровье"],
  ["relations-and-support", "Отношения"],
  ["money-and-daily-life", "Деньги"],
] as const;

const MAPPING: TableMapping = {
  dates: "DD.MM.YYYY",
  decimal: ",",
  tables: [
    {
      from: "people",
      to: "beneficiaries",
      columns: {
        beneficiaryId: "Код",
        start: "Дата обращения",
        end: "Дата выбытия",
        targetGroups: {
          column: "Группа",
          separator: ",",
          codes: {
            сирота: "care-leaver",
            инвалидность: "disability",
            "коррекционная школа": "correctional-school-graduate",
          },
        },
        sex: { column: "Пол", codes: { м: "male", ж: "female" } },
        birthDate: "Дата рождения",
        "attributes.asked-help-with": {
          column: "Запрос",
          codes: { жильё: "housing", работа: "work", документы: "documents-and-rights" },
        },
      },
      ignore: ["ФИО"],
    },
    {
      from: "services",
      to: "services",
      columns: {
        beneficiaryId: "Код",
        date: "Дата",
        service: {
          column: "Услуга",
          codes: { "социальная адаптация": "social-adaptation", "поиск работы": "job-search" },
        },
      },
    },
    {
      from: "work",
      to: "placements",
      columns: {
        placementId: "№",
        beneficiaryId: "Код",
        start: "Начало",
        end: "Последний день",
        setting: { column: "Где", codes: { мастерская: "sheltered", "открытый рынок": "open-market" } },
        contract: { column: "Договор", codes: { временный: "temporary", постоянный: "permanent" } },
        hoursPerWeek: "Часов в неделю",
        source: { value: "contract" },
      },
    },
    {
      from: "support",
      to: "support",
      columns: {
        supportId: "№",
        beneficiaryId: "Код",
        placementId: "Трудоустройство",
        start: "Начало",
        end: "Последний день",
      },
    },
    ...SCORED.map(([criterion, column]) => ({
      from: "scores",
      to: "assessments" as const,
      columns: {
        beneficiaryId: "Код",
        date: "Дата",
        criterion: { value: criterion },
        score: column,
        rater: "Кто оценил",
        instrument: { value: "life-situation-v1" },
      },
      where: { column },
    })),
  ],
};

const README = `# Пример / Example

Ни одного из этих людей не существует. / None of these people exist.

- \`people.csv\`, \`services.csv\`, \`work.csv\`, \`support.csv\`, \`scores.csv\` — таблицы, как их сохраняет Excel / tables as Excel saves them
- \`mapping.json\` — как читать их столбцы, коды и даты; ФИО не читается / how their columns, codes and dates are read; names are not
- \`criteria.json\` — критерии социальных изменений / criteria of social change
- \`tree.json\` — дерево результатов / the results tree

Проверить данные / check the data:

    mio check *.csv --mapping mapping.json --criteria criteria.json

Посчитать показатели / compute the indicators:

    mio report *.csv --mapping mapping.json --criteria criteria.json --period 2019 --period 2020 --period 2019..2020 --as-of 2021-01-31 --by targetGroup

Объяснить вердикт одного человека / explain one person's verdict:

    mio explain B-05 *.csv --mapping mapping.json --criteria criteria.json --indicator 1.3 --period 2019..2020

Проверить дерево результатов / check the results tree:

    mio tree tree.json
`;
