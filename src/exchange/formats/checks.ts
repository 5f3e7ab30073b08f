import { dayOf, NO_DAY } from "../../calendar";
import type { Kind } from "../../options";

/** A text that another system takes: one that a pattern fits. */
export function fitting(pattern: RegExp, said: string): Kind {
  return (value) => (typeof value === "string" && !pattern.test(value) ? `!be ${said}` : "text");
}

/** A moment, such as `2021-02-01T09:00:00Z`. */
export function MOMENT(value: unknown): Kind {
  const isMoment = typeof value !== "string" || (WRITTEN.test(value) && dayOf(value.slice(0, 10)) !== NO_DAY);
  return isMoment ? "text" : "!be a moment such as 2021-02-01T09:00:00Z";
}

const WRITTEN = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-3]):[0-5]\d)$/;
