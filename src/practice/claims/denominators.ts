import { type Claim, type DenominatorQuestion, yearsText } from "./claim";

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

type Sized = DenominatorQuestion["denominators"][number] & { readonly claims: number[] };

/**
 * Groups of people that a text gives sizes of which do not agree.
 *
 * A group may have another size in another year. Sizes do not agree when they differ and their years meet, as a year's
 * and that of two years together do, or when it is not said which years they are of.
 */
export function denominatorQuestions(claims: readonly Claim[]): readonly DenominatorQuestion[] {
  const groups = new Map<string, Map<string, Sized>>();
  claims.forEach(({ denominator, about: { group, years } }, index) => {
    if (group === null || denominator === null) return;
    const sizes = groups.get(group) ?? new Map<string, Sized>();
    groups.set(group, sizes);
    const key = `${denominator} ${years === null ? "" : yearsText(years)}`;
    const known = sizes.get(key);
    if (known === undefined) sizes.set(key, { denominator, years, claims: [index] });
    else known.claims.push(index);
  });
  return [...groups].flatMap(([group, sizes]) => {
    const disagreeing = disagreeingOf([...sizes.values()]);
    return disagreeing.length === 0 ? [] : [questionOf(group, disagreeing)];
  });
}

/**
 * Sizes that share a year with another size: each year keeps its smallest and largest, so no two sizes are compared.
 */
function disagreeingOf(sizes: readonly Sized[]): readonly Sized[] {
  const smallest = new Float64Array(LAST_YEAR - FIRST_YEAR + 1).fill(Number.POSITIVE_INFINITY);
  const largest = new Float64Array(smallest.length).fill(Number.NEGATIVE_INFINITY);
  const yearsOf = ({ years }: Sized) =>
    [(years?.first ?? FIRST_YEAR) - FIRST_YEAR, (years?.last ?? LAST_YEAR) - FIRST_YEAR] as const;
  for (const size of sizes) {
    const [first, last] = yearsOf(size);
    for (let year = first; year <= last; year++) {
      smallest[year] = Math.min(smallest[year]!, size.denominator);
      largest[year] = Math.max(largest[year]!, size.denominator);
    }
  }
  return sizes.filter((size) => {
    const [first, last] = yearsOf(size);
    for (let year = first; year <= last; year++) if (smallest[year] !== largest[year]) return true;
    return false;
  });
}

function questionOf(group: string, sizes: readonly Sized[]): DenominatorQuestion {
  const list = sizes.map(({ denominator, years }) =>
    years === null ? `${denominator}` : `${denominator} (${yearsText(years)})`,
  );
  const sum = sumOf(sizes);
  return {
    code: "claim.denominators-disagree",
    outcome: "open",
    group,
    denominators: sizes,
    message: {
      ru: `Одна группа, «${group}», названа с разными знаменателями: ${list.join(", ")}.${sum.ru} Кто в каком из них?`,
      en: `One group, “${group}”, has different denominators: ${list.join(", ")}.${sum.en} Who is in which?`,
    },
  };
}

/** Says how the size of several years stands to the sizes of those years, when all of them are known. */
function sumOf(sizes: readonly Sized[]): { readonly ru: string; readonly en: string } {
  const whole = sizes.find(({ years }) => years !== null && years.last > years.first);
  const parts = sizes.filter((size) => size !== whole);
  const years = parts.map((part) => part.years?.first);
  const covers =
    whole !== undefined &&
    parts.every((part) => part.years !== null && part.years.first === part.years.last) &&
    new Set(years).size === parts.length &&
    parts.length === whole.years!.last - whole.years!.first + 1;
  if (!covers) return { ru: "", en: "" };
  const sum = parts.reduce((total, { denominator }) => total + denominator, 0);
  const terms = `${parts.map(({ denominator }) => denominator).join(" + ")} = ${sum}`;
  const { denominator } = whole;
  if (sum === denominator) return { ru: ` По годам ${terms}.`, en: ` By years ${terms}.` };
  const rest = sum - denominator;
  return rest > 0
    ? {
        ru: ` По годам ${terms}, а не ${denominator}: разница в ${rest} объяснима, если одни и те же люди посчитаны в разные годы.`,
        en: ` By years ${terms}, not ${denominator}: the difference of ${rest} is explained if the same people are counted in several years.`,
      }
    : {
        ru: ` По годам ${terms}, меньше, чем ${denominator}.`,
        en: ` By years ${terms}, less than ${denominator}.`,
      };
}
