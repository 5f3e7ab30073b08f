import type { Store } from "../../core/dataset/store";
import { describe, nearest } from "../../issue";
import { firstAttributeValue } from "../../core/engine/attributes";
import { type Note, pairingsOf } from "../../core/verdicts/result";
import type { ChangeBasis } from "./change-basis";

/**
 * Says of a reading of one criterion for how many that criterion is recorded, when it is not recorded for everybody
 * served.
 */
export function criterionNotes({ literal, store, served }: ChangeBasis): readonly Note[] {
  const attributes = new Set(pairingsOf(literal.definition).flatMap(({ criterionFrom }) => criterionFrom ?? []));
  if (served.length === 0) return [];
  return [...attributes].flatMap((attribute): Note[] => {
    const number = store.log.codes.find(attribute);
    let people = 0;
    for (const person of served) if (firstAttributeValue(store, person, literal.horizon, number) >= 0) people++;
    if (people === served.length) return [];
    const without = {
      ru: "прочтение по этому критерию для остальных остаётся открытым, и его доля не значит, что никому не стало лучше",
      en: "for the others the reading of that criterion stays open, and its share does not mean that nobody got better",
    };
    const nobody = {
      ru: `Ни у кого из ${served.length} получивших услугу не записано, по какому критерию человек просил помощи (${attribute}): доли у прочтения по этому критерию нет.`,
      en: `For none of the ${served.length} people served is the criterion recorded on which they asked help (${attribute}): the reading of that criterion has no share.`,
    };
    const some = {
      ru: `По какому критерию человек просил помощи (${attribute}), записано у ${people} из ${served.length} получивших услугу: ${without.ru}.`,
      en: `The criterion on which they asked help (${attribute}) is recorded for ${people} of the ${served.length} people served: ${without.en}.`,
    };
    return people === 0
      ? [{ code: "nobody-asked", message: nobody }]
      : [{ code: "not-everybody-asked", message: some }];
  });
}

/** Says that no event of the dataset is of the service, and which one recorded is nearest. */
export function serviceNotes({ store, service }: ChangeBasis): readonly Note[] {
  const recorded = servicesRecorded(store);
  if (recorded.includes(service)) return [];
  const near = nearest(service, recorded);
  const [code, close] = [describe(service), near === undefined ? undefined : describe(near)];
  const message = {
    ru: `Услуга ${code} не записана ни в одном событии; ${close === undefined ? "похожих среди записанных нет" : `ближайшая из записанных — ${close}`}.`,
    en: `No event is of the service ${code}; ${close === undefined ? "none that is recorded is like it" : `the nearest recorded is ${close}`}.`,
  };
  return [{ code: "service-never-recorded", message }];
}

function servicesRecorded({ services, log }: Store): readonly string[] {
  const isRecorded = new Uint8Array(log.codes.size);
  for (const code of services.codes) isRecorded[code] = 1;
  return log.codes.texts.filter((_, number) => isRecorded[number] === 1).sort();
}
