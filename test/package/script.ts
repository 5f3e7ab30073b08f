// What a reader of the README writes first: run with `npx ts-node` in an empty folder that has installed the package.
import { type IndicatorResult, parseDataset, workExperienceShare, year } from "mio-indicators";

const dataset = parseDataset([
  {
    id: "1",
    type: "beneficiary-registered",
    beneficiaryId: "B-001",
    date: "2019-01-10",
    targetGroups: ["care-leaver"],
  },
  { id: "2", type: "service-delivered", beneficiaryId: "B-001", date: "2019-02-04", service: "job-search" },
  { id: "3", type: "placement-started", beneficiaryId: "B-001", date: "2019-03-04", placementId: "P-1" },
  { id: "4", type: "placement-ended", beneficiaryId: "B-001", date: "2019-03-04", placementId: "P-1" },
]);
const result: IndicatorResult = workExperienceShare(dataset, { period: year(2019), asOf: "2019-12-31" });
console.log(`${result.code}: ${result.share.numerator} of ${result.share.denominator}`);
