// Runs the bundle of a room's tests, each time in a world of its own, so that what modules make when they load is made anew.
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

const require = createRequire(import.meta.url);
const script = new vm.Script(workerData.code, { filename: "tests.js" });
/** What Node gives beside the language. */
const builtIn = new Set(vm.runInNewContext("Object.getOwnPropertyNames(globalThis)"));
const given = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis)
    .filter((name) => !builtIn.has(name) && name !== "global")
    .map((name) => [name, globalThis[name]]),
);

parentPort.on("message", ({ mutant, places, leaveOut, hitLimits, timeout }) => {
  const times = [];
  const names = [];
  let last = 0;
  const counted = (hitLimit) => ({ hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
  const stryker = { activeMutant: mutant, ...counted(hitLimits?.atLoading) };
  const before = (place, name) => {
    const now = performance.now();
    if (mutant === undefined) {
      if (stryker.currentTestId !== undefined) times[Number(stryker.currentTestId)] = now - last;
      stryker.currentTestId = String(place);
      names[place] = name;
    } else Object.assign(stryker, counted(hitLimits.of[place]));
    last = now;
  };
  const world = vm.createContext({
    ...given,
    require,
    __stryker__: stryker,
    mutation: { places, leaveOut, before },
  });
  let failed;
  try {
    failed = script.runInContext(world, { timeout });
  } catch (error) {
    const isEndless = error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    failed = { why: isEndless ? "timeout" : `loading: ${error?.message ?? error}` };
  }
  if (stryker.currentTestId !== undefined) times[Number(stryker.currentTestId)] = performance.now() - last;
  parentPort.postMessage({ failed: failed && { ...failed }, times, names, coverage: stryker.mutantCoverage });
});
