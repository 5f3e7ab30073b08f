import { addStep, type Duration, stepOf } from "../../calendar";

/** Days of the longest spell that is drawn. */
const LONGEST = 4000;

/** What definitions name: the words that decide which facts are drawn. */
export class Vocabulary {
  readonly durations: Duration[] = [];
  readonly attributes = new Map<string, Set<string>>();
  readonly services = new Set<string>();
  readonly reasons = new Set<string>();
  readonly ages = new Set<number>();
  isRegistrationRead = false;
  isRaterRead = false;

  read(value: unknown): void {
    if (value === "registration") this.isRegistrationRead = true;
    if (typeof value !== "object" || value === null) return;
    const node = value as Readonly<Record<string, unknown>>;
    if (typeof node.unit === "string" && typeof node.count === "number") this.#measure(value as Duration);
    if (node.kind === "services" && node.service !== undefined) this.services.add(node.service as string);
    if (node.kind === "exits") for (const reason of (node.reason ?? []) as readonly string[]) this.reasons.add(reason);
    if (node.kind === "enrolment") this.isRegistrationRead = true;
    if (node.kind === "in-group") this.#name(node.attribute as string, node.codes as readonly string[]);
    if (typeof node.criterionFrom === "string") this.#name(node.criterionFrom, []);
    if (node.kind === "aged") {
      this.#name("ageBand", []);
      for (const age of [node.from, node.under]) if (age !== undefined) this.ages.add(age as number);
    }
    if (Array.isArray(node.same)) this.isRaterRead = true;
    for (const inner of Object.values(node)) this.read(inner);
  }

  /** Nothing and lengths that nobody reaches, which stand for "ever", are no lengths to draw. */
  #measure(length: Duration): void {
    const days = addStep(0, stepOf(length));
    if (days > 0 && days < LONGEST) this.durations.push(length);
  }

  #name(attribute: string, codes: readonly string[]): void {
    const known = this.attributes.get(attribute) ?? new Set();
    for (const code of codes) known.add(code);
    this.attributes.set(attribute, known);
  }
}
