import type { Title } from "../../core/events/vocabulary";
import { text } from "./finding";

/** A question that only people can answer. */
export interface Ask {
  readonly code: string;
  readonly subCriterion: string;
  readonly question: Title;
  /** The document that would answer it. */
  readonly document: Title;
}

const ask = (name: string, subCriterion: string, question: Title, document: Title): Ask => ({
  code: `evidence.ask-${name}`,
  subCriterion,
  question,
  document,
});

/** At least one question for every sub-criterion but those that the data answer. */
export const asks: readonly Ask[] = [
  ask(
    "description",
    "1.1",
    text(
      "Описана ли практика так, чтобы её могла повторить другая организация?",
      "Is the practice described so that another organisation could repeat it?",
    ),
    text("Описание практики", "Description of the practice"),
  ),
  ask(
    "selection",
    "1.2",
    text(
      "Описано ли, кого практика принимает и кого нет, и почему?",
      "Is it laid down whom the practice takes in, whom not, and why?",
    ),
    text("Критерии отбора благополучателей", "How beneficiaries are selected"),
  ),
  ask(
    "stakeholders",
    "1.3",
    text(
      "Участвовали ли благополучатели и сотрудники в создании дерева результатов?",
      "Did beneficiaries and staff take part in making the results tree?",
    ),
    text("Протокол обсуждения дерева результатов", "Minutes of the discussion of the results tree"),
  ),
  ask(
    "regulations",
    "1.4",
    text(
      "Есть ли регламенты практики и кто их утвердил?",
      "Are there regulations of the practice, and who approved them?",
    ),
    text("Регламенты практики", "Regulations of the practice"),
  ),
  ask(
    "observance",
    "1.4",
    text("Проверяется ли, что регламенты соблюдаются?", "Is it checked that the regulations are observed?"),
    text("Отчёт о соблюдении регламентов", "Report on the observance of the regulations"),
  ),
  ask(
    "values",
    "2.1",
    text("Названы ли ценности, на которых стоит практика?", "Are the values that the practice rests on named?"),
    text("Описание ценностей практики", "Statement of the practice's values"),
  ),
  ask(
    "needs",
    "2.2",
    text("Откуда известно, что нужно благополучателям?", "How is it known what beneficiaries need?"),
    text("Исследование потребностей", "Assessment of needs"),
  ),
  ask(
    "experience",
    "2.3",
    text(
      "Что показывает опыт похожих практик, в том числе неудачный?",
      "What does the experience of similar practices show, failures included?",
    ),
    text("Обзор опыта похожих практик", "Review of similar practices"),
  ),
  ask(
    "research",
    "2.4",
    text(
      "На какие исследования, с указанием источников, опирается практика?",
      "Which research, with its sources, does the practice rest on?",
    ),
    text("Обзор исследований", "Review of research"),
  ),
  ask(
    "attribution",
    "3.1",
    text(
      "Что было бы с людьми без практики: с чем сравнивают результат?",
      "What would have become of people without the practice: what is the result compared with?",
    ),
    text("Описание сравнения", "Description of the comparison"),
  ),
  ask(
    "harm",
    "3.2",
    text(
      "Спрашивают ли людей, стало ли им в чём-то хуже, и что делают с ответом?",
      "Are people asked whether anything got worse, and what is done about the answer?",
    ),
    text("Порядок учёта неблагоприятных событий", "Procedure for recording adverse events"),
  ),
  ask(
    "monitoring",
    "4.1",
    text(
      "Есть ли собственный регламент мониторинга и оценки: что, у кого, кем, когда и чем собирают?",
      "Are there own monitoring regulations: what is collected, from whom, by whom, when and with what?",
    ),
    text("Регламент мониторинга и оценки (МиО)", "Regulations of monitoring and evaluation"),
  ),
  ask(
    "instruments",
    "4.2",
    text(
      "Проверены ли инструменты на людях, о которых судят: понятны ли им вопросы?",
      "Were the instruments tried on the people they judge: are the questions understood?",
    ),
    text("Отчёт о проверке инструментов", "Report on the trial of the instruments"),
  ),
  ask(
    "interpretation",
    "4.3",
    text(
      "Обсуждают ли данные с сотрудниками и благополучателями и что по ним меняют?",
      "Are the data discussed with staff and beneficiaries, and what is changed because of them?",
    ),
    text("Протокол обсуждения данных", "Minutes of the discussion of the data"),
  ),
];
