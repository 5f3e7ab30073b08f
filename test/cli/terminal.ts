import { run } from "../../src/cli/run";

/** What a command wrote, and its exit code. */
export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `mio` in this process, as it runs in a pipe; with `isTerminal` as when a person watches. */
export async function mio(args: readonly string[], isTerminal = false): Promise<Told> {
  let out = "";
  let err = "";
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal,
  });
  return { code, out, err };
}
