import { expect, it } from "vitest";

it("the tests run in the time zone that TZ names", () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  expect(timeZone).toBe(process.env.TZ ?? timeZone);
});
