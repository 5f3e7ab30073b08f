import { dayOf, NO_DAY } from "../calendar";
import type { Title } from "../events/vocabulary";
import { nearest, sentence } from "../issue";

/** Looks at options one by one and refuses what another system would refuse. */
export class Checks {
  readonly #cannot: string;

  /** @param cannot - what cannot be done with wrong options, such as `write IATI` */
  constructor(cannot: string) {
    this.#cannot = cannot;
  }

  /** @throws TypeError when it is no object */
  object(value: unknown, what: string): void {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
    throw new TypeError(sentence({ cannot: this.#cannot, because: `${what} must be an object`, received: value }));
  }

  /** @throws TypeError when it is no list, RangeError when it holds fewer than `least` */
  list(value: unknown, what: string, least = 0): void {
    if (!Array.isArray(value)) {
      throw new TypeError(sentence({ cannot: this.#cannot, because: `${what} must be a list`, received: value }));
    }
    if (value.length < least) this.#refuse(`${what} must hold at least ${least}`, value);
  }

  /** @throws RangeError when it is no text, or not one that the rule allows */
  text(value: unknown, what: string, rule: RegExp = SOMETHING, said = "a text that is not empty"): void {
    if (typeof value !== "string" || !rule.test(value)) this.#refuse(`${what} must be ${said}`, value);
  }

  /** @throws RangeError when it is not a text in both languages */
  title(value: Title, what: string): void {
    this.object(value, what);
    this.text(value.ru, `${what}.ru`);
    this.text(value.en, `${what}.en`);
  }

  /** @throws RangeError when it is not one of those */
  choice(value: string, what: string, choices: readonly string[]): void {
    if (choices.includes(value)) return;
    const near = nearest(String(value), choices);
    this.#refuse(`${what} must be one of ${choices.join(", ")}`, value, near && `did you mean "${near}"?`);
  }

  /** @throws RangeError when it is not a real day */
  date(value: unknown, what: string): void {
    const isDay = typeof value === "string" && dayOf(value) !== NO_DAY;
    if (!isDay) this.#refuse(`${what} must be a real day written YYYY-MM-DD`, value);
  }

  /** @throws RangeError when it is no moment */
  moment(value: unknown, what: string): void {
    const isMoment = typeof value === "string" && MOMENT.test(value) && dayOf(value.slice(0, 10)) !== NO_DAY;
    if (!isMoment) this.#refuse(`${what} must be a moment such as 2021-02-01T09:00:00Z`, value);
  }

  #refuse(because: string, received: unknown, hint?: string): never {
    throw new RangeError(sentence({ cannot: this.#cannot, because, received, ...(hint !== undefined && { hint }) }));
  }
}

const SOMETHING = /\S/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-3]):[0-5]\d)$/;
