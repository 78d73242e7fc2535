-- SPDX-License-Identifier: Apache-2.0
-- The tables of oura4j: version 1, tokens of people.

create schema if not exists oura4j;

create table oura4j.schema_version (
  version integer primary key,
  applied_at timestamptz not null default clock_timestamp()
);

-- One row for each person. The token pair is sealed with a key that the database does not know.
create table oura4j.tokens (
  person text collate "C" primary key,
  key_id text collate "C" not null,
  sealed bytea not null,
  saved_at timestamptz not null default clock_timestamp()
);

insert into oura4j.schema_version (version) values (1);
