import { Command, CommanderError } from "commander";
import { check, explainPerson, report } from "./data-commands";
import { claims, drawingNames, tree } from "./document-commands";
import { formatNames } from "./formats";
import { init } from "./init";
import { issueLines } from "./issue-text";
import { InputFault } from "./places";
import { printable, type Streams } from "./terminal";

/** Everything is fine. */
const FINE = 0;
/** There are errors in what the files hold: data, a definition, a mapping, a text. */
const ERRORS = 1;
/** The call cannot be meant, or the system does not let it be done. */
const WRONG_CALL = 2;

/**
 * Runs one command.
 *
 * @param args - as after the name of the command on the command line
 * @param streams - where it writes
 * @returns the exit code: 0 fine, 1 errors in what the files hold, 2 a wrong call or an error of the system
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let code = FINE;
  const program = programOf(streams, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : WRONG_CALL;
    if (error instanceof InputFault) {
      streams.err(printable(issueLines(error.issues).join("")));
      return ERRORS;
    }
    streams.err(printable(`${error instanceof Error ? error.message : String(error)}\n`));
    return WRONG_CALL;
  }
}

const collect = (value: string, previous: readonly string[]) => [...previous, value];
const NONE: readonly string[] = [];

const PROGRAM_HELP = `
Files: .ndjson (one event a line), .json (a list of events, or an object of tables), .csv, .tsv or .txt (one table a file, known by its
name, such as placements.csv, or by the mapping; the delimiter is detected), .xlsx (a table in each sheet). A folder
stands for its tables, and *.csv for the files it finds. Text is UTF-8, or what --encoding or the mapping declare; a guess is always told.
Dates are YYYY-MM-DD unless a mapping declares another way of writing them.

Exit codes: 0 fine, 1 errors in what the files hold, 2 a wrong call or an error of the system.

Start here:
  $ mio init example && cd example
  $ mio check *.csv --mapping mapping.json --criteria criteria.json`;

function programOf(streams: Streams, done: (code: number) => void): Command {
  const program = new Command("mio")
    .description(
      "Indicators of supported employment from events about people, every figure down to the people behind it.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out(printable(text)),
      writeErr: (text) => streams.err(printable(text)),
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(mio --help, or mio COMMAND --help, lists what there is)")
    .addHelpText("after", PROGRAM_HELP);
  const command = (name: string, description: string, examples: string) =>
    program.command(name).description(description).addHelpText("after", `\n${examples}`);

  dataOptions(
    command(
      "check <files...>",
      "Reads files and lists what is wrong with them, each with file, line, code and remedy.",
      `Examples:
  $ mio check events.ndjson
  $ mio check *.csv --mapping mapping.json --criteria criteria.json
  $ mio check *.csv --json > issues.json`,
    ),
  )
    .option("--limit <count>", "print at most this many issues, 0 for all", "50")
    .action(async (files, options) => done(await check(files, options, streams)));

  figureOptions(
    command(
      "report <files...>",
      "Computes the indicators and prints them, or writes them to a file.",
      `Examples:
  $ mio report events.ndjson --period 2019 --period 2020 --period 2019..2020 --as-of 2021-01-31
  $ mio report *.csv --mapping mapping.json --period 2020 --by targetGroup --by sex,region --format json -o report.json
  $ mio report events.ndjson --before events-of-last-month.ndjson --period 2020

--people and --before print ids of beneficiaries; nothing else does.`,
    ),
  )
    .option(
      "--by <attributes>",
      "disaggregate by an attribute, or by up to three with commas between; may be repeated",
      collect,
      NONE,
    )
    .option("--tree <file>", "results tree, JSON: values beside targets")
    .option("--suppress", "suppress small counts, and whatever would let them be worked out")
    .option(
      "--beside <file>",
      "with --suppress: a suppressed report of the same people that is out already, JSON; may be repeated",
      collect,
      NONE,
    )
    .option("--round <base>", "round every count to the nearest multiple of it, 3 to 100; never with --suppress")
    .option("--people <indicator>", "explain one person of each verdict of this indicator in the last period")
    .option(
      "--before <file>",
      "earlier version of the files: print whose verdicts changed, and why; may be repeated",
      collect,
      NONE,
    )
    .option("--format <name>", `${formatNames.join(", ")} (default: text)`)
    .option("-o, --output <file>", "write to a file")
    .action(async (files, options) => done(await report(files, options, streams)));

  figureOptions(
    command(
      "explain <id> <files...>",
      "Explains the verdicts of one beneficiary, down to the events they come from.",
      `Example:
  $ mio explain B-0209 events.ndjson --indicator 1.3 --period 2019..2020`,
    ),
  )
    .option("--indicator <code>", "indicator to explain, all of them when absent; may be repeated", collect, NONE)
    .action(async (id, files, options) => done(await explainPerson(id, files, options, streams)));

  command(
    "tree <file>",
    "Lists what a results tree leaves open or contradicts, or draws it.",
    `Examples:
  $ mio tree tree.json
  $ mio tree tree.json --format svg -o tree.svg
  $ mio tree tree.json --format logframe -o logframe.xlsx`,
  )
    .option("--indicators <list>", INDICATORS)
    .option("--encoding <name>", ENCODING)
    .option("--format <name>", `draw it instead: ${drawingNames.join(", ")}`)
    .option("-o, --output <file>", "write to a file")
    .option("--locale <language>", "ru or en", "ru")
    .option("--json", "print JSON")
    .action(async (file, options) => done(await tree(file, options, streams)));

  command(
    "claims <text> <report>",
    "Checks every figure of a text by itself and against a report made with --format json.",
    `Example:
  $ mio report events.ndjson --period 2019 --format json -o report.json
  $ mio claims annual-report.md report.json`,
  )
    .option("--encoding <name>", ENCODING)
    .option("--locale <language>", "ru or en", "ru")
    .option("--json", "print JSON")
    .action((text, file, options) => done(claims(text, file, options, streams)));

  command(
    "init [folder]",
    "Writes a small example project of invented people to start from.",
    "Example:\n  $ mio init example",
  )
    .option("--json", "print JSON")
    .action((folder = ".", options) => done(init(folder, options, streams)));
  return program;
}

const ENCODING = "encoding of the texts that are not UTF-8, such as windows-1251";
const INDICATORS = "vsePoluchitsya (default), wioa, australia, ips, retention, returns, or a JSON file of definitions";

/** What every command that reads data takes. */
function dataOptions(command: Command): Command {
  return command
    .option("--encoding <name>", ENCODING)
    .option("--mapping <file>", "how the tables, columns and codes of another system are read, JSON")
    .option("--criteria <file>", "criteria of social change, JSON")
    .option("--json", "print JSON");
}

/** What every command that computes figures takes. */
function figureOptions(command: Command): Command {
  return dataOptions(command)
    .requiredOption(
      "--period <span>",
      "2019, 2019-Q4, 2019-12, 2019..2020 or 2019-01-01..2019-06-30; may be repeated",
      collect,
      NONE,
    )
    .option("--as-of <date>", "last day up to which the data are complete (default: the last day of the periods)")
    .option("--indicators <list>", INDICATORS)
    .option(
      "--locale <language>",
      "ru (default) or en; the text format takes both, one after the other",
      collect,
      NONE,
    );
}
