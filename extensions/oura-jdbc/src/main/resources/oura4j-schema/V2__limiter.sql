-- SPDX-License-Identifier: Apache-2.0
-- The tables of oura4j: version 2, the rate limiter that processes share.
-- Times are nanoseconds since 1970 on the clock of the limiter: that of the server plus limiter_clock.shift_nanos.

-- One row for each permit that was granted, numbered without gaps, and once more within its access token. So permit
-- number n is allowed if permit number n - limit no longer counts: two look-ups in an index, and no counting.
create table oura4j.permits (
  n bigint primary key,
  granted_at bigint not null,
  token_hash text collate "C",
  token_n bigint,
  unique (token_hash, token_n)
);

-- What responses with status 429 said, for an access token, or for the application, whose token_hash is null.
create table oura4j.holds (
  token_hash text collate "C",
  held_until bigint not null,
  named_requests bigint,
  named_window bigint,
  named_until bigint,
  unique nulls not distinct (token_hash)
);

-- At most one row: what to add to the server's clock, because that clock was set.
create table oura4j.limiter_clock (
  only_row boolean primary key default true check (only_row),
  shift_nanos bigint not null
);

-- Permits that a server which took over had lost, and that were counted again: those after the first number, until the
-- second one.
create table oura4j.lost_permits (
  after_n bigint primary key,
  until_n bigint not null
);

create function oura4j.server_nanos() returns bigint language sql volatile
as $$ select (extract(epoch from clock_timestamp()) * 1000000000)::bigint $$;

-- Returns the current time of the limiter, for queries.
create function oura4j.limiter_time() returns bigint language sql volatile
as $$ select oura4j.server_nanos() + coalesce((select c.shift_nanos from oura4j.limiter_clock c), 0) $$;

-- Returns the number of the last permit that was granted at or before a time, among those numbered from first to last;
-- first - 1 if there is none. Permits that were deleted are older than all others.
create function oura4j.last_permit_until(until bigint, first bigint, last bigint) returns bigint
language plpgsql volatile as $$
declare
  low bigint := first - 1;
  high bigint := last;
  middle bigint;
begin
  while low < high loop
    middle := high - (high - low) / 2;
    if exists (select from oura4j.permits p where p.n = middle and p.granted_at > until) then
      high := middle - 1;
    else
      low := middle;
    end if;
  end loop;
  return low;
end $$;

-- Returns the current time of the limiter, never before the last permit.
--
-- A caller says which time it saw last and how long ago that was, by a clock that nobody sets. If the server's clock
-- says something else, it was set, and the difference goes into the shift. A caller that was stopped for a while does
-- not know how long; what others saw meanwhile is later than what it expects.
create function oura4j.limiter_nanos(last_at bigint, seen_at bigint, seen_ago bigint, tolerance bigint)
returns bigint language plpgsql volatile as $$
declare
  raw bigint := oura4j.server_nanos();
  shifted bigint := raw + coalesce((select c.shift_nanos from oura4j.limiter_clock c), 0);
  expected bigint := seen_at + seen_ago;
  result bigint := shifted;
begin
  if shifted < expected - tolerance
    or (shifted > expected + tolerance and coalesce(last_at, 0) <= expected + tolerance) then
    result := expected;
  end if;
  result := greatest(result, last_at);
  if result <> shifted then
    insert into oura4j.limiter_clock (shift_nanos) values (result - raw)
    on conflict (only_row) do update set shift_nanos = excluded.shift_nanos;
  end if;
  return result;
end $$;

-- Counts permits again that a server which took over has lost, and returns the number of the last permit.
--
-- A caller has seen that permit number seen_n was granted at seen_granted_at. If that permit is not there, or another
-- one has its number, those after the last one of that time are lost. They count from then on. Several callers have seen
-- them, but they are counted again once.
--
-- counts_since: permits until this time no longer count
-- most: how many permits can count
create function oura4j.restore_permits(
  last_n bigint, last_at bigint, seen_n bigint, seen_granted_at bigint, counts_since bigint, most bigint)
returns bigint language plpgsql volatile as $$
declare
  common_n bigint;
  restored_n bigint;
  lost bigint;
begin
  if seen_n is null or coalesce(seen_granted_at, counts_since) <= counts_since or (seen_n <= last_n and not exists (
      select from oura4j.permits p where p.n = seen_n and p.granted_at <> seen_granted_at)) then
    return last_n;
  end if;
  common_n := oura4j.last_permit_until(
    seen_granted_at, coalesce((select min(p.n) from oura4j.permits p), last_n + 1), least(last_n, seen_n));
  restored_n := coalesce((select l.until_n from oura4j.lost_permits l where l.after_n = common_n), common_n);
  lost := least(seen_n - restored_n, most);
  if lost <= 0 then
    return last_n;
  end if;
  insert into oura4j.lost_permits (after_n, until_n) values (common_n, seen_n)
  on conflict (after_n) do update set until_n = excluded.until_n;
  insert into oura4j.permits (n, granted_at)
    select restored.n, greatest(last_at, seen_granted_at)
    from generate_series(last_n + 1, last_n + lost) as restored (n);
  return last_n + lost;
end $$;

-- Grants permits: one function call for everything that a process has to ask and to tell.
--
-- asks: for each request that wants a permit, the hash of its access token, or null
-- counted_*: how long a permit counts, which is longer than the window
-- longer: how much longer
-- seen_*: the number of the last permit in the previous response, when it was granted, the time of that response, and
--   how long ago that was
-- tolerance: by how much the server's clock may differ from what is expected
-- patience: how long to wait for other callers. Nobody waits for this call any longer: without a limit, it would go on
--   waiting at the server, and then grant permits that nobody uses.
-- held_*, named_*: responses with status 429 that no earlier call has told
--
-- waits: for each request 0 if its permit was granted, otherwise how long until it can be, at least
-- token_waits: the part of that which is due to its access token
-- releases: in how long the next permits of the application are available again, if none is now
create function oura4j.acquire_permits(
  asks text[],
  application_requests bigint, counted_application bigint,
  token_requests bigint, counted_token bigint,
  longer bigint,
  seen_n bigint, seen_granted_at bigint, seen_at bigint, seen_ago bigint,
  tolerance bigint, patience bigint,
  held_tokens text[], held_for bigint[],
  named_requests bigint[], named_windows bigint[], named_for bigint[],
  out now_at bigint, out last_n bigint, out last_at bigint, out available bigint,
  out waits bigint[], out token_waits bigint[], out releases bigint[])
language plpgsql volatile as $$
#variable_conflict use_column
declare
  most_releases constant bigint := 64;
  permits_between_deletions constant bigint := 512;
  kept constant bigint := 3600000000000;
  asked_at constant bigint := oura4j.server_nanos();
  waited bigint;
  ask text;
  application oura4j.holds;
  token oura4j.holds;
  application_at bigint;
  token_at bigint;
  last_token_n bigint;
  last_old_n bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'The rate limiter of oura4j needs transactions with the isolation level read committed.'
      using errcode = 'invalid_transaction_state';
  end if;
  -- Statements of a function see what was committed before they began, so also what the last holder of the lock did.
  perform set_config('lock_timeout', greatest(1, patience / 1000000)::text, true);
  perform pg_advisory_xact_lock(hashtextextended('oura4j limiter', 0));
  -- The caller cannot know how long that took. More than the patience means that the clock was set meanwhile.
  waited := least(greatest(oura4j.server_nanos() - asked_at, 0), patience);
  select p.n, p.granted_at into last_n, last_at from oura4j.permits p order by p.n desc limit 1;
  now_at := oura4j.limiter_nanos(last_at, seen_at, seen_ago + waited, tolerance);
  last_n := oura4j.restore_permits(
    coalesce(last_n, 0), last_at, seen_n, seen_granted_at, now_at - counted_application, application_requests);

  insert into oura4j.holds as h (token_hash, held_until, named_requests, named_window, named_until)
    select held.token_hash, now_at + held.held_for, held.requests, held.window_nanos, now_at + held.named_for
    from unnest(held_tokens, held_for, named_requests, named_windows, named_for)
      as held (token_hash, held_for, requests, window_nanos, named_for)
  on conflict (token_hash) do update set
    held_until = greatest(h.held_until, excluded.held_until),
    named_requests = coalesce(excluded.named_requests, h.named_requests),
    named_window = coalesce(excluded.named_window, h.named_window),
    named_until = coalesce(excluded.named_until, h.named_until);
  select h.* into application from oura4j.holds h where h.token_hash is null;

  waits := '{}';
  token_waits := '{}';
  foreach ask in array asks loop
    application_at := greatest(
      now_at, application.held_until,
      (select p.granted_at + counted_application from oura4j.permits p where p.n = last_n + 1 - application_requests),
      (select least(p.granted_at + application.named_window + longer, application.named_until)
        from oura4j.permits p where p.n = last_n + 1 - application.named_requests));
    token_at := now_at;
    last_token_n := null;
    if ask is not null then
      select p.token_n into last_token_n from oura4j.permits p
        where p.token_hash = ask order by p.token_n desc limit 1;
      last_token_n := coalesce(last_token_n, 0);
      select h.* into token from oura4j.holds h where h.token_hash = ask;
      token_at := greatest(
        now_at, token.held_until,
        (select p.granted_at + counted_token from oura4j.permits p
          where p.token_hash = ask and p.token_n = last_token_n + 1 - token_requests),
        (select least(p.granted_at + token.named_window + longer, token.named_until) from oura4j.permits p
          where p.token_hash = ask and p.token_n = last_token_n + 1 - token.named_requests));
    end if;
    waits := waits || greatest(application_at, token_at) - now_at;
    token_waits := token_waits || token_at - now_at;
    if greatest(application_at, token_at) = now_at then
      last_n := last_n + 1;
      insert into oura4j.permits (n, granted_at, token_hash, token_n) values (last_n, now_at, ask, last_token_n + 1);
      if last_n % permits_between_deletions = 0 then
        -- A variable, because PostgreSQL would call the function again for each row.
        last_old_n := oura4j.last_permit_until(
          now_at - greatest(kept, counted_application, counted_token) - longer,
          (select min(p.n) from oura4j.permits p), last_n - 1);
        delete from oura4j.permits p where p.n <= last_old_n;
        delete from oura4j.lost_permits l where l.after_n <= last_old_n;
        delete from oura4j.holds h where greatest(h.held_until, h.named_until) <= now_at;
        select h.* into application from oura4j.holds h where h.token_hash is null;
      end if;
    end if;
  end loop;

  application_at := greatest(
    now_at, application.held_until,
    (select p.granted_at + counted_application from oura4j.permits p where p.n = last_n + 1 - application_requests),
    (select least(p.granted_at + application.named_window + longer, application.named_until)
      from oura4j.permits p where p.n = last_n + 1 - application.named_requests));
  if application_at = now_at then
    available := application_requests - last_n + oura4j.last_permit_until(
      now_at - counted_application, last_n + 1 - application_requests, last_n);
    releases := '{}';
  else
    available := 0;
    releases := array(
      select greatest(p.granted_at + counted_application, application_at) - now_at
      from generate_series(
        last_n + 1 - application_requests,
        last_n + least(most_releases, application_requests) - application_requests) as next (n)
      left join oura4j.permits p on p.n = next.n
      order by next.n);
  end if;
  select p.granted_at into last_at from oura4j.permits p where p.n = last_n;
end $$;

insert into oura4j.schema_version (version) values (2);
