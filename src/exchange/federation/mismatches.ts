import { canonicalJson } from "../../core/definition/fingerprint";
import { describe, type Issue, named } from "../../issue";
import { type Path, tallyIssue } from "./issue";
import type { Tally } from "./tally";

type Definition = Tally["definitions"][number];
type Refuse = (code: string, path: Path, because: string, hint: string) => void;

/** What keeps tallies, each sound by itself, from being one network's: each is held against the first. */
export function mismatchesOf(tallies: readonly Tally[]): readonly Issue[] {
  const issues: Issue[] = [];
  const first = tallies[0]!;
  tallies.forEach((tally, at) => {
    const cannot = `merge tally ${at} (${named("partner", tally.partner.code)}) with the first`;
    const refuse: Refuse = (code, path, because, hint) => {
      issues.push(tallyIssue(code, cannot, [at, ...path], because, hint));
    };
    const earlier = tallies.findIndex(({ partner }) => partner.code === tally.partner.code);
    if (earlier < at) {
      const isSame = canonicalJson(tallies[earlier]) === canonicalJson(tally);
      const because = `partner.code must differ from that of tally ${earlier}, received ${describe(tally.partner.code)}`;
      refuse("partner-twice", ["partner", "code"], because, isSame ? SAME : OTHER);
    }
    compareDates(first, tally, refuse);
    compareRules(first, tally, refuse);
    compareIndicators(first, tally, refuse);
  });
  return issues;
}

const SAME = "it is the same tally twice: pass it once";
const OTHER = "keep the one that is right; parts of one partner need codes of their own, and must not share people";

function compareDates({ manifest: first }: Tally, { manifest }: Tally, refuse: Refuse): void {
  const again = "let the partners agree on the dates and make their tallies again";
  for (const name of ["asOf", "knownOn"] as const) {
    if (manifest[name] === first[name]) continue;
    const wanted = first[name] === undefined ? "absent as in the first" : `that of the first (${first[name]})`;
    const because = `manifest.${name} must be ${wanted}, received ${describe(manifest[name])}`;
    refuse("other-date", ["manifest", name], because, again);
  }
  const spans = ({ periods }: Tally["manifest"]) => periods.map(({ from, to }) => `${from} – ${to}`).sort();
  const [wanted, given] = [spans(first).join(", "), spans(manifest).join(", ")];
  if (wanted === given) return;
  const because = `manifest.periods must be those of the first (${wanted}), received ${given}`;
  refuse("other-periods", ["manifest", "periods"], because, again);
}

function compareRules({ suppression: first }: Tally, { suppression }: Tally, refuse: Refuse): void {
  for (const name of ["threshold", "leastDenominator", "zeros", "protect"] as const) {
    if (suppression[name] === first[name]) continue;
    const because = `suppression.${name} must be that of the first (${first[name]}), received ${describe(suppression[name])}`;
    const hint = "let the partners agree on the rules, and pass them to toTally as suppress";
    refuse("other-suppression", ["suppression", name], because, hint);
  }
}

function compareIndicators({ definitions: first }: Tally, { definitions }: Tally, refuse: Refuse): void {
  const ofCode = new Map(first.map((one) => [one.code, one]));
  definitions.forEach((given, at) => {
    const wanted = ofCode.get(given.code);
    const path = ["definitions", at];
    if (wanted === undefined) {
      const because = `definitions must be those of the first, which has no ${named("indicator", given.code)}`;
      refuse("other-indicators", path, because, "leave it out of this one, or ask the first partner for it");
    } else if (wanted.fingerprint !== given.fingerprint) {
      const because = `definitions.${at}.fingerprint must be that of indicator ${describe(given.code)} in the first (${wanted.fingerprint}), received ${describe(given.fingerprint)}`;
      const hint =
        "the partners count by different rules: let them agree on one definition, and make their tallies again";
      refuse("other-definition", [...path, "fingerprint"], because, hint);
    } else if (readingsText(wanted) !== readingsText(given)) {
      const because = `definitions.${at}.definition.readings must be those of indicator ${describe(given.code)} in the first`;
      const hint = "let the partners use one version of the definition";
      refuse("other-definition", [...path, "definition", "readings"], because, hint);
    }
  });
  for (const { code } of first) {
    if (definitions.some((one) => one.code === code)) continue;
    const because = `definitions must be those of the first, and lack ${named("indicator", code)}`;
    refuse("other-indicators", ["definitions"], because, "ask this partner for it, or leave it out of the others");
  }
}

/** Readings as rules: a fingerprint does not cover them. */
function readingsText({ definition }: Definition): string {
  return canonicalJson((definition.readings ?? []).map(({ code, numerator }) => ({ code, numerator })));
}
