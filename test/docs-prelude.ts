import { parseDataset } from "../src/core/index";

/** What the examples of the documentation may use without defining it: one person, one service, one day of work. */
export const events: readonly unknown[] = [
  {
    id: "event-1",
    type: "beneficiary-registered",
    beneficiaryId: "B-1",
    date: "2019-01-10",
    targetGroups: ["care-leaver"],
    sex: "female",
    region: "Saint Petersburg",
  },
  {
    id: "event-2",
    type: "service-delivered",
    beneficiaryId: "B-1",
    date: "2019-02-04",
    service: "social-adaptation",
  },
  {
    id: "event-3",
    type: "placement-started",
    beneficiaryId: "B-1",
    date: "2019-03-04",
    placementId: "P-1",
    setting: "open-market",
    contract: "temporary",
  },
  {
    id: "event-4",
    type: "placement-ended",
    beneficiaryId: "B-1",
    date: "2019-03-04",
    placementId: "P-1",
  },
];

/** The same as a dataset. */
export const dataset = parseDataset(events);
