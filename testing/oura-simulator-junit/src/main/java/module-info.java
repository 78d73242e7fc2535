// SPDX-License-Identifier: Apache-2.0
/** An extension of JUnit 5 that gives each test a simulated Oura API of its own. */
module io.github.oura4j.simulator.junit {
  requires transitive io.github.oura4j.simulator;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports io.github.oura4j.simulator.junit;
}
