/** Suppressed counts of drawn reports may be as many numbers as the threshold; a file of its own, since the long form takes a processor for minutes. */
import { expect, it } from "vitest";
import { suppress } from "../../src/report/index";
import { howMany } from "../long";
import { attack } from "./attacker";
import { law } from "./drawn-reports";

it(
  "leaves as many possible numbers as the threshold, or as its printed range allows, when asked to protect intervals",
  law(
    (report) => {
      const suppressed = suppress(report, { protect: "interval" });
      const { widths, leaks, contradictions } = attack(suppressed);
      expect({ leaks, contradictions }).toEqual({ leaks: [], contradictions: [] });
      // People who stand in several groups are at least one where the table says so, and so are adverse events of
      // each of its kinds.
      const fewestOf = (name: string) =>
        /^adverse \S+ null any events/.test(name) ? 2 : /overlap$|^adverse.* any /.test(name) ? 4 : 5;
      expect(widths.filter(([name, numbers]) => numbers < fewestOf(name))).toEqual([]);
    },
    howMany(60, 4),
  ),
  3_600_000,
);
