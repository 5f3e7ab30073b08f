/** Where a command writes. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person watches `err`: only then is progress shown. */
  readonly isTerminal: boolean;
}

/** Signs of control and unseen marks; line feeds, tabs and the joiners of letters stay. */
const CONTROL = /[^\P{C}\n\t\u{200c}\u{200d}]/gu;

/** Any text without what could command a terminal or turn the direction of writing. */
export function printable(text: string): string {
  return text.replace(CONTROL, "");
}

/** A value as lines of JSON, every sign of control written out. */
export function jsonText(value: unknown): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped)}\n`;
}

/** A call that cannot be meant: a wrong option, or a file that is not there. */
export class UsageError extends Error {}

/** How many events were read, shown on one line that is written over; nothing when nobody watches. */
export class Progress {
  readonly #streams: Streams;
  #shown = "";

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  show(text: string): void {
    if (!this.#streams.isTerminal) return;
    this.#streams.err(`\r${text.padEnd(this.#shown.length)}`);
    this.#shown = text;
  }

  clear(): void {
    if (this.#shown === "") return;
    this.#streams.err(`\r${" ".repeat(this.#shown.length)}\r`);
    this.#shown = "";
  }
}
