import * as core from "../src/core/index";
import * as define from "../src/define/index";
import * as exchange from "../src/exchange/index";
import * as input from "../src/input/index";
import * as practice from "../src/practice/index";
import * as report from "../src/report/index";
import * as xlsx from "../src/report/xlsx";
import * as statistics from "../src/statistics/index";
import * as tables from "../src/tables/index";
import * as testing from "../src/testing/index";

/** The doors of the package, by the names that they are imported by. */
export const doors: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "mio-indicators": core,
  "mio-indicators/define": define,
  "mio-indicators/statistics": statistics,
  "mio-indicators/input": input,
  "mio-indicators/tables": tables,
  "mio-indicators/practice": practice,
  "mio-indicators/report": report,
  "mio-indicators/xlsx": xlsx,
  "mio-indicators/exchange": exchange,
  "mio-indicators/testing": testing,
};

/** The source of each door, from the root. */
export const doorFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(doors).map((name) => {
    const wing = name.split("/")[1];
    return [name, wing === "xlsx" ? "src/report/xlsx.ts" : `src/${wing ?? "core"}/index.ts`];
  }),
);
