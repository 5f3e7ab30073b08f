/**
 * Somebody who reads a suppressed report and tries to work out what was suppressed. Knows what each table means and
 * nothing of how cells were chosen; every relation here is written down anew from the meaning of the tables, not taken
 * from the suppressor.
 */

// biome-ignore lint/suspicious/noExplicitAny: an attacker reads whatever JSON there is.
type Json = any;

interface Known {
  low: number;
  high: number;
  isSuppressed: boolean;
}
interface Equation {
  readonly terms: Map<string, number>;
  /** Σ factor × count is this at least and at most. */
  readonly low: number;
  readonly high: number;
}

export interface Recovered {
  /** Counts of which only one number is possible. */
  readonly exact: readonly string[];
  /** Suppressed counts with the fewest possible numbers, fewest first. */
  readonly widths: readonly (readonly [name: string, numbers: number])[];
  /** Figures that are printed although a count they follow from is not. */
  readonly leaks: readonly string[];
  readonly suppressed: number;
  /** Relations that the printed numbers break: none, or the attacker is wrong about the tables. */
  readonly contradictions: readonly string[];
}

const VERDICTS = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const spanOf = ({ from, to }: Json) => `${from}..${to}`;
const isIn = (part: Json, whole: Json) => part.from >= whole.from && part.to <= whole.to;
const isGone = (value: Json) => value?.suppressed === true;

export function attack(report: Json): Recovered {
  const threshold = report.suppression?.threshold ?? 0;
  const known = new Map<string, Known>();
  const equations: Equation[] = [];
  const leaks: string[] = [];

  const hidden = (name: string) => {
    if (!known.has(name)) known.set(name, { low: 0, high: Number.POSITIVE_INFINITY, isSuppressed: false });
    return name;
  };
  const read = (name: string, value: Json) => {
    const cell = known.get(hidden(name))!;
    if (!isGone(value)) {
      cell.low = Math.max(cell.low, value);
      cell.high = Math.min(cell.high, value);
      return name;
    }
    cell.isSuppressed = true;
    if (value.reason === "small-cell") cell.high = Math.min(cell.high, value.below - 1);
    if (value.reason === "complementary") cell.low = Math.max(cell.low, threshold);
    return name;
  };
  const between = (terms: readonly (readonly [string, number])[], low: number, high: number) => {
    const sum = new Map<string, number>();
    for (const [name, factor] of terms) sum.set(name, (sum.get(name) ?? 0) + factor);
    equations.push({ terms: sum, low, high });
  };
  const sum = (whole: string, parts: readonly string[]) =>
    between([[whole, -1], ...parts.map((part) => [part, 1] as const)], 0, 0);
  const atMost = (few: readonly string[], many: readonly string[]) =>
    between(
      [...many.map((one) => [one, 1] as const), ...few.map((one) => [one, -1] as const)],
      0,
      Number.POSITIVE_INFINITY,
    );
  const followsFrom = (figure: Json, name: string, counts: readonly Json[]) => {
    if (!isGone(figure) && figure !== null && counts.some(isGone)) leaks.push(name);
  };
  const share = (path: string, { share, percent, reason }: Json, above: string, below: string) => {
    read(above, share.numerator);
    read(below, share.denominator);
    followsFrom(percent, `${path} percent`, [share.numerator, share.denominator]);
    if (reason === null && isGone(share.denominator)) leaks.push(`${path} reason`);
  };

  read("people", report.manifest.people);
  const definitions = new Map<string, Json>(report.definitions.map((one: Json) => [one.code, one.definition]));
  const counting = ({ denominator, numerator, exclusions }: Json) =>
    JSON.stringify([denominator, numerator, exclusions]);

  const figures = (where: string, code: string, period: string, of: Json) => {
    const name = (part: string) => `${where} ${code} ${period} ${part}`;
    const people = where === "all" ? "people" : hidden(`${where} ${period} people`);
    for (const verdict of VERDICTS) read(name(verdict), of.verdicts[verdict]);
    if ((definitions.get(code)?.exclusions ?? []).length === 0) between([[name("excluded"), 1]], 0, 0);
    share(name("share"), of, name("counted"), name("below"));
    read(name("counted"), of.settled.numerator);
    read(name("settled"), of.settled.denominator);
    sum(people, VERDICTS.map(name));
    sum(name("below"), ["counted", "pending", "unknown", "not-counted"].map(name));
    sum(name("settled"), ["counted", "not-counted"].map(name));
    const counts = [of.share.numerator, of.share.denominator];
    for (const one of ["value", "interval"]) followsFrom(of[one], name(one), counts);
    followsFrom(of.bounds, name("bounds"), [...counts, of.verdicts.pending, of.verdicts.unknown]);
    for (const other of definitions.values()) {
      const definition = definitions.get(code);
      if (definition?.denominator.kind !== "counted-in") continue;
      if (counting(definition.denominator.definition) !== counting(other)) continue;
      const there = (part: string) => hidden(`${where} ${other.code} ${period} ${part}`);
      atMost([there("counted")], [name("below"), name("excluded")]);
      atMost([name("below"), name("excluded")], [there("counted"), there("unknown")]);
    }
  };

  const harmed = ({ period, horizon, worsening, adverseEvents, notes }: Json) => {
    const span = spanOf(period);
    for (const { indicator, denominator, onAny, criteria } of worsening) {
      const below = read(`all ${indicator} ${span} below`, denominator);
      const name = (criterion: string, part: string) => `worse ${indicator} ${span} ${criterion} ${part}`;
      for (const of of [onAny, ...criteria]) {
        const on = (part: string) => name(of.criterion ?? "any", part);
        share(on("share"), { ...of, share: of.worsened }, on("worsened"), on("paired"));
        read(on("unpaired"), of.unpaired);
        read(on("not applicable"), of.notApplicable);
        sum(below, ["paired", "unpaired", "not applicable"].map(on));
        atMost([on("worsened")], [on("paired")]);
        atMost([name("any", "not applicable")], [on("not applicable")]);
        for (const part of ["paired", "worsened"]) atMost([on(part)], [name("any", part)]);
      }
      const each = (part: string) => criteria.map((of: Json) => name(of.criterion, part));
      for (const part of ["paired", "worsened", "unpaired"]) atMost([name("any", part)], each(part));
      atMost([name("any", "paired"), ...each("worsened")], [name("any", "worsened"), ...each("paired")]);
      if (indicator !== "2.1") continue;
      // As worded, and as its readings are: whoever is paired is counted unless worse on every pair.
      const [paired, worsened] = [name("any", "paired"), name("any", "worsened")];
      const counted = (reading: string) => `all 2.1 ${span} ${reading}`;
      atMost([paired], [counted("counted"), worsened]);
      atMost([counted("not-counted")], [worsened, name("any", "not applicable")]);
      for (const one of ["counted", "2.1:improved", "2.1:net"]) atMost([counted(one)], [paired]);
      for (const one of ["none-worse", "improved-none-worse", "two-improved-none-worse"]) {
        atMost([counted(`2.1:${one}`), worsened], [paired]);
      }
      atMost([paired], [counted("2.1:none-worse"), worsened, ...each("unpaired")]);
    }
    const recorded = (kind: string | null, severity: string, what: string) =>
      hidden(`adverse ${span} ${kind} ${severity} ${what}`);
    const severities: string[] = adverseEvents[0].bySeverity.map(({ severity }: Json) => severity);
    const kinds: string[] = adverseEvents.slice(1).map(({ kind }: Json) => kind);
    for (const { kind, any, bySeverity } of adverseEvents) {
      for (const cell of [any, ...bySeverity]) {
        const severity = cell.severity ?? "any";
        const [events, people] = [recorded(kind, severity, "events"), recorded(kind, severity, "people")];
        read(events, cell.events);
        read(people, cell.people);
        followsFrom(isGone(cell.reason) ? null : "reason", `${events} reason`, [cell.events, cell.people]);
        atMost([people], [events]);
        if (cell.events > 0 || (kind !== null && severity === "any")) {
          for (const one of [events, people]) between([[one, 1]], 1, Number.POSITIVE_INFINITY);
        }
        if (isGone(cell.people) && cell.events === 0) leaks.push(`${people} follows`);
        // Whatever happened, happened to somebody.
        const total = adverseEvents[0].any.events;
        if (total > 0)
          between(
            [
              [people, total],
              [events, -1],
            ],
            0,
            Number.POSITIVE_INFINITY,
          );
        atMost([people], [recorded(kind, "any", "people")]);
        atMost([people], [recorded(null, severity, "people")]);
      }
      sum(
        recorded(kind, "any", "events"),
        severities.map((one) => recorded(kind, one, "events")),
      );
      atMost(
        [recorded(kind, "any", "people")],
        severities.map((one) => recorded(kind, one, "people")),
      );
    }
    for (const severity of ["any", ...severities]) {
      sum(
        recorded(null, severity, "events"),
        kinds.map((one) => recorded(one, severity, "events")),
      );
      atMost(
        [recorded(null, severity, "people")],
        kinds.map((one) => recorded(one, severity, "people")),
      );
    }
    atMost([recorded(null, "any", "people")], ["people"]);
    const isTold = notes.some(({ code }: Json) => code === "negative-effects-not-tracked");
    if (isTold) read(recorded(null, "any", "events"), 0);
    if (isTold && isGone(adverseEvents[0].any.events)) leaks.push(`adverse ${span} note`);
    // Years that make up the whole time: events add up, and people of one are people of both.
    const isPart = (one: Json) =>
      one.horizon >= one.period.from && spanOf(one.period) !== span && isIn(one.period, period);
    const parts = report.harm.filter(isPart);
    if (parts.length !== 2 || !parts.some((one: Json) => one.horizon === horizon)) return;
    for (const kind of [null, ...kinds]) {
      for (const severity of ["any", ...severities]) {
        const of = (what: string) =>
          parts.flatMap((one: Json) => {
            const isThere = one.adverseEvents.some((row: Json) => row.kind === kind);
            return isThere ? [hidden(`adverse ${spanOf(one.period)} ${kind} ${severity} ${what}`)] : [];
          });
        sum(recorded(kind, severity, "events"), of("events"));
        atMost([recorded(kind, severity, "people")], of("people"));
        for (const one of of("people")) atMost([one], [recorded(kind, severity, "people")]);
      }
    }
  };

  for (const result of report.results) {
    const period = spanOf(result.period);
    figures("all", result.code, period, result);
    const name = (part: string) => `all ${result.code} ${period} ${part}`;
    for (const note of result.notes) {
      if (note.code === "empty-denominator" && isGone(result.share.denominator)) leaks.push(name("note"));
    }
    for (const { code, share: beside, bounds } of result.readings) {
      read(name(code), beside.numerator);
      atMost([name(code)], [name("below")]);
      atMost([name(code)], [name("counted")]);
      if ([beside.numerator, beside.denominator].some(isGone) && !isGone(bounds)) leaks.push(name("bounds"));
    }
    // Whoever worked or was served in part of a time was so in all of it.
    if (result.code !== "1.1") continue;
    const parts = report.results.filter(
      ({ code, period: { from, to } }: Json) =>
        code === "1.1" && from >= result.period.from && to <= result.period.to && spanOf({ from, to }) !== period,
    );
    for (const part of ["counted", "below"]) {
      const names = parts.map((one: Json) => hidden(`all 1.1 ${spanOf(one.period)} ${part}`));
      for (const one of names) atMost([one], [name(part)]);
      const isCovered =
        parts.some((one: Json) => one.period.from === result.period.from) &&
        parts.some((one: Json) => one.period.to === result.period.to);
      // Served in one year and at work in the other, somebody is counted over both and in neither.
      if (part === "below" && isCovered && parts.length === 2) atMost([name(part)], names);
    }
  }

  for (const table of report.harm) harmed(table);

  for (const table of report.disaggregations) {
    const labels = table.dimensions.map(({ name }: Json) =>
      name === "ageBand" ? `${name}${JSON.stringify(table.ages)}` : name,
    );
    const whereOf = (of: Json[]) =>
      of
        .flatMap((value, at) => (value.kind === "total" ? [] : [`${labels[at]}:${value.code ?? `?${value.reason}`}`]))
        .sort()
        .join("&") || "all";
    for (const { of, figures: cells, people } of table.rows) {
      for (const one of cells) {
        figures(whereOf(of), one.code, spanOf(one.period), one);
        // A row that is a partner of a network comes with how many people the partner has.
        if (people !== undefined) read(`${whereOf(of)} ${spanOf(one.period)} people`, people);
      }
    }
    for (const { dimension, period, people } of table.overlaps) {
      read(`${dimension} ${spanOf(period)} overlap`, people);
      between([[`${dimension} ${spanOf(period)} overlap`, 1]], 1, Number.POSITIVE_INFINITY);
    }
    for (const total of table.rows) {
      total.of.forEach((value: Json, at: number) => {
        if (value.kind !== "total") return;
        const parts = table.rows.filter(({ of }: Json) =>
          of.every((one: Json, place: number) =>
            place === at ? one.kind !== "total" : JSON.stringify(one) === JSON.stringify(total.of[place]),
          ),
        );
        if (parts.length === 0) return;
        for (const { code, period } of total.figures) {
          const span = spanOf(period);
          const overlaps = table.overlaps.some(
            (one: Json) => one.dimension === table.dimensions[at].name && spanOf(one.period) === span,
          );
          for (const part of [...VERDICTS, "below", "settled", "people"]) {
            const name = ({ of }: Json) => {
              const where = whereOf(of);
              if (part === "people") return where === "all" ? "people" : hidden(`${where} ${span} people`);
              return `${where} ${code} ${span} ${part}`;
            };
            if (!overlaps) {
              sum(name(total), parts.map(name));
              continue;
            }
            atMost([name(total)], parts.map(name));
            for (const row of parts) atMost([name(row)], [name(total)]);
          }
        }
      });
    }
  }

  for (const { steps, nesting, isNested, period } of report.funnels) {
    const span = spanOf(period);
    const total = (step: Json) =>
      hidden(`all ${step.indicator} ${span} ${step.part === "numerator" ? "counted" : "below"}`);
    let before = "people";
    steps.forEach((step: Json, place: number) => {
      const name = (part: string) => `funnel ${span} ${place} ${part}`;
      read(before, step.entered);
      for (const part of ["reached", "pending", "unknown", "not", "besides"]) read(name(part), step[part]);
      sum(before, ["reached", "pending", "unknown", "not"].map(name));
      sum(total(step), [name("reached"), name("besides")]);
      if (step.fromPrevious !== null) share(name("previous"), step.fromPrevious, name("reached"), before);
      share(name("start"), step.fromStart, name("reached"), `funnel ${span} 0 reached`);
      before = name("reached");
    });
    for (const { later, earlier, people } of nesting) {
      const jump = read(
        `funnel ${span} ${later.indicator} ${later.part} without ${earlier.indicator} ${earlier.part}`,
        people,
      );
      atMost([jump], [total(later)]);
      atMost([total(later)], [total(earlier), jump]);
      if (isNested === true && isGone(people)) leaks.push(`funnel ${span} is nested`);
    }
  }

  for (const { indicators } of report.reconciliations) {
    for (const { code, numerator, denominator, inPeriods, inUnion } of indicators) {
      for (const one of [...inPeriods, inUnion]) {
        const name = (part: string) => `all ${code} ${spanOf(one.period)} ${part}`;
        share(name("reconciled"), one, name("counted"), name("below"));
      }
      for (const [part, across] of [
        ["counted", numerator],
        ["below", denominator],
      ] as const) {
        const name = (what: string) => `across ${code} ${part} ${what}`;
        const of = (one: Json) => read(`all ${code} ${spanOf(one.period)} ${part}`, one.people);
        const periods = across.inPeriods.map(of);
        const union = of(across.inUnion);
        read(name("sum"), across.sumOfPeriods);
        sum(name("sum"), periods);
        const exactly = across.inExactly.map((one: Json) => read(name(`exactly ${one.periods}`), one.people));
        between([[name("sum"), -1], ...exactly.map((one: string, at: number) => [one, at + 1] as const)], 0, 0);
        read(name("union only"), across.inUnionOnly);
        read(name("periods only"), across.inPeriodsOnly);
        between(
          [
            [union, -1],
            [name("union only"), 1],
            [name("periods only"), -1],
            ...exactly.map((one: string) => [one, 1] as const),
          ],
          0,
          0,
        );
        for (const one of periods) {
          atMost([exactly.at(-1)], [one]);
          atMost([one], exactly);
        }
      }
    }
  }
  const contradictions = solve(known, equations);
  const suppressed = [...known].filter(([, { isSuppressed }]) => isSuppressed);
  const widths = suppressed
    .map(([name, { low, high }]) => [name, high - low + 1] as const)
    .sort(([, one], [, other]) => one - other);
  return {
    exact: widths.filter(([, numbers]) => numbers <= 1).map(([name]) => name),
    widths,
    leaks,
    suppressed: suppressed.length,
    contradictions,
  };
}

/**
 * Narrows what counts may be: by each relation, by every relation that elimination yields, and again, until nothing
 * moves.
 */
function solve(known: Map<string, Known>, equations: readonly Equation[]): readonly string[] {
  const contradictions: string[] = [];
  const all = [...equations];
  narrow(known, all, contradictions);
  for (const equation of eliminated(known, equations)) all.push(equation);
  narrow(known, all, contradictions);
  return contradictions;
}

function narrow(known: Map<string, Known>, equations: readonly Equation[], contradictions: string[]): void {
  for (let isMoving = true, rounds = 0; isMoving && rounds < 200; rounds++) {
    isMoving = false;
    for (const { terms, low, high } of equations) {
      const ends = [...terms].map(([name, factor]) => {
        const cell = known.get(name)!;
        return factor > 0 ? [factor * cell.low, factor * cell.high] : [factor * cell.high, factor * cell.low];
      });
      const infinite = [0, 1].map((end) => ends.filter((one) => !Number.isFinite(one[end]!)).length);
      const finite = [0, 1].map((end) =>
        ends.reduce((total, one) => total + (Number.isFinite(one[end]!) ? one[end]! : 0), 0),
      );
      [...terms].forEach(([name, factor], at) => {
        const cell = known.get(name)!;
        const others = [0, 1].map((end) => {
          const own = ends[at]![end]!;
          if (infinite[end]! - (Number.isFinite(own) ? 0 : 1) > 0)
            return end === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
          return finite[end]! - (Number.isFinite(own) ? own : 0);
        });
        const limits = [(low - others[1]!) / factor, (high - others[0]!) / factor].sort((a, b) => a - b);
        const [least, most] = [Math.ceil(limits[0]! - 1e-9), Math.floor(limits[1]! + 1e-9)];
        if (least > cell.low) {
          cell.low = least;
          isMoving = true;
        }
        if (most < cell.high) {
          cell.high = most;
          isMoving = true;
        }
        if (cell.low > cell.high) contradictions.push(name);
      });
      if (contradictions.length > 0) return;
    }
  }
}

/** Equations of fewer unknowns: exact elimination in whole numbers over what is still unknown. */
function eliminated(known: Map<string, Known>, equations: readonly Equation[]): readonly Equation[] {
  const rows: { terms: Map<string, number>; sum: number; pivot: string }[] = [];
  const rowsWith = new Map<string, Set<number>>();
  for (const equation of equations) {
    if (equation.low !== equation.high) continue;
    let terms = new Map<string, number>();
    let sum = equation.low;
    for (const [name, factor] of equation.terms) {
      const cell = known.get(name)!;
      if (cell.low === cell.high) sum -= factor * cell.low;
      else terms.set(name, factor);
    }
    for (const { terms: other, sum: otherSum, pivot } of rows) {
      const rate = terms.get(pivot);
      if (rate !== undefined) [terms, sum] = without(terms, sum, other, otherSum, pivot, rate);
    }
    const [pivot] = [...terms.keys()].sort((a, b) => (rowsWith.get(a)?.size ?? 0) - (rowsWith.get(b)?.size ?? 0));
    if (pivot === undefined) continue;
    rows.forEach((row) => {
      const rate = row.terms.get(pivot);
      if (rate !== undefined) [row.terms, row.sum] = without(row.terms, row.sum, terms, sum, pivot, rate);
    });
    rows.push({ terms, sum, pivot });
    for (const name of terms.keys()) rowsWith.set(name, (rowsWith.get(name) ?? new Set()).add(rows.length));
  }
  return rows.map(({ terms, sum }) => ({ terms, low: sum, high: sum }));
}

function without(
  terms: Map<string, number>,
  sum: number,
  other: Map<string, number>,
  otherSum: number,
  pivot: string,
  rate: number,
): [Map<string, number>, number] {
  const own = other.get(pivot)!;
  const next = new Map([...terms].map(([name, factor]) => [name, factor * own]));
  for (const [name, factor] of other) {
    const left = (next.get(name) ?? 0) - factor * rate;
    if (left === 0) next.delete(name);
    else next.set(name, left);
  }
  let nextSum = sum * own - otherSum * rate;
  let divisor = Math.abs(nextSum);
  for (const factor of next.values()) divisor = common(divisor, Math.abs(factor));
  if (divisor > 1) {
    for (const [name, factor] of next) next.set(name, factor / divisor);
    nextSum /= divisor;
  }
  return [next, nextSum];
}

function common(one: number, other: number): number {
  return other === 0 ? one : common(other, one % other);
}
