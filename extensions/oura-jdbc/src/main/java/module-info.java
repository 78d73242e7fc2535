// SPDX-License-Identifier: Apache-2.0
/** What many processes share in PostgreSQL. */
module io.github.oura4j.jdbc {
  requires transitive io.github.oura4j;
  requires transitive java.sql;
  requires static org.checkerframework.checker.qual;
  requires static org.postgresql.jdbc;
  requires static transitive org.jspecify;

  exports io.github.oura4j.jdbc;
  exports io.github.oura4j.jdbc.ledger;
}
