// SPDX-License-Identifier: Apache-2.0
/** Requires the simulator alone. */
module consumer.simulator {
  requires io.github.oura4j.simulator;
}
