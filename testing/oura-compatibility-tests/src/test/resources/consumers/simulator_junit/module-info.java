// SPDX-License-Identifier: Apache-2.0
/** Requires the JUnit extension of the simulator, and what starts JUnit. */
module consumer.simulator_junit {
  requires io.github.oura4j.simulator.junit;
  requires org.junit.platform.launcher;

  opens consumer.simulator_junit to
      org.junit.platform.commons;
}
