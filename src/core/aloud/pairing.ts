import type { Pairing } from "../definition/pairing";
import type { Locale } from "../../share";
import { accusativeText, genitiveText, quotedText } from "./words";

/** Which scores are compared, in words: «сравниваются первая и последняя оценки», "first score against last". */
export function pairingText(pairing: Pairing, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  const { criterionFrom, baseline, followUp, same = [], spacing, missing } = pairing;
  const scores =
    followUp === undefined
      ? say("сравниваются первая и последняя оценки", "first score against last")
      : say(
          "сравниваются первая оценка и ближайшая к назначенному дню",
          "first score against the one nearest to the scheduled day",
        );
  const asked = criterionFrom === undefined ? "" : quotedText(criterionFrom, locale);
  const only = say(
    ` по критерию, указанному при регистрации в поле ${asked}`,
    `, on the criterion given at registration as ${asked}`,
  );
  const terms = [`${scores}${asked === "" ? "" : only}`];
  if (baseline !== undefined) {
    const within = genitiveText(baseline.within, locale);
    const near = say(`не далее ${within} от регистрации`, `within ${within} of registration`);
    const onDay = say("в день регистрации", "on the day of registration");
    terms.push(`${say("первая —", "the first")} ${baseline.within.count === 0 ? onDay : near}`);
  }
  if (followUp !== undefined) {
    const { after, tolerance, from } = followUp;
    const anchor =
      from === "registration" ? say("регистрации", "registration") : say("первой оценки", "the first score");
    const later = accusativeText(after, locale);
    const most = genitiveText(tolerance, locale);
    const near = say(`с отклонением не более ${most}`, `at most ${most} before or after that day`);
    const day = say(`назначенный день — через ${later} после ${anchor}`, `scheduled ${later} after ${anchor}`);
    terms.push(`${day}, ${tolerance.count === 0 ? say("ровно в этот день", "on that very day") : near}`);
  }
  if (same.includes("rater")) terms.push(say("обе поставил один и тот же человек", "both by the same rater"));
  if (same.includes("instrument")) {
    terms.push(say("обе получены одной версией инструмента", "both by the same version of the instrument"));
  }
  if (spacing !== undefined) {
    const least = genitiveText(spacing, locale);
    terms.push(say(`между ними не менее ${least}`, `at least ${least} apart`));
  }
  if (missing === "not-improved") {
    terms.push(
      say(
        "критерий без такой пары не считается ни улучшенным, ни неухудшенным",
        "a criterion without such a pair counts neither as improved nor as not worsened",
      ),
    );
  }
  return terms.join("; ");
}
