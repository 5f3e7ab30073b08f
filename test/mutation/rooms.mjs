// What a mutation run changes, room by room, and the tests that must notice: the direct ones, which take no more than seconds.
import { readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Tests that walk through many tables of counts: they are of Fisher's exact test alone. */
const FISHER = "fisherExactTest|neither minds order";
/** Tests that take seconds with all mutants in the sources, and notice none that others do not. */
const LONG_FISHER = "keeps its digits|a thousand people|refuses on the way";

/** What decides a verdict; what explains one and tells of it is held by the tests of the texts. */
const ENGINE = [
  ...["view", "plan", "openings", "anchors", "windows", "recorded", "attributes", "picks", "change"],
  ...["fillings", "joined-within", "turning", "marks", "scope", "judge"],
].map((name) => `src/core/engine/${name}.ts`);

/** A law over drawn people that takes seconds. */
const LAW = "leaves a settled verdict";

/** Tables as suppression takes them down, and what it puts in their place; what it chooses is held by attacks that take minutes. */
const SUPPRESSED_TABLES = [
  ...[
    "cells",
    "edits",
    "rules",
    "figures",
    "disaggregations",
    "funnels",
    "harm",
    "reconciliations",
    "tree",
    "table-set",
  ],
].map((name) => `src/report/privacy/${name}.ts`);

/** By room, a line each: its sources, and the tests that must notice. A path that ends in `/` stands for every file of the folder. */
export const rooms = {
  calendar: { mutate: ["src/calendar.ts"], tests: ["test/calendar.test.ts"] },
  spells: { mutate: ["src/core/engine/spells.ts"], tests: ["test/core/spells.test.ts"] },
  share: { mutate: ["src/share.ts"], tests: ["test/share.test.ts"] },
  statistics: {
    mutate: ["src/statistics/"],
    except: ["src/statistics/fisher.ts"],
    tests: ["test/statistics/"],
    leaveOut: FISHER,
  },
  engine: {
    mutate: ENGINE,
    tests: ["test/core/engine/", "test/core/language.test.ts", "test/core/pairing.test.ts"],
    leaveOut: LAW,
  },
  "suppressed-tables": { mutate: SUPPRESSED_TABLES, tests: ["test/report/privacy/tables.test.ts"] },
  rounding: { mutate: ["src/report/privacy/round.ts"], tests: ["test/report/privacy/round.test.ts"] },
  cone: { mutate: ["src/report/privacy/cone.ts"], tests: ["test/report/privacy/cone.test.ts"] },
  fisher: {
    mutate: ["src/statistics/fisher.ts"],
    tests: ["test/statistics/fisher.test.ts", "test/statistics/wrong-calls.test.ts"],
    leaveOut: LONG_FISHER,
  },
};

const listed = (path) => (path.endsWith("/") ? readdirSync(join(root, path)).map((name) => `${path}${name}`) : [path]);

/** The files of a room: all its sources, and those of its tests that are tests. */
export function filesOf({ mutate, except = [], tests, leaveOut }, ending = ".ts") {
  return {
    mutate: mutate.flatMap(listed).filter((path) => path.endsWith(ending) && !except.includes(path)),
    tests: tests.flatMap(listed).filter((path) => path.endsWith(".test.ts")),
    leaveOut,
  };
}
