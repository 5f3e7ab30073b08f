import { type DuckDBAppender, type DuckDBConnection, DuckDBDateValue, DuckDBInstance } from "@duckdb/node-api";
import type { BeneficiaryEvent } from "../src/core/index";
import { AS_OF, cellOf, type Counts, INDICATORS, MISSING, PERIODS } from "./counts";

const THREADS = "2";
const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Tables for the events as they come: a row an event, people as whole numbers. */
const TABLES = `
  create table registrations (person integer, target_group varchar, sex varchar, region varchar);
  create table service_events (person integer, day date, service varchar);
  create table placement_starts (person integer, id integer, day date, setting varchar, contract varchar);
  create table placement_ends (id integer, day date);
  create table support_starts (person integer, id integer, day date);
  create table support_ends (id integer, day date);
  create table assessment_events (person integer, day date, criterion varchar, score integer);
`;

/**
 * Tables of the kind one would keep for reporting: a row a spell with its day after the last, codes as enums.
 *
 * That favours the database, which neither compares texts nor pairs starts with ends when it is asked.
 */
const REPORTING_TABLES = `
  create type setting as enum ('open-market', 'sheltered');
  create type contract as enum ('temporary', 'permanent');
  create type service as enum (select distinct service from service_events);
  create type criterion as enum (select distinct criterion from assessment_events);
  create type stratum as enum (select distinct concat_ws('/', target_group, sex, region) from registrations);
  create table people as
    select person, concat_ws('/', target_group, sex, region)::stratum as stratum from registrations;
  create table services as select person, day, service::service as service from service_events;
  create table placements as
    select person, s.day as first, e.day + 1 as past, setting::setting as setting, contract::contract as contract
    from placement_starts s left join placement_ends e using (id);
  create table support as
    select person, s.day as first, e.day + 1 as past from support_starts s left join support_ends e using (id);
  create table assessments as select person, day, criterion::criterion as criterion, score from assessment_events;
  create table periods as
    select row_number() over () - 1 as period, first::date as first, least(last::date, date '${AS_OF}') + 1 as past
    from (values ${PERIODS.map(({ from, to }) => `('${from}', '${to}')`).join(", ")}) as given (first, last);
  analyze;
`;

/**
 * Published numerators and denominators of the five indicators by period and stratum, in one query.
 *
 * Spells are cut at each horizon once, and share it between the periods that end there. 1.2 has an upper limit, so it must hold
 * without and with the placements whose setting or contract is missing: `reading` 2 and 3 in `pieces`.
 */
const QUERY = `
with horizons as materialized (select distinct past as horizon from periods),
worked as materialized (
  select horizon, person, first, least(coalesce(past, horizon), horizon) as past, setting, contract
  from placements join horizons on first < horizon
),
supported as materialized (
  select horizon, person, first, least(coalesce(past, horizon), horizon) as past
  from support join horizons on first < horizon
),
both_at_once as materialized (
  select horizon, person, setting, contract, greatest(w.first, s.first) as first, least(w.past, s.past) as past
  from worked w join supported s using (horizon, person)
  where w.first < s.past and s.first < w.past and (setting = 'open-market' or setting is null)
),
support_islands as (
  select horizon, person, min(first) as first, max(past) as past
  from (
    select *, sum(begins) over (partition by horizon, person order by first, past rows unbounded preceding) as island
    from (
      select *, case when first <= max(past) over (partition by horizon, person order by first, past
        rows between unbounded preceding and 1 preceding) then 0 else 1 end as begins
      from supported
    )
  )
  group by horizon, person, island
),
open_market as (select row_number() over () as spell, * from worked where setting = 'open-market'),
unsupported as (
  select horizon, person, piece_first as first, piece_past as past
  from (
    select horizon, person,
      coalesce(lag(cut_past) over (partition by spell order by cut_first), spell_first) as piece_first,
      cut_first as piece_past
    from (
      select w.horizon, w.person, spell, w.first as spell_first, s.first as cut_first, s.past as cut_past
      from open_market w join support_islands s
        on s.horizon = w.horizon and s.person = w.person and s.first < w.past and s.past > w.first
      union all
      select horizon, person, spell, first, past, null from open_market
    )
  )
  where piece_first < piece_past
),
pieces as (
  select horizon, person, 2 as reading, first, past from worked where setting = 'sheltered' and contract = 'temporary'
  union all
  select horizon, person, 2, first, past from both_at_once where setting = 'open-market' and contract = 'temporary'
  union all
  select horizon, person, 3, first, past from worked
  where (setting = 'sheltered' or setting is null) and (contract = 'temporary' or contract is null)
  union all
  select horizon, person, 3, first, past from both_at_once where contract = 'temporary' or contract is null
  union all
  select horizon, person, 4, first, past from both_at_once where setting = 'open-market'
  union all
  select horizon, person, 5, first, past from unsupported
),
islands as (
  select horizon, person, reading, min(first) as first, max(past) as past
  from (
    select *, sum(begins) over (partition by horizon, person, reading order by first, past rows unbounded preceding) as island
    from (
      select *, case when first <= max(past) over (partition by horizon, person, reading order by first, past
        rows between unbounded preceding and 1 preceding) then 0 else 1 end as begins
      from pieces
    )
  )
  group by horizon, person, reading, island
),
milestones as (
  select * from islands
  where case when reading <= 3 then first + interval 1 month <= past and first + interval 6 month > past
             else first + interval 6 month <= past end
),
changed as (
  select horizon, person
  from (
    select horizon, person, min(day) as first_day, max(day) as last_day, arg_min(score, day) as first_score,
      arg_max(score, day) as last_score
    from assessments join horizons on day < horizon
    group by horizon, person, criterion
  )
  where last_day > first_day and last_score >= first_score
),
facts as (
  select period, person, case when service = 'social-adaptation' then 65 else 1 end as fact
  from services join periods on day >= first and day < past
  union all
  select period, person, 1 from supported s join periods p on s.horizon = p.past and s.past > p.first
  union all
  select period, person, 2 from worked w join periods p on w.horizon = p.past and w.past > p.first
  union all
  select period, person, 1 << reading from milestones m join periods p on m.horizon = p.past and m.past > p.first
  union all
  select period, person, 128 from changed c join periods p on c.horizon = p.past
),
verdicts as (select period, person, bit_or(fact) as facts from facts group by period, person)
select period, stratum,
  count(*) filter (facts & 3 = 3) as n11, count(*) filter (facts & 1 = 1) as d11,
  count(*) filter (facts & 15 = 15) as n12, count(*) filter (facts & 3 = 3) as d12,
  count(*) filter (facts & 19 = 19) as n13, count(*) filter (facts & 3 = 3) as d13,
  count(*) filter (facts & 35 = 35) as n14, count(*) filter (facts & 3 = 3) as d14,
  count(*) filter (facts & 192 = 192) as n21, count(*) filter (facts & 64 = 64) as d21
from verdicts join people using (person)
group by period, stratum
`;

/** A database in memory that holds the facts of some events. */
export class Database {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Loads events into tables; the database works on two threads. */
  static async load(events: Iterable<BeneficiaryEvent>): Promise<Database> {
    const instance = await DuckDBInstance.create(":memory:", { threads: THREADS });
    const connection = await instance.connect();
    await connection.run(TABLES);
    await append(connection, events);
    await connection.run(REPORTING_TABLES);
    return new Database(connection);
  }

  /** Published numerators and denominators of the five indicators, by period, target group, sex and region. */
  async counts(): Promise<Counts> {
    const reader = await this.#connection.runAndReadAll(QUERY);
    const counts: Counts = {};
    for (const [period, stratum, ...numbers] of reader.getRows()) {
      INDICATORS.forEach((indicator, index) => {
        const denominator = Number(numbers[index * 2 + 1]);
        if (denominator === 0) return;
        const cell = cellOf(indicator, PERIODS[Number(period)]!, String(stratum));
        counts[cell] = [Number(numbers[index * 2]), denominator];
      });
    }
    return counts;
  }
}

async function append(connection: DuckDBConnection, events: Iterable<BeneficiaryEvent>): Promise<void> {
  const appenders = new Map<string, DuckDBAppender>();
  const opened = async (table: string) => {
    const appender = await connection.createAppender(table);
    appenders.set(table, appender);
    return appender;
  };
  const registrations = await opened("registrations");
  const services = await opened("service_events");
  const placementStarts = await opened("placement_starts");
  const placementEnds = await opened("placement_ends");
  const supportStarts = await opened("support_starts");
  const supportEnds = await opened("support_ends");
  const assessments = await opened("assessment_events");
  const number = (id: string) => Number(id.slice(2));
  const text = (appender: DuckDBAppender, value: string | undefined) =>
    value === undefined ? appender.appendNull() : appender.appendVarchar(value);
  for (const event of events) {
    const day = new DuckDBDateValue(Date.parse(event.date) / MILLISECONDS_IN_A_DAY);
    const person = number(event.beneficiaryId);
    switch (event.type) {
      case "beneficiary-registered":
        registrations.appendInteger(person);
        registrations.appendVarchar(event.targetGroups[0] ?? MISSING);
        registrations.appendVarchar(event.sex ?? MISSING);
        registrations.appendVarchar(event.region ?? MISSING);
        registrations.endRow();
        break;
      case "service-delivered":
        services.appendInteger(person);
        services.appendDate(day);
        services.appendVarchar(event.service);
        services.endRow();
        break;
      case "placement-started":
        placementStarts.appendInteger(person);
        placementStarts.appendInteger(number(event.placementId));
        placementStarts.appendDate(day);
        text(placementStarts, event.setting);
        text(placementStarts, event.contract);
        placementStarts.endRow();
        break;
      case "placement-ended":
        placementEnds.appendInteger(number(event.placementId));
        placementEnds.appendDate(day);
        placementEnds.endRow();
        break;
      case "support-started":
        supportStarts.appendInteger(person);
        supportStarts.appendInteger(number(event.supportId));
        supportStarts.appendDate(day);
        supportStarts.endRow();
        break;
      case "support-ended":
        supportEnds.appendInteger(number(event.supportId));
        supportEnds.appendDate(day);
        supportEnds.endRow();
        break;
      case "assessment-recorded":
        assessments.appendInteger(person);
        assessments.appendDate(day);
        assessments.appendVarchar(event.criterion);
        assessments.appendInteger(Number(event.score));
        assessments.endRow();
        break;
    }
  }
  for (const appender of appenders.values()) appender.closeSync();
}
