// SPDX-License-Identifier: Apache-2.0
/** Requires the testkit, and what starts JUnit. */
module consumer.testkit {
  requires io.github.oura4j.testkit;
  requires org.junit.platform.launcher;

  opens consumer.testkit to
      org.junit.platform.commons;
}
