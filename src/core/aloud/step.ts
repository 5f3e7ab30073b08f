import type { Anchor, SpellExpression, WindowExpression } from "../definition/language";
import type { Locale } from "../../share";
import { fallsText, isOneDay, punctuated, windowText } from "./phrase";
import { activityText, genitiveText } from "./words";

/** The outermost step of a spell expression in words; the steps inside it are told on lines of their own. */
export function spellStepText(expression: SpellExpression, locale: Locale): string {
  return punctuated(stepText(expression, locale));
}

/** That the day of an anchor lies in a window, in words. */
export function fallStepText(anchor: Anchor, window: WindowExpression, locale: Locale): string {
  return punctuated(fallsText(anchor, window, locale));
}

function stepText(expression: SpellExpression, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  switch (expression.kind) {
    case "placements":
    case "support":
    case "services":
    case "enrolment":
    case "exits":
    case "employed-at-follow-up":
    case "follow-ups":
      return activityText(expression, locale, "nominative");
    case "overlap":
      return say("общие дни", "days shared by");
    case "except":
      return say("дни первого без дней второго", "days of the first without those of the second");
    case "union":
      return say("любое из", "any of");
    case "joined": {
      const within = expression.within === undefined ? "" : say(" у одного работодателя", " within one employer");
      if (expression.gap.count === 0) return say(`примыкающие${within} слиты`, `adjoining ones${within} joined`);
      const gap = genitiveText(expression.gap, locale);
      return say(`слиты${within} при перерыве не более ${gap}`, `joined${within} when at most ${gap} apart`);
    }
    case "without-last-day":
      return say("без последнего дня", "without the last day");
    case "clip":
      return windowText(expression.window, locale, "inside");
    case "touching": {
      const touch = isOneDay(expression.window) ? say("включают", "including") : say("затрагивают", "meeting");
      return `${touch} ${windowText(expression.window, locale, "itself")}`;
    }
    case "starting":
      return `${say("начались", "starting")} ${windowText(expression.window, locale, "inside")}`;
  }
}
