// The words of vitest that direct tests use, in place of "vitest" inside the bundle of a mutation run: collect, then run one after another.
import { GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";
import * as chai from "chai";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false }, expect);

const tests = [];
const path = [];

export function describe(name, ...rest) {
  path.push(name);
  rest.find((part) => typeof part === "function")();
  path.pop();
}
describe.each = (rows) => (name, body) => {
  for (const row of rows) describe(name, () => body(...(Array.isArray(row) ? row : [row])));
};

function it(name, ...rest) {
  const body = rest.find((part) => typeof part === "function");
  tests.push({ name: [...path, name].join(" > "), body });
}
it.each =
  (rows) =>
  (name, ...rest) => {
    const body = rest.find((part) => typeof part === "function");
    for (const row of rows) it(name, () => body(...(Array.isArray(row) ? row : [row])));
  };
export { it, it as test };

/**
 * Runs tests until one fails.
 *
 * @param places - which, in this order; all when left out, save those whose name matches `leaveOut`
 * @param before - told of each test before it starts
 * @returns the place of the test that failed and why, or undefined
 */
export function run({ places, leaveOut, before }) {
  const isKept = (place) => leaveOut === undefined || !new RegExp(leaveOut).test(tests[place].name);
  for (const place of places ?? [...tests.keys()].filter(isKept)) {
    const { name, body } = tests[place];
    before(place, name);
    try {
      if (body() instanceof Promise) throw new Error(`${name} is asynchronous, which a mutation run does not wait for`);
    } catch (error) {
      return { place, name, why: String(error?.message ?? error) };
    }
  }
  return undefined;
}
