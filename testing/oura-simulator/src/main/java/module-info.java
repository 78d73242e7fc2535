// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated Oura API. The package {@link io.github.oura4j.simulator} is the place to start.
 *
 * <p>WireMock, on which the simulator is built, is not required here and belongs on the class path.
 * Its standalone jar has no module name of its own, and it contains a copy of the package {@code
 * org.jspecify.annotations}: a module that reads both it and the models would read that package
 * from two modules, which Java rejects.
 */
module io.github.oura4j.simulator {
  requires transitive io.github.oura4j.api;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires java.net.http;
  requires static transitive org.jspecify;
  // WireMock uses parts of these, as jdeps shows. In a program that is a module, code on the class
  // path sees only those modules of the JDK that some module requires.
  requires java.se;
  requires jdk.unsupported;

  exports io.github.oura4j.simulator;
}
