/** Nothing can be worked out of drawn sets of tables; a file of its own, since the long form takes a processor for minutes. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { suppress } from "../../src/report/index";
import { howMany } from "../long";
import { attack } from "./attacker";
import { drawnReport, seeds } from "./drawn-reports";

it("leaves nothing to recover in drawn sets of tables", () => {
  let cells = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { exact, leaks, contradictions, suppressed } = attack(suppress(drawnReport(seed)));
      expect({ exact, leaks, contradictions }).toEqual({ exact: [], leaks: [], contradictions: [] });
      cells += suppressed;
    }),
    { numRuns: howMany(200, 4), seed: 1972 },
  );
  expect(cells).toBeGreaterThan(howMany(5000, 100));
}, 3_600_000);
