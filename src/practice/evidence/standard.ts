import { plain } from "../../core/definition/language";
import type { Title } from "../../core/events/vocabulary";
import { sentence } from "../../issue";

/** One sub-criterion of a standard. */
export interface SubCriterion {
  /** Such as `3.1`. */
  readonly code: string;
  readonly title: Title;
  /** `official`: as the standard's owner words it; `working`: our name for it, to be replaced. */
  readonly wording: "official" | "working";
}

/** One axis of a standard. */
export interface EvidenceAxis {
  /** Such as `III`. */
  readonly code: string;
  readonly title: Title;
  readonly wording: "official" | "working";
  readonly subCriteria: readonly SubCriterion[];
}

/** A standard of evidence as plain data: axes, each with its sub-criteria. */
export interface EvidenceStandard {
  readonly title: Title;
  readonly axes: readonly EvidenceAxis[];
}

const named = (code: string, ru: string, en: string): SubCriterion => ({
  code,
  title: { ru, en },
  wording: "working",
});

/**
 * The Russian evidence standard for social practices: four axes and thirteen sub-criteria.
 *
 * The Russian names of the axes are the standard's, the English ones translations of ours. The names of the
 * sub-criteria are **ours**: the official wording was not at hand, and `wording: "working"` says so of each. Replace
 * them by passing a copy with the official names to `evidenceGaps`; nothing else changes.
 *
 * @source axes: «Стандарт доказательности социальных практик», as named in published verifications; sub-criteria: see
 *   docs/decisions/0018-evidence-standard.md
 * @example
 * ```ts
 * expect(evidenceStandard.axes.map(({ code, subCriteria }) => [code, subCriteria.length])).toEqual([
 *   ["I", 4],
 *   ["II", 4],
 *   ["III", 2],
 *   ["IV", 3],
 * ]);
 * ```
 */
export const evidenceStandard: EvidenceStandard = plain<EvidenceStandard>({
  title: { ru: "Стандарт доказательности социальных практик", en: "Evidence standard for social practices" },
  axes: [
    {
      code: "I",
      title: { ru: "Регламентированность практики", en: "How well the practice is laid down" },
      wording: "official",
      subCriteria: [
        named("1.1", "Описание практики", "Description of the practice"),
        named("1.2", "Целевые группы", "Target groups"),
        named("1.3", "Дерево результатов (логическая модель)", "Results tree (logic model)"),
        named("1.4", "Регламенты практики и их соблюдение", "Regulations of the practice and their observance"),
      ],
    },
    {
      code: "II",
      title: { ru: "Обоснованность практики", en: "Grounds of the practice" },
      wording: "official",
      subCriteria: [
        named("2.1", "Ценности", "Values"),
        named("2.2", "Потребности", "Needs"),
        named("2.3", "Опыт практики", "Experience in practice"),
        named("2.4", "Исследования", "Research"),
      ],
    },
    {
      code: "III",
      title: { ru: "Достижение социальных результатов", en: "Social results reached" },
      wording: "official",
      subCriteria: [
        named("3.1", "Достигнутые результаты и их динамика", "Results reached, and how they change over time"),
        named("3.2", "Негативные и отсроченные эффекты", "Negative and delayed effects"),
      ],
    },
    {
      code: "IV",
      title: { ru: "Обоснованность данных о социальных результатах", en: "Grounds of the data on social results" },
      wording: "official",
      subCriteria: [
        named("4.1", "Регламентированность мониторинга", "How well the monitoring is laid down"),
        named("4.2", "Методы и источники данных", "Methods and sources of data"),
        named("4.3", "Анализ и интерпретация", "Analysis and interpretation"),
      ],
    },
  ],
});

const CANNOT = "look for gaps in evidence";
const codesOf = ({ axes }: EvidenceStandard): readonly string[] =>
  axes.flatMap(({ subCriteria }) => subCriteria.map(({ code }) => code));
const EXPECTED = codesOf(evidenceStandard);

/** Holds a standard to the thirteen codes, each once: names may be any. */
export function checkStandard(standard: EvidenceStandard): void {
  const codes = codesOf(standard);
  const isSame = codes.length === EXPECTED.length && new Set([...codes, ...EXPECTED]).size === EXPECTED.length;
  if (isSame) return;
  throw new RangeError(
    sentence({
      cannot: CANNOT,
      because: `standard must have the sub-criteria ${EXPECTED.join(", ")}, each once`,
      received: codes,
      hint: "copy evidenceStandard and change its names",
    }),
  );
}

/** @throws RangeError unless the code is one of the standard's sub-criteria, or, with `axes`, of its axes */
export function checkSubCriterion(standard: EvidenceStandard, code: unknown, what: string, axes = false): void {
  const codes = [...(axes ? standard.axes.map((axis) => axis.code) : []), ...codesOf(standard)];
  if (codes.includes(code as string)) return;
  throw new RangeError(
    sentence({ cannot: CANNOT, because: `${what} must be one of ${codes.join(", ")}`, received: code }),
  );
}
