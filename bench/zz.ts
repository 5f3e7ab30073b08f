import { catalogue, evaluate, explain, results, safeParseDataset, datasetIssues, parseDataset, year, retention, placements, firstPlacement, buildReport, dataQuality } from "../src/index";
const day = (n: number) => new Date(Date.UTC(2019, 0, 1) + n * 86400000).toISOString().slice(0, 10);
export function crowd(n: number, kind: string, setting: string | undefined = "open-market") {
  const of = { beneficiaryId: "B" };
  const ev: any[] = [{ ...of, id: "r", type: "beneficiary-registered", date: "2019-01-01", targetGroups: [] }, { ...of, id: "v", type: "service-delivered", date: "2019-01-02", service: "x" }];
  for (let i = 0; i < n; i++) {
    const [s, e] = kind === "same" ? [1, 300] : kind === "stagger" ? [i % 300, 300 + (i % 60)] : kind === "disjoint-support" ? [1, 340] : [(i * 7) % 300, ((i * 7) % 300) + (i % 50)];
    const [ss, se] = kind === "disjoint-support" ? [(i * 2) % 340, (i * 2) % 340] : [s, e];
    ev.push({ ...of, id: `p${i}`, type: "placement-started", date: day(s), placementId: `p${i}`, ...(setting && { setting, contract: "temporary" }), hoursPerWeek: 40 });
    ev.push({ ...of, id: `pe${i}`, type: "placement-ended", date: day(e), placementId: `p${i}` });
    ev.push({ ...of, id: `s${i}`, type: "support-started", date: day(ss), supportId: `s${i}` });
    ev.push({ ...of, id: `se${i}`, type: "support-ended", date: day(se), supportId: `s${i}` });
  }
  return ev;
}
const time = <T>(name: string, f: () => T): T => { const s = performance.now(); const r = f(); const ms = performance.now() - s; if (ms > 20) console.log("  ", name, Math.round(ms)); return r; };
for (const kind of ["same", "stagger", "disjoint-support", "mix"]) for (const setting of ["open-market", ""]) for (const n of process.argv.slice(2).map(Number)) {
  console.log(kind, setting, n);
  const ev = crowd(n, kind, setting || undefined);
  const ds = time("parse", () => parseDataset(ev));
  time("issues", () => datasetIssues(ds));
  const e = time("evaluate", () => evaluate(ds, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2019-12-31" }));
  time("results", () => results(e));
  for (const c of ["1.2","1.3", "1.4"]) time("explain " + c, () => explain(e, { indicator: c, period: year(2019), beneficiaryId: "B" }));
  time("retention", () => retention(ds, { spells: placements(), from: firstPlacement, period: year(2019), asOf: "2019-12-31" }));
  time("dataQuality", () => dataQuality(ds, { period: year(2019), asOf: "2019-12-31" }));
  time("report", () => buildReport(e));
}
