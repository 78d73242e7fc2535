// SPDX-License-Identifier: Apache-2.0
/** Contract tests for what users of the client implement. */
module io.github.oura4j.testkit {
  requires transitive io.github.oura4j;
  requires org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires static transitive org.jspecify;

  exports io.github.oura4j.testkit;

  // JUnit calls the tests, which are package-private.
  opens io.github.oura4j.testkit to
      org.junit.platform.commons;
}
