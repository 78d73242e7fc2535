-- SPDX-License-Identifier: Apache-2.0
-- The tables of oura4j: version 3, the ledger: what is to be fetched for whom, and what was fetched.

-- One row for each person. A row is leased to the process that works on it. Deleting the row deletes
-- everything that the ledger knows about the person. Either runners or other programs work for a person.
create table oura4j.person (
  person text collate "C" primary key,
  round bigint not null default 1,
  failed_attempts integer not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  marked_at timestamptz, -- null after the claim, which begins a new round
  worked_by text collate "C" check (worked_by in ('runner', 'program')), -- null: nobody has begun
  lease uuid,
  lease_until timestamptz,
  enrolled_at timestamptz not null default clock_timestamp(),
  complete_at timestamptz,
  check ((lease is null) = (lease_until is null))
);
create index on oura4j.person (due_at) where worked_by is distinct from 'program';
create index on oura4j.person (lease) where lease is not null;

-- What is to be fetched: the days of a data type; no days for a data type without days. A row is
-- never changed. A reader that sees a sequence also sees all smaller ones: see the trigger.
create table oura4j.work (
  sequence bigint generated always as identity primary key,
  person text collate "C" not null references oura4j.person on delete cascade,
  data_type text collate "C" not null,
  first_day date,
  last_day date,
  round bigint not null,
  planned_at timestamptz not null default clock_timestamp(),
  check ((first_day is null) = (last_day is null)),
  check (first_day <= last_day)
);
create index on oura4j.work (person, data_type, round);

-- Transactions that add work take turns, so that they commit in the order of their sequences. The
-- trigger runs before the statement takes its first number.
create function oura4j.add_work_in_order() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('oura4j work', 0));
  return null;
end
$$;
create trigger work_in_order before insert on oura4j.work
  for each statement execute function oura4j.add_work_in_order();

-- At most one row: the largest sequence of all work that was ever committed. It never becomes smaller, because it stays
-- when work is deleted. It is written by the transaction that adds the work, which no other one can overtake.
create table oura4j.last_work (
  only_row boolean primary key default true check (only_row),
  sequence bigint not null
);
create function oura4j.note_last_work() returns trigger language plpgsql as $$
begin
  insert into oura4j.last_work as last (sequence) select max(added.sequence) from added having count(*) > 0
  on conflict (only_row) do update set sequence = greatest(last.sequence, excluded.sequence);
  return null;
end
$$;
create trigger work_noted after insert on oura4j.work referencing new table as added
  for each statement execute function oura4j.note_last_work();

-- How work ended, after the last of its attempts. Without a row, nobody has tried.
create table oura4j.outcome (
  sequence bigint primary key references oura4j.work on delete cascade,
  outcome text collate "C" not null,
  documents bigint not null,
  message text,
  attempts integer not null,
  at timestamptz not null,
  check (outcome in
    ('ok', 'empty', 'consent_expired', 'membership_lapsed', 'scope_missing', 'gave_up'))
);

-- The log of fetched windows. Nothing depends on it but the number of documents of an open round.
create table oura4j.fetched_window (
  person text collate "C" not null references oura4j.person on delete cascade,
  data_type text collate "C" not null,
  first_day date,
  last_day date,
  round bigint not null,
  outcome text collate "C" not null check (outcome in ('ok', 'empty')),
  documents bigint not null,
  fetched_at timestamptz not null
);
create index on oura4j.fetched_window (person, data_type, round);

-- Which days do not have to be fetched again: settled ones at all, fetched ones in this round.
create table oura4j.coverage (
  person text collate "C" not null references oura4j.person on delete cascade,
  data_type text collate "C" not null,
  settled datemultirange not null default '{}',
  fetched datemultirange not null default '{}',
  primary key (person, data_type)
);

-- Who is missing what, and how the last attempt ended; a null outcome means that nobody has tried.
-- A person for whom no work was planned yet has one row without a data type.
create view oura4j.missing as
select w.person, w.data_type, days.first_day, days.last_day, o.outcome, o.message, o.attempts, o.at
from oura4j.work w
left join oura4j.outcome o using (sequence)
left join oura4j.coverage c on c.person = w.person and c.data_type = w.data_type
cross join lateral (
  select lower(range) as first_day, upper(range) - 1 as last_day
  from unnest(
    case when w.first_day is not null then
      datemultirange(daterange(w.first_day, w.last_day, '[]'))
        - coalesce(c.settled, '{}') - coalesce(c.fetched, '{}')
    end) range
  union all
  select null, null where w.first_day is null
) days
where (o.outcome is null or o.outcome not in ('ok', 'empty'))
  and not exists (
    select from oura4j.work newer
    where newer.person = w.person and newer.data_type = w.data_type and newer.round > w.round)
union all
select p.person, null, null, null, null, null, null, null
from oura4j.person p
where not exists (select from oura4j.work w where w.person = p.person);

insert into oura4j.schema_version (version) values (3);
